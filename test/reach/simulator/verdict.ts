// The verdict of a question by trying packets. Not all of them: two that lie between the same boundaries of the world's
// rules, routes and blocks meet the same fate, so one of each such cell is walked.

import {
  addressText,
  asIpv6,
  asIpv6Range,
  type Block,
  block,
  type Family,
  holds,
  type Range,
} from '../world/addresses.ts';
import { named, type Question, type Verdict, type Workload, type World } from '../world/world.ts';
import { vpcOf } from './filters.ts';
import { familyOf, isService, type Placed, placesOf, workloadOf } from './parties.ts';
import { type Packet, walk } from './walk.ts';

/** The verdict as docs/reachability.md defines it. */
export const verdictOf = (world: World, question: Question): Verdict => answer(world, question).verdict;

/** The verdict, with the hops of one packet that arrived and of one that did not. */
export function explain(world: World, question: Question): string {
  const { verdict, passed, failed } = answer(world, question);
  const lines: string[] = [verdict];
  for (const [title, packet] of [
    ['gets through', passed],
    ['does not', failed],
  ] as const) {
    if (packet === undefined) continue;
    const hops: string[] = [];
    walk(world, packet, hops);
    const { family, source, sourcePort, destination, port } = packet.header;
    const [from, to] = [addressText(family, source), addressText(family, destination)];
    lines.push(`${title}: ${from} port ${sourcePort} to ${to} port ${port}, NAT port ${packet.natPort}`);
    lines.push(...hops.map((hop) => `  ${hop}`));
  }
  return lines.join('\n');
}

interface Answer {
  readonly verdict: Verdict;
  readonly passed: Packet | undefined;
  readonly failed: Packet | undefined;
}

/** What the template does not say may be one way or another; where that makes no difference it does not matter. */
function answer(world: World, question: Question): Answer {
  const all = variants(world, question);
  const cut = cutOff(all, question);
  const [first, ...others] = all.flatMap((one) =>
    (cut.size > 0 ? [new Set<string>(), cut] : [cut]).map((set) => answerIn(one, question, set)),
  );
  const differing = others.find(({ verdict }) => verdict !== first?.verdict);
  if (first === undefined || differing === undefined) return first ?? NONE;
  return {
    verdict: 'unknown',
    passed: differing.passed ?? first.passed,
    failed: first.failed ?? differing.failed,
  };
}

/**
 * The worlds that the template may stand for. A list of elsewhere may hold nothing, and all that there is. Whether the tasks
 * of a service have IPv6 addresses beside IPv4 is a setting of the account:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
 */
function variants(world: World, question: Question): World[] {
  const hasList = world.lists.some(({ entries }) => entries === undefined);
  const lists = hasList ? [holding(world, []), holding(world, EVERYTHING)] : [world];
  const isOpen = familyOf(world, question) === 6 && world.workloads.some(({ kind }) => kind === 'service');
  const open = lists.flatMap(withChoices);
  const tasks = isOpen ? open.flatMap((one) => [withTasks(one, false), withTasks(one, true)]) : open;
  if (familyOf(world, question) === 4 || world.vpcs.length < 2) return tasks;
  return tasks.flatMap((one) => [one, { ...one, ipv6OverInternet: true }]);
}

/** What appliances let through, which zones a transit gateway sends into, and what exclusions for egress are for. */
function withChoices(world: World): World[] {
  const { transit, ingressTables, blockPublicAccess: blocking } = world;
  const appliances = ingressTables?.length
    ? [false, true].map((appliancesLet) => ({ ...world, appliancesLet }))
    : [world];
  const zonesOf = (names: readonly string[]) =>
    names
      .map((name) => named(world.subnets, name).zone)
      .sort()
      .join();
  const zones = new Set(transit?.attachments.map(({ subnets }) => zonesOf(subnets)));
  const choices = [0, 1].flatMap((packet) => [0, 1].map((answer) => [packet, answer] as const));
  const exits =
    zones.size > 1
      ? appliances.flatMap((one) => choices.map((pair) => ({ ...one, exits: pair })))
      : appliances;
  const isOpen = blocking?.exclusions.some(({ mode }) => mode === 'allow-egress');
  const isSeen = transit !== undefined || world.peerings.length > 0;
  const nats: World[] =
    isSeen && world.nats.length > 0
      ? exits.flatMap((one) => [one, { ...one, natAt: 'tenth' as const }, { ...one, natAt: 'last' as const }])
      : [...exits];
  const unseen: World[] =
    transit?.tables !== undefined && world.nats.length > 0
      ? nats.flatMap((one) => [one, { ...one, unseenArrive: true }])
      : nats;
  if (!blocking || !isOpen) return unseen;
  return unseen.flatMap((one) =>
    [false, true].map((egressIsForAll) => ({ ...one, blockPublicAccess: { ...blocking, egressIsForAll } })),
  );
}

