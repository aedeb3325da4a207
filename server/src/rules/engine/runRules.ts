import type { Inventory } from '../../inventory/inventory.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { memoizedOfDocument, type Shared, thisVersion } from '../../template/evaluation/reads.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { isIn, NO_SCENARIO } from '../../template/evaluation/scenarioSet.ts';
import { type CheckedFile, type Report, type Rule, SEVERITIES, type Severity } from '../defineRule.ts';
import suppressionUnused from '../files/suppression-unused.ts';
import { checkedFiles, type FileContent, type FileInScenario } from './checkedFiles.ts';
import { type CausedFinding, type Finding, findingsOfReports } from './findings.ts';
import { mergeCauses } from './mergeCauses.ts';
import { movesWithText } from './movesWithText.ts';
import type { Steps } from './steps.ts';
import type { Suppression } from './suppressions.ts';
import { unwatched, watchedIn } from './watchedFile.ts';

export interface RunOptions {
  readonly profile: Profile;
  /** A rule's own severity, or `off`, by its id. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Rules that cfn-lint has, too, are off. */
  readonly defersToCfnLint?: boolean;
  /** The editor validates the file by its JSON schema. */
  readonly defersToSchema?: boolean;
  /** Called if a rule throws; only its own findings are lost. */
  readonly onFailure: (rule: Rule, error: unknown) => void;
}

export const PROFILES = ['recommended', 'strict', 'errors'] as const;

/** `errors`: only findings that are errors. `strict`: every rule. */
export type Profile = (typeof PROFILES)[number];

export interface RunResult {
  /** In the order of the text, merged over all scenarios. */
  readonly findings: readonly Finding[];
  /** Findings that the document suppresses. */
  readonly suppressed: readonly Finding[];
}

/** Runs the rules that the options turn on over a file. */
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
  const found = yield* findingsOfRules(
    ran.filter((rule) => rule !== suppressionUnused),
    files,
    content,
    options,
  );
  const all = mergeCauses(found);
  const suppressed = all.filter((finding) => suppressions.some((one) => isSuppressedBy(finding, one)));
  const shown = all.filter((finding) => !suppressed.includes(finding));
  if (ran.includes(suppressionUnused)) {
    // A suppression may be for a rule that is off, or for findings that are left to the schema.
    const mayBeNeeded = ({ rule: id }: Suppression) =>
      rules.some((rule) => rule.id === id) &&
      !on.some((rule) => rule.id === id && !isLeftToSchema(rule, options));
    const unused = suppressions.filter(
      (one) => !mayBeNeeded(one) && !suppressed.some((finding) => isSuppressedBy(finding, one)),
    );
    const last = files
      .slice(0, 1)
      .map(({ file }) => ({ scenario: undefined, file: { ...unwatched(file), unusedSuppressions: unused } }));
    shown.push(...(yield* findingsOfRules([suppressionUnused], last, content, options)));
  }
  return {
    findings: shown
      .filter(({ severity }) => options.profile !== 'errors' || severity === 'error')
      .sort(compareFindings),
    suppressed: suppressed.sort(compareFindings),
  };
}

/** The findings of several rules, one rule after the other. A rule that throws has none. */
function* findingsOfRules(
  rules: readonly Rule[],
  files: readonly FileInScenario[],
  content: FileContent,
  options: RunOptions,
): Steps<CausedFinding[]> {
  const found: CausedFinding[] = [];
  for (const rule of rules) {
    try {
      const reports = yield* reportsInScenarios(rule, files);
      // Most rules report nothing after most keystrokes.
      if (reports.every((all) => all.length === 0)) continue;
      const own = options.severities[rule.id];
      const all = findingsOfReports(rule, reports, files, content, own === 'off' ? undefined : own);
      found.push(
        ...(isLeftToSchema(rule, options) ? all.filter(({ isBesideSchema }) => isBesideSchema) : all),
      );
    } catch (error) {
      options.onFailure(rule, error);
    }
  }
  return found;
}

/** The reports of a rule in each scenario. It runs once for all scenarios in which everything that it reads is the same. */
function* reportsInScenarios(
  rule: Rule,
  files: readonly FileInScenario[],
): Steps<readonly (readonly Report[])[]> {
  const reports: (readonly Report[])[] = [];
  const { inSteps } = rule.check;
  for (let i = 0; i < files.length; i++) {
    if (reports[i]) continue;
    yield;
    const { file, scenario } = files[i]!;
    const { answer, holdsIn } =
      scenario && inSteps ? yield* inSteps(scenario) : reportsOf(rule, file, scenario);
    reports[i] = answer;
    for (let later = i + 1; later < files.length; later++)
      if (isIn(holdsIn, later)) reports[later] ??= answer;
  }
  return reports;
}

function isSuppressedBy({ rule, at }: Finding, suppression: Suppression): boolean {
  const { start, end } = suppression.covers;
  return suppression.rule === rule.id && start <= at.start && at.start < Math.max(end, start + 1);
}

/** Whether the editor's JSON schema validation reports most findings of the rule. */
function isLeftToSchema({ id, isInSchema }: Rule, { severities, defersToSchema }: RunOptions): boolean {
  return isInSchema === true && defersToSchema === true && severities[id] === undefined;
}

function isOn(rule: Rule, { severities, profile, defersToCfnLint }: RunOptions): boolean {
  const own = severities[rule.id];
  if (own !== undefined) return own !== 'off';
  if (defersToCfnLint && rule.cfnLint !== undefined) return false;
  return profile === 'strict' || rule.profile === 'recommended';
}

/** Whether a rule applies to a file; the kind of an unreadable file is unknown. */
function looksAt({ appliesTo }: Rule, { kind }: FileContent): boolean {
  return kind === 'unreadable' || appliesTo.includes(kind);
}

/** Each rule's check with memoized reports, created on first use. */
const checks = new WeakMap<Rule, (scenario: Scenario) => Shared<readonly Report[]>>();

/**
 * The reports of a rule in a scenario, and the other scenarios with the same reports. Those of an earlier version are
 * reused if everything that the rule read is unchanged.
 */
function reportsOf(rule: Rule, file: CheckedFile, scenario: Scenario | undefined): Shared<readonly Report[]> {
  if (!scenario) return { answer: [...rule.check(file)], holdsIn: NO_SCENARIO };
  let check = checks.get(rule);
  if (!check) {
    check = memoizedOfDocument((within) => checkedIn(rule, within));
    checks.set(rule, check);
  }
  return check(scenario);
}

function checkedIn(rule: Rule, scenario: Scenario): readonly Report[] {
  const reports = [...rule.check(watchedIn(scenario))];
  if (!reports.every(movesWithText)) thisVersion(scenario, '');
  return reports;
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    a.at.start - b.at.start ||
    a.at.end - b.at.end ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** True if `severity` is at least as severe as `limit`. */
export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}
