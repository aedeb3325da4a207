import { GATEWAY_SERVICES } from '../../../aws/services.ts';
import { applyChange } from '../../../changes/applyChange.ts';
import type { Change } from '../../../changes/change.ts';
import { changeCommand } from '../../../changes/changeCommand.ts';
import { keyOfChange } from '../../../changes/changeKey.ts';
import type { Network } from '../../../network/model.ts';
import { newEndpoint } from '../../../reach/explain/endpointFix.ts';
import type { Answer, Party } from '../../../reach/question.ts';
import type { Remedy } from '../../defineRule.ts';
import { ask, isCertain, workload } from '../../reaching.ts';
import { type PlacedStage, placedSubnets } from './placedStages.ts';

/**
 * Changes of existing objects that open a path. A new route to a NAT gateway would allow more than is needed, so it is
 * not among them.
 */
const SMALL: ReadonlySet<Change['kind']> = new Set([
  'allow-in-group',
  'endpoint-on-table',
  'enable-private-dns',
  'enable-dns',
]);

/**
 * What opens a path from a stage to an AWS service: a change of an existing endpoint, else a new one. Each is tried on
 * the network before it is offered. Empty if the region is unknown.
 */
export function serviceRemedies(
  placed: PlacedStage,
  service: string,
  answer: Answer,
  network: Network,
): readonly Remedy[] {
  const region = regionOf(placed);
  if (region === undefined) return [];
  const to: Party = { kind: 'service', name: service };
  if (answer.blockedBy.every(({ change }) => SMALL.has(change.kind))) {
    return tried(
      placed,
      to,
      answer.blockedBy.map(({ change }) => change),
      region,
      network,
    );
  }
  const endpoint = endpointFor(placed, service, answer, region, network);
  return tried(placed, to, endpoint, region, network);
}

/** The changes that remove the answer's blockers. */
export function blockerRemedies(
  placed: PlacedStage,
  to: Party,
  answer: Answer,
  network: Network,
  port?: number,
): readonly Remedy[] {
  const region = regionOf(placed);
  if (region === undefined) return [];
  const changes = answer.blockedBy.map(({ change }) => change);
  return tried(placed, to, changes, region, network, port);
}

/** One remedy in place of two, with each change once; none if either is missing. */
export function joinedRemedies(one: readonly Remedy[], other: readonly Remedy[]): readonly Remedy[] {
  if (!one[0] || !other[0]) return [];
  const changes = [...one[0].changes, ...other[0].changes];
  const unique = new Map(changes.map((change) => [keyOfChange(change), change]));
  return [{ changes: [...unique.values()], region: one[0].region }];
}

/**
 * One remedy of the changes and of those that only show after them; empty if the path stays closed, or if a change has
 * no AWS command.
 */
function tried(
  { stage }: PlacedStage,
  to: Party,
  wanted: readonly Change[],
  region: string,
  network: Network,
  port?: number,
): readonly Remedy[] {
  const changes = [...wanted];
  for (let round = 0; round < 2; round++) {
    let changed: Network | undefined = network;
    for (const change of changes) changed = changed && applyChange(change, changed);
    const isCall = changes.every((change) => changeCommand(change, region) !== undefined);
    const next =
      changed && isCall
        ? ask(changed, workload(stage.name), to, port === undefined ? {} : { port })
        : undefined;
    if (!changed || !next || changes.length === 0) return [];
    if (!isCertain(next, changed)) return [{ changes, region }];
    changes.push(...next.blockedBy.map(({ change }) => change));
  }
  return [];
}

/** The new endpoint that `reach` would propose, preceded by the DNS attributes to turn on. */
function endpointFor(
  placed: PlacedStage,
  service: string,
  answer: Answer,
  region: string,
  network: Network,
): readonly Change[] {
  // The beginning of the names of interface endpoints in China is not known (fact EP-11).
  if (region.startsWith('cn-') && !GATEWAY_SERVICES.has(service)) return [];
  const without = new Set(answer.pairs.flatMap(({ from, verdict }) => (verdict === 'reachable' ? [] : from)));
  const all = placedSubnets(placed).map(({ subnet }) => subnet);
  const failing = all.filter(({ id }) => without.has(id));
  const groups = placed.groups.ids.map(({ text }) => text);
  return newEndpoint({ service, failing, all, groups }, network);
}

/** The region of the inventory's subnets; undefined if there are several, or if the inventory does not state it. */
function regionOf(placed: PlacedStage): string | undefined {
  const regions = placed.inventory.parts.Subnets.regions;
  return regions.size === 1 ? [...regions][0] : undefined;
}
