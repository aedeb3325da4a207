// Mistakes in route tables, gateways, NAT gateways and what gateway endpoints are on.

import { part } from '../addresses.ts';
import { type Listed, named, type World } from '../world.ts';
import {
  type Change,
  changed,
  changedIn,
  picked,
  removed,
  withList,
  withSubnet,
  withTable,
} from './changing.ts';
import { publicOrOther, targetIn } from './otherValues.ts';

export const ROUTES = {
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
        to: 'list' in to || to.prefix >= 24 ? to : part(to, 1, c % 2),
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
  'a route is by a prefix list': (world, a, b, c) =>
    withTable(world, a, (table) => ({
      ...table,
      routes: changed(table.routes, b, ({ to, by }) => ({ to: listIn(world, c) ?? to, by })),
    })),
  'a route by a prefix list is there too': (world, a, b, c) =>
    withTable(world, a, (table) => {
      const to = listIn(world, c);
      if (to === undefined) return table;
      return { ...table, routes: [...table.routes, { to, by: targetIn(world, table, b) }] };
    }),
  'a prefix list lacks an entry': (world, a, b) =>
    withList(world, a, (list) => ({ ...list, entries: list.entries && removed(list.entries, b) })),
  'a prefix list entry is narrower': (world, a, b, c) =>
    withList(world, a, (list) => ({
      ...list,
      entries:
        list.entries && changed(list.entries, b, (one) => (one.prefix < 24 ? part(one, 1, c % 2) : one)),
    })),
  'a prefix list has an entry more': (world, a, _, c) =>
    withList(world, a, (list) => {
      const more = publicOrOther(world, c);
      const isOther = list.entries?.some(
        ({ family, first, prefix }) =>
          family !== more.family || (first === more.first && prefix === more.prefix),
      );
      return isOther || !list.entries ? list : { ...list, entries: [...list.entries, more] };
    }),
  'a gateway endpoint is not on a table': (world, a, b) => ({
    ...world,
    gatewayEndpoints: changedIn(world, world.gatewayEndpoints, a, (one) => ({
      ...one,
      tables: removed(one.tables, b),
    })),
  }),
} satisfies Record<string, Change>;

/** One of the prefix lists of the world. */
function listIn(world: World, pick: number): Listed | undefined {
  const list = picked(
    world.lists.filter(({ entries }) => entries !== undefined),
    pick,
  );
  return list && { list: list.name };
}
