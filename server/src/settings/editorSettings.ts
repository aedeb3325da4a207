// The settings in the editor, which the editor itself hardly validates.

import { globProblem } from '../glob.ts';
import type { EditorSettings } from '../protocol.ts';
import type { Severity } from '../rules/defineRule.ts';
import { PROFILES } from '../rules/engine/runRules.ts';
import { rules } from '../rules/index.ts';
import { isRuleSetting, MOST_ENTRIES, quotedText, type Settings, tooMany } from './settings.ts';

/** The settings that are valid, and a sentence for each that is not. */
export interface EditorsSettings {
  readonly settings: Settings;
  readonly problems: readonly string[];
}

function ruleSettings(severities: unknown, report: (name: string, problem: string) => void): Settings {
  const kept = entriesIn('rules', severities, report).filter(([id, severity]) => {
    const isRight = isRuleSetting(severity) && rules.some((rule) => rule.id === id);
    if (!isRight) report('rules', `has an entry that is not a rule id with a severity: ${quotedText(id)}.`);
    return isRight;
  });
  return kept.length > 0 ? { rules: Object.fromEntries(kept) as Record<string, Severity | 'off'> } : {};
}

/** Reads the editor's settings. An invalid setting is skipped; the others still apply. */
export function settingsOfEditor(editor: EditorSettings): EditorsSettings {
  const problems: string[] = [];
  const report = (name: string, problem: string) => problems.push(`vpcLens.${name} ${problem}`);
  const { profile, rules: severities, exclude, inventory, parameters, parameterFiles, zappa } = editor;
  let settings: Settings = {};
  if (isSet(profile)) {
    const known = PROFILES.find((name) => name === profile);
    if (known) settings = { ...settings, profile: known };
    else report('profile', `must be one of ${PROFILES.join(', ')}.`);
  }
  if (isSet(severities)) settings = { ...settings, ...ruleSettings(severities, report) };
  if (isSet(exclude)) settings = { ...settings, exclude: globsIn('exclude', exclude, report) };
  if (isSet(zappa)) {
    const files = isObject(zappa) ? zappa.files : undefined;
    if (!isObject(zappa)) report('zappa', 'must be an object.');
    if (isSet(files)) settings = { ...settings, zappaFiles: globsIn('zappa.files', files, report) };
  }
  if (isSet(parameters))
    settings = { ...settings, parameters: plainValues('parameters', parameters, report) };
  if (isSet(parameterFiles)) {
    const files = plainValues('parameterFiles', parameterFiles, report);
    const usable = Object.entries(files).filter(([glob]) => isUsable('parameterFiles', glob, report));
    settings = { ...settings, parameterFiles: Object.fromEntries(usable.slice(0, MOST_ENTRIES)) };
  }
  if (isSet(inventory) && inventory !== '') {
    if (typeof inventory === 'string') settings = { ...settings, inventory };
    else report('inventory', 'must be the name of a file or folder.');
  }
  return { settings, problems };
}

type ReportEditor = (name: string, problem: string) => void;

function isSet<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entriesIn(
  name: string,
  value: unknown,
  report: ReportEditor,
): readonly (readonly [string, unknown])[] {
  if (isObject(value)) return Object.entries(value);
  report(name, 'must be an object.');
  return [];
}

function globsIn(name: string, value: unknown, report: ReportEditor): readonly string[] {
  if (!Array.isArray(value)) {
    report(name, 'must be a list of globs.');
    return [];
  }
  if (value.length > MOST_ENTRIES) report(name, tooMany());
  return value.slice(0, MOST_ENTRIES).filter((glob: unknown): glob is string => isUsable(name, glob, report));
}

function isUsable(name: string, glob: unknown, report: ReportEditor): boolean {
  const problem = typeof glob === 'string' ? globProblem(glob) : 'is not a string';
  if (problem !== undefined)
    report(name, `has a glob that is ignored: ${quotedText(String(glob))} ${problem}.`);
  return problem === undefined;
}

/** Converts texts, numbers and booleans to texts. */
function plainValues(name: string, values: unknown, report: ReportEditor): Record<string, string> {
  return Object.fromEntries(
    entriesIn(name, values, report).flatMap(([key, value]) => {
      if (['string', 'number', 'boolean'].includes(typeof value)) return [[key, String(value)]];
      report(name, `must have a plain value for ${quotedText(key)}.`);
      return [];
    }),
  );
}
