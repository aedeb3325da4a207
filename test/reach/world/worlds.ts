// Random networks and what to ask of them, for fast-check: sound ones with a few mistakes, which is where reachable,
// partial and blocked lie close together. Everything shrinks towards a small sound network and one question.

import fc from 'fast-check';
import { vpcOf } from '../simulator/filters.ts';
import { isService, workloadOf } from '../simulator/parties.ts';
import { BREAKS, type Break, broken } from './breaks.ts';
import { OFFICE, ON_PREMISES, type Options, soundWorld } from './soundWorlds.ts';
import { OFFICE_6, OFFICE_64 } from './withIpv6.ts';
import type { Protocol, Question, Workload, World } from './world.ts';

/** A network and questions about it. */
export interface Case {
  readonly world: World;
  readonly questions: readonly Question[];
  /** What was broken, for the reader of a counterexample. */
  readonly breaks: readonly string[];
  /** Chooses how the template is spelled. */
  readonly spelling: number;
}

const options: fc.Arbitrary<Options> = fc.record({
  shape: fc.constantFrom('alone', 'alone', 'peered', 'joined', 'vpn', 'chained', 'meshed', 'hub'),
  ownTables: fc.boolean(),
  groupReferences: fc.boolean(),
  publicAccess: fc.constantFrom(
    'open',
    'open',
    'open',
    'open',
    'open',
    'open',
    'ingress blocked',
    'blocked but for the VPC',
    'blocked but for subnets',
  ),
  inspected: fc.constantFrom(false, false, false, false, false, true),
  blocks: fc.constantFrom('10.0.0.0/16', '172.20.0.0/20', '192.168.0.0/18', '10.0.0.0/16 100.64.0.0/20'),
  zones: fc.constantFrom(1, 2, 2, 2, 2),
  way: fc.constantFrom('nat', 'nat in each zone', 'nat in each zone', 'regional nat', 'nat', 'none'),
  guarded: fc.subarray(['Public', 'Private', 'Data'] as const),
  answers: fc.constantFrom('1024-65535', '32768-65535', '32768-61000'),
  narrowEgress: fc.boolean(),
  gatewayEndpoints: fc.subarray(['s3', 'dynamodb'] as const),
  interfaceEndpoint: fc.boolean(),
  sharedAttachments: fc.boolean(),
  propagated: fc.boolean(),
  lists: fc.boolean(),
  sameBlocks: fc.boolean(),
  peerIsOpen: fc.boolean(),
  ipv6: fc.constantFrom(false, false, true),
});

/** Mistakes of which a part of the packets gets to feel something. */
const PARTIAL: readonly Break['kind'][] = [
  'a subnet has a strict ACL',
  'a subnet has a strict ACL',
  'a subnet has a strict ACL',
  'a function is in one subnet more',
  'a route is missing',
  'a route is narrower',
  'a route is narrower',
  'a longer route is there too',
  'a workload is in another subnet',
  'a NAT gateway is in another subnet',
  'a NAT gateway is private',
  'an ACL denies some first',
  'a subnet is on the main table',
  'a subnet is on the main table',
  'a subnet is on another table',
  'a group names part of the subnets',
  'a subnet is without IPv6',
  'a prefix list entry is narrower',
  'a route is narrower',
  'a longer route is there too',
  'an attachment lacks a zone',
  'an attachment lacks a zone',
  'a transit gateway has a longer route',
  'a subnet has a strict ACL',
];

const pick = fc.nat(59);
const aBreak: fc.Arbitrary<Break> = fc.record({
  kind: fc.oneof(
    { arbitrary: fc.constantFrom(...(Object.keys(BREAKS) as Break['kind'][])), weight: 2 },
    { arbitrary: fc.constantFrom(...PARTIAL), weight: 12 },
  ),
  picks: fc.tuple(pick, pick, pick),
});

interface Asked {
  readonly meant: boolean;
  readonly which: number;
  readonly twist: number;
}

const asked: fc.Arbitrary<Asked> = fc.record({
  meant: fc.constantFrom(true, true, true, true, true, false),
  which: fc.nat(999),
  twist: fc.nat(19),
});

