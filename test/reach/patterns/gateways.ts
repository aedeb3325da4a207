// Transit gateways, Block Public Access and the tables of gateways, with answers worked out by hand from AWS's documentation.

import { block } from '../world/addresses.ts';
import { routes, rules, subnet, vpc, world } from '../world/notation.ts';
import type { Attachment, BlockPublicAccess, Group, TransitTable, Workload } from '../world/world.ts';
import type { Found } from './found.ts';

const group = (name: string, of: string, ...ingress: readonly string[]): Group => ({
  name,
  vpc: of,
  ingress: rules(...ingress),
  egress: undefined,
});
const host = (name: string, at: string): Workload => ({
  name,
  kind: 'instance',
  publicAddress: 'refused',
  subnets: [at],
  groups: [`${name}Group`],
});

const blackhole = (to: string) => ({ to: block(to), attachment: undefined });
const to = (text: string, attachment: string) => ({ to: block(text), attachment });

interface Joint {
  readonly tables?: readonly TransitTable[];
  readonly a?: Partial<Attachment>;
  readonly b?: Partial<Attachment>;
  readonly groupReferences?: boolean;
  readonly ingress?: string;
  /** Which zone the second VPC's host is in, and its attachment. */
  readonly zones?: readonly [host: number, attachment: number];
}

/** Two VPCs and a transit gateway, each with a host, and routes to each other. */
const joined = ({ tables, a, b, groupReferences, ingress, zones = [0, 0] }: Joint) =>
  world({
    vpcs: [vpc('A', '10.1.0.0/16'), vpc('B', '10.2.0.0/16')],
    subnets: [
      subnet('InA', 'A', '10.1.0.0/24', { table: 'TableA' }),
      subnet('InB', 'B', '10.2.0.0/24', { table: 'TableB', zone: zones[0] }),
      subnet('DownB', 'B', '10.2.1.0/24', { zone: zones[1] }),
    ],
    tables: [
      { name: 'TableA', vpc: 'A', routes: routes('10.0.0.0/8 tgw') },
      { name: 'TableB', vpc: 'B', routes: routes('10.0.0.0/8 tgw') },
    ],
    transit: {
      name: 'Hub',
      attachments: [
        { name: 'AtA', vpc: 'A', subnets: ['InA'], ...(tables && { table: 'OfA' }), ...a },
        { name: 'AtB', vpc: 'B', subnets: ['DownB'], ...(tables && { table: 'OfB' }), ...b },
      ],
      ...(tables && { tables }),
      ...(groupReferences && { groupReferences }),
    },
    groups: [group('HostAGroup', 'A'), group('HostBGroup', 'B', ingress ?? 'tcp 443 10.1.0.0/16')],
    workloads: [host('HostA', 'InA'), host('HostB', 'InB')],
  });

/** Associated with no table of the gateway. */
const NO_TABLE = { table: undefined } as unknown as Partial<Attachment>;

const ofA = (parts: Partial<TransitTable> = {}): TransitTable => ({
  name: 'OfA',
  routes: [],
  learns: ['AtB'],
  ...parts,
});
const ofB = (parts: Partial<TransitTable> = {}): TransitTable => ({
  name: 'OfB',
  routes: [],
  learns: ['AtA'],
  ...parts,
});

