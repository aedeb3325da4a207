/** The differing part of two texts: both are equal before `start` and after the two ends. */
export interface TextDifference {
  readonly start: number;
  readonly endBefore: number;
  readonly endAfter: number;
}

/** The shortest range that contains every difference; empty if the texts are equal. */
export function differenceOf(before: string, after: string): TextDifference {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, Math.min(before.length, after.length) - start);
  return { start, endBefore: before.length - end, endAfter: after.length - end };
}

/**
 * A copy of a substring that does not keep the whole text in memory, as a substring does in V8. Used for what is read
 * from one version of a text and kept for later ones.
 */
export function ownCopy(part: string): string {
  return ` ${part}`.slice(1);
}

/** Comparing blocks of this many characters is many times faster than comparing one by one. */
const BLOCK = 4096;

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + BLOCK <= most && a.slice(at, at + BLOCK) === b.slice(at, at + BLOCK)) at += BLOCK;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** The number of equal characters at the end, at most `most`. */
function commonEnd(a: string, b: string, most: number): number {
  const back = (text: string, from: number, to: number) => text.slice(text.length - to, text.length - from);
  let at = 0;
  while (at + BLOCK <= most && back(a, at, at + BLOCK) === back(b, at, at + BLOCK)) at += BLOCK;
  while (at < most && a.charCodeAt(a.length - 1 - at) === b.charCodeAt(b.length - 1 - at)) at++;
  return at;
}
