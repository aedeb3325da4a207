import { printableJson } from '../../escape/printable.ts';
import { positionAt, type Span } from '../../syntax/span.ts';
import type { TemplateDrift } from './driftText.ts';

/** The drift as one JSON object; its shape is a contract (docs/drift.md). Lines are 1-based. */
export function driftAsJson({ name, analysis, drift }: TemplateDrift): string {
  const lineOf = (at: Span | undefined) => (at ? positionAt(analysis.lines, at.start).line + 1 : null);
  return `${printableJson({
    template: name,
    stack: drift.stack ?? null,
    differences: drift.differences.map(({ resource, change, what, template, aws, scenario, ...one }) => ({
      resource,
      id: drift.found.get(resource) ?? null,
      change,
      what,
      template,
      aws,
      mayBeOfOtherStack: one.mayBeOfOtherStack,
      scenario,
      line: lineOf(one.at),
    })),
    reachability: drift.reach.map(({ cause, scenario, changes }) => ({
      cause,
      scenario,
      changes: changes.map(({ before, after, ...change }) => ({ ...change, template: before, aws: after })),
    })),
    compared: [...drift.found].map(([resource, id]) => ({ resource, id })),
    notCompared: drift.notCompared.map(({ resource, why, at }) => ({
      resource,
      reason: why,
      line: lineOf(at),
    })),
  })}\n`;
}
