import { code, type Markdown, md, toMarkdown } from '../../escape/markdown.ts';
import { type DiffEntry, type Mark, sectionsOf } from '../../languageService.ts';
import { positionAt } from '../../syntax/span.ts';
import type { FileDiff } from './compare.ts';
import { type DiffSides, GONE } from './diffText.ts';
import { type Summary, summaryParts } from './summary.ts';

const EMOJI: Readonly<Record<Mark, string>> = {
  exposure: '🔴',
  fails: '🔴',
  loss: '🟠',
  gone: '➖',
  uncertain: '❔',
  opening: '🟢',
  closing: '➖',
  replaced: '♻️',
  interrupted: '⏸️',
  new: '🟡',
  other: '➕',
};

/** The number of entries of a section that are shown; longer sections are collapsed. */
const MOST_SHOWN = 12;

/** The effect of the change, as a comment of a pull request. */
export function diffAsMarkdown(files: readonly FileDiff[], summary: Summary): string {
  const blocks = files.flatMap((file) => {
    const sections = sectionsOf(file.diff, file);
    if (!file.after) return [`### ${code(file.name).markdown}`, `${GONE}.`];
    if (sections.length === 0) return [];
    const state = file.before ? '' : ' (new)';
    return [
      `### ${code(file.name).markdown}${state}`,
      ...sections.map(({ title, entries }) => {
        const lines = entries.flatMap((entry) => entryItems(entry, '', file));
        const list = lines.join('\n');
        if (lines.length <= MOST_SHOWN) return `**${title}**\n\n${list}`;
        return `<details><summary><b>${title}</b>, ${entries.length}</summary>\n\n${list}\n\n</details>`;
      }),
    ];
  });
  return `${['## What this change does to the network', `**${summaryParts(summary).join(' · ')}**`, ...blocks].join('\n\n')}\n`;
}

/** An entry with its children, one list item each. */
export function entryItems(
  { mark, text, place, entries }: DiffEntry,
  indent: string,
  file: DiffSides,
): readonly string[] {
  const heads = entries.length > 0 && mark !== 'replaced';
  const analysis = place && file[place.version];
  const line = analysis && positionAt(analysis.lines, place.at.start).line + 1;
  const where: Markdown =
    line === undefined
      ? toMarkdown('')
      : place?.version === 'before'
        ? md` (old line ${line})`
        : md` (line ${line})`;
  const sign = heads ? '' : `${EMOJI[mark]} `;
  const said = heads ? `**${md`${text}`.markdown}**` : md`${text}`.markdown;
  return [
    `${indent}- ${sign}${said}${where.markdown}`,
    ...entries.flatMap((one) => entryItems(one, `${indent}  `, file)),
  ];
}
