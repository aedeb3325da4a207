// Ways that lead out of the file: what is at this end still filters, and the rest is not known.

import { find, keyOfField } from '../../network/lookup.ts';
import type { Network, RouteTarget } from '../../network/model.ts';
import { aclFilter } from '../filters/aclFilter.ts';
import { type Filter, type FlowContext, present } from '../filters/filter.ts';
import { groupFilter } from '../filters/groupFilter.ts';
import { leadsBeyond } from './deadEnds.ts';
import type { NextHop } from './routeTable.ts';

/** Out of a subnet to where nothing is known, as `unknown` says. */
export function outTo(unknown: Filter, scene: FlowContext): readonly Filter[] {
  const subnet = scene.from.subnet!;
  return present([
    groupFilter(scene, 'egress'),
    aclFilter(scene, { subnet, direction: 'egress', peer: 'to', ports: 'traffic' }),
    unknown,
    aclFilter(scene, { subnet, direction: 'ingress', peer: 'to', ports: 'port' }),
  ]);
}

/** Into a subnet from where nothing is known. */
export function inFrom(unknown: Filter, scene: FlowContext): readonly Filter[] {
  const subnet = scene.to.subnet!;
  return present([
    unknown,
    aclFilter(scene, { subnet, direction: 'ingress', peer: 'from', ports: 'traffic' }),
    groupFilter(scene, 'ingress'),
    aclFilter(scene, { subnet, direction: 'egress', peer: 'from', ports: 'port' }),
  ]);
}

/** Whether packets of networks that the file does not have may come in by the target of the answer's route. */
export function mayComeFromBeyond(
  { target }: Extract<NextHop, { kind: 'route' }>,
  network: Network,
): boolean {
  return leadsBeyond(target) || isPeerOutside(target, network);
}

/** A peering connection of which the file lacks one end. */
function isPeerOutside({ property, target }: RouteTarget, network: Network): boolean {
  if (property !== 'VpcPeeringConnectionId' || keyOfField(target) === undefined) return false;
  const peering = find(network.peerings, target);
  return !peering || !find(network.vpcs, peering.vpc) || !find(network.vpcs, peering.peer);
}
