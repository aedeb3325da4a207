import type { EditorSettings } from './protocol.ts';
import { SEVERITIES, type Severity } from './rules/defineRule.ts';
import { PROFILES, type Profile } from './rules/engine/runRules.ts';
import { rules } from './rules/index.ts';
import { parse } from './syntax/parse.ts';
import type { Span } from './syntax/span.ts';
import { entriesOf, type Node, resolved, type SyntaxTree } from './syntax/tree.ts';

/** The name of the settings file that editor and command line both read. */
export const SETTINGS_FILE = 'vpc-lens.json';

/** What a workspace, an editor or a command line asks for; everything that is left out stays as it is. */
export interface Settings {
  readonly profile?: Profile;
  /** A rule's own severity, or `off`, by its id. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Globs of files that are not checked, relative to the folder of the settings file. */
  readonly exclude?: readonly string[];
  /** Values of CloudFormation parameters in place of their defaults, by the parameters' names. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** A parameter file by a glob of the templates that it is for, both relative to the folder of the settings file. */
  readonly parameterFiles?: Readonly<Record<string, string>>;
  /** Globs of files that are Zappa settings whatever they are called, relative to the same folder. */
  readonly zappaFiles?: readonly string[];
  /** The file or folder that holds AWS's answers, relative to the folder of the settings file. */
  readonly inventory?: string;
}

const KEYS = 'profile, rules, exclude, inventory, parameters, parameterFiles and zappa';

export interface SettingsProblem extends Span {
  readonly message: string;
}

/** Settings as far as they can be understood, and what cannot. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
  readonly tree: SyntaxTree;
}

/** Reads a `vpc-lens.json`; comments and trailing commas are let through. Never throws. */
export function readSettings(text: string): ReadSettings {
  const tree = parse(text, 'json');
  const problems: SettingsProblem[] = tree.problems.filter(
    ({ kind }) => kind === 'broken' || kind === 'limit',
  );
  const report = (at: Span, message: string) => {
    problems.push({ start: at.start, end: at.end, message });
  };
  let settings: Settings = {};
  const root = resolved(tree.root);
  if (root && root.kind !== 'mapping')
    report(root, 'The settings are an object: {"profile": "recommended"}.');
  for (const { key, value } of entriesOf(root)) {
    switch (key.text) {
      case '$schema':
        break;
      case 'profile': {
        const profile = PROFILES.find((name) => name === textOf(value));
        if (profile) settings = { ...settings, profile };
        else report(value, `profile is one of ${PROFILES.join(', ')}.`);
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
      case 'inventory': {
        const inventory = textOf(value);
        if (inventory) settings = { ...settings, inventory };
        else report(value, 'inventory is the name of a file or folder: "aws/inventory.json".');
        break;
      }
      default:
        report(key, `There is no setting "${key.text}"; there are ${KEYS}.`);
    }
  }
  return { settings, problems, tree };
}

/** The editor's own settings, whose schema the editor has checked already; anything else in them is passed over. */
export function settingsOfEditor({
  profile,
  rules,
  exclude,
  inventory,
  parameters,
  parameterFiles,
  zappa,
}: EditorSettings): Settings {
  const known = PROFILES.find((name) => name === profile);
  const severities = Object.entries(rules ?? {}).filter(([, severity]) => isRuleSetting(severity));
  return {
    ...(known && { profile: known }),
    ...(severities.length > 0 && {
      rules: Object.fromEntries(severities) as Record<string, Severity | 'off'>,
    }),
    ...(exclude && { exclude }),
    ...(parameters && { parameters: plainValues(parameters) }),
    ...(parameterFiles && { parameterFiles: plainValues(parameterFiles) }),
    ...(zappa?.files && { zappaFiles: zappa.files }),
    ...(inventory && { inventory }),
  };
}

/** Texts, numbers and booleans as texts; anything else is left out. */
function plainValues(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (isPlain(value) ? [[name, String(value)]] : [])),
  );
}

function isRuleSetting(text: string | undefined): text is Severity | 'off' {
  return text === 'off' || SEVERITIES.some((severity) => severity === text);
}

/** Settings that lie over others: each rule's severity by itself, everything else as a whole. */
export function overlay(base: Settings, over: Settings): Settings {
  // Values of parameters are put together by `parametersFor`, since files of both lie between them.
  return { ...base, ...over, rules: { ...base.rules, ...over.rules } };
}

function readRules(
  node: Node,
  report: (at: Span, message: string) => void,
): Record<string, Severity | 'off'> {
  const result: Record<string, Severity | 'off'> = {};
  if (resolved(node)?.kind !== 'mapping') report(node, 'rules is an object: {"subnet-overlap": "off"}.');
  for (const { key, value } of entriesOf(node)) {
    const wanted = textOf(value);
    if (!rules.some(({ id }) => id === key.text)) report(key, `There is no rule "${key.text}".`);
    else if (isRuleSetting(wanted)) result[key.text] = wanted;
    else report(value, `A rule is off, ${SEVERITIES.slice(0, -1).join(', ')} or ${SEVERITIES.at(-1)}.`);
  }
  return result;
}

function readValues(
  setting: string,
  node: Node,
  report: (at: Span, message: string) => void,
): Record<string, string> {
  const result: Record<string, string> = {};
  if (resolved(node)?.kind !== 'mapping') {
    const example = setting === 'parameters' ? '{"VpcCidr": "10.0.0.0/16"}' : '{"network.yaml": "prod.json"}';
    report(node, `${setting} is an object: ${example}.`);
  }
  for (const { key, value } of entriesOf(node)) {
    const target = resolved(value);
    if (target?.kind !== 'scalar' || target.value === null) report(value, `${key.text} has no plain value.`);
    else result[key.text] = typeof target.value === 'boolean' ? String(target.value) : target.text;
  }
  return result;
}

function readZappa(node: Node, report: (at: Span, message: string) => void): Settings {
  let settings: Settings = {};
  if (resolved(node)?.kind !== 'mapping') report(node, 'zappa is an object: {"files": ["deploy/*.yml"]}.');
  for (const { key, value } of entriesOf(node)) {
    if (key.text === 'files') settings = { zappaFiles: readTexts('files', value, report) };
    else report(key, `There is no setting "zappa.${key.text}"; there is zappa.files.`);
  }
  return settings;
}

function readTexts(name: string, node: Node, report: (at: Span, message: string) => void): string[] {
  const list = resolved(node);
  if (list?.kind !== 'sequence') {
    report(node, `${name} is a list of globs: ["legacy/**"].`);
    return [];
  }
  return list.items.flatMap((item) => {
    const text = textOf(item);
    if (text === undefined) report(item, `${name} takes texts only.`);
    return text === undefined ? [] : [text];
  });
}

function textOf(node: Node | undefined): string | undefined {
  const target = resolved(node);
  return target?.kind === 'scalar' && typeof target.value === 'string' ? target.value : undefined;
}