const EVERYTHING = [block('0.0.0.0/0'), block('::/0')];

const holding = (world: World, blocks: readonly Block[]): World => ({
  ...world,
  lists: world.lists.map(({ name, entries }) => ({ name, entries: entries ?? blocks })),
});

const withTasks = (world: World, ipv6: boolean): World => ({
  ...world,
  workloads: world.workloads.map((one) => (one.kind === 'service' ? { ...one, ipv6 } : one)),
});

/**
 * The pairs of a place of the source and one of an internet-facing load balancer, by their positions, that do not meet by the
 * public addresses of its name: the source has no way to these, or they do not let in all of the internet, and what the source is
 * seen as there is not known. Whether anybody uses its private addresses is open.
 */
function cutOff(worlds: readonly World[], question: Question): ReadonlySet<string> {
  const [world] = worlds;
  const balancer = world && workloadOf(world, question.to);
  if (!world || balancer?.kind !== 'balancer' || !balancer.internetFacing) return new Set();
  const family = familyOf(world, question);
  if (family === 6) return new Set();
  const verdicts = (of: (one: World) => Answer) => new Set(worlds.map((one) => of(one).verdict));
  const outward = (at: number) =>
    verdicts((one) => {
      const source = placesOf(one, family, question.from)[at]!;
      return tryAll(one, question, family, [source], placesOf(one, family, 'internet'), undefined);
    });
  const inward = (at: number) =>
    verdicts((one) => {
      const destination = placesOf(one, family, question.to)[at]!;
      return tryAll(one, question, family, placesOf(one, family, 'internet'), [destination], undefined);
    });
  const isCertain = (found: ReadonlySet<Verdict>, verdict: Verdict) => found.size === 1 && found.has(verdict);
  const cut = new Set<string>();
  placesOf(world, family, question.from).forEach(({ end }, i) => {
    if (end.kind !== 'interface') return;
    const isCut = isCertain(outward(i), 'blocked');
    for (const j of placesOf(world, family, question.to).keys()) {
      const found = isCut ? new Set<Verdict>() : inward(j);
      if (isCut || isCertain(found, 'blocked') || isCertain(found, 'partial')) cut.add(`${i} ${j}`);
    }
  });
  return cut;
}

function answerIn(world: World, question: Question, cut: ReadonlySet<string>): Answer {
  const family = familyOf(world, question);
  const sources = placesOf(world, family, question.from);
  if (!isService(question.to)) {
    const destinations = placesOf(world, family, question.to);
    const found = tryAll(world, question, family, sources, destinations, undefined, cut);
    return cut.size > 0 && found.verdict === 'reachable' ? { ...found, verdict: 'partial' } : found;
  }
  const service = question.to;
  const asker = workloadOf(world, question.from);
  if (asker === undefined)
    throw new Error(`${question.from} is no workload: what it asks ${service} is open.`);
  const vpc = named(world.vpcs, vpcOf(world, asker));
  // No resolver, no name (DNS-04).
  if (!vpc.dnsSupport) return { verdict: 'blocked', passed: undefined, failed: undefined };
  const endpoint = endpointOf(world, service, vpc.name);
  const answering =
    endpoint !== undefined && vpc.dnsHostnames ? placesOf(world, family, endpoint.name) : undefined;
  if (family === 6) return inIpv6(world, question, sources, answering);
  if (answering !== undefined) return tryAll(world, question, family, sources, answering, undefined);
  // Its addresses are not known. Where all public ones fare alike it does not matter which they are.
  const everywhere = everyAddress(world, family, placesOf(world, family, 'internet'));
  const answers = everywhere.map((one) => tryAll(world, question, family, sources, [one], service));
  const [first] = answers;
  const differing = answers.find(({ verdict }) => verdict !== first?.verdict);
  if (first === undefined || differing === undefined) return first ?? NONE;
  return {
    verdict: 'unknown',
    passed: first.passed ?? differing.passed,
    failed: first.failed ?? differing.failed,
  };
}

