import { networkOfTemplate } from '../network/fromTemplate.ts';
import { EMPTY_NETWORK, networkOfZappa } from '../network/fromZappa.ts';
import type { Span } from '../syntax/span.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { Scenario } from '../template/evaluate.ts';
import type { Scenarios } from '../template/scenarios.ts';
import type { Template } from '../template/template.ts';
import type { ZappaSettings } from '../zappa/settings.ts';
import {
  type CheckedFile,
  type Fix,
  type Related,
  type Report,
  type Rule,
  SEVERITIES,
  type Severity,
} from './defineRule.ts';

/** What a file is, once it is read. */
export type FileContent =
  | { readonly kind: 'template'; readonly template: Template; readonly scenarios: Scenarios }
  | { readonly kind: 'zappa'; readonly settings: ZappaSettings }
  /** Known by its name to be one of the two, and not readable as such. */
  | { readonly kind: 'unreadable' };

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
}

export interface RunOptions {
  readonly profile: Profile;
  /** A rule's own severity, or `off`, by its id. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Told when a rule throws; its findings are lost, those of the others are not. */
  readonly onFailure: (rule: Rule, error: unknown) => void;
  /** Asked between rules; true ends the run with the findings so far. */
  readonly isCancelled?: () => boolean;
}

/** `errors`: only findings that are errors. `strict`: every rule. */
export type Profile = 'recommended' | 'strict' | 'errors';

/** All findings of a file in the order of the text, each once however many scenarios show it. */
export function runRules(
  rules: readonly Rule[],
  tree: SyntaxTree,
  content: FileContent,
  options: RunOptions,
): readonly Finding[] {
  const files = checkedFiles(tree, content);
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (options.isCancelled?.()) break;
    const own = options.severities[rule.id];
    if (own === 'off' || (own === undefined && rule.profile === 'strict' && options.profile !== 'strict'))
      continue;
    try {
      findings.push(...findingsOf(rule, files, content, own));
    } catch (error) {
      options.onFailure(rule, error);
    }
  }
  return findings
    .filter((finding) => options.profile !== 'errors' || finding.severity === 'error')
    .sort(
      (a, b) =>
        a.at.start - b.at.start ||
        a.at.end - b.at.end ||
        compareText(a.rule.id, b.rule.id) ||
        compareText(a.message, b.message),
    );
}

interface FileInScenario {
  readonly file: CheckedFile;
  readonly scenario: Scenario | undefined;
}

function checkedFiles(tree: SyntaxTree, content: FileContent): readonly FileInScenario[] {
  switch (content.kind) {
    case 'template':
      return content.scenarios.all.map((scenario) => ({
        scenario,
        file: { tree, template: content.template, zappa: undefined, network: networkOfTemplate(scenario) },
      }));
    case 'zappa':
      return [
        {
          scenario: undefined,
          file: {
            tree,
            template: undefined,
            zappa: content.settings,
            network: networkOfZappa(content.settings),
          },
        },
      ];
    case 'unreadable':
      return [
        {
          scenario: undefined,
          file: { tree, template: undefined, zappa: undefined, network: EMPTY_NETWORK },
        },
      ];
  }
}

function findingsOf(
  rule: Rule,
  files: readonly FileInScenario[],
  content: FileContent,
  own: Severity | undefined,
): Finding[] {
  const merged = new Map<string, { report: Report; scenarios: (Scenario | undefined)[] }>();
  for (const { file, scenario } of files) {
    const seen = new Set<string>();
    for (const report of rule.check(file)) {
      const key = `${report.at.start},${report.at.end},${report.stage ?? ''},${report.message}`;
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
      message: withClauses(report.message, needed, defaults),
      resource: report.resource ?? null,
      stage: report.stage ?? null,
      scenario: needed?.map(({ name, holds }) => `${name}=${holds}`).join(',') ?? null,
      related: report.related ?? [],
      fixes: report.fixes ?? [],
    };
  });
}

/** What rests on a default is no error: another value may be given at deployment. */
function severityOf(rule: Rule, report: Report, own: Severity | undefined): Severity {
  const stated = own ?? report.severity ?? rule.severity;
  return stated === 'error' && (report.defaults?.length ?? 0) > 0 ? 'warning' : stated;
}

interface ConditionValue {
  readonly name: string;
  readonly holds: boolean;
}

/** The fewest condition values that single out these scenarios among all; those of the first where none do. */
function conditionsOf(
  shown: readonly (Scenario | undefined)[],
  files: readonly FileInScenario[],
): readonly ConditionValue[] {
  const all = files.flatMap(({ scenario }) => (scenario ? [scenario] : []));
  const wanted = new Set(shown);
  const first = all.find((scenario) => wanted.has(scenario));
  const values = [...(first?.conditions ?? [])].map(([name, holds]) => ({ name, holds }));
  const singlesOut = (chosen: readonly ConditionValue[]) =>
    all.every(
      (scenario) =>
        wanted.has(scenario) === chosen.every(({ name, holds }) => scenario.conditions.get(name) === holds),
    );
  for (const one of values) if (singlesOut([one])) return [one];
  for (const [i, one] of values.entries()) {
    for (const other of values.slice(i + 1)) if (singlesOut([one, other])) return [one, other];
  }
  // Values that all the scenarios share say the most that is true of every one of them.
  return values.filter(({ name, holds }) =>
    shown.every((scenario) => scenario?.conditions.get(name) === holds),
  );
}

function defaultsText(names: readonly string[], content: FileContent): string {
  if (content.kind !== 'template' || names.length === 0) return '';
  const parts = names.map(
    (name) => `${name} at its default ${content.template.parameters.get(name)?.default?.text ?? ''}`,
  );
  return ` (with ${parts.join(' and ')})`;
}

/** "… when UseNat is false (with VpcCidr at its default 10.0.0.0/16)." before the final full stop. */
function withClauses(message: string, needed: readonly ConditionValue[] | null, defaults: string): string {
  const when = needed?.length
    ? ` when ${needed.map(({ name, holds }) => `${name} is ${holds}`).join(' and ')}`
    : '';
  if (when === '' && defaults === '') return message;
  return `${message.replace(/\.$/, '')}${when}${defaults}.`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** True where `severity` is as grave as `limit` or graver. */
export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}
