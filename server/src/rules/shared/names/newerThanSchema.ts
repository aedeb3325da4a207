import { misspellingsOf } from '../../../wording/nearest.ts';

/**
 * The names of a schema that an unknown name may be a misspelling of. `isSlip` is false if AWS may have added the name
 * since: it resembles no known name, or it is a known name with a suffix or another number, as `AvailabilityZoneId`
 * followed `AvailabilityZone` and `Ipv6CidrBlock` followed `Ipv4CidrBlock`.
 */
export function suggestionsFor(
  written: string,
  names: Iterable<string>,
): { readonly suggestions: readonly string[]; readonly isMisspelling: boolean } {
  const suggestions = misspellingsOf(written, names);
  return {
    suggestions,
    isMisspelling: suggestions.length > 0 && !suggestions.some((name) => isNextOf(written, name)),
  };
}

function isNextOf(written: string, known: string): boolean {
  const withoutNumbers = (name: string) => name.replaceAll(/\d+/g, '#');
  if (written !== known && withoutNumbers(written) === withoutNumbers(known)) return true;
  return written.startsWith(known) && written.length > known.length;
}
