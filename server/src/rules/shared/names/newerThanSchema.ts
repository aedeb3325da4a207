import { slipsOf } from '../../../wording/nearest.ts';

/**
 * The names of a schema that a written one, which it lacks, can be a slip of. `isSlip` is false where AWS may as well
 * have added the name since: nothing is near, or it is a known name with an ending or another number, as
 * `AvailabilityZoneId` came after `AvailabilityZone` and `Ipv6CidrBlock` after `Ipv4CidrBlock`.
 */
export function meantOf(
  written: string,
  names: Iterable<string>,
): { readonly slips: readonly string[]; readonly isSlip: boolean } {
  const slips = slipsOf(written, names);
  return { slips, isSlip: slips.length > 0 && !slips.some((name) => isNextOf(written, name)) };
}

function isNextOf(written: string, known: string): boolean {
  const withoutNumbers = (name: string) => name.replaceAll(/\d+/g, '#');
  if (written !== known && withoutNumbers(written) === withoutNumbers(known)) return true;
  return written.startsWith(known) && written.length > known.length;
}
