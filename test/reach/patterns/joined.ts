// Prefix lists, and more than two VPCs, with answers worked out by hand from AWS's documentation.

import { block } from '../world/addresses.ts';
import { routes, rules, subnet, vpc, world } from '../world/notation.ts';
import type { Group, Workload } from '../world/world.ts';
import type { Found } from './found.ts';

const group = (name: string, of: string, ingress: readonly string[], egress?: readonly string[]): Group => ({
  name,
  vpc: of,
  ingress: rules(...ingress),
  egress: egress && rules(...egress),
});
const host = (name: string, at: string): Workload => ({
  name,
  kind: 'instance',
  publicAddress: 'refused',
  subnets: [at],
  groups: [`${name}Group`],
});

/** B is peered with A and with C; A and C are not. */
const chain = (blocks: readonly [a: string, c: string], ofB: readonly string[]) =>
  world({
    vpcs: [vpc('A', blocks[0]), vpc('B', '10.1.0.0/16'), vpc('C', blocks[1])],
    subnets: [
      subnet('InA', 'A', blocks[0].replace('0.0/16', '0.0/24'), { table: 'TableA' }),
      subnet('InB', 'B', '10.1.0.0/24', { table: 'TableB' }),
      subnet('InC', 'C', blocks[1].replace('0.0/16', '5.0/24'), { table: 'TableC' }),
    ],
    tables: [
      { name: 'TableA', vpc: 'A', routes: routes('10.1.0.0/16 peering AB', '10.2.0.0/16 peering AB') },
      { name: 'TableB', vpc: 'B', routes: routes(...ofB) },
      { name: 'TableC', vpc: 'C', routes: routes('10.1.0.0/16 peering BC') },
    ],
    peerings: [
      { name: 'AB', requester: 'A', accepter: 'B' },
      { name: 'BC', requester: 'B', accepter: 'C' },
    ],
    groups: [
      group('HostAGroup', 'A', ['tcp 443 10.0.0.0/8']),
      group('HostBGroup', 'B', ['tcp 443 HostAGroup', 'tcp 80 HostCGroup']),
      group('HostCGroup', 'C', ['tcp 443 10.0.0.0/8']),
    ],
    workloads: [host('HostA', 'InA'), host('HostB', 'InB'), host('HostC', 'InC')],
  });

