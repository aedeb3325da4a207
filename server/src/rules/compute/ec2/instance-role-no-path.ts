import { find, keyOfField } from '../../../network/lookup.ts';
import { itemsOf, targetField, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import { workloadsOf } from '../../../network/workload.ts';
import { textOrPartial, type Value } from '../../../template/evaluation/value.ts';
import { listed } from '../../../wording/listed.ts';
import { nearerCauseOf } from '../../causes.ts';
import { type CheckedFile, defineRule, type Severity } from '../../defineRule.ts';
import { blockedServices, fixesOfBlockers, relatedOf } from '../../reaching.ts';
import { resourcesOfTypes } from '../../shared/resources/typedResources.ts';

/** An instance whose role is for an agent that cannot reach its service. */
export default defineRule({
  id: 'instance-role-no-path',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The instance has the role of an agent that cannot reach its service',
  why: 'The agents of Systems Manager and of ECS on an instance call their service over HTTPS. Without a public address, a NAT gateway or interface endpoints, the instance does not appear in Systems Manager, or does not join the ECS cluster. Systems Manager needs endpoints for ssm and ssmmessages, ECS needs ecs, ecs-agent and ecs-telemetry.',
  howToFix: 'Add a route to a NAT gateway, or the interface endpoints.',
  whenToIgnore:
    'If the route, the NAT gateway or the endpoints are created outside this template, or if the policy is not used.',
  sources: [
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html',
    'https://github.com/terraform-community-modules/tf_aws_ecs/issues/6',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    const policies = policiesOfInstances(file);
    if (policies.size === 0) return;
    for (const one of [...workloadsOf(network, 'instance'), ...workloadsOf(network, 'auto-scaling-group')]) {
      const launched = find(network.launchTemplates, one.launchTemplate);
      const policy = policies.get(one.id) ?? policies.get(launched?.id ?? '');
      const agent = policy && AGENTS[policy.name];
      if (!agent) continue;
      const blocked = blockedServices(network, one, agent.services);
      const [first] = blocked;
      if (!first) continue;
      yield {
        at: one.at,
        resource: one.id,
        // Many roles have the policy of Systems Manager by habit.
        severity: agent.severity,
        defaults: first.answer.defaults,
        message: `${one.id} cannot reach ${listed(blocked.map(({ name }) => name))}, which ${policy.name} of its role is for. ${agent.consequence}`,
        related: [
          { at: policy.at, message: `The role has ${policy.name}` },
          ...relatedOf(first.answer.blockedBy),
        ],
        fixes: blocked.length === 1 ? fixesOfBlockers(first.answer.blockedBy, one.id, file) : [],
        ...nearerCauseOf(first.answer, network),
      };
    }
  },
});

interface Agent {
  readonly services: readonly string[];
  readonly severity: Severity;
  readonly consequence: string;
}

const SYSTEMS_MANAGER: Agent = {
  services: ['ssm', 'ssmmessages'],
  severity: 'info',
  consequence: 'Systems Manager does not list it.',
};

/** AWS's policies for the roles of instances: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
const AGENTS: Readonly<Record<string, Agent>> = {
  AmazonSSMManagedInstanceCore: SYSTEMS_MANAGER,
  AmazonEC2RoleforSSM: SYSTEMS_MANAGER,
  AmazonEC2ContainerServiceforEC2Role: {
    services: ['ecs', 'ecs-agent', 'ecs-telemetry'],
    severity: 'warning',
    consequence: 'It joins no ECS cluster.',
  },
};

interface Policy {
  readonly name: string;
  readonly at: { readonly start: number; readonly end: number };
}

const PROFILES: Readonly<Record<string, string>> = {
  'AWS::EC2::Instance': 'IamInstanceProfile',
  'AWS::AutoScaling::LaunchConfiguration': 'IamInstanceProfile',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateData.IamInstanceProfile',
};

/** The policy for an agent, by the id of an instance, a launch configuration or a launch template. */
function policiesOfInstances(file: CheckedFile): ReadonlyMap<string, Policy> {
  const byId = (type: string) =>
    new Map(resourcesOfTypes(file, [type]).map((reader) => [reader.object.id, reader]));
  const [profiles, roles] = [byId('AWS::IAM::InstanceProfile'), byId('AWS::IAM::Role')];
  const found = new Map<string, Policy>();
  if (profiles.size === 0 || roles.size === 0) return found;
  for (const { resource, object, property } of resourcesOfTypes(file, Object.keys(PROFILES))) {
    const profile = profiles.get(
      keyOfField(targetField(profileOf(valueAtPath(property, PROFILES[resource.type]!)))) ?? '',
    );
    const policy = profile && policyOf(profile, roles);
    if (policy) found.set(object.id, policy);
  }
  return found;
}

/** A launch template names the profile by its ARN or its name. */
function profileOf(value: Value): Value {
  if (value.kind !== 'fields') return value;
  return value.fields.get('Arn') ?? value.fields.get('Name') ?? value;
}

function policyOf(profile: ResourceReader, roles: ReadonlyMap<string, ResourceReader>): Policy | undefined {
  for (const named of itemsOf(profile.property('Roles'))) {
    const role = named.kind === 'reference' ? roles.get(named.resource) : undefined;
    for (const arn of itemsOf(role?.property('ManagedPolicyArns') ?? { kind: 'absent' })) {
      const text = textOrPartial(arn);
      const name = text?.split('/').at(-1);
      if (name !== undefined && arn.kind !== 'absent' && name in AGENTS) return { name, at: arn.at };
    }
  }
  return undefined;
}
