import { encloses, type Span } from '../../syntax/span.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import {
  type ConditionValue,
  distinguishingConditions,
} from '../../template/scenarios/distinguishingConditions.ts';
import { isNoEcho } from '../../template/secret.ts';
import { listed } from '../../wording/listed.ts';
import type { Fix, Page, Related, Remedy, Report, Rule, Severity } from '../defineRule.ts';
import type { FileContent, FileInScenario } from './checkedFiles.ts';

/** A finding with data that is needed only until all rules have run. */
export type CausedFinding = Finding & Pick<Report, 'cause' | 'isBesideSchema'>;

/** A report of a rule as it is shown: with its severity, and merged over all scenarios. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly at: Span;
  readonly message: string;
  readonly resource: string | null;
  readonly stage: string | null;
  /** The condition values that it depends on, as `UseNat=false`; null if it is found in every scenario. */
  readonly scenario: string | null;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  readonly remedies: readonly Remedy[];
  readonly pages: readonly Page[];
}

/** The findings of a rule from its reports in each scenario; equal reports are merged. `own` is the user's severity. */
export function findingsOfReports(
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
      // The iterations of a loop report the same about its body, with other names in the message.
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
    const defaults = defaultsText([...new Set(report.defaults)], content);
    return {
      rule,
      severity: severityOf(rule, report, own),
      at: report.at,
      message: `${withConditions(report.message, needed, defaults)}${extendedByText(report.extendedBy ?? [])}`,
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

/** A finding that depends on a parameter's default is no error: the deployment may give another value. */
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
    // A parameter of another file is named `Name of other.yaml`.
    if (!parameter || isNoEcho(parameter.body)) return `${name} at its default`;
    const text = parameter.default?.text ?? '';
    return text.trim() === '' ? `${name} at its default, which is empty` : `${name} at its default ${text}`;
  });
  return `with ${parts.join(' and ')}`;
}

/** "Applies when UseNat is false, with VpcCidr at its default 10.0.0.0/16.", as a separate sentence. */
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
function extendedByText(names: readonly string[]): string {
  if (names.length === 0) return '';
  const isOne = names.length === 1;
  const quoted = listed(
    names.map((name) => `"${name}"`),
    3,
  );
  return ` Stage${isOne ? '' : 's'} ${quoted} inherit${isOne ? 's' : ''} this.`;
}
