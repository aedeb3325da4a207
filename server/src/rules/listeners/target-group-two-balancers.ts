import { defaultsOf, type Field, type Target } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { LoadBalancer } from '../../network/workload.ts';
import { defineRule } from '../defineRule.ts';
import { balancerOf } from './balancerOf.ts';

/** A target group that listeners of two load balancers forward to. */
export default defineRule({
  id: 'target-group-two-balancers',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two load balancers forward to one target group',
  why: 'A target group belongs to one load balancer. Elastic Load Balancing rejects the listener of a second one with "The following target groups cannot be associated with more than one load balancer", and the stack fails. The same targets can be in several groups.',
  howToFix: 'Give each load balancer a target group of its own with the same targets.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    const first = new Map<string, { readonly balancer: LoadBalancer; readonly field: Field<Target> }>();
    const reported = new Set<string>();
    for (const listener of network.listeners.values()) {
      const balancer = balancerOf(listener, network);
      if (!balancer) continue;
      for (const field of listener.targetGroups) {
        const group = find(network.targetGroups, field);
        if (!group || field.kind !== 'known') continue;
        const earlier = first.get(group.id);
        const pair = `${group.id} ${balancer.id}`;
        if (!earlier) first.set(group.id, { balancer, field });
        if (!earlier || earlier.balancer === balancer || reported.has(pair)) continue;
        reported.add(pair);
        yield {
          at: field.at,
          resource: listener.id,
          defaults: defaultsOf(field, earlier.field, listener.loadBalancer),
          message: `${earlier.balancer.id} and ${balancer.id} forward to ${group.id}. AWS rejects the second load balancer for a target group.`,
          related: [
            ...(earlier.field.kind === 'known'
              ? [
                  {
                    at: earlier.field.at,
                    message: `A listener of ${earlier.balancer.id} forwards to ${group.id}`,
                  },
                ]
              : []),
            { at: group.at, message: `${group.id} is the target group` },
          ],
        };
      }
    }
  },
});