const TRANSIT: readonly (readonly [string, Joint, 'reachable' | 'blocked' | 'partial', string])[] = [
  ['the default table', {}, 'reachable', 'every attachment uses it and propagates to it'],
  ['tables of their own', { tables: [ofA(), ofB()] }, 'reachable', 'each knows the other'],
  [
    'a blackhole as long as the propagated block',
    { tables: [ofA({ routes: [blackhole('10.2.0.0/16')] }), ofB()] },
    'blocked',
    'a static route goes first',
  ],
  [
    'a longer blackhole',
    { tables: [ofA({ routes: [blackhole('10.2.0.0/24')] }), ofB()] },
    'blocked',
    'the longest prefix',
  ],
  [
    'a longer blackhole beside the subnet',
    { tables: [ofA({ routes: [blackhole('10.2.7.0/24')] }), ofB()] },
    'reachable',
    'it takes other addresses',
  ],
  [
    'a longer blackhole for a half of the subnet',
    { tables: [ofA({ routes: [blackhole('10.2.0.0/25')] }), ofB()] },
    'partial',
    'the other half gets through',
  ],
  [
    'a shorter blackhole',
    { tables: [ofA({ routes: [blackhole('10.0.0.0/8')] }), ofB()] },
    'reachable',
    'the propagated block is longer',
  ],
  [
    'a static route in place of the propagated one',
    { tables: [ofA({ routes: [to('10.2.0.0/16', 'AtB')], learns: [] }), ofB()] },
    'reachable',
    'it leads there',
  ],
  [
    'a longer static route back to where it came from',
    { tables: [ofA({ routes: [to('10.2.0.0/24', 'AtA')] }), ofB()] },
    'blocked',
    'it leads into the wrong VPC',
  ],
  [
    'a blackhole for the answer',
    { tables: [ofA(), ofB({ routes: [blackhole('10.1.0.0/16')] })] },
    'blocked',
    'the table of the other attachment drops the answer',
  ],
  [
    'no way back',
    { tables: [ofA(), ofB({ learns: [] })] },
    'blocked',
    'the table of the other attachment knows no way back',
  ],
  [
    'a default route back',
    { tables: [ofA(), ofB({ routes: [to('0.0.0.0/0', 'AtA')], learns: [] })] },
    'reachable',
    'the answer takes the default route',
  ],
  ['no table of the source', { tables: [ofA(), ofB()], a: NO_TABLE }, 'blocked', 'associated with none'],
  [
    'no table of the destination',
    { tables: [ofA(), ofB()], b: NO_TABLE },
    'blocked',
    'the answer has no table',
  ],
  [
    'the destination in a zone without attachment',
    { zones: [1, 0] },
    'blocked',
    'the answer does not reach the gateway',
  ],
  [
    'the destination and its attachment in another zone',
    { zones: [1, 1] },
    'reachable',
    'the gateway crosses zones',
  ],
  ['a group that is named', { ingress: 'tcp 443 HostAGroup' }, 'blocked', 'off by default'],
  [
    'a group that may be named',
    { ingress: 'tcp 443 HostAGroup', groupReferences: true },
    'reachable',
    'on for the gateway, and by default for attachments',
  ],
  [
    'a group that one attachment lets nobody name',
    { ingress: 'tcp 443 HostAGroup', groupReferences: true, b: { groupReferences: false } },
    'blocked',
    'both attachments count',
  ],
];

const transit = TRANSIT.map(
  ([title, joint, verdict, why]): Found => ({
    why: `transit gateway, ${title}: https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html`,
    world: joined(joint),
    answers: [['HostA to HostB tcp 443', verdict, why]],
  }),
);

