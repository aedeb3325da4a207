import { rulesOfGroup } from '../../../network/analysis/groupRules.ts';
import { placements } from '../../../network/analysis/workloads/placement.ts';
import type { Network, SecurityGroupRule } from '../../../network/model.ts';

/**
 * All inbound rules of the security groups of a workload or an endpoint, by its id. Undefined if there may be others:
 * for a group that is not in the file, is exported or is a default one.
 */
export function allInboundRules(id: string, network: Network): readonly SecurityGroupRule[] | undefined {
  const placement = placements(network).get(id);
  if (!placement || placement.otherGroups !== undefined || placement.groups.length === 0) return undefined;
  const rules: SecurityGroupRule[] = [];
  for (const group of placement.groups) {
    const { ingress, allowsItself, mayHaveMore } = rulesOfGroup(group, network);
    if (group.kind !== 'group' || allowsItself || mayHaveMore.ingress !== undefined) return undefined;
    if (network.exportedIds.has(group.group.id)) return undefined;
    rules.push(...ingress);
  }
  return rules;
}

/** Whether a rule allows, or may allow, packets of one of the protocols on a port. */
export function mayAllow(
  { protocol, ports }: SecurityGroupRule,
  port: number,
  transports: readonly ('tcp' | 'udp')[] = ['tcp'],
): boolean {
  if (protocol.kind !== 'known' || protocol.value === 'all') return true;
  if (!transports.some((one) => one === protocol.value)) return false;
  return ports.kind !== 'known' || (ports.value.from <= port && port <= ports.value.to);
}
