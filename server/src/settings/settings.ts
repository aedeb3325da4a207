import { globProblem } from '../glob.ts';
import { readSuite } from '../networkTests/read/readSuite.ts';
import type { Mistake, Suite } from '../networkTests/suite.ts';
import { SEVERITIES, type Severity } from '../rules/defineRule.ts';
import { PROFILES, type Profile } from '../rules/engine/runRules.ts';
import { rules } from '../rules/index.ts';
import { parse } from '../syntax/parse.ts';
import type { Span } from '../syntax/span.ts';
import {
  entriesOf,
  type Node,
  resolved,
  type SyntaxTree,
  stringValue,
  syntaxErrorsIn,
} from '../syntax/tree.ts';

/** The name of the settings file that the editor and the command line read. */
export const SETTINGS_FILE = 'vpc-lens.json';

/** Whether an absolute path or a URI is that of a settings file. */
export function isSettingsName(fileName: string): boolean {
  return fileName.endsWith(`/${SETTINGS_FILE}`);
}

/** The settings of a workspace, an editor or a command line; absent ones do not override others. */
export interface Settings {
  readonly profile?: Profile;
  /** A rule's own severity, or `off`, by its id. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Globs of files that are not checked, relative to the folder of the settings file. */
  readonly exclude?: readonly string[];
  /** Values of CloudFormation parameters in place of their defaults, by the parameters' names. */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Parameter files by the glob of the templates that they apply to, both relative to the folder of the settings file.
   */
  readonly parameterFiles?: Readonly<Record<string, string>>;
  /** Globs of files that are Zappa settings whatever their names are, relative to the same folder. */
  readonly zappaFiles?: readonly string[];
  /** The file or folder with the inventory, relative to the folder of the settings file. */
  readonly inventory?: string;
  /** The network tests of files. */
  readonly expect?: readonly Expected[];
}

/** The network tests of the files that a glob matches, relative to the folder of the settings file. */
export interface Expected {
  readonly glob: string;
  /** The span of the glob. */
  readonly at: Span;
  readonly suite: Suite;
  readonly mistakes: readonly Mistake[];
}

const KEYS = 'profile, rules, exclude, expect, inventory, parameters, parameterFiles and zappa';

export interface SettingsProblem extends Span {
  readonly message: string;
  /** Set for a problem that the JSON schema does not find. */
  readonly isBesideSchema?: boolean;
}

type ReportMistake = (at: Span, message: string, isBesideSchema?: boolean) => void;

/** The settings that are valid, and the problems. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
  readonly tree: SyntaxTree;
}

/** Reads a `vpc-lens.json`; comments and trailing commas are allowed. Never throws. */
export function readSettings(text: string): ReadSettings {
  const tree = parse(text, 'json');
  const problems: SettingsProblem[] = [...syntaxErrorsIn(tree)];
  const report: ReportMistake = (at, message, isBesideSchema = false) => {
    problems.push({ start: at.start, end: at.end, message, isBesideSchema });
  };
  let settings: Settings = {};
  const root = resolved(tree.root);
  if (root && root.kind !== 'mapping')
    report(root, 'The settings must be an object: {"profile": "recommended"}.');
  for (const { key, value } of entriesOf(root)) {
    switch (key.text) {
      case '$schema':
        break;
      case 'profile': {
        const profile = PROFILES.find((name) => name === stringValue(value));
        if (profile) settings = { ...settings, profile };
        else report(value, `profile must be one of ${PROFILES.join(', ')}.`);
        break;
      }
      case 'rules':
        settings = { ...settings, rules: readRules(value, report) };
        break;
      case 'exclude':
        settings = { ...settings, exclude: readTexts('exclude', value, report) };
        break;
      case 'zappa':
        settings = { ...settings, ...readZappa(value, report) };
        break;
      case 'parameters':
      case 'parameterFiles':
        settings = { ...settings, [key.text]: readValues(key.text, value, report) };
        break;
      case 'expect':
        settings = { ...settings, expect: readExpect(value, report) };
        break;
      case 'inventory': {
        const inventory = stringValue(value);
        if (inventory) settings = { ...settings, inventory };
        else report(value, 'inventory must be the name of a file or folder: "aws/inventory.json".');
        break;
      }
      default:
        report(key, `Unknown setting ${quotedText(key.text)}. The settings are ${KEYS}.`);
    }
  }
  return { settings, problems, tree };
}

/** A value of the file, shortened for a sentence. */
export function quotedText(text: string): string {
  return `"${clipped(text)}"`;
}