/** The example of VPC Block Public Access: two public subnets, and a private one with a NAT gateway in the second of them. */
const account = (blockPublicAccess?: BlockPublicAccess) =>
  world({
    vpcs: [vpc('Vpc', '10.0.0.0/16')],
    subnets: [
      subnet('PublicA', 'Vpc', '10.0.1.0/24', { table: 'Public', mapPublicIp: true }),
      subnet('PublicB', 'Vpc', '10.0.2.0/24', { table: 'Public', mapPublicIp: true }),
      subnet('PrivateC', 'Vpc', '10.0.3.0/24', { table: 'Private' }),
    ],
    tables: [
      { name: 'Public', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
      { name: 'Private', vpc: 'Vpc', routes: routes('0.0.0.0/0 nat Nat') },
    ],
    nats: [{ name: 'Nat', kind: 'public', subnet: 'PublicB' }],
    groups: ['A', 'B', 'C'].map((name) => group(`${name}Group`, 'Vpc', 'icmp -1/-1 0.0.0.0/0')),
    workloads: [
      { ...host('A', 'PublicA'), publicAddress: 'as the subnet says' } as Workload,
      { ...host('B', 'PublicB'), publicAddress: 'as the subnet says' } as Workload,
      host('C', 'PrivateC'),
    ],
    ...(blockPublicAccess && { blockPublicAccess }),
  });

type Four = readonly [inA: Answer, outOfA: Answer, outOfB: Answer, outOfC: Answer];
type Answer = 'reachable' | 'blocked' | 'unknown';
const egressOf = (of: string) => ({ name: 'Excluded', of, mode: 'allow-egress' as const });
const bothOf = (of: string) => ({ name: 'Excluded', of, mode: 'allow-bidirectional' as const });

const PUBLIC_ACCESS: readonly (readonly [string, BlockPublicAccess | undefined, Four])[] = [
  ['scenario 1, off', undefined, ['reachable', 'reachable', 'reachable', 'reachable']],
  [
    'scenario 2, bidirectional',
    { mode: 'block-bidirectional', exclusions: [] },
    ['blocked', 'blocked', 'blocked', 'blocked'],
  ],
  [
    'scenario 3, ingress-only',
    { mode: 'block-ingress', exclusions: [] },
    ['blocked', 'blocked', 'blocked', 'reachable'],
  ],
  [
    'scenario 4, and an exclusion',
    { mode: 'block-ingress', exclusions: [bothOf('PublicA')] },
    ['reachable', 'reachable', 'blocked', 'reachable'],
  ],
  [
    'scenario 5, and one for egress',
    { mode: 'block-ingress', exclusions: [egressOf('PublicA')] },
    ['blocked', 'blocked', 'blocked', 'reachable'],
  ],
  // The example says blocked, the reference that egress is allowed.
  [
    'scenario 6, bidirectional with one for egress',
    { mode: 'block-bidirectional', exclusions: [egressOf('PublicA')] },
    ['blocked', 'unknown', 'blocked', 'blocked'],
  ],
  [
    'an exclusion of the subnet of the NAT gateway',
    { mode: 'block-bidirectional', exclusions: [egressOf('PublicB')] },
    ['blocked', 'blocked', 'unknown', 'reachable'],
  ],
  [
    'an exclusion of the source’s subnet alone',
    { mode: 'block-bidirectional', exclusions: [bothOf('PrivateC')] },
    ['blocked', 'blocked', 'blocked', 'blocked'],
  ],
  [
    'an exclusion of the VPC',
    { mode: 'block-bidirectional', exclusions: [bothOf('Vpc')] },
    ['reachable', 'reachable', 'reachable', 'reachable'],
  ],
];

const publicAccess = PUBLIC_ACCESS.map(
  ([title, options, [inA, outOfA, outOfB, outOfC]]): Found => ({
    why: `Block Public Access, ${title}: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-example.html`,
    world: account(options),
    answers: [
      ['internet to A icmp', inA, 'a ping from outside'],
      ['A to internet icmp', outOfA, 'by the internet gateway'],
      ['B to internet icmp', outOfB, 'by the internet gateway'],
      ['C to internet tcp 443', outOfC, 'by the NAT gateway'],
      ['A to C icmp', 'reachable', 'inside the VPC nothing is blocked'],
    ],
  }),
);

/** A VPC without a way out, and one with a NAT gateway. https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html */
const central = (exit: string, back: readonly string[]) =>
  world({
    vpcs: [vpc('Spoke', '10.1.0.0/16', { internetGateway: 'none' }), vpc('Hub', '10.9.0.0/16')],
    subnets: [
      subnet('InSpoke', 'Spoke', '10.1.0.0/24', { table: 'SpokeTable' }),
      subnet('Exit', 'Hub', '10.9.0.0/24', { table: 'ExitTable' }),
      subnet('NatPlace', 'Hub', '10.9.1.0/24', { table: 'NatTable' }),
    ],
    tables: [
      { name: 'SpokeTable', vpc: 'Spoke', routes: routes('0.0.0.0/0 tgw') },
      { name: 'ExitTable', vpc: 'Hub', routes: routes(exit) },
      { name: 'NatTable', vpc: 'Hub', routes: routes('0.0.0.0/0 igw', ...back) },
    ],
    nats: [{ name: 'Nat', kind: 'public', subnet: 'NatPlace' }],
    transit: {
      name: 'Gateway',
      attachments: [
        { name: 'AtSpoke', vpc: 'Spoke', subnets: ['InSpoke'], table: 'OfSpoke' },
        { name: 'AtHub', vpc: 'Hub', subnets: ['Exit'], table: 'OfHub' },
      ],
      tables: [
        { name: 'OfSpoke', routes: [to('0.0.0.0/0', 'AtHub'), blackhole('198.51.100.0/24')], learns: [] },
        { name: 'OfHub', routes: [], learns: ['AtSpoke'] },
      ],
    },
    groups: [group('HostGroup', 'Spoke')],
    workloads: [host('Host', 'InSpoke')],
  });

export const BY_GATEWAYS: readonly Found[] = [
  ...transit,
  ...publicAccess,
  {
    why: 'central egress: https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html',
    world: central('0.0.0.0/0 nat Nat', ['10.1.0.0/16 tgw']),
    answers: [
      ['Host to 203.0.113.7 tcp 443', 'reachable', 'by the NAT gateway of the hub, and back'],
      ['Host to 198.51.100.7 tcp 443', 'blocked', 'a blackhole of the gateway'],
      ['Host to internet tcp 443', 'partial', 'all but the blackhole'],
      ['internet to Host tcp 22', 'blocked', 'nothing comes in by a NAT gateway'],
    ],
  },
  {
    why: 'central egress, by the public subnet: https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html',
    world: central('0.0.0.0/0 igw', ['10.1.0.0/16 tgw']),
    answers: [
      ['Host to 203.0.113.7 tcp 443', 'blocked', 'the internet gateway drops what has no public address'],
    ],
  },
  {
    why: 'central egress, without a route back: https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html',
    world: central('0.0.0.0/0 nat Nat', []),
    answers: [['Host to 203.0.113.7 tcp 443', 'blocked', 'the answer goes back to the internet']],
  },
  {
    why: 'a gateway route table: https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html',
    world: {
      ...account(),
      ingressTables: [{ name: 'Ingress', vpc: 'Vpc', inspected: [block('10.0.1.0/24')] }],
    },
    answers: [
      ['internet to A icmp', 'unknown', 'an appliance stands before its subnet'],
      ['A to internet icmp', 'unknown', 'the answer passes it, which has not seen the packet'],
      ['internet to B icmp', 'reachable', 'the table says nothing of its subnet'],
      ['C to internet tcp 443', 'reachable', 'nor of that of the NAT gateway'],
    ],
  },
  {
    why: 'a private NAT gateway over a transit gateway: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html',
    world: (() => {
      const two = joined({ ingress: 'tcp 443 10.1.9.0/24' });
      return {
        ...two,
        subnets: [
          ...two.subnets.filter(({ name }) => name !== 'InA'),
          subnet('InA', 'A', '10.1.0.0/24', { table: 'ByNat' }),
          subnet('NatPlace', 'A', '10.1.9.0/24', { table: 'TableA' }),
        ],
        tables: [...two.tables, { name: 'ByNat', vpc: 'A', routes: routes('0.0.0.0/0 nat Nat') }],
        nats: [{ name: 'Nat', kind: 'private' as const, subnet: 'NatPlace' }],
      };
    })(),
    answers: [
      ['HostA to HostB tcp 443', 'reachable', 'under an address of the NAT gateway, which the group lets in'],
      ['HostA to 203.0.113.7 tcp 443', 'blocked', 'it does not lead to the internet'],
    ],
  },
];
