// Networks as people build them, in which everything that is meant to work does. Random worlds start from these.

import { type Block, block, part, textOf } from './addresses.ts';
import { entries, routes, rules, subnet, vpc, world } from './notation.ts';
import { withThirdVpc } from './thirdVpc.ts';
import { withCentralEgress, withGateways, withTables } from './withGateways.ts';
import { withIpv6 } from './withIpv6.ts';
import type { Acl, Group, Nat, RouteTable, Subnet, Workload, World } from './world.ts';

export interface Options {
  /**
   * `chained`: three VPCs, the second peered with both others; `meshed`: each with each. `joined`: two by a transit gateway;
   * `hub`: the second one has the only way to the internet.
   */
  readonly shape: 'alone' | 'peered' | 'chained' | 'meshed' | 'joined' | 'hub' | 'vpn';
  /** The transit gateway has route tables of its own. */
  readonly ownTables: boolean;
  /** Rules may name groups beyond the transit gateway. */
  readonly groupReferences: boolean;
  /** What the account lets through its internet gateways; all that is meant to pass is excluded. */
  readonly publicAccess: 'open' | 'ingress blocked' | 'blocked but for the VPC' | 'blocked but for subnets';
  /** Packets for the public subnets come in by an appliance. */
  readonly inspected: boolean;
  /** Blocks of the first VPC; some have two. */
  readonly blocks: string;
  readonly zones: 1 | 2;
  readonly way: 'nat' | 'nat in each zone' | 'regional nat' | 'none';
  /** Tiers with a network ACL of their own. */
  readonly guarded: readonly Tier[];
  /** The ports that these ACLs let answers in on. */
  readonly answers: '1024-65535' | '32768-65535' | '32768-61000';
  /** Groups that say what they let out. */
  readonly narrowEgress: boolean;
  readonly gatewayEndpoints: readonly ('s3' | 'dynamodb')[];
  readonly interfaceEndpoint: boolean;
  /** Attachments of a transit gateway in the workloads' own subnets. */
  readonly sharedAttachments: boolean;
  /** Tables learn from the virtual private gateway in place of a route. */
  readonly propagated: boolean;
  /** The second VPC has a way to the internet too. */
  readonly peerIsOpen: boolean;
  /** Routes and groups name prefix lists. */
  readonly lists: boolean;
  /** Of three chained VPCs the outer ones have the same block. */
  readonly sameBlocks: boolean;
  /** Both families everywhere, and a subnet of IPv6 alone. */
  readonly ipv6: boolean;
}

export type Tier = 'Public' | 'Private' | 'Data';
const TIERS: readonly Tier[] = ['Public', 'Private', 'Data'];
const LETTERS = ['A', 'B'];

/** The second VPC, which others are joined with. */
const THEIRS = block('10.50.0.0/16');
/** A network behind a virtual private gateway. */
export const ON_PREMISES = '172.30.0.0/16';
/** Somebody's network on the internet (RFC 5737). */
export const OFFICE = '203.0.113.0/24';

export function soundWorld(options: Options): World {
  const world = ofIpv4(options);
  // NAT64 is by a NAT gateway of the own VPC.
  return options.ipv6 && options.shape !== 'hub' ? withIpv6(world) : world;
}

function ofIpv4(options: Options): World {
  return withGateways(joinedVpcs(options), options);
}

function joinedVpcs(options: Options): World {
  const one = firstVpc(options);
  switch (options.shape) {
    case 'alone':
      return one;
    case 'vpn':
      return {
        ...one,
        vpcs: one.vpcs.map((each) => ({ ...each, vpnGateway: 'attached' })),
        tables: one.tables.map((table) =>
          options.propagated
            ? { ...table, learns: true }
            : {
                ...table,
                routes: [...table.routes, ...routes(`${options.lists ? '@Premises' : ON_PREMISES} vgw`)],
              },
        ),
      };
    case 'peered':
      return withSecondVpc(one, options, 'peering Peering');
    case 'chained':
    case 'meshed':
      return withThirdVpc(withSecondVpc(one, options, 'peering Peering'), options);
    case 'joined':
      return withSecondVpc(one, options, 'tgw');
    case 'hub':
      return withCentralEgress(withSecondVpc(one, { ...options, peerIsOpen: true }, 'tgw'), options);
  }
}

