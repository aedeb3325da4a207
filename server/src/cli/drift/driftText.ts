import { code, md } from '../../escape/markdown.ts';
import { printable } from '../../escape/printable.ts';
import type { Analysis, Drift, DriftSection } from '../../languageService.ts';
import { countOf } from '../countOf.ts';
import { entryItems } from '../diff/diffMarkdown.ts';
import { diffEntryLines } from '../diff/diffText.ts';
import { painter } from '../process/paint.ts';

/** A template with its drift. */
export interface TemplateDrift {
  /** The name that the user gave. */
  readonly name: string;
  readonly analysis: Analysis;
  readonly drift: Drift;
  /** The other side of the comparison: `the inventory of 2026-11-20`. */
  readonly of: string;
}

/** The drift for people, differences in reachability first. */
export function driftAsText(
  compared: TemplateDrift,
  sections: readonly DriftSection[],
  isColourful: boolean,
): string {
  const paint = painter(isColourful);
  const versions = { before: undefined, after: compared.analysis };
  const lines = sections.flatMap(({ title, entries }) => [
    `  ${paint('bold', title)}`,
    ...entries.flatMap((entry) => diffEntryLines(entry, '    ', versions, paint)),
  ]);
  const head = `${paint('underline', printable(compared.name))} and ${printable(otherSide(compared))}`;
  return `${[[head, ...lines].join('\n'), summaryOf(compared.drift)].join('\n\n')}\n`;
}

/** The drift as a comment or a report. */
export function driftAsMarkdown(compared: TemplateDrift, sections: readonly DriftSection[]): string {
  const versions = { before: undefined, after: compared.analysis };
  const blocks = sections.map(
    ({ title, entries }) =>
      `**${title}**\n\n${entries.flatMap((entry) => entryItems(entry, '', versions)).join('\n')}`,
  );
  const head = `## ${code(compared.name).markdown} and ${md`${otherSide(compared)}`.markdown}`;
  return `${[head, `**${summaryOf(compared.drift)}**`, ...blocks].join('\n\n')}\n`;
}

function otherSide({ drift, of }: TemplateDrift): string {
  return drift.stack === undefined ? of : `the stack ${drift.stack} in ${of}`;
}

function summaryOf({ differences, found, notCompared }: Drift): string {
  return [
    differences.length === 0 ? 'No difference' : countOf(differences.length, 'difference'),
    `${countOf(found.size, 'resource')} compared`,
    ...(notCompared.length > 0 ? [`${notCompared.length} not compared`] : []),
  ].join(' · ');
}
