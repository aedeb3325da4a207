// The mistakes that people make, each as a change of a world. Numbers choose what is changed, mostly something that a
// question is about (`focus`, by name). Where there is nothing of the kind, or the change would make a network that AWS
// refuses, the world stays as it is.

import { type Block, block, blockAt, holds, part, textOf } from './addresses.ts';
import { entries } from './notation.ts';
import { OFFICE, ON_PREMISES } from './soundWorlds.ts';
import { OFFICE_6, twins } from './withIpv6.ts';
import {
  type Acl,
  type AclEntry,
  type GroupRule,
  named,
  type Route,
  type RouteTable,
  type RuleProtocol,
  type Subnet,
  type Target,
  type Workload,
  type World,
} from './world.ts';

export interface Break {
  readonly kind: keyof typeof BREAKS;
  /** Three numbers from 0. */
  readonly picks: readonly [number, number, number];
}

/** Names of what is to be changed rather than something else. */
export type Focus = ReadonlySet<string>;

type Change = (world: Focused, a: number, b: number, c: number) => World;
type Focused = World & { readonly focus: Focus };

export function broken(world: World, focus: Focus, { kind, picks }: Break): World {
  const { focus: _, ...after }: Partial<Focused> & World = BREAKS[kind]({ ...world, focus }, ...picks);
  return after;
}

