import { printable } from '../../escape/printable.ts';
import { type DiffEntry, type Mark, sectionsOf } from '../../languageService.ts';
import { positionAt } from '../../syntax/span.ts';
import { type Paint, painter, type TextStyle } from '../process/paint.ts';
import type { FileDiff } from './compare.ts';
import { type Summary, summaryParts } from './summary.ts';

/** The two versions, for the positions of entries. */
export type DiffSides = Pick<FileDiff, 'before' | 'after'>;

const SIGNS: Readonly<Record<Mark, readonly [sign: string, style: TextStyle]>> = {
  exposure: ['!', 'red'],
  fails: ['!', 'red'],
  loss: ['-', 'red'],
  gone: ['-', 'gray'],
  uncertain: ['?', 'yellow'],
  opening: ['+', 'green'],
  closing: ['-', 'gray'],
  replaced: ['~', 'yellow'],
  interrupted: ['~', 'yellow'],
  new: ['+', 'yellow'],
  other: ['·', 'gray'],
};

/** A sentence without a full stop. */
export const GONE = 'The file is gone; what its stack has made stays until the stack is deleted';

/** The effect of the change, for people: by file, the most dangerous first in each section. */
export function diffAsText(files: readonly FileDiff[], summary: Summary, isColourful: boolean): string {
  const paint = painter(isColourful);
  const blocks = files.flatMap((file) => {
    const sections = sectionsOf(file.diff, file);
    if (!file.after) return [`${paint('underline', printable(file.name))}\n  ${GONE}.`];
    if (sections.length === 0) return [];
    const lines = sections.flatMap(({ title, entries }) => [
      `  ${paint('bold', title)}`,
      ...entries.flatMap((entry) => diffEntryLines(entry, '    ', file, paint)),
    ]);
    return [`${paint('underline', printable(file.name))}${file.before ? '' : ' (new)'}\n${lines.join('\n')}`];
  });
  return [...blocks, summaryParts(summary).join(' · ')].join('\n\n').concat('\n');
}

/** An entry with its children, one line each. */
export function diffEntryLines(
  { mark, text, place, entries }: DiffEntry,
  indent: string,
  file: DiffSides,
  paint: Paint,
): readonly string[] {
  const [sign, style] = SIGNS[mark];
  const heads = entries.length > 0 && mark !== 'replaced';
  const at = placeText(place, file);
  const line = heads ? `${indent}${printable(text)}` : `${indent}${paint(style, sign)} ${printable(text)}`;
  const where = at === undefined ? '' : `  ${paint('gray', at)}`;
  return [line + where, ...entries.flatMap((one) => diffEntryLines(one, `${indent}  `, file, paint))];
}

/** "12:3", or "old 12:3" in the old version. */
function placeText(place: DiffEntry['place'], file: DiffSides): string | undefined {
  const analysis = place && file[place.version];
  if (!analysis) return undefined;
  const { line, character } = positionAt(analysis.lines, place.at.start);
  return `${place.version === 'before' ? 'old ' : ''}${line + 1}:${character + 1}`;
}
