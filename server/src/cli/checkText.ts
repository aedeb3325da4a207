import { styleText } from 'node:util';
import { type Finding, SEVERITIES, type Severity } from '../languageService.ts';
import { positionAt } from '../syntax/span.ts';
import type { CheckedFile } from './check.ts';

const COLOURS: Record<Severity, Parameters<typeof styleText>[0]> = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  hint: 'gray',
};

/** The findings for people: each with its line, what is underlined in it, and its fix; then a summary. */
export function findingsAsText(files: readonly CheckedFile[], seconds: number, isColourful: boolean): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) => {
    return isColourful ? styleText(style, text, { validateStream: false }) : text;
  };
  const blocks = files
    .filter(({ findings }) => findings.length > 0)
    .map(({ name, analysis, findings }) =>
      [paint('underline', name), ...findings.map((finding) => describe(finding, analysis, paint))].join('\n'),
    );
  return [...blocks, summaryOf(files, seconds)].join('\n\n').concat('\n');
}

function describe(
  finding: Finding,
  { tree, lines }: CheckedFile['analysis'],
  paint: (style: Parameters<typeof styleText>[0], text: string) => string,
): string {
  const { line, character } = positionAt(lines, finding.at.start);
  const number = String(line + 1);
  const start = lines[line] ?? 0;
  const source = tree.text.slice(start, lines[line + 1] ?? tree.text.length).replace(/[\r\n]+$/, '');
  const width = Math.max(1, Math.min(finding.at.end - finding.at.start, source.length - character));
  // Tabs before the place keep their width, whatever that is on this terminal.
  const indent = source.slice(0, character).replace(/[^\t]/g, ' ');
  const fix = finding.fixes.find(({ preferred }) => preferred) ?? finding.fixes[0];
  const gutter = number.replace(/\d/g, ' ');
  return [
    `  ${number}:${character + 1}  ${paint(COLOURS[finding.severity], finding.severity)}  ${paint('bold', finding.rule.id)}`,
    `  ${finding.stage === null ? '' : `[${finding.stage}] `}${finding.message}`,
    paint('gray', `  ${number} | ${source}`),
    `${paint('gray', `  ${gutter} | `)}${indent}${paint(COLOURS[finding.severity], '^'.repeat(width))}${fix ? paint('gray', `  fix: ${fix.title}`) : ''}`,
  ].join('\n');
}

function summaryOf(files: readonly CheckedFile[], seconds: number): string {
  const time = `(${seconds.toFixed(1)} s)`;
  if (files.length === 0) return 'There is no Zappa settings file and no CloudFormation template here.';
  const all = files.flatMap(({ findings }) => findings);
  const ofFiles = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  if (all.length === 0) return `Nothing found in ${ofFiles} ${time}`;
  const counts = SEVERITIES.flatMap((severity) => {
    const n = all.filter((finding) => finding.severity === severity).length;
    return n === 0 ? [] : [`${n} ${severity}${n === 1 || severity === 'info' ? '' : 's'}`];
  });
  const touched = files.filter(({ findings }) => findings.length > 0).length;
  return `${counts.join(', ')} in ${touched} of ${ofFiles} ${time} · vpc-lens rules ${all[0]!.rule.id} explains the first`;
}
