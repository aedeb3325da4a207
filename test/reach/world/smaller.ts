// A counterexample as small as it gets: whatever can be left out while the two still differ is left out.

import type { World } from './world.ts';

/** The world with one thing less, in every way there is. Some of them refer to what is gone. */
function* oneLess(world: World): Generator<World> {
  const lists = [
    'workloads',
    'gatewayEndpoints',
    'nats',
    'peerings',
    'groups',
    'lists',
    'subnets',
    'acls',
    'tables',
    'vpcs',
  ] as const;
  for (const list of lists) {
    for (const gone of world[list]) {
      yield { ...world, [list]: (world[list] as readonly unknown[]).filter((one) => one !== gone) };
    }
  }
  if (world.transit !== undefined) {
    const { transit } = world;
    yield { ...world, transit: undefined };
    for (const table of transit.tables ?? []) {
      for (const routes of without(table.routes))
        yield {
          ...world,
          transit: { ...transit, tables: replaced(transit.tables ?? [], table, { routes }) },
        };
      for (const learns of without(table.learns))
        yield {
          ...world,
          transit: { ...transit, tables: replaced(transit.tables ?? [], table, { learns }) },
        };
    }
  }
  const { blockPublicAccess: blocking, ingressTables: _ingress, ...plain } = world;
  if (_ingress !== undefined) yield { ...plain, ...(blocking && { blockPublicAccess: blocking }) };
  if (blocking !== undefined) {
    yield { ...plain, ...(_ingress && { ingressTables: _ingress }) };
    for (const exclusions of without(blocking.exclusions))
      yield { ...world, blockPublicAccess: { ...blocking, exclusions } };
  }
  for (const subnet of world.subnets) {
    const plainer: Partial<typeof subnet>[] = [];
    if (subnet.table !== undefined) plainer.push({ table: undefined });
    if (subnet.acl !== undefined) plainer.push({ acl: undefined });
    if (subnet.mapPublicIp) plainer.push({ mapPublicIp: false });
    for (const parts of plainer) yield { ...world, subnets: replaced(world.subnets, subnet, parts) };
  }
  for (const table of world.tables) {
    for (const routes of without(table.routes)) {
      yield { ...world, tables: replaced(world.tables, table, { routes }) };
    }
  }
  for (const list of world.lists) {
    for (const entries of without(list.entries ?? []))
      yield { ...world, lists: replaced(world.lists, list, { entries }) };
  }
  for (const acl of world.acls) {
    for (const entries of without(acl.entries)) {
      yield { ...world, acls: replaced(world.acls, acl, { entries }) };
    }
  }
  for (const group of world.groups) {
    for (const ingress of without(group.ingress)) {
      yield { ...world, groups: replaced(world.groups, group, { ingress }) };
    }
    for (const egress of [undefined, ...without(group.egress ?? [])]) {
      if (group.egress !== undefined) yield { ...world, groups: replaced(world.groups, group, { egress }) };
    }
  }
  for (const endpoint of world.gatewayEndpoints) {
    for (const tables of without(endpoint.tables)) {
      yield { ...world, gatewayEndpoints: replaced(world.gatewayEndpoints, endpoint, { tables }) };
    }
  }
  for (const workload of world.workloads) {
    for (const subnets of without(workload.subnets)) {
      if (subnets.length > 0) yield { ...world, workloads: replaced(world.workloads, workload, { subnets }) };
    }
    for (const groups of without(workload.groups)) {
      if (groups.length > 0) yield { ...world, workloads: replaced(world.workloads, workload, { groups }) };
    }
  }
}

const without = <T>(all: readonly T[]): T[][] => all.map((gone) => all.filter((one) => one !== gone));

const replaced = <T>(all: readonly T[], old: T, parts: Partial<T>): T[] =>
  all.map((one) => (one === old ? { ...one, ...parts } : one));

/** The smallest world reached by leaving things out one by one that `differs` still holds of. It may throw at a broken one. */
export function smallest(world: World, differs: (world: World) => boolean): World {
  for (const smaller of oneLess(world)) {
    let still = false;
    try {
      still = differs(smaller);
    } catch {
      // Something refers to what was left out.
    }
    if (still) return smallest(smaller, differs);
  }
  return world;
}
