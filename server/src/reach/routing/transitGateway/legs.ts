import { keyOfField } from '../../../network/lookup.ts';
import { aclFilter } from '../../filters/aclFilter.ts';
import { type Filter, present } from '../../filters/filter.ts';
import { groupFilter } from '../../filters/groupFilter.ts';
import type { NextHop } from '../routeTable.ts';
import { leads } from '../takenRoute.ts';
import { attachmentZoneFilter, entryAcl, entrySubnetFor } from './attachment.ts';
import type { Transit } from './gateway.ts';

/** A predicate for next hops: true for the gateway. */
export const leadsToGateway = (key: string) => (nextHop: NextHop) =>
  nextHop.kind === 'route' &&
  nextHop.target.property === 'TransitGatewayId' &&
  keyOfField(nextHop.target.target) === key;

/** The filters from the subnet to the gateway: the route, the attachment in the zone, the ACL of its subnet. */
export function upToGateway({ route, own, scene }: Transit): readonly Filter[] {
  const { from, network } = scene;
  const up = entrySubnetFor(own, from.subnet!, network);
  return present([
    leads(route, scene),
    attachmentZoneFilter(own, up, from.subnet!),
    entryAcl(scene, up, 'packet'),
  ]);
}

/** The filters at the source's side, whatever is beyond, then those of `between`, which may translate addresses. */
export function before(transit: Transit, ...between: readonly Filter[]): readonly Filter[] {
  const { scene } = transit;
  const { from } = scene;
  return present([
    groupFilter({ ...scene, groupReferences: 'none' }, 'egress'),
    aclFilter(scene, { subnet: from.subnet!, direction: 'egress', peer: 'to', ports: 'traffic' }),
    ...upToGateway(transit),
    ...between,
  ]);
}
