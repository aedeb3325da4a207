// Mistakes in what runs where, and in the addresses and names that it has there.

import { named } from '../world.ts';
import { type Change, changed, changedIn, isDual, picked, withSubnet, withWorkload } from './changing.ts';

export const PLACES = {
  'a workload has other groups': (world, a, b) =>
    withWorkload(world, a, (one) => {
      const { vpc } = named(world.subnets, one.subnets[0] ?? '');
      const group = picked(
        world.groups.filter((each) => each.vpc === vpc),
        b >> 1,
      );
      if (group === undefined) return one;
      if (b % 2 === 0 && !one.groups.includes(group.name)) {
        return { ...one, groups: [...one.groups, group.name] };
      }
      return { ...one, groups: [group.name] };
    }),
  'a workload has the default group': (world, a) =>
    withWorkload(world, a, (one) => (one.kind === 'function' ? one : { ...one, groups: [] })),
  'a workload is in another subnet': (world, a, b, c) =>
    withWorkload(world, a, (one) => {
      const subnets = changed(one.subnets, b, (name) => {
        const { vpc, zone } = named(world.subnets, name);
        const alike = world.subnets.filter((each) => each.vpc === vpc && each.zone === zone);
        return picked(alike, c)?.name ?? name;
      });
      return { ...one, subnets: [...new Set(subnets)] };
    }),
  'a function is in one subnet more': (world, a, b) =>
    withWorkload(world, a, (one) => {
      if (one.kind !== 'function' && one.kind !== 'service') return one;
      const { vpc } = named(world.subnets, one.subnets[0] ?? '');
      const more = picked(
        world.subnets.filter((each) => each.vpc === vpc),
        b,
      );
      return more === undefined ? one : { ...one, subnets: [...new Set([...one.subnets, more.name])] };
    }),
  'a workload has a public address or not': (world, a, b) =>
    withWorkload(world, a, (one) => {
      switch (one.kind) {
        case 'instance': {
          const [first, second, third] = ['elastic', 'asked for', 'refused'] as const;
          return { ...one, publicAddress: [first, second, third][b % 3] ?? first };
        }
        case 'service':
          return { ...one, publicAddress: !one.publicAddress };
        case 'database':
          return { ...one, publiclyAccessible: !one.publiclyAccessible };
        case 'balancer':
          return { ...one, internetFacing: !one.internetFacing };
        default:
          return one;
      }
    }),
  'a workload has an IPv6 address or not': (world, a) =>
    withWorkload(world, a, (one) => (isDual(world) ? { ...one, ipv6: !one.ipv6 } : one)),
  'a subnet gives IPv6 addresses or not': (world, a) =>
    withSubnet(world, a, (one) => (isDual(world) ? { ...one, assignsIpv6: !one.assignsIpv6 } : one)),
  'a subnet makes IPv6 of names in IPv4 or not': (world, a) =>
    withSubnet(world, a, (one) =>
      // What NAT64 does with the private addresses of an endpoint is not known.
      isDual(world) && world.workloads.every(({ kind }) => kind !== 'endpoint')
        ? { ...one, dns64: !one.dns64 }
        : one,
    ),
  'a subnet is without IPv6': (world, a) =>
    withSubnet(world, a, (one) => {
      const fourth = one.blocks.filter(({ family }) => family === 4);
      return fourth.length === 0 ? one : { ...one, blocks: fourth, assignsIpv6: false };
    }),
  'an endpoint is without private DNS': (world) => ({
    ...world,
    workloads: world.workloads.map((one) => (one.kind === 'endpoint' ? { ...one, privateDns: false } : one)),
  }),
  'a VPC is without a DNS attribute': (world, a, b) => ({
    ...world,
    vpcs: changedIn(world, world.vpcs, a, (vpc) =>
      b % 2 === 0 ? { ...vpc, dnsHostnames: false } : { ...vpc, dnsSupport: false },
    ),
  }),
} satisfies Record<string, Change>;
