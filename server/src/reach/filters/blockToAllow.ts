import { bitsOf, type Family, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { blockOf } from '../locations/addresses.ts';
import type { Location } from '../locations/location.ts';
import type { Ranges } from '../packets/ranges.ts';

/** The block of a workload's subnet or of the clients whose addresses it keeps, the address or block of the question, or everything. */
export function blockToAllow(place: Location, family: Family): string {
  const block = place.subnet && blockOf(place.subnet, family);
  if (place.object && !place.preservesClients && block?.kind === 'known')
    return formatCidr(withoutHostBits(block.value));
  if (!place.object && /[.:]/.test(place.id) && !place.isSuperset)
    return place.id.includes('/') ? place.id : `${place.id}/${bitsOf(family)}`;
  const clients = place.preservesClients && onlyBlock(place.addresses, family);
  if (clients) return clients;
  return family === 4 ? '0.0.0.0/0' : '::/0';
}

/** A set of addresses that is one block, as of a VPC with a single block. */
function onlyBlock(addresses: Ranges, family: Family): string | undefined {
  const [range, ...others] = addresses;
  if (!range || others.length > 0) return undefined;
  const [low, high] = range;
  const hostBits = (high - low).toString(2).length;
  const size = 1n << BigInt(hostBits);
  if (high - low + 1n !== size || low % size !== 0n) return undefined;
  return formatCidr({ kind: 'cidr', family, base: low, prefix: bitsOf(family) - hostBits });
}