export const BREAKS = {
  'a route is missing': (world, a, b) =>
    withTable(world, a, (table) => ({ ...table, routes: removed(table.routes, b) })),
  'a route leads elsewhere': (world, a, b, c) =>
    withTable(world, a, (table) => ({
      ...table,
      routes: changed(table.routes, b, (route) => ({ ...route, by: targetIn(world, table, c) })),
    })),
  'a route is narrower': (world, a, b, c) =>
    withTable(world, a, (table) => ({
      ...table,
      routes: changed(table.routes, b, ({ to, by }) => ({
        to: to.prefix < 24 ? part(to, 1, c % 2) : to,
        by,
      })),
    })),
  'a longer route is there too': (world, a, b, c) =>
    withTable(world, a, (table) => ({
      ...table,
      routes: [...table.routes, { to: publicOrOther(world, c), by: targetIn(world, table, b) }],
    })),
  'a subnet is on the main table': (world, a) =>
    withSubnet(world, a, (one) => ({ ...one, table: undefined })),
  'a subnet is on another table': (world, a, b) =>
    withSubnet(world, a, (one) => ({
      ...one,
      table: picked(
        world.tables.filter(({ vpc }) => vpc === one.vpc),
        b,
      )?.name,
    })),
  'a subnet gives public addresses or not': (world, a) =>
    withSubnet(world, a, (one) => ({ ...one, mapPublicIp: !one.mapPublicIp })),
  'a gateway is not attached': (world, a, b) => ({
    ...world,
    vpcs: changedIn(world, world.vpcs, a, (vpc) => {
      if (b % 2 === 0 && vpc.vpnGateway === 'attached') return { ...vpc, vpnGateway: 'detached' };
      return vpc.internetGateway === 'attached' ? { ...vpc, internetGateway: 'detached' } : vpc;
    }),
  }),
  'a NAT gateway is in another subnet': (world, a, b) => ({
    ...world,
    nats: changedIn(world, world.nats, a, (nat) => {
      if (nat.kind === 'regional') return nat;
      const { vpc } = named(world.subnets, nat.subnet);
      const subnet = picked(
        world.subnets.filter((one) => one.vpc === vpc && one.blocks.some(({ family }) => family === 4)),
        b,
      );
      return { ...nat, subnet: subnet?.name ?? nat.subnet };
    }),
  }),
  'a NAT gateway is private': (world, a) => ({
    ...world,
    nats: changedIn(world, world.nats, a, (nat) =>
      nat.kind === 'public' ? { ...nat, kind: 'private' } : nat,
    ),
  }),
  'a subnet has a strict ACL': (world, a, b, c) => {
    const subnet = pickedIn(world.focus, world.subnets, a);
    if (subnet === undefined || world.acls.some(({ name }) => name === 'Strict')) return world;
    const ports = ['1024-65535', '32768-65535', '49152-65535', '32768-61000', '0-65535'][b % 5];
    const within = [
      '0.0.0.0/0',
      textOf(subnet.blocks[c % subnet.blocks.length] ?? block('10.0.0.0/8')),
      '10.0.0.0/8',
    ][c % 3];
    const strict: Acl = {
      name: 'Strict',
      vpc: subnet.vpc,
      entries: twins(
        world,
        entries(
          'in 100 allow tcp 443 0.0.0.0/0',
          'in 110 allow tcp 5432 10.0.0.0/8',
          'in 120 allow tcp 8080 0.0.0.0/0',
          `in 130 allow tcp ${ports} ${within}`,
          'out 100 allow tcp 443 0.0.0.0/0',
          'out 110 allow tcp 5432 0.0.0.0/0',
          'out 120 allow tcp 8080 10.0.0.0/8',
          `out 130 allow tcp ${ports} 0.0.0.0/0`,
        ),
      ),
    };
    return withSubnet({ ...world, acls: [...world.acls, strict] }, a, (one) => ({ ...one, acl: 'Strict' }));
  },
  'an ACL lacks an entry': (world, a, b) =>
    withAcl(world, a, (acl) => ({ ...acl, entries: removed(acl.entries, b) })),
  'an ACL entry has other ports': (world, a, b, c) =>
    withEntry(world, a, b, (entry) => ({ ...entry, ...otherPorts(entry, c) })),
  'an ACL entry denies': (world, a, b) =>
    withEntry(world, a, b, (entry) => ({ ...entry, allows: !entry.allows })),
  'an ACL entry has another block': (world, a, b, c) =>
    withEntry(world, a, b, (entry) => ({ ...entry, block: otherBlock(world, entry.block, c) })),
  'an ACL denies some first': (world, a, b, c) =>
    withAcl(world, a, (acl) => {
      const ports = ['3389-3389', '1024-2047', '50000-50099', '0-65535', '443-443', '60000-65535'][b % 6];
      const where = textOf(otherBlock(world, block(isDual(world) && a % 2 === 0 ? '::/0' : '0.0.0.0/0'), c));
      const entry = entries(`${b % 2 === 0 ? 'in' : 'out'} ${1 + (c % 7)} deny tcp ${ports} ${where}`);
      return { ...acl, entries: [...acl.entries, ...entry] };
    }),
  'a subnet is on another ACL': (world, a, b) =>
    withSubnet(world, a, (one) => ({
      ...one,
      acl: picked([undefined, ...world.acls.filter(({ vpc }) => vpc === one.vpc)], b)?.name,
    })),
  'a group lacks a rule': (world, a, b) =>
    withRules(world, a, b % 2 === 0, (rules) => removed(rules, b >> 1)),
  'a group rule has other ports': (world, a, b, c) =>
    withRules(world, a, b % 2 === 0, (rules) =>
      changed(rules, b >> 1, (rule) => ({ ...rule, ...otherPorts(rule, c) })),
    ),
  'a group rule has another peer': (world, a, b, c) =>
    withRules(world, a, b % 2 === 0, (rules) =>
      changed(rules, b >> 1, (rule) => ({ ...rule, peer: otherPeer(world, rule, a, b % 2 === 0, c) })),
    ),
  'a group names part of the subnets': (world, a, b, c) => {
    const subnet = pickedIn(world.focus, world.subnets, c);
    const peer = picked(subnet?.blocks ?? [], b);
    if (peer === undefined) return world;
    const some = c % 3 === 0 ? part(peer, 1, b % 2) : peer;
    // All rules of the group for ingress: another one would let the rest in.
    return withRules(world, a, true, (rules) => rules.map((rule) => ({ ...rule, peer: some })));
  },
  'a group says what it lets out': (world, a, b) => ({
    ...world,
    groups: changedIn(world, world.groups, a, (group) => ({
      ...group,
      egress: [
        [],
        [{ protocol: 'tcp', from: 443, to: 443, peer: block('0.0.0.0/0') } as const],
        [{ protocol: 'tcp', from: 0, to: 65535, peer: block('10.0.0.0/8') } as const],
        [{ protocol: 'all', from: 0, to: 65535, peer: block('0.0.0.0/1') } as const],
      ][b % 4],
    })),
  }),
  'a workload has other groups': (world, a, b) =>
    withWorkload(world, a, (one) => {
      const { vpc } = named(world.subnets, one.subnets[0] ?? '');
      const group = picked(
        world.groups.filter((each) => each.vpc === vpc),
        b >> 1,
      );
      if (group === undefined) return one;
      if (b % 2 === 0 && !one.groups.includes(group.name)) {
        return { ...one, groups: [...one.groups, group.name] };
      }
      return { ...one, groups: [group.name] };
    }),
  'a workload has the default group': (world, a) =>
    withWorkload(world, a, (one) => (one.kind === 'function' ? one : { ...one, groups: [] })),
  'a workload is in another subnet': (world, a, b, c) =>
    withWorkload(world, a, (one) => {
      const subnets = changed(one.subnets, b, (name) => {
        const { vpc, zone } = named(world.subnets, name);
        const alike = world.subnets.filter((each) => each.vpc === vpc && each.zone === zone);
        return picked(alike, c)?.name ?? name;
      });
      return { ...one, subnets: [...new Set(subnets)] };
    }),
  'a function is in one subnet more': (world, a, b) =>
    withWorkload(world, a, (one) => {
      if (one.kind !== 'function' && one.kind !== 'service') return one;
      const { vpc } = named(world.subnets, one.subnets[0] ?? '');
      const more = picked(
        world.subnets.filter((each) => each.vpc === vpc),
        b,
      );
      return more === undefined ? one : { ...one, subnets: [...new Set([...one.subnets, more.name])] };
    }),
  'a workload has a public address or not': (world, a, b) =>
    withWorkload(world, a, (one) => {
      switch (one.kind) {
        case 'instance': {
          const [first, second, third] = ['elastic', 'asked for', 'refused'] as const;
          return { ...one, publicAddress: [first, second, third][b % 3] ?? first };
        }
        case 'service':
          return { ...one, publicAddress: !one.publicAddress };
        case 'database':
          return { ...one, publiclyAccessible: !one.publiclyAccessible };
        case 'balancer':
          return { ...one, internetFacing: !one.internetFacing };
        default:
          return one;
      }
    }),
  'a workload has an IPv6 address or not': (world, a) =>
    withWorkload(world, a, (one) => (isDual(world) ? { ...one, ipv6: !one.ipv6 } : one)),
  'a subnet gives IPv6 addresses or not': (world, a) =>
    withSubnet(world, a, (one) => (isDual(world) ? { ...one, assignsIpv6: !one.assignsIpv6 } : one)),
  'a subnet makes IPv6 of names in IPv4 or not': (world, a) =>
    withSubnet(world, a, (one) =>
      // What NAT64 does with the private addresses of an endpoint is not known.
      isDual(world) && world.workloads.every(({ kind }) => kind !== 'endpoint')
        ? { ...one, dns64: !one.dns64 }
        : one,
    ),
  'a subnet is without IPv6': (world, a) =>
    withSubnet(world, a, (one) => {
      const fourth = one.blocks.filter(({ family }) => family === 4);
      return fourth.length === 0 ? one : { ...one, blocks: fourth, assignsIpv6: false };
    }),
  'an endpoint is without private DNS': (world) => ({
    ...world,
    workloads: world.workloads.map((one) => (one.kind === 'endpoint' ? { ...one, privateDns: false } : one)),
  }),
  'a VPC is without a DNS attribute': (world, a, b) => ({
    ...world,
    vpcs: changedIn(world, world.vpcs, a, (vpc) =>
      b % 2 === 0 ? { ...vpc, dnsHostnames: false } : { ...vpc, dnsSupport: false },
    ),
  }),
  'a gateway endpoint is not on a table': (world, a, b) => ({
    ...world,
    gatewayEndpoints: changedIn(world, world.gatewayEndpoints, a, (one) => ({
      ...one,
      tables: removed(one.tables, b),
    })),
  }),
} satisfies Record<string, Change>;

