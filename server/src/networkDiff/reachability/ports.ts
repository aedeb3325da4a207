import { memoized } from '../../memo.ts';
import { rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { writtenOut } from '../../network/analysis/workloads/interchangeable.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import type { Network, NetworkAclEntry, SecurityGroupRule } from '../../network/model.ts';
import type { Direction } from '../../network/protocol.ts';
import { defaultPort, portsOf } from '../../reach/locations/port.ts';

/** A port range that no filter splits, so that the first port represents all. Both ends are included. */
export interface PortInterval {
  readonly protocol: 'tcp' | 'udp';
  readonly from: number;
  readonly to: number;
}

const PROTOCOLS = ['tcp', 'udp'] as const;

export const LAST_PORT = 65_535;

export type RuleOrEntry = SecurityGroupRule | NetworkAclEntry;

/**
 * Splits all ports of each protocol in the filters wherever a filter starts or ends, and at the `own` ports of TCP. A
 * filter for all traffic counts as one for TCP.
 */
export function portIntervals(
  filters: readonly RuleOrEntry[],
  own: readonly number[],
): readonly PortInterval[] {
  return PROTOCOLS.flatMap((protocol) => {
    const ranges = [
      ...filters.flatMap((one) => rangeOf(one, protocol)),
      ...(protocol === 'tcp' ? own.map((port) => ({ from: port, to: port })) : []),
    ];
    if (ranges.length === 0) return [];
    const cuts = new Set([0, ...ranges.flatMap(({ from, to }) => [from, to + 1])]);
    const starts = [...cuts].filter((port) => port >= 0 && port <= LAST_PORT).sort((a, b) => a - b);
    return starts.map((from, i) => ({ protocol, from, to: (starts[i + 1] ?? LAST_PORT + 1) - 1 }));
  });
}

/** A key that is equal for filters with the same ports. */
export function keyOfPorts(filters: readonly RuleOrEntry[]): string {
  const ranges = PROTOCOLS.flatMap((protocol) =>
    filters.flatMap((one) => rangeOf(one, protocol)).map(({ from, to }) => `${protocol} ${from}-${to}`),
  );
  return [...new Set(ranges)].sort().join();
}

function rangeOf({ protocol, ports }: RuleOrEntry, wanted: PortInterval['protocol']) {
  if (protocol.kind !== 'known') return [];
  const isMeant = protocol.value === wanted || (wanted === 'tcp' && protocol.value === 'all');
  return isMeant && ports.kind === 'known' ? [ports.value] : [];
}

/** The rules of all groups of a workload. */
export function rulesFor(id: string, direction: Direction, network: Network): readonly SecurityGroupRule[] {
  const groups = placements(network).get(id)?.groups ?? [];
  return groups.flatMap((group) => rulesOfGroup(group, network)[direction]);
}

/** Whether one of the lists has a filter that the other lacks, ignoring spans. */
export function doDiffer(one: readonly RuleOrEntry[], other: readonly RuleOrEntry[]): boolean {
  const [texts, others] = [new Set(one.map(filterText)), new Set(other.map(filterText))];
  return [...texts].some((text) => !others.has(text)) || [...others].some((text) => !texts.has(text));
}

const filterText = memoized((filter: RuleOrEntry): string => writtenOut(filter, JSON.stringify));

/** The known ports of a workload, or else the default port of a question. */
export function answeredPorts(id: string, network: Network): readonly number[] {
  if (!network.workloads.has(id)) return [];
  const known = portsOf(id, network).flatMap((port) => (port.kind === 'known' ? [port.value] : []));
  if (known.length > 0) return known;
  const own = defaultPort({ kind: 'workload', id }, network);
  return 'why' in own ? [] : [own.value];
}
