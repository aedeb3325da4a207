import { printable } from '../../../escape/printable.ts';
import { isInventoryName, MOST_RELATED, SEVERITIES, type Severity } from '../../../languageService.ts';
import { countOf } from '../../countOf.ts';
import { type Paint, painter, type TextStyle } from '../../process/paint.ts';
import { terminalColumns } from '../../process/terminal.ts';
import type { CheckReport } from '../checkReport.ts';
import type { FileReport, ReportedFinding } from '../fileReport.ts';

const COLOURS: Record<Severity, TextStyle> = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  hint: 'gray',
};

/** The width of a source line, in columns, so that a template on one line stays readable. */
const WIDEST = 160;

/** The number of columns before the finding in a line that is too long to be shown whole. */
const BEFORE = 60;

/** The findings for people: each with its line, the underlined part, and its fix; then a summary. */
export function findingsAsText({
  files,
  seconds,
  isColourful,
}: Pick<CheckReport, 'files' | 'seconds' | 'isColourful'>): string {
  const paint = painter(isColourful);
  const blocks = files
    .filter(({ findings }) => findings.length > 0)
    .map(({ name, findings }) =>
      [paint('underline', printable(name)), ...findings.map((finding) => describe(finding, paint))].join(
        '\n',
      ),
    );
  return [...blocks, summaryOf(files, seconds)].join('\n\n').concat('\n');
}

/** A unified diff in the usual colours. */
export function paintedDiff(diff: string, isColourful: boolean): string {
  const paint = painter(isColourful);
  const styled = (line: string) => {
    if (/^(---|\+\+\+) [ab]\//.test(line)) return paint('bold', line);
    if (line.startsWith('@@')) return paint('cyan', line);
    return line.startsWith('+') ? paint('green', line) : line.startsWith('-') ? paint('red', line) : line;
  };
  return isColourful ? diff.split('\n').map(styled).join('\n') : diff;
}

function describe(finding: ReportedFinding, paint: Paint): string {
  const { rule, severity, at, stage, message, fixes, related, remedies } = finding;
  const fix = fixes.find(({ preferred }) => preferred) ?? fixes[0];
  const number = String(at.line);
  const gutter = ' '.repeat(number.length);
  const { shown, indent, width } = underlined(finding);
  const carets = `${indent}${paint(COLOURS[severity], '^'.repeat(width))}`;
  return [
    `  ${number}:${at.column}  ${paint(COLOURS[severity], severity)}  ${paint('bold', rule)}${stage === null ? '' : printable(`  stage ${stage}`)}`,
    printable(`  ${message}`),
    paint('gray', `  ${number} | ${shown}`),
    `${paint('gray', `  ${gutter} | `)}${carets}${fix ? paint('gray', printable(`  fix: ${fix.title}`)) : ''}`,
    ...related
      .slice(0, MOST_RELATED)
      .map((other) =>
        paint('gray', printable(`  ${gutter} = ${other.at.line}:${other.at.column}  ${other.message}`)),
      ),
    ...remedies.flatMap(({ title, commands }) =>
      [`in AWS: ${title}`, ...commands.map((command) => `  ${command}`)].map((line) =>
        paint('gray', printable(`  ${gutter} = ${line}`)),
      ),
    ),
  ].join('\n');
}

/** The source line as a terminal shows it, and the position of the finding in it. */
function underlined({ sourceLine, at }: ReportedFinding) {
  const start = at.column - 1;
  const end = at.endLine === at.line ? at.endColumn - 1 : sourceLine.length;
  const from = sourceLine.length > WIDEST ? Math.max(0, start - BEFORE) : 0;
  const to = Math.min(sourceLine.length, from + WIDEST);
  const lead = from > 0 ? '…' : '';
  const before = sourceLine.slice(from, start);
  return {
    shown: printable(lead + sourceLine.slice(from, to) + (to < sourceLine.length ? '…' : '')),
    // Tabs are kept, since their width depends on the terminal.
    indent: `${lead && ' '}${before.replace(/[^\t]+/g, (run) => ' '.repeat(terminalColumns(run)))}`,
    width: Math.max(1, terminalColumns(sourceLine.slice(start, Math.min(end, to)))),
  };
}

function summaryOf(all: readonly FileReport[], seconds: number): string {
  const time = `(${seconds.toFixed(1)} s)`;
  // An inventory is read for the others, and counts only where something is wrong with it.
  const files = all.filter(({ name, findings }) => findings.length > 0 || !isInventoryName(name));
  if (files.length === 0) return 'No Zappa settings or CloudFormation templates found.';
  const found = files.flatMap(({ findings }) => findings);
  const ofFiles = countOf(files.length, 'file');
  if (found.length === 0) return `No problems found in ${ofFiles} ${time}`;
  const counts = SEVERITIES.flatMap((severity) => {
    const n = found.filter((finding) => finding.severity === severity).length;
    return n === 0 ? [] : [severity === 'info' ? `${n} info` : countOf(n, severity)];
  });
  const touched = files.filter(({ findings }) => findings.length > 0).length;
  const fixable = found.filter(({ fixes }) => fixes.some(({ preferred }) => preferred)).length;
  return [
    `${counts.join(', ')} in ${touched} of ${ofFiles} ${time}`,
    ...(fixable > 0 ? [`--fix fixes ${fixable}`] : []),
    `vpc-lens rules ${found[0]!.rule} explains the first one`,
  ].join(' · ');
}