const picked = <T>(all: readonly T[], index: number): T | undefined =>
  all.length === 0 ? undefined : all[index % all.length];

const removed = <T>(all: readonly T[], index: number): T[] =>
  all.filter((_, at) => at !== index % all.length);

const changed = <T>(all: readonly T[], index: number, change: (one: T) => T): T[] =>
  all.map((one, at) => (at === index % all.length ? change(one) : one));

/** As `changed`, for things with names: one in focus, or one time in five any. */
function changedIn<T extends { readonly name: string }>(
  { focus }: Focused,
  all: readonly T[],
  index: number,
  change: (one: T) => T,
): T[] {
  const chosen = pickedIn(focus, all, index);
  return all.map((one) => (one === chosen ? change(one) : one));
}

function pickedIn<T extends { readonly name: string }>(focus: Focus, all: readonly T[], index: number) {
  const wanted = index % 5 === 4 ? [] : all.filter(({ name }) => focus.has(name));
  return picked(wanted.length > 0 ? wanted : all, index);
}

/** A change of a table, unless two of its routes would have one destination, or one would lie within the VPC (RT-03). */
function withTable(world: Focused, index: number, change: (table: RouteTable) => RouteTable): World {
  const tables = changedIn(world, world.tables, index, (table) => {
    const after = change(table);
    const { blocks } = named(world.vpcs, table.vpc);
    const destinations = new Set(after.routes.map(({ to }) => textOf(to)));
    if (destinations.size < after.routes.length) return table;
    const isInside = ({ to }: Route) => blocks.some((own) => holds(own, to.first) && holds(own, to.last));
    return after.routes.some((route) => isInside(route) || !canLead(route)) ? table : after;
  });
  return { ...world, tables };
}

