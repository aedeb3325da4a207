import type { Inventory } from '../../inventory/inventory.ts';
import type { InventoryFile } from '../../inventory/inventoryFile.ts';
import type { Network } from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import { EMPTY_NETWORK, networkOfZappa } from '../../network/zappa/networkOfSettings.ts';
import { encloses, type Span } from '../../syntax/span.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { keptAlone, type Shared, thisVersion } from '../../template/evaluation/reads.ts';
import type { History, Scenario } from '../../template/evaluation/scenario.ts';
import { isIn, NO_SCENARIO } from '../../template/evaluation/scenarioSet.ts';
import {
  type ConditionValue,
  distinguishingConditions,
} from '../../template/scenarios/distinguishingConditions.ts';
import type { Scenarios } from '../../template/scenarios/scenarios.ts';
import { isNoEcho } from '../../template/secret.ts';
import type { Template } from '../../template/template.ts';
import { listed } from '../../wording/listed.ts';
import type { ZappaSettings } from '../../zappa/settings.ts';
import {
  type CheckedFile,
  type Fix,
  type Page,
  type Related,
  type Remedy,
  type Report,
  type Rule,
  SEVERITIES,
  type Severity,
} from '../defineRule.ts';
import suppressionUnused from '../files/suppression-unused.ts';
import { movesWithText } from './movesWithText.ts';
import type { Steps } from './steps.ts';
import type { Suppression } from './suppressions.ts';
import { unwatched, watch, watchedIn } from './watchedFile.ts';

/** What a file is, once it is read. */
export type FileContent =
  | { readonly kind: 'template'; readonly template: Template; readonly scenarios: Scenarios }
  | { readonly kind: 'zappa'; readonly settings: ZappaSettings }
  | { readonly kind: 'inventory'; readonly file: InventoryFile }
  /** Known by its name to be one of the two, and not readable as such. */
  | { readonly kind: 'unreadable' };

/** With what is of no use once all rules ran. */
type CausedFinding = Finding & Pick<Report, 'cause' | 'isBesideSchema'>;

/** A report with everything decided. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly at: Span;
  readonly message: string;
  readonly resource: string | null;
  readonly stage: string | null;
  /** The condition values without which it does not hold, as `UseNat=false`; null where it always holds. */
  readonly scenario: string | null;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  readonly remedies: readonly Remedy[];
  readonly pages: readonly Page[];
}

export interface RunOptions {
  readonly profile: Profile;
  /** A rule's own severity, or `off`, by its id. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Rules that cfn-lint has too are left to it. */
  readonly defersToCfnLint?: boolean;
  /** The editor checks the file by its JSON schema. */
  readonly defersToSchema?: boolean;
  /** Told when a rule throws; its findings are lost, those of the others are not. */
  readonly onFailure: (rule: Rule, error: unknown) => void;
}

export const PROFILES = ['recommended', 'strict', 'errors'] as const;

/** `errors`: only findings that are errors. `strict`: every rule. */
export type Profile = (typeof PROFILES)[number];

export interface RunResult {
  /** In the order of the text, each once however many scenarios show it. */
  readonly findings: readonly Finding[];
  /** Findings that the document itself asks not to be told of. */
  readonly silenced: readonly Finding[];
}

/** Runs the rules that the options leave on over a file. */
export function* runRules(
  rules: readonly Rule[],
  tree: SyntaxTree,
  content: FileContent,
  suppressions: readonly Suppression[],
  options: RunOptions,
  inventory?: Inventory,
): Steps<RunResult> {
  const files = yield* checkedFiles(tree, content, inventory);
  const on = rules.filter((rule) => isOn(rule, options));
  const ran = on.filter((rule) => looksAt(rule, content));
  const run = function* (
    asked: readonly Rule[],
    scenarios: readonly FileInScenario[],
  ): Steps<CausedFinding[]> {
    const found: CausedFinding[] = [];
    for (const rule of asked) {
      try {
        const reports: (readonly Report[])[] = [];
        const { inSteps } = rule.check;
        for (let i = 0; i < scenarios.length; i++) {
          if (reports[i]) continue;
          yield;
          const { file, scenario } = scenarios[i]!;
          const { answer, holdsIn } =
            scenario && inSteps ? yield* inSteps(scenario) : reportsOf(rule, file, scenario);
          reports[i] = answer;
          for (let later = i + 1; later < scenarios.length; later++)
            if (isIn(holdsIn, later)) reports[later] ??= answer;
        }
        // So it is with most rules, after most keystrokes.
        if (reports.every((all) => all.length === 0)) continue;
        const own = options.severities[rule.id];
        const all = findingsOf(rule, reports, scenarios, content, own === 'off' ? undefined : own);
        found.push(
          ...(isLeftToSchema(rule, options) ? all.filter(({ isBesideSchema }) => isBesideSchema) : all),
        );
      } catch (error) {
        options.onFailure(rule, error);
      }
    }
    return found;
  };

  const found = yield* run(
    ran.filter((rule) => rule !== suppressionUnused),
    files,
  );
  const all = mergeCauses(found);
  const isSilencedBy = (finding: Finding, { rule, covers }: Suppression) =>
    rule === finding.rule.id &&
    covers.start <= finding.at.start &&
    finding.at.start < Math.max(covers.end, covers.start + 1);
  const silenced = all.filter((finding) => suppressions.some((one) => isSilencedBy(finding, one)));
  // A rule that did not run, or not for all that it finds, might have found something.
  const unused = suppressions.filter(
    (one) =>
      !silenced.some((finding) => isSilencedBy(finding, one)) &&
      (on.some((rule) => rule.id === one.rule && !isLeftToSchema(rule, options)) ||
        !rules.some(({ id }) => id === one.rule)),
  );
  const last = files
    .slice(0, 1)
    .map(({ file }) => ({ scenario: undefined, file: { ...unwatched(file), unusedSuppressions: unused } }));
  const told = [
    ...all.filter((finding) => !silenced.includes(finding)),
    ...(ran.includes(suppressionUnused) ? yield* run([suppressionUnused], last) : []),
  ];
  return {
    findings: told
      .filter(({ severity }) => options.profile !== 'errors' || severity === 'error')
      .sort(compareFindings),
    silenced: silenced.sort(compareFindings),
  };
}