/**
 * Whether the name that is asked for has IPv6 addresses is not known: most services have another name for both families
 * (https://docs.aws.amazon.com/general/latest/gr/rande.html#dual-stack-endpoints). So it is blocked where no address that it
 * could have is reached, and else unknown. A gateway endpoint may or may not take IPv6.
 */
function inIpv6(
  world: World,
  question: Question,
  sources: readonly Placed[],
  endpoint: readonly Placed[] | undefined,
): Answer {
  const outside = placesOf(world, 6, 'internet');
  const translated = outside.map(({ end }) => ({ end, ranges: publicIn(world).map(asIpv6Range) }));
  for (const from of sources) {
    const isTranslated = from.end.kind === 'interface' && from.end.subnet.dns64;
    const tries: (readonly [places: readonly Placed[], service: string | undefined])[] = [
      ...(endpoint === undefined ? [] : [[endpoint, undefined] as const]),
      [outside, question.to],
      [outside, undefined],
      ...(isTranslated ? [[translated, undefined] as const] : []),
    ];
    for (const [places, service] of tries) {
      const found = tryAll(world, question, 6, [from], everyAddress(world, 6, places), service);
      if (found.verdict !== 'blocked') return { ...found, verdict: 'unknown' };
    }
  }
  return NONE;
}

/** A place for each address that may fare in its own way. */
const everyAddress = (world: World, family: Family, places: readonly Placed[]): Placed[] =>
  places.flatMap(({ end, ranges }) =>
    ranges.length === 0
      ? [{ end, ranges }]
      : representatives(ranges, blocksOf(world, family)).map((one) => ({
          end,
          ranges: [{ first: one, last: one }],
        })),
  );

const publicIn = (world: World) => placesOf(world, 4, 'internet').flatMap(({ ranges }) => ranges);

const NONE: Answer = { verdict: 'blocked', passed: undefined, failed: undefined };

function endpointOf(world: World, service: string, vpc: string): Workload | undefined {
  return world.workloads.find(
    (one) =>
      one.kind === 'endpoint' && one.service === service && one.privateDns && vpcOf(world, one) === vpc,
  );
}

/** Walks packets of every pair of places until some got through and some did not, or there are no more. */
function tryAll(
  world: World,
  question: Question,
  family: Family,
  sources: readonly Placed[],
  destinations: readonly Placed[],
  service: string | undefined,
  cut: ReadonlySet<string> = new Set(),
): Answer {
  let passed: Packet | undefined;
  let failed: Packet | undefined;
  for (const packet of packets(world, question, family, sources, destinations, service, cut)) {
    const { arrives, usedNat } = walk(world, packet);
    if (arrives) passed ??= packet;
    else failed ??= packet;
    // The port of a NAT gateway matters only to a packet that meets one.
    for (const natPort of usedNat && question.protocol !== 'icmp' ? portCells(world, ANY_CLIENT) : []) {
      const again = { ...packet, natPort };
      if (walk(world, again).arrives) passed ??= again;
      else failed ??= again;
    }
    if (passed && failed) return { verdict: 'partial', passed, failed };
  }
  // Where a side has no address, nothing gets through.
  const lacks = sources.some((from, i) =>
    destinations.some(
      (to, j) =>
        !cut.has(`${i} ${j}`) &&
        !isItself(from.end, to.end) &&
        (from.ranges.length === 0 || to.ranges.length === 0),
    ),
  );
  return { verdict: passed ? (lacks ? 'partial' : 'reachable') : 'blocked', passed, failed };
}

/** A workload does not reach itself; two of its subnets may. */
function isItself(from: Placed['end'], to: Placed['end']): boolean {
  if (from.kind !== 'interface' || to.kind !== 'interface' || from.subnet !== to.subnet) return false;
  return from.workload !== undefined && from.workload === to.workload;
}

