// One thing of a world changed: which one follows from a number.

import { type Block, block, holds, textOf } from '../addresses.ts';
import {
  type Acl,
  type AclEntry,
  blocksOf,
  type GroupRule,
  named,
  type PrefixList,
  type Route,
  type RouteTable,
  type Subnet,
  type Workload,
  type World,
} from '../world.ts';

/** Names of what is to be changed rather than something else. */
export type Focus = ReadonlySet<string>;

export type Change = (world: Focused, a: number, b: number, c: number) => World;
export type Focused = World & { readonly focus: Focus };

export const picked = <T>(all: readonly T[], index: number): T | undefined =>
  all.length === 0 ? undefined : all[index % all.length];

export const removed = <T>(all: readonly T[], index: number): T[] =>
  all.filter((_, at) => at !== index % all.length);

export const changed = <T>(all: readonly T[], index: number, change: (one: T) => T): T[] =>
  all.map((one, at) => (at === index % all.length ? change(one) : one));

/** As `changed`, for things with names: one in focus, or one time in five any. */
export function changedIn<T extends { readonly name: string }>(
  { focus }: Focused,
  all: readonly T[],
  index: number,
  change: (one: T) => T,
): T[] {
  const chosen = pickedIn(focus, all, index);
  return all.map((one) => (one === chosen ? change(one) : one));
}

export function pickedIn<T extends { readonly name: string }>(
  focus: Focus,
  all: readonly T[],
  index: number,
) {
  const wanted = index % 5 === 4 ? [] : all.filter(({ name }) => focus.has(name));
  return picked(wanted.length > 0 ? wanted : all, index);
}

/** A change of a table, unless AWS would refuse the table or nobody could say where it leads. */
export function withTable(world: Focused, index: number, change: (table: RouteTable) => RouteTable): World {
  const tables = changedIn(world, world.tables, index, (table) => {
    const after = change(table);
    return isSound(world, after) ? after : table;
  });
  return { ...world, tables };
}

/** A change of a prefix list, unless a table that names it would be refused. */
export function withList(world: Focused, index: number, change: (list: PrefixList) => PrefixList): World {
  const after = { ...world, lists: changedIn(world, world.lists, index, change) };
  const isEmpty = after.lists.some(({ entries }) => entries?.length === 0);
  return !isEmpty && after.tables.every((table) => isSound(after, table)) ? after : world;
}

/**
 * No two routes of a table have one destination, none lies within the VPC (RT-03), and what each leads to takes its family.
 * Where two prefix lists have a block in common AWS chooses one of the routes at random:
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
function isSound(world: World, { name, vpc, routes }: RouteTable): boolean {
  const { blocks } = named(world.vpcs, vpc);
  const written = routes.map(({ to }) => ('list' in to ? to.list : textOf(to)));
  const listed = routes.flatMap(({ to }) => ('list' in to ? blocksOf(world, to).map(textOf) : []));
  if (new Set(written).size < written.length || new Set(listed).size < listed.length) return false;
  // What a NAT gateway that is reached over a transit gateway sends into that one again is not followed.
  const { nats, subnets, transit } = world;
  const isHub =
    transit?.tables !== undefined &&
    nats.some((nat) => nat.kind !== 'regional' && named(subnets, nat.subnet).table === name);
  const theirs = world.vpcs.flatMap((one) => one.blocks);
  const returns = (to: Block) => theirs.some((own) => holds(own, to.first));
  return routes.every(({ to, by }) =>
    blocksOf(world, to).every(
      (one) =>
        canLead(one, by) &&
        (!isHub || by.kind !== 'transit gateway' || returns(one)) &&
        !blocks.some((own) => holds(own, one.first) && holds(own, one.last)),
    ),
  );
}

export const isDual = ({ vpcs }: World) => vpcs.some(({ egressOnlyGateway }) => egressOnlyGateway);

/** Whether what a route leads to takes its family (EIGW-01, NAT-07, VPN-01). That of a transit gateway is left out. */
function canLead(to: Block, by: Route['by']): boolean {
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

export const withSubnet = (world: Focused, index: number, change: (subnet: Subnet) => Subnet): World => ({
  ...world,
  subnets: changedIn(world, world.subnets, index, change),
});

/** A change of an ACL, unless two of its entries would have one number. */
export const withAcl = (world: Focused, index: number, change: (acl: Acl) => Acl): World => ({
  ...world,
  acls: changedIn(world, world.acls, index, (acl) => {
    const after = change(acl);
    const numbers = new Set(after.entries.map(({ direction, number }) => `${direction}${number}`));
    return numbers.size < after.entries.length ? acl : after;
  }),
});

export const withEntry = (
  world: Focused,
  a: number,
  b: number,
  change: (entry: AclEntry) => AclEntry,
): World => withAcl(world, a, (acl) => ({ ...acl, entries: changed(acl.entries, b, change) }));

export function withRules(
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

export const withWorkload = (
  world: Focused,
  index: number,
  change: (workload: Workload) => Workload,
): World => ({
  ...world,
  workloads: changedIn(world, world.workloads, index, change),
});