/** Whether the editor reports most of what the rule finds by itself. */
function isLeftToSchema({ id, isInSchema }: Rule, { severities, defersToSchema }: RunOptions): boolean {
  return isInSchema === true && defersToSchema === true && severities[id] === undefined;
}

function isOn(rule: Rule, { severities, profile, defersToCfnLint }: RunOptions): boolean {
  const own = severities[rule.id];
  if (own !== undefined) return own !== 'off';
  if (defersToCfnLint && rule.cfnLint !== undefined) return false;
  return profile === 'strict' || rule.profile === 'recommended';
}

/** Whether a rule has anything to look at; of a file that cannot be read nobody knows what it is. */
function looksAt({ appliesTo }: Rule, { kind }: FileContent): boolean {
  return kind === 'unreadable' || appliesTo.includes(kind);
}

/** A finding whose cause is reported too goes to the cause's related places, and what would help it helps the cause. */
function mergeCauses(findings: readonly CausedFinding[]): Finding[] {
  const causeOf = ({ cause }: CausedFinding) =>
    cause &&
    findings.find(
      ({ rule, at }) => rule.id === cause.rule && at.start === cause.at.start && at.end === cause.at.end,
    );
  const effects = new Map<Finding, CausedFinding[]>();
  const kept: CausedFinding[] = [];
  for (const finding of findings) {
    const cause = causeOf(finding);
    if (!cause || cause === finding) kept.push(finding);
    else effects.set(cause, [...(effects.get(cause) ?? []), finding]);
  }
  return kept.map((finding) => {
    const { cause: _, isBesideSchema: __, related, remedies, ...rest } = finding;
    const own = effects.get(finding) ?? [];
    return {
      ...rest,
      related: [...related, ...own.map(({ at, message }) => ({ at, message }))],
      remedies: [...remedies, ...own.flatMap((effect) => effect.remedies)],
    };
  });
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    a.at.start - b.at.start ||
    a.at.end - b.at.end ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.message, b.message)
  );
}

interface FileInScenario {
  readonly file: CheckedFile;
  readonly scenario: Scenario | undefined;
}

function* checkedFiles(
  tree: SyntaxTree,
  content: FileContent,
  inventory: Inventory | undefined,
): Steps<readonly FileInScenario[]> {
  const file = (network: Network, networks: readonly Network[], scenario?: Scenario): CheckedFile => ({
    tree,
    isBroken: tree.problems.some(({ kind }) => kind === 'broken'),
    scenario,
    scenarios: content.kind === 'template' ? content.scenarios : undefined,
    network,
    networks,
    template: content.kind === 'template' ? content.template : undefined,
    zappa: content.kind === 'zappa' ? content.settings : undefined,
    inventoryFile: content.kind === 'inventory' ? content.file : undefined,
    inventory,
    unusedSuppressions: [],
  });
  if (content.kind === 'template') {
    const scenarios = content.scenarios.all;
    for (const scenario of scenarios) {
      networkOfTemplate(scenario);
      yield;
    }
    const networks = networksOf(content.scenarios);
    return scenarios.map((scenario, i) => ({
      scenario,
      file: watch(file(networks[i]!, networks, scenario), scenario),
    }));
  }
  const network = content.kind === 'zappa' ? networkOfZappa(content.settings, inventory) : EMPTY_NETWORK;
  return [{ scenario: undefined, file: file(network, [network]) }];
}

/** The same list where the networks are the same. */
function networksOf({ all, history }: Scenarios): readonly Network[] {
  const before = networksMade.get(history);
  const networks = all.map(networkOfTemplate);
  if (before?.length === networks.length && before.every((one, i) => one === networks[i])) return before;
  networksMade.set(history, networks);
  return networks;
}