export const aCase: fc.Arbitrary<Case> = fc
  .record({
    options,
    breaks: fc.oneof({ withCrossShrink: true }, fc.constant<Break[]>([]), {
      arbitrary: fc.array(aBreak, { minLength: 1, maxLength: 5 }),
      weight: 9,
    }),
    asked: fc.array(asked, { minLength: 1, maxLength: 4 }),
    spelling: fc.oneof(fc.constant(0), fc.nat()),
  })
  .map((drawn) => {
    const sound = soundWorld(drawn.options);
    const questions = drawn.asked.map((one) => chosen(sound, one));
    const focus = questions.map((question) => namesAround(sound, question));
    return {
      world: drawn.breaks.reduce(
        (world, one, index) => broken(world, focus[index % focus.length] ?? new Set(), one),
        sound,
      ),
      questions: questions.map((question, index) => twisted(question, drawn.asked[index]?.twist ?? 0)),
      breaks: drawn.breaks.map(({ kind }) => kind),
      spelling: drawn.spelling,
    };
  });

/** The names of what a packet of the question may meet. */
function namesAround(world: World, { from, to }: Question): Set<string> {
  const names = new Set(world.vpcs.map(({ name }) => name));
  const toEndpoint = (one: Workload) => one.kind === 'endpoint' && one.service === to;
  for (const workload of world.workloads) {
    if (workload.name !== from && workload.name !== to && !toEndpoint(workload)) continue;
    for (const name of [workload.name, ...workload.groups, ...workload.subnets]) names.add(name);
  }
  const addTables = () => {
    for (const { name, table, acl } of world.subnets) {
      if (names.has(name)) for (const own of [table, acl]) if (own !== undefined) names.add(own);
    }
  };
  addTables();
  const leavesTheVpc = isService(to) || workloadOf(world, to) === undefined;
  for (const nat of leavesTheVpc ? world.nats : []) {
    names.add(nat.name);
    if (nat.kind !== 'regional') names.add(nat.subnet);
  }
  addTables();
  for (const { name } of world.gatewayEndpoints) names.add(name);
  for (const { name, table } of world.transit?.attachments ?? [])
    for (const own of [name, table]) if (own !== undefined) names.add(own);
  return names;
}

function chosen(world: World, { meant, which }: Asked): Question {
  const isDual = world.vpcs.some(({ egressOnlyGateway }) => egressOnlyGateway);
  if (isDual && which % 4 !== 0) {
    const inIpv6 = meant ? meantInIpv6(world) : anyInIpv6(world);
    return inIpv6[which % inIpv6.length] as Question;
  }
  const all = meant ? meantQuestions(world) : anyQuestions(world);
  return all[which % all.length] as Question;
}

/** Once in a while another port or protocol. */
function twisted(question: Question, twist: number): Question {
  // A AWS service is asked for what it offers.
  if (question.port === undefined || question.to.match(/^[a-z]/)) return question;
  if (twist === 19) return { ...question, port: question.port + (question.port % 2 === 0 ? 1 : -1) };
  if (twist === 18) return { ...question, protocol: 'udp' };
  if (twist === 17) return { ...question, protocol: 'icmp', port: undefined };
  return question;
}

/** What works in a sound network, most of it. */
function meantQuestions(world: World): Question[] {
  const has = (name: string) => world.workloads.some((one) => one.name === name);
  const all: Question[] = [
    ask('App', 'Db', 5432),
    ask('App', 'internet', 443),
    ask('internet', 'Alb', 443),
    ask('Twin', 'Db', 5432),
    ask('App', 's3', 443),
    ask('Alb', 'Worker', 8080),
    ask('Web', 'internet', 443),
    ask('internet', 'Web', 443),
    ask('Worker', 'Db', 5432),
    ask('Worker', 'internet', 443),
    ask('App', 'sqs', 443),
    ask('Web', 'Db', 5432),
    ask(OFFICE, 'Web', 22),
    ask('internet', 'Web', undefined, 'icmp'),
    ask('Worker', 'dynamodb', 443),
    ask('Worker', OFFICE, 443),
  ];
  if (has('SqsEndpoint')) all.push(ask('App', 'SqsEndpoint', 443), ask('Worker', 'sqs', 443));
  if (has('TheirDb')) {
    all.push(ask('App', 'TheirDb', 5432), ask('Client', 'Worker', 8080), ask('Client', 'TheirDb', 5432));
    all.push(ask('App', 'TheirDb', 5432), ask('Client', 'Worker', 8080));
  }
  if (has('ThirdDb')) {
    all.push(ask('Client', 'ThirdDb', 5432), ask('ThirdClient', 'TheirDb', 5432));
    all.push(ask('App', 'ThirdDb', 5432), ask('ThirdClient', 'Worker', 8080));
  }
  if (world.vpcs.some(({ vpnGateway }) => vpnGateway !== 'none')) {
    all.push(ask('App', '172.30.5.0/24', 443), ask('172.30.5.0/24', 'Worker', 8080));
  }
  return all;
}