const isDual = ({ vpcs }: World) => vpcs.some(({ egressOnlyGateway }) => egressOnlyGateway);

/** Whether what a route leads to takes its family (EIGW-01, NAT-07, VPN-01). That of a transit gateway is left out. */
function canLead({ to, by }: Route): boolean {
  switch (by.kind) {
    case 'egress-only gateway':
      return to.family === 6;
    case 'vpn gateway':
    case 'transit gateway':
      return to.family === 4;
    case 'nat':
      return to.family === 4 || textOf(to) === textOf(block('64:ff9b::/96'));
    default:
      return true;
  }
}

const withSubnet = (world: Focused, index: number, change: (subnet: Subnet) => Subnet): World => ({
  ...world,
  subnets: changedIn(world, world.subnets, index, change),
});

/** A change of an ACL, unless two of its entries would have one number. */
const withAcl = (world: Focused, index: number, change: (acl: Acl) => Acl): World => ({
  ...world,
  acls: changedIn(world, world.acls, index, (acl) => {
    const after = change(acl);
    const numbers = new Set(after.entries.map(({ direction, number }) => `${direction}${number}`));
    return numbers.size < after.entries.length ? acl : after;
  }),
});

const withEntry = (world: Focused, a: number, b: number, change: (entry: AclEntry) => AclEntry): World =>
  withAcl(world, a, (acl) => ({ ...acl, entries: changed(acl.entries, b, change) }));

function withRules(
  world: Focused,
  index: number,
  ingress: boolean,
  change: (rules: readonly GroupRule[]) => readonly GroupRule[],
): World {
  return {
    ...world,
    groups: changedIn(world, world.groups, index, (group) =>
      ingress || group.egress === undefined
        ? { ...group, ingress: change(group.ingress) }
        : { ...group, egress: change(group.egress) },
    ),
  };
}

const withWorkload = (world: Focused, index: number, change: (workload: Workload) => Workload): World => ({
  ...world,
  workloads: changedIn(world, world.workloads, index, change),
});

