import { type Cidr, overlaps } from '../../cidr/cidr.ts';
import type { KnownField } from '../field.ts';
import type { Vpc } from '../model.ts';

/** The first pair of overlapping blocks of two VPCs. One pair is enough for AWS to refuse a peering (fact PCX-01). */
export function sharedBlocks(
  one: Vpc,
  other: Vpc,
): readonly [KnownField<Cidr>, KnownField<Cidr>] | undefined {
  for (const own of [...one.ipv4, ...one.ipv6]) {
    for (const far of [...other.ipv4, ...other.ipv6]) {
      if (own.kind === 'known' && far.kind === 'known' && overlaps(own.value, far.value)) return [own, far];
    }
  }
  return undefined;
}
