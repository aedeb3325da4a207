import { lineStartOf } from '../lines.ts';
import { keyAt } from './lineTokens.ts';
import type { CursorContext } from './place.ts';

/**
 * The place in the key on the line above, with the blanks that are missing, if that key has no value yet: VS Code does not
 * indent YAML after a colon by itself. Undefined at any other place.
 */
export function placeInside(text: string, place: CursorContext, unit: number): CursorContext | undefined {
  const key = place.role === 'key' && !place.isFlow ? emptyKeyAbove(text, place) : undefined;
  if (key === undefined) return undefined;
  return { ...place, path: [...place.path, key], lacksBlanks: unit, column: place.column + unit };
}

/**
 * The key in the column of a key in block YAML if it is on the last line above that is neither blank nor a comment, and has
 * no value.
 */
function emptyKeyAbove(text: string, { typed, column }: CursorContext): string | undefined {
  const own = lineStartOf(text, typed.start);
  if (text.slice(own, typed.start).trim() !== '' || typed.start - own !== column) return undefined;
  for (let end = own - 1; end >= 0; ) {
    const start = lineStartOf(text, end);
    const line = text.slice(start, end);
    const first = line.search(/\S/);
    end = start - 1;
    if (first < 0 || line[first] === '#') continue;
    const key = first === column ? keyAt(text, start + first) : undefined;
    return key && /^[ \t\r]*(?:#.*)?$/.test(text.slice(key.end, start + line.length)) ? key.name : undefined;
  }
  return undefined;
}
