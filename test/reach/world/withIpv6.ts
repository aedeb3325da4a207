// A network of IPv4 made dual-stack: every rule gets its twin of IPv6, and what has a way to the internet gets one there.

import { type Block, block, holds, part, textOf } from './addresses.ts';
import { routes, rules, subnet } from './notation.ts';
import {
  type Acl,
  type AclEntry,
  type Group,
  type GroupRule,
  named,
  type PrefixList,
  type Route,
  type RouteTable,
  type Subnet,
  type Workload,
  type World,
} from './world.ts';

/** Somebody's network on the internet (RFC 3849). */
export const OFFICE_6 = '2001:db8:ffff::/48';
/** Addresses that stand for a part of the internet of IPv4 (NAT-07). */
export const OFFICE_64 = '64:ff9b::cb00:7100/120';

const FIRST = block('2001:db8:1000::/56');
const BLOCKS: Readonly<Record<string, Block>> = {
  Vpc: FIRST,
  Peer: block('2001:db8:2000::/56'),
  Third: block('2001:db8:3000::/56'),
};

function blockOf(vpc: string): Block {
  const own = BLOCKS[vpc];
  if (own === undefined) throw new Error(`${vpc} has no block of IPv6.`);
  return own;
}

/** `sixth`: workloads in a subnet without IPv4, which reach IPv4 by a NAT gateway if there is a zonal one. */
export function withIpv6(world: World): World {
  const own = new Map<string, number>();
  const subnets = world.subnets.map((one): Subnet => {
    const nth = own.get(one.vpc) ?? 0;
    own.set(one.vpc, nth + 1);
    return { ...one, blocks: [...one.blocks, part(blockOf(one.vpc), 8, nth)], assignsIpv6: one.mapPublicIp };
  });
  const sixth = subnet('SixA', 'Vpc', textOf(part(FIRST, 8, 200)), { table: 'SixTable' });
  const nat = world.nats.find(({ kind }) => kind === 'public');
  const toNat = nat === undefined ? [] : [`64:ff9b::/96 nat ${nat.name}`];
  const tables = world.tables.map((table): RouteTable => {
    const isOwn = table.vpc === 'Vpc';
    const isPublic = table.routes.some(({ by }) => by.kind === 'internet gateway');
    const out = isPublic ? ['::/0 igw'] : isOwn ? ['::/0 eigw'] : [];
    return {
      ...table,
      routes: [...table.routes, ...routes(...out, ...(isOwn ? toNat : [])), ...acrossIn(world, table)],
    };
  });
  const across = acrossIn(
    world,
    world.tables.find(({ vpc }) => vpc === 'Vpc'),
  );
  return {
    ...world,
    vpcs: world.vpcs.map((vpc) => ({
      ...vpc,
      blocks: [...vpc.blocks, blockOf(vpc.name)],
      egressOnlyGateway: vpc.name === 'Vpc',
    })),
    subnets: [...subnets, sixth],
    tables: [
      ...tables,
      { name: 'SixTable', vpc: 'Vpc', routes: [...routes('::/0 eigw', ...toNat), ...across] },
    ],
    acls: world.acls.map((acl): Acl => ({ ...acl, entries: twins(world, acl.entries) })),
    lists: listsWithTwins(world),
    groups: [
      ...world.groups.map(
        (group): Group => ({
          ...group,
          ingress: rulesWithTwins(
            world,
            group.name === 'DbGroup' ? [...group.ingress, ...rules('tcp 5432 SixGroup')] : group.ingress,
          ),
          egress: group.egress && rulesWithTwins(world, group.egress),
        }),
      ),
      {
        name: 'SixGroup',
        vpc: 'Vpc',
        ingress: rules('tcp 443 ::/0', 'icmpv6 128/-1 ::/0'),
        egress: undefined,
      },
    ],
    workloads: [
      ...world.workloads.map((one): Workload => ({ ...one, ipv6: one.kind !== 'instance' })),
      { name: 'Six', kind: 'instance', publicAddress: 'refused', subnets: ['SixA'], groups: ['SixGroup'] },
    ],
  };
}

/** Routes of IPv6 to the other end of each peering connection that a table has a route to. */
function acrossIn(world: World, table: RouteTable | undefined): Route[] {
  const peerings = new Set(table?.routes.flatMap(({ by }) => (by.kind === 'peering' ? [by.peering] : [])));
  return [...peerings].map((name) => {
    const { requester, accepter } = named(world.peerings, name);
    return {
      to: blockOf(requester === table?.vpc ? accepter : requester),
      by: { kind: 'peering', peering: name },
    };
  });
}

/** The name of the list of IPv6 that stands beside one of IPv4. */
const sixOf = (list: string) => `${list}Six`;

/** The lists with one of IPv6 for each that has a block with a twin. */
function listsWithTwins(world: World): PrefixList[] {
  const more = world.lists.flatMap(({ name, entries }): PrefixList[] => {
    const own = (entries ?? []).flatMap((one) => twinOf(world, one) ?? []);
    return own.length === 0 ? [] : [{ name: sixOf(name), entries: own }];
  });
  return [...world.lists, ...more];
}

/** The entries with one of IPv6 for each; numbers of entries go up to 32766. */
export function twins(world: World, entries: readonly AclEntry[]): AclEntry[] {
  const more = entries.flatMap((entry): AclEntry[] => {
    const twin = twinOf(world, entry.block);
    if (twin === undefined) return [];
    return [{ ...entry, ...traffic(entry), number: entry.number + 1000, block: twin }];
  });
  return [...entries, ...more];
}

function rulesWithTwins(world: World, all: readonly GroupRule[]): GroupRule[] {
  const more = all.flatMap((rule): GroupRule[] => {
    const { peer } = rule;
    if ('group' in peer) return [];
    const isListed = 'list' in peer && listsWithTwins(world).some(({ name }) => name === sixOf(peer.list));
    const twin = 'list' in peer ? (isListed ? { list: sixOf(peer.list) } : undefined) : twinOf(world, peer);
    return twin === undefined ? [] : [{ ...rule, ...traffic(rule), peer: twin }];
  });
  return [...all, ...more];
}

function traffic<T extends Pick<AclEntry, 'protocol' | 'from' | 'to'>>({ protocol, from, to }: T) {
  if (protocol !== 'icmp') return { protocol, from, to };
  return { protocol: 'icmpv6', from: from === 8 ? 128 : from === 0 ? 129 : from, to } as const;
}

/** The block of IPv6 that means the same, if anything does. */
function twinOf({ vpcs }: World, own: Block): Block | undefined {
  if (own.family === 6) return undefined;
  if (own.prefix === 0) return block('::/0');
  if (textOf(own) === '203.0.113.0/24') return block(OFFICE_6);
  const vpc = vpcs.find(({ blocks }) => blocks.some((one) => holds(one, own.first)));
  if (vpc === undefined) return undefined;
  return blockOf(vpc.name);
}