/** One packet of each kind that may fare in its own way. */
function* packets(
  world: World,
  { protocol, port }: Question,
  family: Family,
  sources: readonly Placed[],
  destinations: readonly Placed[],
  service: string | undefined,
  cut: ReadonlySet<string>,
): Generator<Packet> {
  const blocks = blocksOf(world, family);
  for (const [i, { end: from, ranges }] of sources.entries()) {
    const ports = protocol === 'icmp' ? [0] : portCells(world, clientPorts(from));
    const addresses = representatives(ranges, blocks);
    for (const [j, { end: to, ranges: toRanges }] of destinations.entries()) {
      if (cut.has(`${i} ${j}`) || isItself(from, to)) continue;
      for (const destination of representatives(toRanges, blocks)) {
        for (const source of addresses) {
          for (const sourcePort of ports) {
            const icmpType = family === 4 ? 8 : 128;
            const header = {
              family,
              protocol,
              source,
              destination,
              sourcePort,
              port: port ?? 0,
              icmpType,
              service,
            };
            yield { header, natPort: ANY_CLIENT.first, from, to };
          }
        }
      }
    }
  }
}

interface Ports {
  readonly first: number;
  readonly last: number;
}

const ANY_CLIENT: Ports = { first: 1024, last: 65535 };
const LINUX: Ports = { first: 32768, last: 61000 };

/** The ports that it sends from (ACL-05). */
export function clientPorts(from: Placed['end']): Ports {
  const kind = from.kind === 'interface' ? from.workload?.kind : undefined;
  return kind === 'instance' || kind === 'service' ? LINUX : ANY_CLIENT;
}

/** One port of each cell: only network ACLs look at the port that an answer goes to. */
function portCells(world: World, { first, last }: Ports): number[] {
  const starts = new Set([first]);
  for (const { entries } of world.acls) {
    for (const { protocol, from, to } of entries) {
      if (protocol !== 'tcp' && protocol !== 'udp') continue;
      for (const start of [from, to + 1]) if (first < start && start <= last) starts.add(start);
    }
  }
  return [...starts];
}

/** One address of each cell, and of cells that the same blocks hold only one. */
function representatives(ranges: readonly Range[], blocks: readonly Block[]): bigint[] {
  const found = new Map<string, bigint>();
  for (const { first, last } of ranges) {
    const starts = new Set([first]);
    for (const one of blocks) {
      for (const start of [one.first, one.last + 1n]) if (first < start && start <= last) starts.add(start);
    }
    for (const start of starts) {
      const held = blocks.map((one) => (holds(one, start) ? '1' : '0')).join('');
      if (!found.has(held)) found.set(held, start);
    }
  }
  return [...found.values()];
}

/** Every block that anything of the world asks about. */
function blocksOf(world: World, family: Family): Block[] {
  const all = [
    ...world.vpcs.flatMap(({ blocks }) => blocks),
    ...world.subnets.flatMap(({ blocks }) => blocks),
    ...world.tables.flatMap(({ routes }) => routes.flatMap(({ to }) => ('list' in to ? [] : [to]))),
    ...world.lists.flatMap(({ entries }) => entries ?? []),
    ...(world.transit?.tables ?? []).flatMap(({ routes }) => routes.map(({ to }) => to)),
    ...(world.ingressTables ?? []).flatMap(({ inspected }) => inspected),
    ...world.acls.flatMap(({ entries }) => entries.map((entry) => entry.block)),
    ...world.groups.flatMap(({ ingress, egress }) =>
      [...ingress, ...(egress ?? [])].flatMap(({ peer }) => ('family' in peer ? [peer] : [])),
    ),
  ];
  const distinct = new Map<string, Block>();
  // A NAT gateway makes IPv4 of 64:ff9b::/96 (NAT-07), and is then asked about those.
  const fourth = family === 6 ? all.filter((one) => one.family === 4).map(asIpv6) : [];
  for (const one of [...all, ...fourth]) {
    if (one.family === family) distinct.set(`${one.first}/${one.prefix}`, one);
  }
  return [...distinct.values()];
}
