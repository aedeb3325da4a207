import { routes, rules, subnet, vpc, world } from '../world/notation.ts';
import type { Group, Workload } from '../world/world.ts';
import type { Pattern } from './patterns.ts';

const group = (name: string, ...ingress: string[]): Group => ({
  name,
  vpc: 'Vpc',
  ingress: rules(...ingress),
  egress: undefined,
});
const instance = (name: string, at: string, publicAddress: 'refused' | 'as the subnet says'): Workload => ({
  name,
  kind: 'instance',
  publicAddress,
  subnets: [at],
  groups: [`${name}Group`],
});

/** Both families, and a subnet without IPv4. */
export const DUAL_STACK: Pattern = {
  name: 'dual-stack',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html',
  world: world({
    vpcs: [vpc('Vpc', '10.0.0.0/16 2001:db8:1234:1a00::/56', { egressOnlyGateway: true })],
    subnets: [
      subnet('Public', 'Vpc', '10.0.0.0/24 2001:db8:1234:1a00::/64', {
        table: 'PublicTable',
        mapPublicIp: true,
        assignsIpv6: true,
      }),
      subnet('Private', 'Vpc', '10.0.1.0/24 2001:db8:1234:1a01::/64', { table: 'PrivateTable' }),
      subnet('Six', 'Vpc', '2001:db8:1234:1a02::/64', { table: 'SixTable' }),
    ],
    tables: [
      { name: 'PublicTable', vpc: 'Vpc', routes: routes('0.0.0.0/0 igw', '::/0 igw') },
      { name: 'PrivateTable', vpc: 'Vpc', routes: routes('::/0 eigw') },
      { name: 'SixTable', vpc: 'Vpc', routes: routes('::/0 eigw', '64:ff9b::/96 nat Nat') },
    ],
    nats: [{ name: 'Nat', kind: 'public', subnet: 'Public' }],
    groups: [
      group('WebGroup', 'tcp 443 ::/0', 'icmpv6 128/-1 ::/0'),
      group('AppGroup'),
      group('HostGroup', 'all ::/0'),
    ],
    workloads: [
      instance('Web', 'Public', 'as the subnet says'),
      { name: 'App', kind: 'function', subnets: ['Private'], groups: ['AppGroup'], ipv6: true },
      { name: 'Old', kind: 'function', subnets: ['Private'], groups: ['AppGroup'] },
      instance('Host', 'Six', 'refused'),
    ],
  }),
  answers: [
    ['App to internet tcp 443 ipv6', 'reachable', 'outwards by the egress-only gateway (EIGW-01)'],
    ['App to internet tcp 443', 'blocked', 'no route of IPv4'],
    ['App to 2001:db8:ffff::1 tcp 443', 'reachable', 'the address says that IPv6 is meant'],
    ['Old to internet tcp 443 ipv6', 'blocked', 'Ipv6AllowedForDualStack is off by default (LAM-09)'],
    ['Web to internet tcp 443 ipv6', 'reachable', 'every IPv6 address is public'],
    ['internet to Web tcp 443 ipv6', 'reachable', 'the internet gateway lets in what the group does'],
    ['internet to Web tcp 443', 'blocked', 'the rule names ::/0, not 0.0.0.0/0'],
    ['internet to Web icmp ipv6', 'reachable', 'type 128 of icmpv6'],
    ['internet to Host tcp 443 ipv6', 'blocked', 'nothing comes in by an egress-only gateway (EIGW-01)'],
    ['internet to Host tcp 443', 'blocked', 'Host has no IPv4, so IPv6 is meant'],
    ['Host to internet tcp 443', 'reachable', 'Host has no IPv4, so IPv6 is meant'],
    ['Host to 64:ff9b::cb00:7107 tcp 443', 'reachable', 'NAT64 to 203.0.113.7 (NAT-07)'],
    ['App to 64:ff9b::cb00:7107 tcp 443', 'blocked', 'an egress-only gateway does not make IPv4 of it'],
    ['Web to Host tcp 443', 'reachable', 'local, in IPv6'],
    ['Host to Web tcp 443', 'reachable', 'the same the other way'],
    ['Host to Web tcp 80', 'blocked', 'no rule'],
    ['Host to 2001:db8:1234:1a09::1 tcp 443', 'blocked', 'in no subnet'],
  ],
};