function firstVpc(options: Options): World {
  const vpcs = [vpc('Vpc', options.blocks)];
  const [primary, second] = vpcs[0]?.blocks ?? [];
  if (primary === undefined) throw new Error('A VPC has a block.');
  const letters = LETTERS.slice(0, options.zones);
  const subnets = TIERS.flatMap((tier, row) =>
    letters.map((letter, zone): Subnet => {
      const own = tier === 'Data' && second ? part(second, 4, zone) : part(primary, 4, row * 4 + zone);
      return subnet(`${tier}${letter}`, 'Vpc', textOf(own), {
        zone,
        table: tier === 'Public' ? 'PublicTable' : tier === 'Private' ? `PrivateTable${letter}` : undefined,
        acl: options.guarded.includes(tier) ? `${tier}Acl` : undefined,
        mapPublicIp: tier === 'Public',
      });
    }),
  );
  const places = (tier: Tier) => letters.map((letter) => `${tier}${letter}`);
  const tables: RouteTable[] = [
    { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
    ...letters.map((letter) => ({
      name: `PrivateTable${letter}`,
      vpc: 'Vpc',
      routes:
        options.way === 'none' || options.shape === 'hub'
          ? []
          : routes(`0.0.0.0/0 nat Nat${options.way === 'nat in each zone' ? letter : 'A'}`),
    })),
  ];
  return world({
    vpcs,
    subnets,
    tables,
    acls: TIERS.filter((tier) => options.guarded.includes(tier)).map((tier) =>
      aclOf(tier, options, vpcs[0]?.blocks ?? []),
    ),
    groups: groupsOf(options, textOf(primary)),
    lists: options.lists
      ? [
          { name: 'Inside', entries: [primary] },
          { name: 'Theirs', entries: [THEIRS] },
          { name: 'Premises', entries: [block(ON_PREMISES)] },
          { name: 'Callers', entries: [THEIRS, block(ON_PREMISES)] },
        ]
      : [],
    nats: natsOf(options, letters),
    gatewayEndpoints: options.gatewayEndpoints.map((service) => ({
      name: service === 's3' ? 'S3Endpoint' : 'DynamoEndpoint',
      vpc: 'Vpc',
      service,
      tables: tables.map(({ name }) => name),
    })),
    workloads: workloadsOf(options, places),
  });
}

function natsOf({ way }: Options, letters: readonly string[]): Nat[] {
  switch (way) {
    case 'none':
      return [];
    case 'regional nat':
      return [{ name: 'NatA', kind: 'regional', vpc: 'Vpc' }];
    case 'nat':
      return [{ name: 'NatA', kind: 'public', subnet: 'PublicA' }];
    case 'nat in each zone':
      return letters.map((letter) => ({
        name: `Nat${letter}`,
        kind: 'public',
        subnet: `Public${letter}`,
      }));
  }
}

function aclOf(tier: Tier, { answers }: Options, blocks: readonly Block[]): Acl {
  const inside = blocks.map((one, index) => `${70 + index} allow all ${textOf(one)}`);
  const around = [...inside.map((text) => `in ${text}`), ...inside.map((text) => `out ${text}`)];
  const byTier: Record<Tier, string[]> = {
    Public: [
      ...around,
      'in 100 allow tcp 443 0.0.0.0/0',
      `in 110 allow tcp 22 ${OFFICE}`,
      `in 120 allow tcp ${answers} 0.0.0.0/0`,
      'in 130 allow icmp -1/-1 0.0.0.0/0',
      'out 100 allow tcp 443 0.0.0.0/0',
      'out 110 allow tcp 1024-65535 0.0.0.0/0',
      'out 120 allow icmp -1/-1 0.0.0.0/0',
    ],
    Private: [
      ...around,
      `in 100 allow tcp ${answers} 0.0.0.0/0`,
      'in 110 allow tcp 443 172.30.0.0/16',
      'out 100 allow tcp 443 0.0.0.0/0',
      'out 110 allow tcp 1024-65535 0.0.0.0/0',
    ],
    Data: blocks.flatMap((one, index) => [
      `in ${100 + index} allow tcp 5432 ${textOf(one)}`,
      `out ${100 + index} allow tcp ${answers} ${textOf(one)}`,
    ]),
  };
  return { name: `${tier}Acl`, vpc: 'Vpc', entries: entries(...byTier[tier]) };
}

/** A rule for egress names only groups that come later, so that no two depend on each other. */
function groupsOf({ narrowEgress, lists }: Options, own: string): Group[] {
  const inside = lists ? '@Inside' : own;
  const group = (name: string, ingress: string[], egress: string[]): Group => ({
    name,
    vpc: 'Vpc',
    ingress: rules(...ingress),
    egress: narrowEgress ? rules(...egress) : undefined,
  });
  return [
    group('AlbGroup', ['tcp 443 0.0.0.0/0'], ['tcp 8080 WorkerGroup']),
    group('WebGroup', ['tcp 443 0.0.0.0/0', `tcp 22 ${OFFICE}`, 'icmp 8/-1 0.0.0.0/0'], ['all 0.0.0.0/0']),
    group(
      'AppGroup',
      [],
      ['tcp 5432 DbGroup', 'tcp 443 0.0.0.0/0', `tcp 5432 ${lists ? '@Theirs' : textOf(THEIRS)}`],
    ),
    group(
      'WorkerGroup',
      [
        'tcp 8080 AlbGroup',
        ...(lists ? ['tcp 8080 @Callers'] : [`tcp 8080 ${textOf(THEIRS)}`, `tcp 8080 ${ON_PREMISES}`]),
      ],
      [`tcp 0-65535 ${inside}`, 'tcp 443 0.0.0.0/0', 'tcp 5432 DbGroup'],
    ),
    group('DbGroup', ['tcp 5432 AppGroup', 'tcp 5432 WorkerGroup', 'tcp 5432 WebGroup'], []),
    group('EndpointGroup', [`tcp 443 ${inside}`], []),
  ];
}

function workloadsOf(options: Options, places: (tier: Tier) => string[]): Workload[] {
  const workloads: Workload[] = [
    { name: 'App', kind: 'function', subnets: places('Private'), groups: ['AppGroup'] },
    {
      name: 'Db',
      kind: 'database',
      publiclyAccessible: false,
      subnets: places('Data'),
      groups: ['DbGroup'],
    },
    {
      name: 'Web',
      kind: 'instance',
      publicAddress: 'as the subnet says',
      subnets: ['PublicA'],
      groups: ['WebGroup'],
    },
    {
      name: 'Worker',
      kind: 'service',
      publicAddress: false,
      subnets: places('Private'),
      groups: ['WorkerGroup'],
    },
    // Shares a subnet and the groups with the function, and sends from other ports.
    {
      name: 'Twin',
      kind: 'instance',
      publicAddress: 'refused',
      subnets: places('Private').slice(0, 1),
      groups: ['AppGroup'],
    },
    { name: 'Alb', kind: 'balancer', internetFacing: true, subnets: places('Public'), groups: ['AlbGroup'] },
  ];
  if (options.interfaceEndpoint) {
    workloads.push({
      name: 'SqsEndpoint',
      kind: 'endpoint',
      service: 'sqs',
      privateDns: true,
      subnets: places('Private'),
      groups: ['EndpointGroup'],
    });
  }
  return workloads;
}

/** The same with a second VPC, which has a database and a client of its own. */
function withSecondVpc(one: World, options: Options, by: string): World {
  const theirs = THEIRS;
  const letters = LETTERS.slice(0, options.zones);
  const joined = options.shape === 'joined' || options.shape === 'hub';
  const apart = joined && !options.sharedAttachments;
  const primary = one.vpcs[0]?.blocks[0] ?? theirs;
  const towards = routes(`${options.lists ? '@Theirs' : textOf(theirs)} ${by}`);
  const back = (one.vpcs[0]?.blocks ?? []).flatMap((each) => routes(`${textOf(each)} ${by}`));
  const attach = (letter: string, zone: number) => [
    subnet(`Up${letter}`, 'Vpc', textOf(part(primary, 4, 12 + zone)), { zone }),
    subnet(`Down${letter}`, 'Peer', textOf(part(theirs, 8, 200 + zone)), { zone }),
  ];
  const names = (tier: string) => letters.map((letter) => `${tier}${letter}`);
  return {
    ...one,
    vpcs: [
      ...one.vpcs,
      vpc('Peer', textOf(theirs), { internetGateway: options.peerIsOpen ? 'attached' : 'none' }),
    ],
    subnets: [
      ...one.subnets,
      ...letters.map((letter, zone) =>
        subnet(`Theirs${letter}`, 'Peer', textOf(part(theirs, 8, zone)), {
          zone,
          table: 'PeerTable',
          mapPublicIp: options.peerIsOpen,
        }),
      ),
      ...(apart ? letters.flatMap(attach) : []),
    ],
    tables: [
      ...one.tables.map((table) => ({ ...table, routes: [...table.routes, ...towards] })),
      {
        name: 'PeerTable',
        vpc: 'Peer',
        routes: options.peerIsOpen ? [...back, ...routes('0.0.0.0/0 igw')] : back,
      },
    ],
    peerings: joined ? [] : [{ name: 'Peering', requester: 'Vpc', accepter: 'Peer' }],
    transit: joined
      ? withTables(
          {
            name: 'Hub',
            groupReferences: options.groupReferences,
            attachments: [
              { name: 'VpcAttachment', vpc: 'Vpc', subnets: names(apart ? 'Up' : 'Private') },
              { name: 'PeerAttachment', vpc: 'Peer', subnets: names(apart ? 'Down' : 'Theirs') },
            ],
          },
          options,
        )
      : undefined,
    groups: [
      ...one.groups,
      {
        name: 'ClientGroup',
        vpc: 'Peer',
        ingress: rules('icmp -1/-1 10.0.0.0/8', ...(options.peerIsOpen ? ['tcp 443 0.0.0.0/0'] : [])),
        egress: undefined,
      },
      {
        name: 'TheirGroup',
        vpc: 'Peer',
        ingress: [
          // A group of the other VPC can be named over peering only (SG-06).
          ...(joined && !options.groupReferences
            ? rules(`tcp 5432 ${textOf(primary)}`)
            : rules('tcp 5432 AppGroup')),
          ...rules('tcp 5432 ClientGroup'),
        ],
        egress: undefined,
      },
    ],
    workloads: [
      ...one.workloads,
      {
        name: 'TheirDb',
        kind: 'database',
        publiclyAccessible: false,
        subnets: names('Theirs'),
        groups: ['TheirGroup'],
      },
      {
        name: 'Client',
        kind: 'instance',
        publicAddress: 'as the subnet says',
        subnets: ['TheirsA'],
        groups: ['ClientGroup'],
      },
    ],
  };
}
