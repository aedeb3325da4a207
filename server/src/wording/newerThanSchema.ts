import { SCHEMA_TEXTS } from '../aws/schema/resourceSchemas.ts';
import { misspellingsOf } from './nearest.ts';

/**
 * The names of a schema that an unknown name may be a misspelling of. `isMisspelling` is false if AWS may have added
 * the name since: it resembles no known name, or differs from one as AWS's own names differ.
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

/**
 * A known name with a suffix, another number or another word, as `AvailabilityZoneId` followed `AvailabilityZone`,
 * `Ipv6CidrBlock` followed `Ipv4CidrBlock`, and `MinWebservers` stands beside `MaxWebservers`.
 */
function isNextOf(written: string, known: string): boolean {
  if (written.toLowerCase() === known.toLowerCase()) return false;
  const withoutNumbers = (name: string) => name.replaceAll(/\d+/g, '#');
  // Digits that changed places are a slip.
  if (withoutNumbers(written) === withoutNumbers(known)) return digitsOf(written) !== digitsOf(known);
  if (written.startsWith(known) && written.length > known.length) return true;
  const [own, other] = [wordsIn(written), wordsIn(known)];
  if (own.join(' ') === other.join(' ')) return false;
  if (own.length === other.length)
    return own.every((word, index) => word === other[index] || isWordBeside(word, other[index]!));
  if (own.length !== other.length + 1) return false;
  const added = own.findIndex((word, index) => word !== other[index]);
  return isWord(own[added]!) && own.toSpliced(added, 1).join(' ') === other.join(' ');
}

function digitsOf(name: string): string {
  return name.replaceAll(/\D/g, '').split('').sort().join('');
}

/** Another word of AWS's, not a form of the same one, as `enable` of `enabled`; a model, such as `v100`, beside another. */
function isWordBeside(word: string, other: string): boolean {
  const [own, known] = [word.toLowerCase(), other.toLowerCase()];
  if (!/\d/.test(own) && (own.startsWith(known) || known.startsWith(own))) return false;
  return isWord(word) || (MODEL.test(word) && MODEL.test(other));
}

const MODEL = /^[a-z]+\d+$/;

/** Words of letters, with the digits that follow them: `Ipv6`, `Cidr` and `Block`. */
function wordsIn(name: string): readonly string[] {
  return name.match(WORD) ?? [];
}

const WORD = /(?:[A-Z]+(?![a-z])|[A-Z]?[a-z]+)\d*|\d+/g;

/** Whether AWS uses the word in a name, or a value, of its schemas. */
function isWord(word: string): boolean {
  words ??= new Set(Object.values(SCHEMA_TEXTS).flatMap((text) => text.match(WORD) ?? []));
  return word.length > 1 && words.has(word);
}

let words: ReadonlySet<string> | undefined;
