import type { Family } from '../cidr/cidr.ts';
import { perNetwork } from '../network/lookup.ts';
import type { Network } from '../network/model.ts';
import type { Check, Scene } from './checks.ts';
import { type Flow, type Mode, perMode, sizeOf } from './flow.ts';
import { allowedBy } from './groupFilter.ts';
import { openingsFor } from './openings.ts';
import { type Place, type Places, placesOf, type Traffic } from './party.ts';
import { lacksAddress, type Path, pathsOf } from './paths.ts';
import { defaultPort } from './port.ts';
import type { Answer, Blocker, Hop, PairAnswer, Party, Question, Verdict } from './question.ts';
import type { Ranges } from './ranges.ts';
import { ALL_PASS, type Outcome, remaining, runPaths, runService, UNDECIDED, verdictOf } from './run.ts';
import { sharedKey } from './senders.ts';
import { type Destination, destinationsOf } from './services.ts';
import { smallestSet } from './smallestSet.ts';

/** A pair of places with its ways. */
interface Pair {
  readonly scene: Scene;
  readonly destination: Destination;
  readonly outcome: Outcome;
  readonly verdict: Verdict;
  /** The destination is a service, by an address that is not known. */
  readonly isService: boolean;
}

/**
 * Whether packets of the source reach the destination and their answers come back; docs/reachability.md says what is looked at.
 * Undefined where the network has no such workload.
 */
export function reach(question: Question, network: Network): Answer | undefined {
  const known = answers(network);
  const { from, to, protocol, port, ipv6 } = question;
  const key = `${textOf(from)} ${textOf(to)} ${protocol} ${port ?? ''} ${ipv6 ? 'ipv6' : ''}`;
  if (!known.has(key)) known.set(key, answered(question, network));
  return known.get(key);
}

/** Rules, lenses and hovers ask the same questions. */
const answers = perNetwork(() => new Map<string, Answer | undefined>());

function textOf(party: Party): string {
  switch (party.kind) {
    case 'workload':
      return `#${party.id}`;
    case 'address':
      return `IPv${party.cidr.family} ${party.cidr.base}/${party.cidr.prefix}`;
    case 'internet':
      return 'internet';
    case 'service':
      return `aws ${party.name}`;
  }
}

/** The answer with a smallest set of what is in the way. Most who ask need the verdict alone, which many questions share. */
function answered(question: Question, network: Network): Answer | undefined {
  const key = sharedKey(question, network);
  const known = key === undefined ? undefined : shared(network).get(key);
  const full = once(() => firstAnswer(question, network)!);
  const first = known ?? firstAnswer(question, network);
  if (!first) return undefined;
  if (key !== undefined && !known) shared(network).set(key, first);
  const own = known ? full : () => first;
  const blockedBy = once(() => smallestSet(own(), network, (changed) => firstAnswer(question, changed)));
  return {
    verdict: first.verdict,
    protocol: first.protocol,
    port: first.port,
    pairs: first.pairs,
    get hops() {
      return own().hops;
    },
    get blockedBy() {
      return blockedBy();
    },
    get assumptions() {
      return own().assumptions;
    },
    get defaults() {
      return own().defaults;
    },
  };
}

/** Answers whose verdict other questions share; what else they say is of the one that was asked. */
const shared = perNetwork(() => new Map<string, Answer>());

