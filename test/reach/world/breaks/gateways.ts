// Mistakes in the tables and attachments of a transit gateway, and in what an account lets through its internet gateways.

import type { Attachment, Transit, TransitTable, World } from '../world.ts';
import { type Change, changed, type Focused, picked, pickedIn, removed } from './changing.ts';
import { publicOrOther } from './otherValues.ts';

export const GATEWAYS = {
  'a transit gateway has a blackhole': (world, a, b, c) =>
    withTransitTable(world, a, (table) => withRoute(table, publicOrOther(world, b * 3 + c), undefined)),
  'a transit gateway has a longer route': (world, a, b, c) =>
    withTransitTable(world, a, (table, { attachments }) =>
      withRoute(table, publicOrOther(world, c), picked(attachments, b)?.name),
    ),
  'a transit gateway has a default route': (world, a, b) =>
    withTransitTable(world, a, (table, { attachments }) => ({
      ...table,
      routes: table.routes.map((one) => ({ ...one, attachment: picked(attachments, b)?.name })),
    })),
  'a block of a VPC is a blackhole': (world, a, b) => {
    const blocks = world.vpcs.flatMap((vpc) => vpc.blocks.filter(({ family }) => family === 4));
    const block = picked(blocks, b);
    return block === undefined
      ? world
      : withTransitTable(world, a, (table) => withRoute(table, block, undefined));
  },
  'a transit gateway learns nothing of a VPC': (world, a, b) =>
    withTransitTable(world, a, (table) => ({ ...table, learns: removed(table.learns, b) })),
  'an attachment has no table': (world, a) => withAttachment(world, a, ({ table: _, ...rest }) => rest),
  'an attachment has another table': (world, a, b) =>
    withAttachment(world, a, (one, { tables }) => {
      const table = picked(tables ?? [], b);
      return table === undefined ? one : { ...one, table: table.name };
    }),
  'an attachment lacks a zone': (world, a, b) =>
    withAttachment(world, a, (one) =>
      one.subnets.length > 1 ? { ...one, subnets: removed(one.subnets, b) } : one,
    ),
  'an attachment lets no group be named': (world, a) =>
    withAttachment(world, a, (one) => ({ ...one, groupReferences: false })),
  'an exclusion is missing': (world, a) =>
    withExclusions(world, (all) => (all.length === 0 ? all : removed(all, a))),
  'an exclusion is for egress': (world, a) =>
    withExclusions(world, (all) => changed(all, a, (one) => ({ ...one, mode: 'allow-egress' }))),
} satisfies Record<string, Change>;

function withTransit(world: Focused, change: (transit: Transit) => Transit): World {
  return world.transit === undefined ? world : { ...world, transit: change(world.transit) };
}

function withTransitTable(
  world: Focused,
  index: number,
  change: (table: TransitTable, transit: Transit) => TransitTable,
): World {
  return withTransit(world, (transit) => {
    const chosen = pickedIn(world.focus, transit.tables ?? [], index);
    if (transit.tables === undefined || chosen === undefined) return transit;
    return { ...transit, tables: transit.tables.map((one) => (one === chosen ? change(one, transit) : one)) };
  });
}

function withAttachment(
  world: Focused,
  index: number,
  change: (one: Attachment, transit: Transit) => Attachment,
): World {
  return withTransit(world, (transit) => ({
    ...transit,
    attachments: changed(transit.attachments, index, (one) => change(one, transit)),
  }));
}

/** A table has one route for a block. */
function withRoute(
  table: TransitTable,
  to: TransitTable['routes'][number]['to'],
  attachment: string | undefined,
) {
  const isThere = table.routes.some((one) => one.to.first === to.first && one.to.prefix === to.prefix);
  return isThere || to.family === 6 ? table : { ...table, routes: [...table.routes, { to, attachment }] };
}

type Exclusions = NonNullable<World['blockPublicAccess']>['exclusions'];

function withExclusions(world: Focused, change: (all: Exclusions) => Exclusions): World {
  const { blockPublicAccess: options } = world;
  if (options === undefined) return world;
  return { ...world, blockPublicAccess: { ...options, exclusions: change(options.exclusions) } };
}