export const JOINED: readonly Found[] = [
  {
    why: 'no transit: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
    world: chain(['10.0.0.0/16', '10.2.0.0/16'], ['10.0.0.0/16 peering AB', '10.2.0.0/16 peering BC']),
    answers: [
      ['HostA to HostB tcp 443', 'reachable', 'peered, and the group of the other VPC is named (SG-06)'],
      ['HostC to HostB tcp 80', 'reachable', 'the same on the other side'],
      ['HostC to HostB tcp 443', 'blocked', 'that rule names the group of A'],
      ['HostB to HostC tcp 443', 'reachable', 'the block is let in'],
      ['HostA to HostC tcp 443', 'blocked', 'a route to the middle does not lead through it (PCX-01)'],
      ['HostC to HostA tcp 443', 'blocked', 'no route at all'],
    ],
  },
  {
    why: 'two peers with one block: https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html',
    world: chain(['10.0.0.0/16', '10.0.0.0/16'], ['10.0.0.0/16 peering AB', '10.0.5.0/24 peering BC']),
    answers: [
      ['HostB to HostA tcp 443', 'reachable', 'by the shorter route'],
      ['HostB to HostC tcp 443', 'reachable', 'by the longer one'],
      ['HostC to HostB tcp 80', 'reachable', 'and so does the answer'],
      ['HostA to HostC tcp 443', 'blocked', 'the block is its own VPC'],
    ],
  },
  {
    why: 'without the longer route the answer goes to the other peer',
    world: chain(['10.0.0.0/16', '10.0.0.0/16'], ['10.0.0.0/16 peering AB']),
    answers: [
      ['HostB to HostA tcp 443', 'reachable', 'the only route'],
      ['HostB to HostC tcp 443', 'blocked', 'it leads to the other VPC'],
      ['HostC to HostB tcp 80', 'blocked', 'the answer goes astray'],
    ],
  },
  {
    why: 'IPv6 from one VPC to another over the internet: https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html',
    world: world({
      vpcs: [
        vpc('A', '10.0.0.0/16 2001:db8:1::/56', { egressOnlyGateway: true }),
        vpc('B', '10.1.0.0/16 2001:db8:2::/56', { egressOnlyGateway: true }),
        vpc('C', '10.2.0.0/16 2001:db8:3::/56', { internetGateway: 'none' }),
      ],
      subnets: [
        subnet('InA', 'A', '10.0.0.0/24 2001:db8:1::/64', { table: 'TableA', assignsIpv6: true }),
        subnet('InB', 'B', '10.1.0.0/24 2001:db8:2::/64', { table: 'TableB', assignsIpv6: true }),
        subnet('HidB', 'B', '10.1.1.0/24 2001:db8:2:1::/64', { assignsIpv6: true }),
        subnet('InC', 'C', '10.2.0.0/24 2001:db8:3::/64', { assignsIpv6: true }),
      ],
      tables: [
        { name: 'TableA', vpc: 'A', routes: routes('::/0 eigw') },
        { name: 'TableB', vpc: 'B', routes: routes('::/0 igw') },
      ],
      groups: ['A', 'B', 'C'].map((name) => group(`Host${name}Group`, name, ['tcp 443 ::/0'])),
      workloads: [
        host('HostA', 'InA'),
        host('HostB', 'InB'),
        { ...host('Hidden', 'HidB'), groups: ['HostBGroup'] },
        host('HostC', 'InC'),
        {
          name: 'DbB',
          kind: 'database',
          publiclyAccessible: false,
          subnets: ['InB'],
          groups: ['HostBGroup'],
          ipv6: true,
        },
      ],
    }),
    answers: [
      ['HostA to HostB tcp 443 ipv6', 'unknown', 'both ends are open; what lies between AWS says nowhere'],
      ['HostA to HostB tcp 80 ipv6', 'blocked', 'the group lets it in from nowhere'],
      ['HostA to Hidden tcp 443 ipv6', 'blocked', 'its table has no way for the answer'],
      ['HostA to HostC tcp 443 ipv6', 'blocked', 'that VPC has no internet gateway'],
      ['HostA to DbB tcp 443 ipv6', 'blocked', 'a private database is closed to internet gateways'],
      ['HostB to HostA tcp 443 ipv6', 'unknown', 'A has an internet gateway, by which it comes in'],
      ['HostA to HostB tcp 443', 'blocked', 'IPv4 has no route'],
      ['internet to HostA tcp 443 ipv6', 'blocked', 'from elsewhere the answer has no way to that gateway'],
    ],
  },
  {
    why: 'lists in routes and groups: https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html',
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16')],
      subnets: [
        subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable', mapPublicIp: true }),
        subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'PrivateTable' }),
      ],
      tables: [
        { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
        // At equal length the route of its own is taken (RT-02); a longer entry of the list goes before it (RT-01).
        { name: 'PrivateTable', vpc: 'Vpc', routes: routes('@Partners nat Nat', '203.0.113.0/24 igw') },
      ],
      nats: [{ name: 'Nat', kind: 'public', subnet: 'Public' }],
      lists: [
        { name: 'Partners', entries: ['198.51.100.0/24', '203.0.113.0/24', '203.0.113.64/26'].map(block) },
        { name: 'Inside', entries: ['10.0.0.0/25', '10.0.0.128/25'].map(block) },
        { name: 'Elsewhere', entries: undefined },
      ],
      groups: [
        group('HostGroup', 'Vpc', ['tcp 443 @Inside', 'tcp 22 @Elsewhere']),
        group('WebGroup', 'Vpc', [], ['tcp 443 @Partners', 'tcp 443 10.0.1.0/24', 'tcp 22 10.0.1.0/24']),
      ],
      workloads: [
        host('Host', 'Private'),
        { ...host('Web', 'Public'), publicAddress: 'elastic' } as Workload,
      ],
    }),
    answers: [
      ['Host to 198.51.100.7 tcp 443', 'reachable', 'an entry of the list'],
      ['Host to 203.0.113.70 tcp 443', 'reachable', 'the longest prefix is in the list'],
      ['Host to 203.0.113.7 tcp 443', 'blocked', 'to an internet gateway, without a public address'],
      ['Host to 203.0.113.0/24 tcp 443', 'partial', 'a quarter goes by the list'],
      ['Host to 192.0.2.1 tcp 443', 'blocked', 'in no entry'],
      ['Web to Host tcp 443', 'reachable', 'two halves of the subnet'],
      ['Web to Host tcp 22', 'unknown', 'the file does not say what the list of elsewhere holds'],
      ['Web to 198.51.100.7 tcp 443', 'reachable', 'out to the list'],
      ['Web to 192.0.2.1 tcp 443', 'blocked', 'not in the list'],
    ],
  },
];
