import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { textOrPartial, type Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource, resourceOfTypes } from '../shared/resources/typedResources.ts';

interface Use {
  readonly path: string;
  readonly service: string;
  /** The consequence at a later time, if the resource itself is created. */
  readonly later?: string;
}

const OF_FUNCTIONS: readonly Use[] = [{ path: 'Role', service: 'lambda.amazonaws.com' }];
const OF_TASKS = { service: 'ecs-tasks.amazonaws.com', later: 'The tasks do not start' };

/** The properties that name a role, and the service that each page asks to trust. */
const USED: Readonly<Record<string, readonly Use[]>> = table({
  'AWS::Lambda::Function': OF_FUNCTIONS,
  'AWS::Serverless::Function': OF_FUNCTIONS,
  'AWS::ECS::TaskDefinition': [
    { path: 'ExecutionRoleArn', ...OF_TASKS },
    { path: 'TaskRoleArn', ...OF_TASKS },
  ],
  'AWS::EKS::Cluster': [{ path: 'RoleArn', service: 'eks.amazonaws.com' }],
  'AWS::EKS::Nodegroup': [
    { path: 'NodeRole', service: 'ec2.amazonaws.com', later: 'The nodes do not join the cluster' },
  ],
  'AWS::EC2::FlowLog': [
    {
      path: 'DeliverLogsPermissionArn',
      service: 'vpc-flow-logs.amazonaws.com',
      later: 'The flow log delivers nothing',
    },
  ],
});

/** A role that does not trust the service which is to use it. */
export default defineRule({
  id: 'role-not-assumable',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The service cannot assume the role',
  why: 'A service uses a role only if AssumeRolePolicyDocument of the role names the service as a principal. Lambda and EKS reject a role that trusts another service: it "could not be assumed because it does not exist or the trusted entity is not correct", and the stack fails. ECS and flow logs find out later.',
  howToFix: 'Name the service as a principal of AssumeRolePolicyDocument, or use another role.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html',
    'https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2406',
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html',
  ],

  check: eachResource(Object.keys(USED), function* ({ object, property, resource }, file) {
    for (const { path, service, later } of USED[resource.type]!) {
      const named = valueAtPath(property, path);
      if (named.kind !== 'reference') continue;
      const role = resourceOfTypes(file, named.resource, ['AWS::IAM::Role']);
      const trusted = role && servicesOf(role.property('AssumeRolePolicyDocument'));
      if (!trusted || trusted.length === 0 || trusted.some((one) => isSame(one, service))) continue;
      yield {
        at: named.at,
        resource: object.id,
        message: `${path} of ${object.id} is ${named.resource}, which trusts ${listed(trusted, 3)} and not ${service}. ${later ?? `AWS rejects ${object.id}`}.`,
        ...(later !== undefined && { severity: 'warning' as const }),
        related: [{ at: role.object.at, message: `${named.resource} is here` }],
      };
    }
  }),
});

/** Whether a principal is the service; in China some principals end in .amazonaws.com.cn. */
function isSame(one: string, service: string): boolean {
  return one.split('.')[0] === service.split('.')[0];
}

/** The services that a role trusts; undefined if something else may be trusted too. */
function servicesOf(document: Value): readonly string[] | undefined {
  const statements = document.kind === 'fields' ? document.fields.get('Statement') : undefined;
  if (!statements || (statements.kind === 'list' && statements.hasGaps)) return undefined;
  const items = statements.kind === 'fields' ? [statements] : itemsOf(statements);
  const services = items.map((statement): readonly string[] | undefined => {
    const principal = statement.kind === 'fields' ? statement.fields.get('Principal') : undefined;
    if (principal?.kind !== 'fields' || [...principal.fields.keys()].some((key) => key !== 'Service'))
      return undefined;
    const names = principal.fields.get('Service')!;
    if (names.kind === 'list' && names.hasGaps) return undefined;
    const texts = (names.kind === 'list' ? names.items : [names]).map(textOrPartial);
    return texts.every((text) => text !== undefined && /^[a-z0-9-]+\./.test(text))
      ? texts.map((text) => text!)
      : undefined;
  });
  return services.every((one) => one !== undefined) ? services.flat() : undefined;
}