function targetIn(world: World, { vpc: name }: RouteTable, pick: number): Target {
  const vpc = named(world.vpcs, name);
  const targets: Target[] = [
    ...(vpc.internetGateway !== 'none' ? [{ kind: 'internet gateway' } as const] : []),
    ...world.nats
      .filter((nat) => (nat.kind === 'regional' ? nat.vpc : named(world.subnets, nat.subnet).vpc) === name)
      .map((nat) => ({ kind: 'nat', nat: nat.name }) as const),
    ...(vpc.egressOnlyGateway ? [{ kind: 'egress-only gateway' } as const] : []),
    ...(vpc.vpnGateway !== 'none' ? [{ kind: 'vpn gateway' } as const] : []),
    ...world.peerings.map((peering) => ({ kind: 'peering', peering: peering.name }) as const),
    ...(world.transit ? [{ kind: 'transit gateway' } as const] : []),
  ];
  return picked(targets, pick) ?? { kind: 'internet gateway' };
}

/** Somewhere on the internet, or a part of another VPC or of what is behind the virtual private gateway. */
function publicOrOther(world: World, pick: number): Block {
  const others = world.vpcs.flatMap(({ blocks }) => blocks.slice(0, 1).map((own) => part(own, 1, pick % 2)));
  const places = [
    block(OFFICE),
    block('52.0.0.0/8'),
    block('128.0.0.0/1'),
    part(block(ON_PREMISES), 1, 0),
    ...others,
    ...(isDual(world) ? [block(OFFICE_6), block('2001:db8::/33'), block('2000::/4')] : []),
  ];
  return picked(places, pick) ?? block(OFFICE);
}

function otherPorts(
  { protocol, from, to }: { readonly protocol: RuleProtocol; readonly from: number; readonly to: number },
  pick: number,
): { readonly protocol: RuleProtocol; readonly from: number; readonly to: number } {
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    const [ping, pong] = protocol === 'icmp' ? [8, 0] : [128, 129];
    const [type, code] = [
      [ping, 0],
      [pong, 0],
      [-1, -1],
      [3, -1],
      [ping, -1],
    ][pick % 5] as [number, number];
    return { protocol, from: type, to: code };
  }
  if (protocol === 'all') return { protocol: 'tcp', from: 1024, to: 65535 };
  const ranges = [
    [from, Math.max(from, to - 1)],
    [Math.min(to, from + 1), to],
    [0, 65535],
    [1024, 65535],
    [32768, 61000],
    [49152, 65535],
    [80, 80],
    [1024, 32767],
  ] as const;
  const [first, last] = ranges[pick % 8] ?? ranges[0];
  return pick % 9 === 8 ? { protocol: 'udp', from, to } : { protocol, from: first, to: last };
}

function otherBlock(world: World, own: Block, pick: number): Block {
  const { family } = own;
  const within = world.subnets.flatMap(({ blocks }) => blocks.filter((one) => one.family === family));
  const subnet = picked(within, pick) ?? own;
  const others = {
    4: ['10.0.0.0/8', OFFICE, '0.0.0.0/0', '52.0.0.0/8'],
    6: ['2001:db8::/32', OFFICE_6, '::/0', '64:ff9b::/96'],
  };
  const width = family === 4 ? 32 : 128;
  const blocks = [
    own.prefix < width ? part(own, 1, pick % 2) : own,
    subnet,
    subnet.prefix < width ? part(subnet, 1, pick % 2) : subnet,
    blockAt(family, subnet.first + 9n, width),
    ...others[family].map(block),
  ];
  return picked(blocks, pick) ?? own;
}

/** Another peer of the rule. Egress names only groups that come later in the list: see `renderGroups`. */
function otherPeer(
  world: Focused,
  rule: GroupRule,
  index: number,
  ingress: boolean,
  pick: number,
): GroupRule['peer'] {
  const group = pickedIn(world.focus, world.groups, index);
  const at = group === undefined ? -1 : world.groups.indexOf(group);
  const isPeered = world.peerings.length > 0;
  const nameable = world.groups.filter(
    ({ vpc }, other) => (ingress || other > at) && (vpc === group?.vpc || isPeered),
  );
  const other = picked(nameable, pick >> 1);
  if (pick % 2 === 0 && other !== undefined) return { group: other.name };
  return otherBlock(world, 'group' in rule.peer ? block('10.0.0.0/8') : rule.peer, pick >> 1);
}
