import {
  analyze,
  checkRules,
  type Finding,
  parameterNotes,
  type ReadOptions,
  type RunOptions,
  templateOf,
} from '../../languageService.ts';
import type { FixedFile } from '../fix/fixFiles.ts';
import { type Checked, withPreferredFixes } from '../fix/fixText.ts';
import { type FileReport, type FixesShown, reportOf } from './fileReport.ts';
import type { FileSettings } from './settingsFor.ts';

export interface FileResult {
  readonly report: FileReport;
  /** The result of its preferred fixes, if they are requested and there are any. */
  readonly fixed: FixedFile | undefined;
  /** The names of a template's parameters. */
  readonly parameters: ReadonlySet<string>;
  /** Parameter values that AWS refuses, and why fixes are left out; a sentence each. */
  readonly notes: readonly string[];
  /** Why a part of the file was not read; a sentence each. */
  readonly limits: readonly string[];
}

export interface CheckFileOptions {
  readonly settings: FileSettings;
  readonly reading: ReadOptions;
  readonly wantsFixes: boolean;
  readonly fixesShown: FixesShown;
  readonly onFailure: RunOptions['onFailure'];
}

/** Checks one file and computes its fixes. Undefined for a file of another kind. */
export function checkFile(
  name: string,
  text: string,
  { settings, reading, wantsFixes, fixesShown, onFailure }: CheckFileOptions,
): FileResult | undefined {
  // An editor shows no byte order mark and does not count it as a column.
  // Zappa does not read TOML with a byte order mark, which a rule reports.
  const mark = text.startsWith('\uFEFF') && !name.endsWith('.toml') ? '\uFEFF' : '';
  const check = (content: string, before?: Checked): Checked | undefined => {
    const analysis = analyze(name, content, reading, before?.analysis);
    const { profile = 'recommended', rules: severities = {} } = settings;
    return analysis && { analysis, ...checkRules(analysis, { profile, severities, onFailure }) };
  };
  const first = check(text.slice(mark.length));
  if (!first) return undefined;
  // Replacement characters represent bytes that would be lost in writing.
  const isLossy = text.includes('\uFFFD');
  const canWrite = wantsFixes && !isLossy;
  const last = canWrite ? withPreferredFixes(first, check) : { ...first, fixCount: 0 };
  const { analysis, findings, suppressed, fixCount } = last;
  const { tree } = analysis;
  return {
    report: reportOf(name, analysis, findings, suppressed, fixesShown),
    fixed: fixCount > 0 ? { name, before: text, after: mark + tree.text, fixCount } : undefined,
    parameters: new Set(templateOf(analysis)?.parameters.keys()),
    limits: tree.problems.flatMap(({ kind, message }) => (kind === 'limit' ? [message] : [])),
    notes: [
      ...parameterNotes(analysis, reading.parameters ?? new Map()),
      ...(wantsFixes && isLossy && findings.some(hasPreferredFix)
        ? ['it has bytes that are not UTF-8, so nothing in it is fixed.']
        : []),
    ],
  };
}

function hasPreferredFix({ fixes }: Finding): boolean {
  return fixes.some(({ preferred }) => preferred);
}
