import { targetsBehind } from '../../network/analysis/workloads/balancing.ts';
import type { Field } from '../../network/field.ts';
import type { Network } from '../../network/model.ts';
import { type LoadBalancer, workloadsOf } from '../../network/workload.ts';
import { causeOf } from '../causes.ts';
import { defineRule } from '../defineRule.ts';
import { failingAnswer, firstBlocker, fixesOfBlockers, relatedOf, workload } from '../reaching.ts';

/** A load balancer whose packets do not get to its targets. */
export default defineRule({
  id: 'lb-target-blocked',
  area: 'load-balancers',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The load balancer cannot reach its targets',
  why: 'A load balancer opens its own connections to its targets, for requests and for health checks. If its security group does not allow them outbound, or the groups of the targets do not allow them inbound, all targets are unhealthy and clients get 503 or 504.',
  whenToIgnore: 'If rules for the targets are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
    'SG-01',
    'G72',
  ],

  *check(file) {
    const { network } = file;
    for (const balancer of workloadsOf(network, 'load-balancer')) {
      for (const { target, ports } of targetsOf(balancer, network)) {
        for (const port of ports) {
          // Health checks come from the load balancer itself, even if it preserves its clients' addresses.
          const own = workload(balancer.id);
          const answer = failingAnswer(network, own, workload(target), { port, client: own });
          if (!answer) continue;
          yield {
            at: balancer.at,
            resource: balancer.id,
            defaults: answer.defaults,
            message: `${balancer.id} cannot reach its target ${target} on ${port}: ${firstBlocker(answer.blockedBy)}. The target stays unhealthy.`,
            related: [
              { at: network.workloads.get(target)!.at, message: `${target} is a target of ${balancer.id}` },
              ...relatedOf(answer.blockedBy),
            ],
            fixes: fixesOfBlockers(answer.blockedBy, balancer.id, file),
            ...causeOf(answer.blockedBy, network),
          };
        }
      }
    }
  },
});

interface TargetPorts {
  readonly target: string;
  readonly ports: readonly number[];
}

/** The targets of a load balancer with the ports to which it connects, as far as both are known. */
function targetsOf(balancer: LoadBalancer, network: Network): readonly TargetPorts[] {
  return targetsBehind(balancer, network).flatMap(({ target, ports, group }): TargetPorts[] => {
    if (!group) return [{ target, ports: portsIn(...ports) }];
    // A function is invoked by Lambda's API; UDP has no answer whose absence would show.
    if (group.targetType.kind === 'known' && ['lambda', 'alb'].includes(group.targetType.value)) return [];
    if (group.protocol.kind === 'known' && /UDP|GENEVE/.test(group.protocol.value)) return [];
    const check =
      group.healthCheckPort.kind === 'known' && group.healthCheckPort.value !== 'traffic-port'
        ? [group.healthCheckPort.value]
        : [];
    return [{ target, ports: [...portsIn(...ports), ...check] }];
  });
}

function portsIn(...fields: readonly Field<number>[]): readonly number[] {
  return [
    ...new Set(fields.flatMap((field) => (field.kind === 'known' && field.value > 0 ? [field.value] : []))),
  ];
}