const networksMade = new WeakMap<History, readonly Network[]>();

/** Made for each rule when it runs first. */
const checks = new WeakMap<Rule, (history: History, scenario: Scenario) => Shared<readonly Report[]>>();

/** What a rule finds in a file, from an earlier version where all that it read is the same, and in which other scenarios too. */
function reportsOf(rule: Rule, file: CheckedFile, scenario: Scenario | undefined): Shared<readonly Report[]> {
  if (!scenario) return { answer: [...rule.check(file)], holdsIn: NO_SCENARIO };
  const check = checks.get(rule) ?? keptAlone((_: History, within) => checkedIn(rule, within));
  checks.set(rule, check);
  return check(scenario.values.history, scenario);
}

function checkedIn(rule: Rule, scenario: Scenario): readonly Report[] {
  const reports = [...rule.check(watchedIn(scenario))];
  if (!reports.every(movesWithText)) thisVersion(scenario, '');
  return reports;
}

/** The reports of a rule in each scenario, with everything decided. */
function findingsOf(
  rule: Rule,
  reports: readonly (readonly Report[])[],
  files: readonly FileInScenario[],
  content: FileContent,
  own: Severity | undefined,
): CausedFinding[] {
  const loops = content.kind === 'template' ? content.template.loops : [];
  const merged = new Map<string, { report: Report; scenarios: (Scenario | undefined)[] }>();
  for (const [i, { scenario }] of files.entries()) {
    const seen = new Set<string>();
    for (const report of reports[i]!) {
      // Every round of a loop says the same of the loop's body in other words.
      const message = loops.some((loop) => encloses(loop, report.at)) ? '' : report.message;
      const key = `${report.at.start},${report.at.end},${report.stage ?? ''},${message}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const known = merged.get(key);
      if (known) known.scenarios.push(scenario);
      else merged.set(key, { report, scenarios: [scenario] });
    }
  }
  return [...merged.values()].map(({ report, scenarios }) => {
    const needed = scenarios.length === files.length ? null : conditionsOf(scenarios, files);
    const defaults = defaultsText(report.defaults ?? [], content);
    return {
      rule,
      severity: severityOf(rule, report, own),
      at: report.at,
      message: `${withConditions(report.message, needed, defaults)}${heirsText(report.heirs ?? [])}`,
      resource: report.resource ?? null,
      stage: report.stage ?? null,
      scenario: needed?.map(({ name, holds }) => `${name}=${holds}`).join(',') ?? null,
      related: report.related ?? [],
      fixes: report.fixes ?? [],
      remedies: report.remedies ?? [],
      pages: report.pages ?? [],
      ...(report.cause && { cause: report.cause }),
      ...(report.isBesideSchema && { isBesideSchema: true }),
    };
  });
}

/** What rests on a default is no error: another value may be given at deployment. */
function severityOf(rule: Rule, report: Report, own: Severity | undefined): Severity {
  const stated = own ?? report.severity ?? rule.severity;
  return stated === 'error' && (report.defaults?.length ?? 0) > 0 ? 'warning' : stated;
}

function conditionsOf(
  shown: readonly (Scenario | undefined)[],
  files: readonly FileInScenario[],
): readonly ConditionValue[] {
  return distinguishingConditions(
    shown,
    files.flatMap(({ scenario }) => (scenario ? [scenario] : [])),
  );
}

function defaultsText(names: readonly string[], content: FileContent): string | undefined {
  if (content.kind !== 'template' || names.length === 0) return undefined;
  const parts = names.map((name) => {
    const parameter = content.template.parameters.get(name);
    // `Name of other.yaml`, a parameter of another file.
    if (!parameter || isNoEcho(parameter.body)) return `${name} at its default`;
    const text = parameter.default?.text ?? '';
    return text.trim() === '' ? `${name} at its default, which is empty` : `${name} at its default ${text}`;
  });
  return `with ${parts.join(' and ')}`;
}

/** "Applies when UseNat is false, with VpcCidr at its default 10.0.0.0/16.", as a sentence of its own. */
function withConditions(
  message: string,
  needed: readonly ConditionValue[] | null,
  defaults: string | undefined,
): string {
  const when = needed?.length
    ? `when ${needed.map(({ name, holds }) => `${name} is ${holds}`).join(' and ')}`
    : undefined;
  const conditions = [when, defaults].filter((one) => one !== undefined);
  return conditions.length === 0 ? message : `${message} Applies ${conditions.join(', ')}.`;
}

/** "Stages "us" and "eu" inherit this." */
function heirsText(names: readonly string[]): string {
  if (names.length === 0) return '';
  const isOne = names.length === 1;
  const quoted = listed(
    names.map((name) => `"${name}"`),
    3,
  );
  return ` Stage${isOne ? '' : 's'} ${quoted} inherit${isOne ? 's' : ''} this.`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** True where `severity` is as grave as `limit` or graver. */
export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}
