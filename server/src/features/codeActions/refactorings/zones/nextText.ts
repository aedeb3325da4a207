import type { Data } from '../../../../syntax/edit.ts';

/** The sequences by which names number zones. */
const LETTERS = ['abc', 'ABC', '123', '012'].map((row) => [...row]);
const WORDS = [
  ['one', 'two', 'three'],
  ['One', 'Two', 'Three'],
  ['first', 'second', 'third'],
  ['First', 'Second', 'Third'],
];

/**
 * The text for the zone after `zone` (0-based): PublicC for PublicB, if the text of the previous zone is PublicA. For
 * the first zone there is no previous text, and the zone's mark is at the end. Undefined if the text does not number
 * zones.
 */
export function nextText(previous: string | undefined, current: string, zone: number): string | undefined {
  if (previous === undefined) return nextOfFirst(current);
  const next = current.length === previous.length ? nextByLetter(previous, current, zone) : undefined;
  if (next !== undefined) return next;
  const row = WORDS.find((words) => current.replaceAll(words[zone]!, words[zone - 1]!) === previous);
  return row && current !== previous ? current.replaceAll(row[zone]!, row[zone + 1]!) : undefined;
}

/** Every letter in which the two differ numbers the zone. */
function nextByLetter(previous: string, current: string, zone: number): string | undefined {
  if (previous === current) return undefined;
  let next = '';
  for (let i = 0; i < current.length; i++) {
    const [before, now] = [previous[i]!, current[i]!];
    const row = LETTERS.find((one) => one[zone - 1] === before && one[zone] === now);
    if (before !== now && !row) return undefined;
    next += before === now ? now : row![zone + 1]!;
  }
  return next;
}

function nextOfFirst(current: string): string | undefined {
  const letter = /(?:(?<=[^A-Za-z])a|(?<=[a-z0-9])A|(?<!\d)1)$/.exec(current)?.[0];
  const word = WORDS.find(([first]) => current.endsWith(first!));
  const [from, to] = letter ? [letter, { a: 'b', A: 'B', 1: '2' }[letter]!] : (word ?? []);
  return from === undefined ? undefined : current.slice(0, -from.length) + to;
}

/**
 * The data of a resource for the next zone: names are replaced by `renamed`, and texts that number zones are advanced,
 * as the data of the previous zone's counterpart shows.
 */
export function nextData(
  previous: Data | undefined,
  current: Data,
  zone: number,
  renamed: ReadonlyMap<string, string>,
): Data {
  if (typeof current === 'string') {
    const name = renamed.get(current);
    if (name !== undefined) return name;
    const substituted = current.replace(/\$\{([A-Za-z0-9]+)(?=[.}])/g, (whole, id: string) => {
      const other = renamed.get(id);
      return other === undefined ? whole : `\${${other}`;
    });
    if (substituted !== current) return substituted;
    return typeof previous === 'string' ? (nextText(previous, current, zone) ?? current) : current;
  }
  if (Array.isArray(current)) {
    const before = Array.isArray(previous) && previous.length === current.length ? previous : [];
    return current.map((item, i) => nextData(before[i], item, zone, renamed));
  }
  if (typeof current !== 'object' || current === null) return current;
  const before =
    typeof previous === 'object' && previous !== null && !Array.isArray(previous)
      ? (previous as { readonly [key: string]: Data })
      : {};
  return Object.fromEntries(
    Object.entries(current).map(([key, value]) => [
      key,
      nextData(Object.hasOwn(before, key) ? before[key] : undefined, value, zone, renamed),
    ]),
  );
}
