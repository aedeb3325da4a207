// A third VPC, peered with the second one, and with the first one or not. Nothing goes from the first to the third by the
// second (PCX-01), though a route says so, as people write it.

import { block, part, textOf } from './addresses.ts';
import { routes, rules, subnet, vpc } from './notation.ts';
import type { Options } from './soundWorlds.ts';
import { named, type World } from './world.ts';

export function withThirdVpc(two: World, options: Options): World {
  const isMeshed = options.shape === 'meshed';
  const [first] = named(two.vpcs, 'Vpc').blocks;
  const hasSame = !isMeshed && options.sameBlocks && first !== undefined;
  const own = hasSame ? first : block('10.60.0.0/16');
  const theirs = named(two.vpcs, 'Peer').blocks[0] ?? own;
  // Within one block that two VPCs have, the longer route tells which is meant:
  // https://docs.aws.amazon.com/vpc/latest/peering/peering-configurations-partial-access.html
  const inThird = part(own, hasSame ? 4 : 8, hasSame ? 15 : 0);
  const direct = isMeshed ? [`${textOf(own)} peering Direct`] : [];
  const byTheSecond = isMeshed || hasSame ? [] : [`${textOf(own)} peering Peering`];
  return {
    ...two,
    vpcs: [...two.vpcs, vpc('Third', textOf(own), { internetGateway: 'none' })],
    subnets: [...two.subnets, subnet('ThirdA', 'Third', textOf(inThird), { table: 'ThirdTable' })],
    tables: [
      ...two.tables.map((table) => {
        const more = table.vpc === 'Peer' ? [`${textOf(hasSame ? inThird : own)} peering Onward`] : direct;
        const mistaken = table.vpc === 'Vpc' ? byTheSecond : [];
        return { ...table, routes: [...table.routes, ...routes(...more, ...mistaken)] };
      }),
      {
        name: 'ThirdTable',
        vpc: 'Third',
        routes: routes(
          `${options.lists ? '@Theirs' : textOf(theirs)} peering Onward`,
          ...(isMeshed && first ? [`${textOf(first)} peering Direct`] : []),
        ),
      },
    ],
    peerings: [
      ...two.peerings,
      { name: 'Onward', requester: 'Peer', accepter: 'Third' },
      ...(isMeshed ? [{ name: 'Direct', requester: 'Vpc', accepter: 'Third' }] : []),
    ],
    groups: [
      ...two.groups.map((group) =>
        group.name === 'TheirGroup'
          ? { ...group, ingress: [...group.ingress, ...rules('tcp 5432 ThirdClientGroup')] }
          : group,
      ),
      { name: 'ThirdClientGroup', vpc: 'Third', ingress: rules('tcp 22 10.0.0.0/8'), egress: undefined },
      {
        name: 'ThirdGroup',
        vpc: 'Third',
        ingress: rules('tcp 5432 ClientGroup', `tcp 5432 ${first ? textOf(first) : '10.0.0.0/8'}`),
        egress: undefined,
      },
    ],
    workloads: [
      ...two.workloads,
      {
        name: 'ThirdDb',
        kind: 'database',
        publiclyAccessible: false,
        subnets: ['ThirdA'],
        groups: ['ThirdGroup'],
      },
      {
        name: 'ThirdClient',
        kind: 'instance',
        publicAddress: 'as the subnet says',
        subnets: ['ThirdA'],
        groups: ['ThirdClientGroup'],
      },
    ],
  };
}
