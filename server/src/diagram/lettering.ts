import type { Box, Point, Thing } from './scene.ts';
import { widthOf } from './textWidth.ts';

/** Where the texts of a thing are within its box; pictures in files and in the editor are lettered alike. */

/** From one line to the next, in pixels. */
export const LINE = 16;
/** The height of a chip, in pixels. */
export const CHIP_HEIGHT = 26;
/** Between the edge of an area or frame and its text. */
export const INSET = 10;
const ICON = 16;
const BESIDE_ICON = 6;
const BETWEEN = 8;

export interface Lettering {
  readonly icon: Point;
  readonly texts: readonly { readonly at: Point; readonly text: string; readonly look: 'title' | 'quiet' }[];
}

/** The points of texts are on their baselines. */
export function letteringOf(thing: Pick<Thing, 'shape' | 'title' | 'noun' | 'lines'>, box: Box): Lettering {
  const { title, lines } = thing;
  if (thing.shape === 'chip' || thing.shape === 'band') {
    const middle = box.y + box.height / 2;
    const x = box.x + BETWEEN + ICON + BESIDE_ICON;
    const y = middle + 4;
    const noun = shownNoun(thing);
    return {
      icon: { x: box.x + BETWEEN, y: middle - ICON / 2 },
      texts: [
        { at: { x, y }, text: title, look: 'title' },
        ...(noun === ''
          ? []
          : [{ at: { x: x + widthOf(title, true) + BETWEEN, y }, text: noun, look: 'quiet' as const }]),
      ],
    };
  }
  const x = box.x + INSET;
  return {
    icon: { x, y: box.y + INSET - 2 },
    texts: [
      { at: { x: x + ICON + BESIDE_ICON, y: box.y + INSET + 11 }, text: title, look: 'title' },
      ...lines.map((text, i) => ({
        at: { x, y: box.y + INSET + 11 + (i + 1) * LINE },
        text,
        look: 'quiet' as const,
      })),
    ],
  };
}

/** The width that a chip needs. */
export function chipWidth(thing: Pick<Thing, 'title' | 'noun'>): number {
  const noun = shownNoun(thing);
  const text = widthOf(thing.title, true) + (noun === '' ? 0 : BETWEEN + widthOf(noun));
  return BETWEEN + ICON + BESIDE_ICON + text + BETWEEN + 2;
}

/** The size that the title and lines of a frame or area need, edges included. */
export function areaSize({ title, lines }: Pick<Thing, 'title' | 'lines'>): {
  readonly width: number;
  readonly height: number;
} {
  const width = Math.max(ICON + BESIDE_ICON + widthOf(title, true), ...lines.map((line) => widthOf(line)));
  return { width: width + 2 * INSET, height: (1 + lines.length) * LINE + 2 * INSET - 4 };
}

/** A noun that the title says already is left out: "Database" needs no "database". */
function shownNoun({ title, noun }: Pick<Thing, 'title' | 'noun'>): string {
  const squeezed = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return noun === '' || squeezed(title).includes(squeezed(noun)) ? '' : noun;
}