/** The answer with what is in the way at first sight. */
function firstAnswer(question: Question, network: Network): Answer | undefined {
  const family = familyOf(question, network);
  const from = sourcePlaces(question.from, family, network);
  const to = placesOf(question.to, family, network);
  if (!from || !to) return undefined;
  if (family === 6 && question.to.kind === 'service')
    return undecided(
      question,
      `whether the name of ${question.to.name} answers with IPv6 addresses is not in the file`,
    );
  const port = portOf(question, network);
  if (port && 'why' in port) return undecided(question, port.why);
  const traffic: Traffic = {
    protocol: question.protocol,
    port: port?.value ?? (family === 4 ? 8 : 128),
    family,
  };
  const pairs = from.places.flatMap((place) => pairsFrom(place, to, question.to, traffic, network));
  const missing = [from.others, to.others].filter((why) => why !== undefined);
  const isService = missing.length === 0 && pairs.length > 0 && pairs.every((pair) => pair.isService);
  const alone = verdictOf([...pairs.map(({ outcome }) => outcome), ...missing.map(() => UNDECIDED)]);
  // Where every pair comes to the same by itself, so do all together.
  const isMixed = isService && alone !== 'reachable' && alone !== 'blocked';
  const verdict = isMixed
    ? runService(pairs.map(({ scene, destination }) => ({ scene, paths: destination.paths })))
    : alone;
  const shown = pairs.find((pair) => pair.verdict !== 'reachable') ?? pairs[0];
  const failing = verdict === 'unknown' ? pairs.filter((pair) => pair.verdict === 'unknown') : [];
  // Most who ask need the verdict alone, so the rest is worked out when it is looked at.
  const hops = once(() =>
    shown ? (isOnTheInternet(shown.scene) ? hopOutside(question.from, network) : hopsOf(shown)) : [],
  );
  const blockedBy = once(() => {
    const certain = verdict === 'reachable' ? [] : uniqueBlockers(pairs, verdict);
    // A service has an address for which a pair works and one for which it does not: each pair is unknown, and all are partial.
    return certain.length === 0 && verdict === 'partial' ? uniqueBlockers(pairs, 'unknown') : certain;
  });
  const assumptions = once(() => [
    ...new Set([
      ...(verdict === 'unknown' ? missing : []),
      ...failing.flatMap(doubtsOf),
      ...pairs.flatMap(takenForGranted),
    ]),
  ]);
  const defaults = once(() => [...new Set([...(port?.defaults ?? []), ...pairs.flatMap(defaultsIn)])]);
  return {
    verdict,
    protocol: question.protocol,
    port: port?.value,
    pairs: pairs.map(
      ({ scene, verdict: own }): PairAnswer => ({
        from: scene.from.subnet?.id ?? null,
        to: scene.to.subnet?.id ?? null,
        verdict: own,
      }),
    ),
    get hops() {
      return hops();
    },
    get blockedBy() {
      return blockedBy();
    },
    get assumptions() {
      return assumptions();
    },
    get defaults() {
      return defaults();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function portOf(
  { protocol, port, to }: Question,
  network: Network,
): ReturnType<typeof defaultPort> | undefined {
  if (protocol === 'icmp') return undefined;
  return port === undefined ? defaultPort(to, network) : { value: port, defaults: [] };
}

function undecided({ protocol }: Question, why: string): Answer {
  return {
    verdict: 'unknown',
    protocol,
    port: undefined,
    pairs: [],
    hops: [],
    blockedBy: [],
    assumptions: [why],
    defaults: [],
  };
}

/** IPv6 where it is asked for, one of the parties is an IPv6 address, or has no IPv4 block. */
function familyOf({ from, to, ipv6 }: Question, network: Network): Family {
  if (ipv6) return 6;
  const families = [from, to].flatMap((party) => (party.kind === 'address' ? [party.cidr.family] : []));
  if (families.length > 0) return families.includes(6) ? 6 : 4;
  for (const party of [from, to]) {
    const places = party.kind === 'workload' ? (placesOf(party, 4, network)?.places ?? []) : [];
    if (
      places.length > 0 &&
      places.every(({ subnet }) => subnet?.ipv4.kind === 'absent' && subnet.ipv6.kind !== 'absent')
    )
      return 6;
  }
  return 4;
}

/** A function outside of any VPC sends from Lambda's own network, which is on the internet (fact LAM-01). */
function sourcePlaces(party: Party, family: Family, network: Network): Places | undefined {
  const places = placesOf(party, family, network);
  const workload = party.kind === 'workload' ? network.workloads.get(party.id) : undefined;
  if (places?.places.length === 0 && places.others === undefined) {
    if (workload?.kind === 'function' && isDetached(workload.subnets))
      return placesOf({ kind: 'internet' }, family, network);
    return { places: [], others: `the subnets of ${workload?.id ?? 'the source'} are not in the file` };
  }
  return places;
}

function isDetached(list: { readonly kind: string; readonly items?: readonly unknown[] }): boolean {
  return list.kind === 'absent' || (list.kind === 'known' && list.items?.length === 0);
}

function pairsFrom(
  from: Place,
  to: Places,
  party: Party,
  traffic: Traffic,
  network: Network,
): readonly Pair[] {
  const scene = { traffic, network };
  const destinations: readonly Destination[] =
    party.kind === 'service'
      ? destinationsOf(from, party.name, scene, to.places[0]!)
      : to.places.map((place) => ({
          to: place,
          paths: perMode((mode) => pathsOf({ ...scene, from, to: place }, mode)),
        }));
  return destinations
    .filter((destination) => !isItself(from, destination.to))
    .map((destination): Pair => {
      const own: Scene = { ...scene, from, to: destination.to };
      if (isOnTheInternet(own))
        return { scene: own, destination, outcome: ALL_PASS, verdict: 'reachable', isService: false };
      const isService = party.kind === 'service' && destination.to.isVague;
      const known = outcomes(network);
      const key = likeness(own);
      const outcome = known.get(key) ?? outcomeOf(own, destination, isService);
      known.set(key, outcome);
      return { scene: own, destination, outcome, verdict: verdictOf([outcome]), isService };
    });
}

function outcomeOf(scene: Scene, { paths }: Destination, isService: boolean): Outcome {
  return isService ? OUTCOMES[runService([{ scene, paths }])] : runPaths(scene, paths);
}

/** Workloads of the same subnet whose groups let the same through fare alike, so cost grows with distinct placements. */
const outcomes = perNetwork(() => new Map<string, Outcome>());

/** One text for all pairs that come to the same: where they are, what their groups let through, how they send. */
function likeness({ from, to, traffic, network }: Scene): string {
  const side = ({ id, object, workload, subnet, publicness, address, sourcePorts, addresses }: Place) => [
    // Of an address in a subnet, and of a party outside of all, nothing else tells who it is.
    subnet && object ? subnet.id : `${id} ${textOfRanges(addresses)}`,
    workload?.kind === 'function',
    JSON.stringify([publicness, address]),
    textOfRanges(sourcePorts),
  ];
  const filter = (direction: 'egress' | 'ingress') => {
    const [own, peer] = direction === 'egress' ? [from, to] : [to, from];
    if (own.behind.isUnfiltered) return 'all';
    // Across a transit gateway no group is matched, so both readings count.
    return [peer.behind, undefined].map((behind) =>
      (['certain', 'possible'] as const).map((mode) =>
        textOfRanges(allowedBy(own.behind, direction, behind, traffic, network, mode).addresses),
      ),
    );
  };
  return [
    side(from),
    filter('egress'),
    side(to),
    filter('ingress'),
    traffic.protocol,
    traffic.port,
    traffic.family,
  ].join('|');
}

function textOfRanges(ranges: Ranges): string {
  let text = textsMade.get(ranges);
  if (text === undefined) {
    text = ranges.map(([low, high]) => `${low}-${high}`).join();
    textsMade.set(ranges, text);
  }
  return text;
}

const textsMade = new WeakMap<Ranges, string>();

/** The outcome of a pair by its verdict, where it stands beside others of another kind. */
const OUTCOMES: Readonly<Record<Verdict, Outcome>> = {
  reachable: ALL_PASS,
  partial: { passes: 'yes', fails: 'yes' },
  blocked: { passes: 'no', fails: 'yes' },
  unknown: UNDECIDED,
};

function isItself(from: Place, to: Place): boolean {
  return from.object !== undefined && from.object === to.object && from.subnet === to.subnet;
}

/** From a function outside of any VPC to the internet or a service of AWS. */
function isOnTheInternet({ from, to }: Scene): boolean {
  return from.id === 'internet' && to.subnet === undefined && to.object === undefined;
}

/** The one hop of a function outside of any VPC. */
function hopOutside(from: Party, { workloads }: Network): readonly Hop[] {
  const workload = from.kind === 'workload' ? workloads.get(from.id) : undefined;
  if (!workload) return [];
  const by = 'runs outside of any VPC, in a network of Lambda that is on the internet';
  return [{ resource: workload.id, kind: 'workload', allows: true, by, at: workload.at }];
}

/** The path that says the most: the first that does not let everything through. */
function tellingPath({ destination }: Pair): Path | undefined {
  const paths = destination.paths('certain');
  return paths.find((path) => sizeOf(remaining(path, 'certain')) < sizeOf([path.flow])) ?? paths[0];
}

function passesWhole(check: Check, flow: Flow, mode: Mode = 'certain'): boolean {
  return sizeOf(check.pass(flow, mode)) >= sizeOf([flow]);
}

function hopsOf(pair: Pair): readonly Hop[] {
  const path = tellingPath(pair);
  if (!path) return [];
  return path.checks.flatMap((check): Hop[] => {
    const allows = passesWhole(check, path.flow);
    if (allows && check.isQuiet) return [];
    const by = allows ? check.by?.() : undefined;
    const isUnknown = !allows && passesWhole(check, path.flow, 'possible');
    return [
      {
        ...check.hop,
        allows,
        ...(isUnknown && { isUnknown }),
        ...(by && { by: by.text, ...(by.at && { at: by.at }) }),
      },
    ];
  });
}

/** The blockers of all pairs that do not work, each once; those of a mixed set of subnets as one. */
function uniqueBlockers(pairs: readonly Pair[], verdict: Verdict): readonly Blocker[] {
  const found = new Map<string, Blocker>();
  for (const pair of pairs) {
    if (pair.verdict === 'reachable' || (pair.verdict === 'unknown' && verdict !== 'unknown')) continue;
    for (const blocker of fewestChanges(pair)) found.set(JSON.stringify(blocker.change), blocker);
  }
  return withoutOddSubnets([...found.values()], pairs);
}

/** Where other subnets of the function work, the odd ones are left out; no others are needed. */
function withoutOddSubnets(blockers: readonly Blocker[], pairs: readonly Pair[]): readonly Blocker[] {
  const working = new Set(pairs.flatMap(({ scene }) => scene.from.subnet?.id ?? []));
  for (const { scene, verdict } of pairs)
    if (verdict !== 'reachable' && scene.from.subnet) working.delete(scene.from.subnet.id);
  if (working.size === 0) return blockers;
  return blockers.map((blocker) =>
    blocker.change.kind === 'use-subnets'
      ? { ...blocker, change: { ...blocker.change, subnets: [] } }
      : blocker,
  );
}

/** The changes along the way that needs the fewest, those that nobody can make counting for more. */
function fewestChanges(pair: Pair): readonly Blocker[] {
  const whole: Blocker[] = [];
  for (const path of pair.destination.paths('certain')) {
    if (sizeOf(remaining(path, 'certain')) >= sizeOf([path.flow])) continue;
    const own = blockersOf(path.checks, path.flow);
    const others =
      isRoutingTrouble(own) && !lacksAddress(pair.scene)
        ? openingsFor(pair.scene, path.flow).map(({ first, checks }) => [
            first,
            ...blockersOf(checks, path.flow),
          ])
        : [];
    const [best] = [own, ...others].sort((a, b) => weightOf(a) - weightOf(b));
    whole.push(...(best ?? []));
  }
  return whole;
}

/** What surely stops something; what may is told by the assumptions. */
function blockersOf(checks: readonly Check[], flow: Flow): Blocker[] {
  return checks.filter((check) => !passesWhole(check, flow, 'possible')).map((check) => check.blocker());
}

/** Another way is looked for only where the way itself is wrong. */
function isRoutingTrouble(blockers: readonly Blocker[]): boolean {
  return blockers.some(
    ({ change }) =>
      change.kind === 'other' || change.kind === 'use-subnets' || change.kind === 'public-address',
  );
}

function weightOf(blockers: readonly Blocker[]): number {
  return blockers.reduce((sum, { change }) => sum + (WEIGHTS[change.kind] ?? 1), 0);
}

/** Moving a function is more than a route; a move to nowhere, and what nobody can do for the user, is the last resort. */
const WEIGHTS: Partial<Record<Blocker['change']['kind'], number>> = {
  other: 10,
  'use-subnets': 1.5,
  // Both change what is there already.
  'redirect-route': 1.2,
  'move-nat': 1.2,
  'public-address': 2,
};

function doubtsOf(pair: Pair): readonly string[] {
  return pair.destination.paths('possible').flatMap(({ flow, checks }) =>
    checks
      .filter((check) => !passesWhole(check, flow))
      .flatMap((check) => {
        check.pass(flow, 'possible');
        return check.doubts?.() ?? [];
      }),
  );
}

function takenForGranted({ destination }: Pair): readonly string[] {
  return destination.paths('possible').flatMap(({ assumptions }) => assumptions ?? []);
}

function defaultsIn({ destination }: Pair): readonly string[] {
  return destination
    .paths('possible')
    .flatMap(({ checks }) => checks.flatMap((check) => check.defaults?.() ?? []));
}
