import {
  type Analysis,
  type Finding,
  type RemedyText,
  remediesOf,
  type Severity,
} from '../../languageService.ts';
import { type TextEdit, textEditsOf } from '../../syntax/edit.ts';
import { positionAt, type Span } from '../../syntax/span.ts';
import { withoutSecrets, withoutValues } from '../secrets.ts';

/**
 * The findings of a file with everything that any format prints, as plain data, so that the file's tree can be
 * released.
 */
export interface FileReport {
  /** Relative to the current folder, with forward slashes. */
  readonly name: string;
  /** In the order of the text. */
  readonly findings: readonly ReportedFinding[];
  /** Findings that the file suppresses. */
  readonly suppressed: readonly ReportedFinding[];
  /** Findings in the baseline. */
  readonly known: readonly ReportedFinding[];
}

export interface ReportedFinding {
  /** The rule's id. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: LineRange;
  /** The line in which it starts, without its end and with secrets masked. */
  readonly sourceLine: string;
  readonly resource: string | null;
  readonly stage: string | null;
  readonly scenario: string | null;
  readonly related: readonly { readonly at: LineRange; readonly message: string }[];
  /** The fixes that can be made safely. */
  readonly fixes: readonly ReportedFix[];
  /** Remedies in AWS, outside of the file. */
  readonly remedies: readonly RemedyText[];
}

/**
 * Which of a finding's fixes are reported; `first` is the preferred one if it can be made. Each is tried on the text, which may take longer
 * than the check itself.
 */
export type FixesShown = 'all' | 'first' | 'none';

export interface ReportedFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly replacements: readonly { readonly at: LineRange; readonly text: string }[];
}

/** 1-based lines and columns, columns in UTF-16 code units; the end is excluded. */
export interface LineRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The columns in bytes of UTF-8. */
  readonly bytes: { readonly column: number; readonly endColumn: number };
}

export function reportOf(
  name: string,
  analysis: Analysis,
  findings: readonly Finding[],
  suppressed: readonly Finding[],
  fixesShown: FixesShown,
): FileReport {
  const shown = findings.length > 0 ? withoutSecrets(analysis) : '';
  const place = createPlaces(analysis);
  const report = (finding: Finding): ReportedFinding => ({
    ...describe(analysis, finding, shown, place),
    fixes: fixesOf(analysis, finding, fixesShown, place),
  });
  return { name, findings: findings.map(report), suppressed: suppressed.map(report), known: [] };
}

type Places = (span: Span) => LineRange;

function createPlaces({ tree: { text }, lines }: Analysis): Places {
  // In a file of one line, to count the bytes before each finding takes longer than to check it.
  const isAscii = /^[\0-\x7f]*$/.test(text);
  const bytes = (offset: number, lineStart: number) =>
    isAscii ? offset - lineStart : Buffer.byteLength(text.slice(lineStart, offset));
  return ({ start, end }) => {
    const from = positionAt(lines, start);
    const to = positionAt(lines, end);
    return {
      line: from.line + 1,
      column: from.character + 1,
      endLine: to.line + 1,
      endColumn: to.character + 1,
      bytes: { column: bytes(start, lines[from.line]!) + 1, endColumn: bytes(end, lines[to.line]!) + 1 },
    };
  };
}

function describe(
  analysis: Analysis,
  finding: Finding,
  shown: string,
  place: Places,
): Omit<ReportedFinding, 'fixes'> {
  const { lines, kind } = analysis;
  const { rule, severity, message, resource, stage, scenario } = finding;
  const at = place(finding.at);
  const line = shown.slice(lines[at.line - 1], lines[at.line]).replace(/(?<![\r\n])[\r\n]+$/, '');
  return {
    rule: rule.id,
    severity,
    message,
    at,
    sourceLine: ofItsOwn(kind === 'zappa' && rule.id === 'syntax-broken' ? withoutValues(line) : line),
    resource,
    stage,
    scenario,
    related: finding.related.map((other) => ({ at: place(other.at), message: other.message })),
    remedies: remediesOf(analysis, finding),
  };
}

function fixesOf(
  { tree }: Analysis,
  { fixes }: Finding,
  shown: FixesShown,
  place: Places,
): readonly ReportedFix[] {
  if (shown === 'none') return [];
  const found: ReportedFix[] = [];
  const tried =
    shown === 'all' ? fixes : [...fixes].sort((a, b) => Number(b.preferred) - Number(a.preferred));
  for (const { title, preferred, edits } of tried) {
    const changes = textEditsOf(tree, edits);
    if ('refused' in changes) continue;
    const replacement = ({ span, text }: TextEdit) => ({ at: place(span), text });
    found.push({ title, preferred, replacements: changes.map(replacement) });
    if (shown === 'first') break;
  }
  return found;
}

/** Copies a substring, since V8 keeps the whole text in memory for as long as one exists. */
function ofItsOwn(piece: string): string {
  return Buffer.from(piece, 'utf16le').toString('utf16le');
}