/** Everything that can be asked for. */
function anyQuestions(world: World): Question[] {
  const questions: Question[] = [];
  // Who has no IPv4 is asked about in IPv6.
  const all = world.workloads.filter(({ name }) => name !== 'Six');
  const senders = all.filter(({ kind }) => kind !== 'database' && kind !== 'endpoint');
  const portOf = (kind: string) => (kind === 'database' ? 5432 : kind === 'service' ? 8080 : 443);
  for (const to of all) {
    for (const from of senders) if (from !== to) questions.push(ask(from.name, to.name, portOf(to.kind)));
    questions.push(ask('internet', to.name, portOf(to.kind)), ask(OFFICE, to.name, 22));
    if (to.kind !== 'function') questions.push(ask('172.30.5.0/24', to.name, portOf(to.kind)));
  }
  for (const { name } of senders) {
    for (const service of ['s3', 'dynamodb', 'sqs', 'secretsmanager'])
      questions.push(ask(name, service, 443));
    questions.push(ask(name, 'internet', 443), ask(name, OFFICE, 443), ask(name, ON_PREMISES, 443));
    questions.push(ask(name, 'internet', undefined, 'icmp'));
  }
  return questions;
}

/** What works in IPv6, most of it. What has no such address by what its template says is not asked. */
function meantInIpv6(world: World): Question[] {
  const all: Question[] = [
    ask('App', 'Db', 5432),
    ask('App', 'internet', 443),
    ask('internet', 'Alb', 443),
    ask('Web', 'internet', 443),
    ask('internet', 'Web', 443),
    ask('App', 'Db', 5432),
    ask('App', 'internet', 443),
    ask('Web', 'Db', 5432),
    ask(OFFICE_6, 'Web', 22),
    ask('internet', 'Web', undefined, 'icmp'),
    ask('App', OFFICE_6, 443),
    ask('Six', 'internet', 443),
    ask('Six', 'Db', 5432),
    ask('Web', 'Six', 443),
    ask('Six', OFFICE_64, 443),
    ask('App', OFFICE_64, 443),
    ask('Six', OFFICE_64, 443),
    ask('Six', OFFICE_64, undefined, 'icmp'),
    ask('internet', 'Six', 443),
    ask('App', 's3', 443),
    ask('Six', 's3', 443),
    ask('Six', 'sqs', 443),
    ask('Web', 'dynamodb', 443),
  ];
  if (world.peerings.length > 0) all.push(ask('App', 'TheirDb', 5432), ask('App', 'TheirDb', 5432));
  if (world.peerings.length > 0)
    all.push(ask('Web', 'Client', 443), ask('Client', 'Web', 443), ask('Six', 'Client', 443));
  if (world.peerings.length > 1) all.push(ask('Client', 'ThirdDb', 5432), ask('App', 'ThirdDb', 5432));
  return all.map((one) => ({ ...one, ipv6: true }));
}

function anyInIpv6(world: World): Question[] {
  const known = world.workloads.filter(({ kind }) => kind !== 'service' && kind !== 'endpoint');
  const theirs = world.vpcs.filter(({ name }) => name !== 'Vpc').map(({ name }) => name);
  const isJoined = (one: Workload) => world.transit !== undefined && theirs.includes(vpcOf(world, one));
  const parties = known.filter((one) => !isJoined(one));
  const questions: Question[] = [];
  for (const from of parties) {
    if (from.kind === 'database') continue;
    for (const to of parties)
      if (from !== to) questions.push(ask(from.name, to.name, to.kind === 'database' ? 5432 : 443));
    for (const to of ['internet', OFFICE_6, OFFICE_64, '64:ff9b::3400:0/104'])
      questions.push(ask(from.name, to, 443));
    questions.push(ask(from.name, 'internet', undefined, 'icmp'));
    for (const service of ['s3', 'sqs']) questions.push(ask(from.name, service, 443));
    for (const outside of ['internet', OFFICE_6, OFFICE_64]) questions.push(ask(outside, from.name, 443));
    for (const block of ['2001:db8:1000::/58', '2001:db8:1000::/64']) {
      questions.push(ask(from.name, block, 443), ask(block, from.name, 443));
    }
  }
  return questions.map((one) => ({ ...one, ipv6: true }));
}

function ask(from: string, to: string, port: number | undefined, protocol: Protocol = 'tcp'): Question {
  return { from, to, protocol, port };
}
