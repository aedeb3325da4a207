// Paths that lead out of the file: the filters at this end apply, and the rest is unknown.

import { find, keyOfField } from '../../network/lookup.ts';
import type { Network, RouteTarget } from '../../network/model.ts';
import { aclFilter } from '../filters/aclFilter.ts';
import { type Filter, type FlowContext, present } from '../filters/filter.ts';
import { groupFilter } from '../filters/groupFilter.ts';
import { leadsBeyond } from './deadEnds.ts';
import type { NextHop } from './routeTable.ts';

/** From a subnet to something unknown; `unknown` is the filter that says why. */
export function outTo(unknown: Filter, scene: FlowContext): readonly Filter[] {
  const subnet = scene.from.subnet!;
  return present([
    groupFilter(scene, 'egress'),
    aclFilter(scene, { subnet, direction: 'egress', peer: 'to', ports: 'traffic' }),
    unknown,
    aclFilter(scene, { subnet, direction: 'ingress', peer: 'to', ports: 'port' }),
  ]);
}

/** From something unknown into a subnet. */
export function inFrom(unknown: Filter, scene: FlowContext): readonly Filter[] {
  const subnet = scene.to.subnet!;
  return present([
    unknown,
    aclFilter(scene, { subnet, direction: 'ingress', peer: 'from', ports: 'traffic' }),
    groupFilter(scene, 'ingress'),
    aclFilter(scene, { subnet, direction: 'egress', peer: 'from', ports: 'port' }),
  ]);
}

/** Whether packets from networks outside of the file can arrive through the target of the return route. */
export function mayComeFromBeyond(
  { target }: Extract<NextHop, { kind: 'route' }>,
  network: Network,
): boolean {
  return leadsBeyond(target) || isPeerOutside(target, network);
}

/** True for a peering connection with one VPC outside of the file. */
function isPeerOutside({ property, target }: RouteTarget, network: Network): boolean {
  if (property !== 'VpcPeeringConnectionId' || keyOfField(target) === undefined) return false;
  const peering = find(network.peerings, target);
  return !peering || !find(network.vpcs, peering.vpc) || !find(network.vpcs, peering.peer);
}
