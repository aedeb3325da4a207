import { referredResource } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { valueAtPath } from '../../network/template/fieldOfValue.ts';
import { workloadsOf } from '../../network/workload.ts';
import { entryAt } from '../../syntax/tree.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { isNamedBeside } from '../shared/resources/namedBeside.ts';

/** An ECS service whose target group no listener forwards to. */
export default defineRule({
  id: 'ecs-target-group-unattached',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No listener forwards to the target group of the service',
  why: 'ECS registers tasks only with a target group that a load balancer uses. It rejects a service with "The target group does not have an associated load balancer", and the stack fails.',
  howToFix: 'Add a Listener or a ListenerRule that forwards to the target group.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
    'https://github.com/Bayer-Group/cloudformation-template-generator/issues/181',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros || mayForwardAnywhere(network)) return;
    const used = new Set(
      [...network.listeners.values()].flatMap(({ targetGroups }) => targetGroups.map(keyOfField)),
    );
    const deployed = servicesOfCodeDeploy(file);
    for (const service of workloadsOf(network, 'container-service')) {
      if (service.targetGroups.kind !== 'known' || deployed.has(service.id)) continue;
      for (const field of service.targetGroups.items) {
        const group = find(network.targetGroups, field);
        if (!group || field.kind !== 'known' || used.has(group.id)) continue;
        // Another stack, or a resource of another type, may forward to it.
        if (network.exportedIds.has(group.id) || isNamedBeside(group.id, USERS, file)) continue;
        yield {
          at: field.at,
          resource: service.id,
          defaults: field.defaults,
          message: `No listener forwards to ${group.id}, the target group of ${service.id}. ECS rejects the service.`,
          related: [{ at: group.at, message: `${group.id} is used by no listener` }],
        };
      }
    }
  },
});

/**
 * Services that may have a second target group, to which CodeDeploy turns the listener later:
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html
 */
function servicesOfCodeDeploy(file: CheckedFile): ReadonlySet<string> {
  const services = existingResources(file, ['AWS::ECS::Service']).filter(({ property }) => {
    const controller = valueAtPath(property, 'DeploymentController.Type');
    return controller.kind !== 'absent' && !hasText(controller, 'ECS');
  });
  return new Set(services.map(({ object }) => object.id));
}

/** Types of resources that name a target group without forwarding to it. */
const USERS: readonly string[] = [
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::ECS::Service',
  'AWS::ECS::TaskSet',
  'AWS::CloudWatch::Alarm',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
];

/** A listener with an action that only the deployment knows, or that names something else than a target group. */
function mayForwardAnywhere({ listeners, targetGroups: groups }: Network): boolean {
  return [...listeners.values()].some(
    ({ targetGroups, properties }) =>
      // property-missing reports a listener without actions.
      (properties && !entryAt(properties, 'DefaultActions') && !entryAt(properties, 'Actions')) ||
      targetGroups.some((field) => {
        const named = referredResource(field);
        return field.kind === 'unknown' || (named !== undefined && !groups.has(named));
      }),
  );
}
