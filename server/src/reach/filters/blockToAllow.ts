import { bitsOf, type Family, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { blockOf } from '../locations/addresses.ts';
import type { Location } from '../locations/location.ts';

/** The block of a workload's subnet, the address or block of the question, or everything. */
export function blockToAllow(place: Location, family: Family): string {
  const block = place.subnet && blockOf(place.subnet, family);
  if (place.object && !place.preservesClients && block?.kind === 'known')
    return formatCidr(withoutHostBits(block.value));
  if (!place.object && /[.:]/.test(place.id) && !place.isSuperset)
    return place.id.includes('/') ? place.id : `${place.id}/${bitsOf(family)}`;
  return family === 4 ? '0.0.0.0/0' : '::/0';
}
