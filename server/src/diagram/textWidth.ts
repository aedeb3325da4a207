/** Pixels of the text of pictures. */
export const FONT_SIZE = 12;

/** The fonts that the picture names: those of the operating systems, none of which is wider than DejaVu Sans. */
export const FONT_FAMILY = 'Segoe UI, Helvetica, Arial, DejaVu Sans, sans-serif';

/** Bold letters of DejaVu Sans are wider by this, and those of the other fonts by less. */
const BOLD = 1.13;

/**
 * Advance widths in DejaVu Sans, in thousandths of the font's size: the fonts of the reader's machine cannot be
 * measured here.
 */
const WIDTHS = new Map<string, number>();
for (const [width, letters] of [
  [278, 'ijlI'],
  [318, ' .,·'],
  [337, ":;'|/\\"],
  [392, 'frt()[]J-'],
  [521, 'szc'],
  [592, 'kvxy_'],
  [636, 'abdeghnopqu0123456789$*?FLZSTEYP'],
  [700, 'ABCKXVR+=<>~#'],
  [787, 'DGHNOQU&→'],
  [990, 'mwMW@%…'],
] as const)
  for (const letter of letters) WIDTHS.set(letter, width);

/** A letter of no list is as wide as an ideograph. */
const WIDEST = 1000;

/** The pixels that a text needs at most, rounded up. */
export function widthOf(text: string, isBold = false): number {
  let sum = 0;
  for (const letter of text) sum += WIDTHS.get(letter) ?? WIDEST;
  return Math.ceil((sum / 1000) * FONT_SIZE * (isBold ? BOLD : 1));
}

/** Letters of a name that are shown; the middle of a longer one is left out, since names differ at their ends. */
const LONGEST = 42;

/** A name with at most `LONGEST` letters. */
export function shortened(name: string): string {
  const letters = [...name];
  if (letters.length <= LONGEST) return name;
  const half = (LONGEST - 1) / 2;
  return `${letters.slice(0, Math.ceil(half)).join('')}…${letters.slice(-Math.floor(half)).join('')}`;
}
