import { aliasIn, partyNamed } from '../../features/reachability/parties.ts';
import { matcherOf } from '../../glob.ts';
import { usesOf } from '../../network/analysis/uses.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import type { Workload } from '../../network/workload.ts';
import { opensConnections, WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import { hasWildcard } from '../read/readParties.ts';
import type { PartyPattern } from '../suite.ts';
import type { TestScene } from './scene.ts';
import { tagOf } from './tags.ts';

/** The names that patterns match in one network. */
export interface PatternMembers {
  readonly names: ReadonlySet<string>;
  /** Why there may be more: sentences without a full stop. */
  readonly unknownReasons: readonly string[];
}

export type Side = 'from' | 'to';

/** The parties that match a pattern; none where the network has nothing of the kind. */
export function membersOf(pattern: PartyPattern, side: Side, scene: TestScene): PatternMembers {
  if (pattern.kind === 'selector') return selected(pattern, side, scene);
  const tier = scene.tiers.get(pattern.name);
  if (tier) return allMembers(tier, side, { ...scene, tiers: new Map() });
  if (hasWildcard(pattern.name)) {
    const matches = nameMatcher(pattern.name);
    return { names: new Set(candidates(side, scene.network).filter(matches)), unknownReasons: [] };
  }
  const name = fullName(pattern.name, scene);
  return { names: new Set(name === undefined ? [] : [name]), unknownReasons: [] };
}

/** The names that any of several patterns matches. */
export function allMembers(patterns: readonly PartyPattern[], side: Side, scene: TestScene): PatternMembers {
  const members = patterns.map((one) => membersOf(one, side, scene));
  return {
    names: new Set(members.flatMap(({ names }) => [...names])),
    unknownReasons: [...new Set(members.flatMap(({ unknownReasons }) => unknownReasons))],
  };
}

/** The full name of a party, as `reach` expects it; undefined if this network has no such party. */
function fullName(name: string, { network, template }: TestScene): string | undefined {
  if (partyNamed(name, network, template) ?? partyNamed(name, network, template, true)) return name;
  return aliasIn(name, [...network.workloads.keys(), ...network.endpoints.keys()]);
}

/** Names in an inventory have slashes, and `*` matches those too. */
export function nameMatcher(pattern: string): (name: string) => boolean {
  const asOnePart = (text: string) => text.replaceAll('/', '\0');
  const matches = matcherOf([asOnePart(pattern)]);
  return (name) => matches(asOnePart(name));
}

/** What a pattern of names can mean: what can ask, or what can be asked. */
export function candidates(side: Side, network: Network): readonly string[] {
  if (side === 'from')
    return [...network.workloads.values()].filter(({ kind }) => opensConnections(kind)).map(({ id }) => id);
  return [
    ...[...network.workloads.values()].filter((one) => answers(one, network)).map(({ id }) => id),
    ...network.endpoints.keys(),
    ...network.publicEndpoints.keys(),
  ];
}

/** Whether a workload accepts connections; a function does only by its URL. */
function answers({ id, kind }: Workload, { publicEndpoints }: Network): boolean {
  return (
    !WORKLOAD_KINDS[kind].answersNobody ||
    [...publicEndpoints.values()].some((one) => keyOfField(one.function) === id)
  );
}

function selected(
  { name, kinds, tags, subnet, uses }: PartyPattern & { kind: 'selector' },
  side: Side,
  scene: TestScene,
): PatternMembers {
  const { network } = scene;
  const all = kinds
    ? [
        ...[...network.workloads.values()].filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id),
        ...(kinds.includes('endpoint') ? network.endpoints.keys() : []),
      ]
    : candidates(side, network);
  const tests: ((id: string) => boolean | string)[] = [
    ...(name === undefined ? [] : [nameMatcher(name)]),
    ...(subnet === undefined ? [] : [(id: string) => isInSubnet(id, subnet, network)]),
    ...(uses === undefined ? [] : [(id: string) => doesUse(id, uses, network)]),
    ...[...(tags ?? [])].map(
      ([key, value]) =>
        (id: string) =>
          hasTag(id, key, value, scene),
    ),
  ];
  const names = new Set<string>();
  const unknownReasons: string[] = [];
  for (const id of all) {
    const said = tests.map((test) => test(id));
    if (said.includes(false)) continue;
    const unknownReason = said.find((one) => typeof one === 'string');
    if (unknownReason === undefined) names.add(id);
    else unknownReasons.push(unknownReason as string);
  }
  return { names, unknownReasons };
}

/** A sentence if it is unknown. */
function hasTag(id: string, key: string, wanted: string, scene: TestScene): boolean | string {
  const tag = tagOf(id, key, scene);
  if (typeof tag === 'object') return `the tag ${key} of ${id} is unknown: ${tag.unknown}`;
  return tag !== undefined && nameMatcher(wanted)(tag);
}

function isInSubnet(id: string, pattern: string, network: Network): boolean | string {
  const placement = placements(network).get(id);
  if (placement?.subnets.some((one) => nameMatcher(pattern)(one.id))) return true;
  const reason = placement?.otherSubnets;
  return reason !== undefined && `whether ${id} runs in ${pattern} is unknown: ${reason.why}`;
}

function doesUse(id: string, name: string, network: Network): boolean {
  const workload = network.workloads.get(id);
  return (
    workload !== undefined &&
    usesOf(workload, network).some(({ to }) => (to.kind === 'workload' ? to.id : to.name) === name)
  );
}
