import { keyOfField } from '../../network/lookup.ts';
import { aclFilter } from '../filters/aclFilter.ts';
import type { Filter } from '../filters/filter.ts';
import { groupFilter } from '../filters/groupFilter.ts';
import type { Ranges } from '../packets/ranges.ts';
import { leads, present } from './internetChecks.ts';
import type { NextHop } from './routing.ts';
import { doorFilter, entranceAcl, entranceFor } from './transitGatewayAttachment.ts';
import type { Transit } from './transitGatewayJoin.ts';

/** What is on the way of a part of the destinations. */
export interface TransitPath {
  readonly to: Ranges;
  readonly checks: readonly Filter[];
  readonly assumptions?: readonly string[];
}

/** True where a way goes to the gateway. */
export const leadsToGateway = (key: string) => (way: NextHop) =>
  way.kind === 'route' && way.target.property === 'TransitGatewayId' && keyOfField(way.target.target) === key;

/** What is asked on the way up: the route, the attachment in the zone, the ACL of its subnet. */
export function upToGateway({ route, own, scene }: Transit): readonly Filter[] {
  const { from, network } = scene;
  const up = entranceFor(own, from.subnet!, network);
  return present([leads(route, scene), doorFilter(own, up, from.subnet!), entranceAcl(scene, up, 'packet')]);
}

/** What the source's side asks whatever lies beyond, before the one thing that decides. What may change addresses lies there. */
export function before(transit: Transit, between: Filter): readonly Filter[] {
  const { scene } = transit;
  const { from } = scene;
  return present([
    groupFilter({ ...scene, groupReferences: 'none' }, 'egress'),
    aclFilter(scene, { subnet: from.subnet!, direction: 'egress', peer: 'to', ports: 'traffic' }),
    ...upToGateway(transit),
    between,
  ]);
}
