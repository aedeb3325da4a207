import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { hasText, textOrPartial, type Value } from '../../template/evaluation/value.ts';
import { matchesAction } from '../../zappa/policy.ts';
import type { CheckedFile } from '../defineRule.ts';
import type { Named } from './dependsOn.ts';
import { resourcesOfTypes } from './resources/typedResources.ts';

/** A policy that gives permissions to a role. */
export interface RolePolicy {
  /** Patterns of actions. */
  readonly allows: readonly string[];
  /** Set for a separate resource that refers to the role, so that the role does not depend on it. */
  readonly resource: Named | undefined;
}

/**
 * The policies that give a role permissions for `actions`; undefined if some are unknown. Policy documents are long, so
 * they are read only if the managed policies of the role do not allow the actions already.
 */
export function rolePolicies(
  file: CheckedFile,
  actions: readonly string[] = INTERFACE_ACTIONS,
): (role: ResourceReader) => readonly RolePolicy[] | undefined {
  const attached = attachedPolicies(file);
  return (role) => {
    const managed = itemsOf(role.property('ManagedPolicyArns'))
      .map((arn) => managedPolicy(arn, attached))
      .map((allows) => allows && { allows, resource: undefined });
    if (!managed.every((one) => one !== undefined)) return undefined;
    if (actionsLacking(managed, actions).length === 0) return managed;
    const inline = itemsOf(role.property('Policies'))
      .map((policy) => documentOf(policy))
      .map((allows) => allows && { allows, resource: undefined });
    const others = attached.flatMap(({ roles, policy }) => {
      const isAttached = isOf(role, roles);
      if (isAttached === false) return [];
      const allows = isAttached && actionsIn(policy.property('PolicyDocument'));
      return [allows ? { allows, resource: policy.object } : undefined];
    });
    const all = [...inline, ...managed, ...others];
    return all.every((one) => one !== undefined) ? all : undefined;
  };
}

/** The actions that none of the policies allows. */
export function actionsLacking(
  policies: readonly RolePolicy[],
  actions: readonly string[],
): readonly string[] {
  const patterns = policies.flatMap(({ allows }) => allows);
  return actions.filter((action) => !patterns.some((pattern) => matchesAction(pattern, action)));
}

/** Policies that are attached from their own side, and the property that names roles. */
const ROLES: Readonly<Record<string, string>> = table({
  'AWS::IAM::Policy': 'Roles',
  'AWS::IAM::ManagedPolicy': 'Roles',
  'AWS::IAM::RolePolicy': 'RoleName',
});

interface AttachedPolicy {
  readonly roles: Value;
  readonly policy: ResourceReader;
}

function attachedPolicies(file: CheckedFile): readonly AttachedPolicy[] {
  return resourcesOfTypes(file, Object.keys(ROLES)).map((policy) => ({
    roles: policy.property(ROLES[policy.resource.type]!),
    policy,
  }));
}

function isOf(role: ResourceReader, roles: Value): boolean | undefined {
  const name = role.property('RoleName');
  const answers = itemsOf(roles).map((one) => {
    if (one.kind === 'reference') return one.resource === role.object.id;
    if (one.kind !== 'known' || (name.kind !== 'known' && name.kind !== 'absent')) return undefined;
    return hasText(name, one.text);
  });
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

function documentOf(policy: Value): readonly string[] | undefined {
  return policy.kind === 'fields' ? actionsIn(policy.fields.get('PolicyDocument')) : undefined;
}

/** The actions that a document allows, on any resource; undefined if it cannot be read. */
function actionsIn(document: Value | undefined): readonly string[] | undefined {
  const statements = document?.kind === 'fields' ? document.fields.get('Statement') : undefined;
  if (!statements) return undefined;
  const read = itemsOf(statements).map((statement): readonly string[] | undefined => {
    if (statement.kind !== 'fields') return undefined;
    const [effect, action] = [statement.fields.get('Effect'), statement.fields.get('Action')];
    if (effect?.kind !== 'known') return undefined;
    if (effect.text !== 'Allow') return [];
    const texts = action ? itemsOf(action).map((one) => (one.kind === 'known' ? one.text : undefined)) : [];
    return texts.length > 0 && texts.every((text) => text !== undefined) ? texts : undefined;
  });
  return read.every((one) => one !== undefined) ? read.flat() : undefined;
}

/** The policy behind an ARN: AWS's own, or a policy resource of the file that the role depends on. */
function managedPolicy(arn: Value, attached: readonly AttachedPolicy[]): readonly string[] | undefined {
  if (arn.kind === 'reference') {
    const own = attached.find(
      ({ policy: { object, resource } }) =>
        resource.type === 'AWS::IAM::ManagedPolicy' && object.id === arn.resource,
    );
    return own && actionsIn(own.policy.property('PolicyDocument'));
  }
  const text = textOrPartial(arn);
  const name = /^arn:(?:[^:]+|\$\{AWS::Partition\}):iam::aws:policy\/(?:[\w-]+\/)*([\w-]+)$/.exec(
    text ?? '',
  )?.[1];
  return name === undefined ? undefined : AWS_MANAGED[name];
}

/**
 * The network interface actions in AWS's managed policies:
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const AWS_MANAGED: Readonly<Record<string, readonly string[]>> = table({
  ...Object.fromEntries(
    [
      'AWSLambdaVPCAccessExecutionRole',
      'AWSLambdaENIManagementAccess',
      'AWSLambdaMSKExecutionRole',
      'AmazonVPCFullAccess',
      'AmazonEC2FullAccess',
      'PowerUserAccess',
      'AdministratorAccess',
    ].map((name) => [name, ['ec2:*']]),
  ),
  ...Object.fromEntries(
    [
      'AWSLambdaBasicExecutionRole',
      'AWSLambdaDynamoDBExecutionRole',
      'AWSLambdaKinesisExecutionRole',
      'AWSLambdaSQSQueueExecutionRole',
      'AWSLambdaRole',
      'AWSXRayDaemonWriteAccess',
      'AWSXrayWriteOnlyAccess',
      'CloudWatchLogsFullAccess',
      'CloudWatchLambdaInsightsExecutionRolePolicy',
      'AmazonS3FullAccess',
      'AmazonS3ReadOnlyAccess',
      'AmazonSQSFullAccess',
      'AmazonSNSFullAccess',
      'AmazonSSMReadOnlyAccess',
    ].map((name) => [name, []]),
  ),
});

/** The permissions that Lambda needs from the role of a function in a VPC (fact LAM-06). */
export const INTERFACE_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DeleteNetworkInterface',
];
