import { GATEWAY_SERVICES } from '../../aws/services.ts';
import { applyChange } from '../../changes/applyChange.ts';
import type { Change, NewEndpoint } from '../../changes/change.ts';
import { changeCommand } from '../../changes/changeCommand.ts';
import { keyOfChange } from '../../changes/changeKey.ts';
import { routeTableOf } from '../../network/analysis/subnetRoutes.ts';
import { zoneName } from '../../network/analysis/zones.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, Subnet } from '../../network/model.ts';
import type { Answer, Party } from '../../reach/question.ts';
import type { Remedy } from '../defineRule.ts';
import { ask, isCertain, workload } from '../reaching.ts';
import { type PlacedStage, placedSubnets } from './placedStages.ts';

/** Changes of what is there that open a way. What takes a new route to a NAT gateway lets more out than was asked for. */
const SMALL: ReadonlySet<Change['kind']> = new Set([
  'allow-in-group',
  'endpoint-on-table',
  'enable-private-dns',
  'enable-dns',
]);

/**
 * What opens the way from a stage to a service of AWS: mending the one that is there, else a new endpoint. Each is tried
 * on the network before it is offered. None where the region is not known.
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
  return endpoint ? tried(placed, to, [...namesOnFirst(endpoint, network), endpoint], region, network) : [];
}

/** What the answer says is in the way, where each of it is one change of what is there. */
export function mendingRemedies(
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

/** One remedy in place of two, each change once; none where one of the two is missing. */
export function together(one: readonly Remedy[], other: readonly Remedy[]): readonly Remedy[] {
  if (!one[0] || !other[0]) return [];
  const changes = [...one[0].changes, ...other[0].changes];
  const unique = new Map(changes.map((change) => [keyOfChange(change), change]));
  return [{ changes: [...unique.values()], region: one[0].region }];
}

/** One remedy of the changes and of what shows only behind them; none where the way stays closed, or one is no call. */
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

function endpointFor(
  placed: PlacedStage,
  service: string,
  answer: Answer,
  region: string,
  network: Network,
): NewEndpoint | undefined {
  const failing = new Set(answer.pairs.flatMap(({ from, verdict }) => (verdict === 'reachable' ? [] : from)));
  const all = placedSubnets(placed).map(({ subnet }) => subnet);
  const subnets = all.filter(({ id }) => failing.has(id));
  const vpcs = new Set(all.map(({ vpc }) => keyOfField(vpc)));
  const [vpc] = vpcs;
  if (vpcs.size !== 1 || vpc === undefined || subnets.length === 0) return undefined;
  const made = { kind: 'add-endpoint', service, vpc } as const;
  if (GATEWAY_SERVICES.has(service)) {
    const tables = tablesOf(subnets, network);
    return tables && { ...made, type: 'Gateway', tables };
  }
  // What the names of interface endpoints start with in China is not known (fact EP-11).
  if (region.startsWith('cn-')) return undefined;
  // A name answers with the addresses of all its subnets, so every subnet of the stage asks there.
  const groups = placed.groups.ids.map(({ text }) => text);
  return { ...made, type: 'Interface', subnets: oneInEachZone(all), groups };
}

function tablesOf(subnets: readonly Subnet[], network: Network): readonly string[] | undefined {
  const tables = new Set<string>();
  for (const subnet of subnets) {
    const found = routeTableOf(subnet, network);
    if (found.kind !== 'table') return undefined;
    tables.add(found.table.id);
  }
  return [...tables];
}

/** An endpoint takes one subnet in a zone (fact EP-05). */
function oneInEachZone(subnets: readonly Subnet[]): readonly string[] {
  const byZone = new Map<string, string>();
  for (const { zone, id } of subnets) {
    if (zone.kind === 'known' && !byZone.has(zoneName(zone))) byZone.set(zoneName(zone), id);
  }
  return [...byZone.values()];
}

/** AWS refuses private DNS in a VPC without resolver and host names (fact DNS-05). */
function namesOnFirst({ type, vpc }: NewEndpoint, network: Network): readonly Change[] {
  const owner = network.vpcs.get(vpc);
  if (type === 'Gateway' || !owner) return [];
  const attributes = [
    ['EnableDnsSupport', owner.dnsSupport],
    ['EnableDnsHostnames', owner.dnsHostnames],
  ] as const;
  return attributes.flatMap(([attribute, is]) =>
    is.kind === 'known' && !is.value ? [{ kind: 'enable-dns', vpc, attribute } as const] : [],
  );
}

/** The one that the inventory's subnets are of; undefined where it has several, or does not tell. */
function regionOf(placed: PlacedStage): string | undefined {
  const regions = placed.inventory.parts.Subnets.regions;
  return regions.size === 1 ? [...regions][0] : undefined;
}
