import { find, keyOfField } from '../../network/lookup.ts';
import type { Field, Network, Target } from '../../network/model.ts';
import { type LoadBalancer, type TargetGroup, workloadsOf } from '../../network/workload.ts';
import { clauseOf } from '../../wording/blockers.ts';
import { defineRule } from '../defineRule.ts';
import { ask, causeOf, fixesOf, isCertain, relatedOf, workload } from '../reaching.ts';

/** A load balancer whose packets do not get to its targets. */
export default defineRule({
  id: 'lb-target-blocked',
  area: 'load-balancers',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The load balancer cannot reach its targets',
  why: 'A load balancer opens connections of its own to its targets, for requests and for health checks. Where its security group does not let them out, or the groups of the targets do not let them in, every target is unhealthy and clients get 503 or 504.',
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
          const answer = ask(network, workload(balancer.id), workload(target), { port });
          if (!answer || !isCertain(answer, network)) continue;
          yield {
            at: balancer.at,
            resource: balancer.id,
            defaults: answer.defaults,
            message: `${balancer.id} cannot reach its target ${target} on ${port}: ${answer.blockedBy[0] ? clauseOf(answer.blockedBy[0].reason) : 'nothing leads there'}. The target stays unhealthy.`,
            related: [
              { at: network.workloads.get(target)!.at, message: `${target} is a target of ${balancer.id}` },
              ...relatedOf(answer.blockedBy),
            ],
            fixes: fixesOf(answer.blockedBy, balancer.id, file),
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

/** The workloads behind a load balancer with the ports that it opens on them, as far as both are known. */
function targetsOf(balancer: LoadBalancer, network: Network): readonly TargetPorts[] {
  const classic = portsIn(...balancer.instancePorts);
  const instances =
    balancer.instances.kind === 'known'
      ? balancer.instances.items.flatMap((one) => keyOfField(one) ?? [])
      : [];
  const own = instances
    .filter((id) => network.workloads.has(id))
    .map((target) => ({ target, ports: classic }));
  return [...own, ...groupsOf(balancer, network).flatMap((group) => inGroup(group, network))];
}

function groupsOf({ id }: LoadBalancer, network: Network): readonly TargetGroup[] {
  const listeners = [...network.listeners.values()].filter(
    ({ loadBalancer }) => keyOfField(loadBalancer) === id,
  );
  const names = new Set(listeners.map((one) => one.id));
  const rules = [...network.listeners.values()].filter(({ listener }) =>
    names.has(keyOfField(listener) ?? ''),
  );
  const groups = [...listeners, ...rules].flatMap((one) =>
    one.targetGroups.flatMap((field) => find(network.targetGroups, field) ?? []),
  );
  return [...new Set(groups)];
}

function inGroup(group: TargetGroup, network: Network): readonly TargetPorts[] {
  // Lambda is called, not connected to; UDP gets no answer that could be waited for.
  if (group.targetType.kind === 'known' && ['lambda', 'alb'].includes(group.targetType.value)) return [];
  if (group.protocol.kind === 'known' && /UDP|GENEVE/.test(group.protocol.value)) return [];
  const check =
    group.healthCheckPort.kind === 'known' && group.healthCheckPort.value !== 'traffic-port'
      ? [group.healthCheckPort.value]
      : [];
  const registered = group.targets.flatMap(({ target, port }): TargetPorts[] => {
    const id = keyOfField(target);
    return id !== undefined && network.workloads.has(id)
      ? [{ target: id, ports: [...portsIn(port.kind === 'absent' ? group.port : port), ...check] }]
      : [];
  });
  const joining = [...network.workloads.values()].flatMap((one): TargetPorts[] => {
    if (!('targetGroups' in one) || one.targetGroups.kind !== 'known') return [];
    const { items } = one.targetGroups;
    const places = items.flatMap((field, i) => (isGroup(field, group) ? [i] : []));
    if (places.length === 0) return [];
    // A service registers the container's port that it names beside the group, whatever the group's own is.
    const isPaired = one.kind === 'container-service' && one.listens.length === items.length;
    const ports = isPaired
      ? places.map((i) => one.listens[i]!.port)
      : one.kind === 'container-service'
        ? []
        : [group.port];
    return [{ target: one.id, ports: [...portsIn(...ports), ...check] }];
  });
  return [...registered, ...joining];
}

function isGroup(field: Field<Target>, group: TargetGroup): boolean {
  return keyOfField(field) === group.id;
}

function portsIn(...fields: readonly Field<number>[]): readonly number[] {
  return [
    ...new Set(fields.flatMap((field) => (field.kind === 'known' && field.value > 0 ? [field.value] : []))),
  ];
}
