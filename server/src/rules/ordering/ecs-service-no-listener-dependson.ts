import { keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { type Listener, workloadsOf } from '../../network/workload.ts';
import { defineRule } from '../defineRule.ts';
import { groupByCause } from '../reaching.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';

/** A service that may be made before a listener gives its target group to a load balancer. */
export default defineRule({
  id: 'ecs-service-no-listener-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The service does not depend on the listener of its target group',
  why: 'A target group belongs to a load balancer once a listener or a rule of one forwards to it. The service refers to the target group and not to the listener, so CloudFormation creates both at the same time. Where the service is first, ECS answers that "the target group does not have an associated load balancer", and the stack fails.',
  whenToIgnore: 'If the listener exists already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html',
    'https://github.com/aws/aws-cdk/issues/1160',
    'https://github.com/aws-samples/ecs-refarch-cloudformation/pull/5',
  ],

  *check(file) {
    const { network } = file;
    const early = workloadsOf(network, 'container-service').flatMap((service) => {
      if (service.targetGroups.kind !== 'known') return [];
      return service.targetGroups.items.flatMap((field) => {
        const group = keyOfField(field);
        const listeners = listenersOf(group, network);
        const [first] = listeners.filter(({ targetGroups }) => forwardsTo(targetGroups, group));
        const isFirst = first && notAfter([service], listeners, file).length > 0;
        return isFirst ? [{ service, first, group }] : [];
      });
    });
    for (const same of groupByCause(early, ({ first }) => first.id)) {
      const users = [...new Set(same.map(({ service }) => service))];
      const { first, group } = same[0]!;
      yield unordered(
        users,
        first,
        {
          message: `${doNotDepend(users)} on ${first.id}, which gives ${group} its load balancer. ECS rejects a service whose target group has none yet.`,
          related: `${first.id} forwards to ${group}`,
        },
        file,
      );
    }
  },
});

/** The listeners and rules that forward, or may forward, to a target group. */
function listenersOf(group: string | undefined, network: Network): readonly Listener[] {
  return [...network.listeners.values()].filter(
    ({ targetGroups }) =>
      forwardsTo(targetGroups, group) || targetGroups.some(({ kind }) => kind === 'unknown'),
  );
}

function forwardsTo(targetGroups: Listener['targetGroups'], group: string | undefined): boolean {
  return group !== undefined && targetGroups.some((field) => keyOfField(field) === group);
}
