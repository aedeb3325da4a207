// Networks on which the engine and the simulator once differed, as small as they got, and what is right.

import { entries, routes, rules, subnet, vpc, world } from '../world/notation.ts';
import type { Group, Verdict, Workload, World } from '../world/world.ts';

export interface Found {
  readonly why: string;
  readonly world: World;
  /** `App to s3 tcp 443`, the verdict, and from what it follows. */
  readonly answers: readonly (readonly [question: string, verdict: Verdict, why: string])[];
}

const group = (name: string, ...ingress: string[]): Group => ({
  name,
  vpc: 'Vpc',
  ingress: rules(...ingress),
  egress: undefined,
});
const app = (...subnets: string[]): Workload => ({
  name: 'App',
  kind: 'function',
  subnets,
  groups: ['AppGroup'],
  ipv6: true,
});
const host = (at: string, name = 'Host'): Workload => ({
  name,
  kind: 'instance',
  publicAddress: 'refused',
  subnets: [at],
  groups: ['AppGroup'],
});
const dual = vpc('Vpc', '10.0.0.0/16 2001:db8:1000::/56', { egressOnlyGateway: true });
const open = { groups: [group('AppGroup')] };

/** A subnet of IPv6 alone, whose resolver makes IPv6 addresses of IPv4 ones or not, with a NAT gateway for these. */
const translating = (dns64: boolean) =>
  world({
    ...open,
    vpcs: [dual],
    subnets: [
      subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable' }),
      subnet('Six', 'Vpc', '2001:db8:1000:1::/64', { table: 'SixTable', dns64 }),
    ],
    tables: [
      { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
      { name: 'SixTable', vpc: 'Vpc', routes: routes('64:ff9b::/96 nat Nat') },
    ],
    nats: [{ name: 'Nat', kind: 'public', subnet: 'Public' }],
    workloads: [host('Six')],
  });

export const FOUND: readonly Found[] = [
  {
    why: 'a AWS service from a function without any address',
    world: world({
      ...open,
      vpcs: [dual],
      subnets: [subnet('Six', 'Vpc', '2001:db8:1000:1::/64', { table: 'SixTable' })],
      tables: [{ name: 'SixTable', vpc: 'Vpc', routes: routes('::/0 eigw') }],
      workloads: [app('Six'), host('Six')],
    }),
    answers: [
      ['App to s3 tcp 443', 'blocked', 'a function has no address in a subnet of IPv6 alone (LAM-09)'],
      ['Host to s3 tcp 443', 'unknown', 'that of s3 which has IPv6 addresses is another name'],
    ],
  },
  {
    why: 'a gateway endpoint on the table of what has no address of the family',
    world: world({
      ...open,
      vpcs: [dual],
      subnets: [
        subnet('Both', 'Vpc', '10.0.0.0/24 2001:db8:1000::/64', { table: 'Table' }),
        subnet('Six', 'Vpc', '2001:db8:1000:1::/64', { table: 'Table' }),
      ],
      tables: [{ name: 'Table', vpc: 'Vpc', routes: [] }],
      gatewayEndpoints: [{ name: 'S3Endpoint', vpc: 'Vpc', service: 's3', tables: ['Table'] }],
      workloads: [host('Both'), app('Both', 'Six')],
    }),
    answers: [
      ['Host to s3 tcp 443 ipv6', 'blocked', 'neither it nor its subnet asks for an IPv6 address'],
      ['Host to s3 tcp 443', 'reachable', 'in IPv4, by the endpoint (EP-02)'],
      ['App to s3 tcp 443', 'partial', 'in the subnet without IPv4 it has no address at all'],
    ],
  },
  {
    why: "a service has none of the VPC's own addresses",
    world: world({
      ...open,
      vpcs: [dual],
      subnets: [
        subnet('Both', 'Vpc', '10.0.0.0/24 2001:db8:1000::/64', {
          table: 'Table',
          acl: 'Acl',
          assignsIpv6: true,
        }),
      ],
      tables: [{ name: 'Table', vpc: 'Vpc', routes: routes('::/0 igw') }],
      acls: [
        {
          name: 'Acl',
          vpc: 'Vpc',
          entries: entries('out 100 allow all ::/0', 'in 100 allow all 2001:db8:1000::/56'),
        },
      ],
      workloads: [host('Both')],
    }),
    answers: [['Host to dynamodb tcp 443 ipv6', 'blocked', 'answers are let in from the VPC alone']],
  },
  {
    why: "a service's IPv4 addresses as a resolver with DNS64 tells them",
    world: translating(true),
    answers: [['Host to s3 tcp 443', 'unknown', 'by NAT64, if the name has IPv4 alone (NAT-07)']],
  },
  {
    why: 'the same where the resolver does not make them',
    world: translating(false),
    answers: [
      ['Host to s3 tcp 443', 'blocked', 'no route to any IPv6 address that the name may have'],
      ['Host to 64:ff9b::cb00:7107 tcp 443', 'reachable', 'NAT64 itself is there'],
    ],
  },
  {
    why: 'an interface endpoint without an address of the family',
    world: world({
      vpcs: [dual],
      subnets: [
        subnet('Both', 'Vpc', '10.0.0.0/24 2001:db8:1000::/64'),
        subnet('Six', 'Vpc', '2001:db8:1000:1::/64'),
      ],
      groups: [group('AppGroup', 'all 10.0.0.0/16')],
      workloads: [
        host('Both'),
        {
          name: 'SqsEndpoint',
          kind: 'endpoint',
          service: 'sqs',
          privateDns: true,
          ipv6: true,
          subnets: ['Six'],
          groups: ['AppGroup'],
        },
      ],
    }),
    answers: [['Host to sqs tcp 443', 'blocked', 'the name answers with the endpoint, which has no IPv4']],
  },
  {
    why: 'a network behind a virtual private gateway, and a default route elsewhere',
    world: world({
      vpcs: [vpc('Vpc', '10.0.0.0/16', { vpnGateway: 'attached' })],
      subnets: [
        subnet('Public', 'Vpc', '10.0.0.0/24', { table: 'PublicTable' }),
        subnet('Private', 'Vpc', '10.0.1.0/24', { table: 'PrivateTable' }),
        subnet('Astray', 'Vpc', '10.0.2.0/24', { table: 'AstrayTable' }),
      ],
      tables: [
        { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw') },
        { name: 'PrivateTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 nat Nat'), learns: true },
        { name: 'AstrayTable', vpc: 'Vpc', routes: routes('172.16.0.0/12 nat Nat'), learns: true },
      ],
      nats: [{ name: 'Nat', kind: 'public', subnet: 'Public' }],
      groups: [group('AppGroup', 'tcp 443 172.30.0.0/16')],
      workloads: [host('Private'), host('Astray', 'Astray1')],
    }),
    answers: [
      ['Host to 172.30.5.0/24 tcp 443', 'reachable', 'what the gateway tells is longer (RT-01)'],
      ['172.30.5.0/24 to Host tcp 443', 'reachable', 'and so is the way of the answer'],
      ['Host to internet tcp 443', 'reachable', 'by the NAT gateway all the same'],
      ['Astray1 to 172.30.5.0/24 tcp 443', 'blocked', 'a route to a private block is taken at its word'],
    ],
  },
];
