// What gateways of all kinds add to a sound world: tables of a transit gateway, a way to the internet by another VPC, what the
// account lets through its internet gateways, and appliances behind them.

import { block, part, textOf } from './addresses.ts';
import { routes, subnet } from './notation.ts';
import type { Options } from './soundWorlds.ts';
import { named, type Transit, type World } from './world.ts';

/** Each attachment with a table of its own, which knows the other VPC. */
export function withTables(transit: Transit, { ownTables, shape }: Options): Transit {
  if (!ownTables && shape !== 'hub') return transit;
  const [own, other] = transit.attachments;
  if (own === undefined || other === undefined) return transit;
  return {
    ...transit,
    attachments: [
      { ...own, table: 'SpokeTable' },
      { ...other, table: 'HubTable' },
    ],
    tables: [
      {
        name: 'SpokeTable',
        routes: shape === 'hub' ? [{ to: block('0.0.0.0/0'), attachment: other.name }] : [],
        learns: [other.name],
      },
      { name: 'HubTable', routes: [], learns: [own.name] },
    ],
  };
}

/** https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html: a NAT gateway of the second VPC serves the first. */
export function withCentralEgress(world: World, options: Options): World {
  const { blocks } = named(world.vpcs, 'Vpc');
  const [theirs] = named(world.vpcs, 'Peer').blocks;
  const { transit } = world;
  if (theirs === undefined || transit === undefined) return world;
  const doors = ['A', 'B'].slice(0, options.zones);
  const exits = doors.map((letter, zone) =>
    subnet(`Exit${letter}`, 'Peer', textOf(part(theirs, 8, 220 + zone)), { zone, table: 'ExitTable' }),
  );
  return {
    ...world,
    nats: [{ name: 'HubNat', kind: 'public', subnet: 'NatPlace' }],
    subnets: [
      ...world.subnets,
      ...exits,
      subnet('NatPlace', 'Peer', textOf(part(theirs, 8, 230)), { table: 'NatTable' }),
    ],
    tables: [
      ...world.tables.map((table) =>
        table.name.startsWith('PrivateTable')
          ? { ...table, routes: [...table.routes, ...routes('0.0.0.0/0 tgw')] }
          : table,
      ),
      { name: 'ExitTable', vpc: 'Peer', routes: routes('0.0.0.0/0 nat HubNat') },
      {
        name: 'NatTable',
        vpc: 'Peer',
        routes: routes('0.0.0.0/0 igw', ...blocks.map((one) => `${textOf(one)} tgw`)),
      },
    ],
    transit: {
      ...transit,
      attachments: transit.attachments.map((one) =>
        one.vpc === 'Peer' ? { ...one, subnets: exits.map(({ name }) => name) } : one,
      ),
    },
  };
}

export function withGateways(world: World, { publicAccess, inspected }: Options): World {
  const open = world.subnets.filter(
    ({ mapPublicIp, name }) =>
      mapPublicIp || world.nats.some((nat) => nat.kind !== 'regional' && nat.subnet === name),
  );
  const exclusions =
    publicAccess === 'blocked but for subnets'
      ? open.map(({ name }) => name)
      : world.vpcs.map(({ name }) => name);
  return {
    ...world,
    ...(publicAccess !== 'open' && {
      blockPublicAccess: {
        mode:
          publicAccess === 'ingress blocked' ? ('block-ingress' as const) : ('block-bidirectional' as const),
        exclusions: exclusions.map((of) => ({
          name: `${of}Excluded`,
          of,
          mode: 'allow-bidirectional' as const,
        })),
      },
    }),
    ...(inspected && {
      ingressTables: [
        {
          name: 'IngressTable',
          vpc: 'Vpc',
          inspected: world.subnets.filter(({ name }) => name === 'PublicB').flatMap(({ blocks }) => blocks),
        },
      ],
    }),
  };
}