function clipped(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** The largest number of globs or parameter files: each is tried for each file. */
export const MOST_ENTRIES = 100;

export function tooMany(): string {
  return `has more than ${MOST_ENTRIES} entries; the others are ignored.`;
}

export function isRuleSetting(text: unknown): text is Severity | 'off' {
  return text === 'off' || SEVERITIES.some((severity) => severity === text);
}

/** Settings that override others: severities rule by rule, everything else as a whole. */
export function overlay(base: Settings, over: Settings): Settings {
  // `parametersFor` merges the values of parameters, since parameter files come between the two.
  return { ...base, ...over, rules: { ...base.rules, ...over.rules } };
}

function readRules(node: Node, report: ReportMistake): Record<string, Severity | 'off'> {
  const result: Record<string, Severity | 'off'> = {};
  if (resolved(node)?.kind !== 'mapping') report(node, 'rules must be an object: {"subnet-overlap": "off"}.');
  for (const { key, value } of entriesOf(node)) {
    const wanted = stringValue(value);
    if (!rules.some(({ id }) => id === key.text)) report(key, `Unknown rule ${quotedText(key.text)}.`);
    else if (isRuleSetting(wanted)) result[key.text] = wanted;
    else
      report(
        value,
        `The severity must be off, ${SEVERITIES.slice(0, -1).join(', ')} or ${SEVERITIES.at(-1)}.`,
      );
  }
  return result;
}

function readValues(setting: string, node: Node, report: ReportMistake): Record<string, string> {
  const values = new Map<string, string>();
  if (resolved(node)?.kind !== 'mapping') {
    const example = setting === 'parameters' ? '{"VpcCidr": "10.0.0.0/16"}' : '{"network.yaml": "prod.json"}';
    report(node, `${setting} must be an object: ${example}.`);
  }
  const isGlob = setting === 'parameterFiles';
  for (const { key, value } of entriesOf(node)) {
    const target = resolved(value);
    const problem = isGlob ? globProblem(key.text) : undefined;
    if (problem !== undefined) report(key, `The glob ${quotedText(key.text)} ${problem}.`, true);
    else if (isGlob && values.size >= MOST_ENTRIES) {
      report(key, `${setting} ${tooMany()}`, true);
      break;
    } else if (target?.kind !== 'scalar' || target.value === null)
      report(value, `${clipped(key.text)} must be a plain value.`);
    else values.set(key.text, typeof target.value === 'boolean' ? String(target.value) : target.text);
  }
  return Object.fromEntries(values);
}

function readExpect(node: Node, report: ReportMistake): readonly Expected[] {
  if (resolved(node)?.kind !== 'mapping')
    report(node, 'expect must be an object: {"network.yaml": {"tests": []}}.');
  const entries = entriesOf(node);
  const beyond = entries[MOST_ENTRIES];
  if (beyond) report(beyond.key, `expect ${tooMany()}`, true);
  return entries.slice(0, MOST_ENTRIES).flatMap(({ key, value }): Expected[] => {
    const problem = globProblem(key.text);
    if (problem !== undefined) report(key, `The glob ${quotedText(key.text)} ${problem}.`, true);
    const mistakes: Mistake[] = [];
    const suite = readSuite(
      value,
      ({ start, end }, message, isBesideSchema = false) => {
        mistakes.push({ start, end, message, isBesideSchema });
        report({ start, end }, message, isBesideSchema);
      },
      false,
    );
    return problem === undefined ? [{ glob: key.text, at: key, suite, mistakes }] : [];
  });
}

function readZappa(node: Node, report: ReportMistake): Settings {
  let settings: Settings = {};
  if (resolved(node)?.kind !== 'mapping')
    report(node, 'zappa must be an object: {"files": ["deploy/*.yml"]}.');
  for (const { key, value } of entriesOf(node)) {
    if (key.text === 'files') settings = { zappaFiles: readTexts('files', value, report) };
    else report(key, `Unknown setting ${quotedText(`zappa.${key.text}`)}. The only setting is zappa.files.`);
  }
  return settings;
}

function readTexts(name: string, node: Node, report: ReportMistake): string[] {
  const list = resolved(node);
  if (list?.kind !== 'sequence') {
    report(node, `${name} must be a list of globs: ["legacy/**"].`);
    return [];
  }
  if (list.items.length > MOST_ENTRIES) report(list.items[MOST_ENTRIES]!, `${name} ${tooMany()}`, true);
  return list.items.slice(0, MOST_ENTRIES).flatMap((item) => {
    const text = stringValue(item);
    const problem = text === undefined ? undefined : globProblem(text);
    if (text === undefined) report(item, `${name} must contain strings only.`);
    else if (problem !== undefined) report(item, `The glob ${quotedText(text)} ${problem}.`, true);
    return text === undefined || problem !== undefined ? [] : [text];
  });
}
