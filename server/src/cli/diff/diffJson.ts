import { printableJson } from '../../escape/printable.ts';
import { type NetworkDiff, spanInVersions } from '../../languageService.ts';
import { positionAt, type Span } from '../../syntax/span.ts';
import type { FileDiff } from './compare.ts';
import type { Summary } from './summary.ts';

/** The comparison as one JSON object; its shape is a contract (docs/diff.md). Lines are 1-based. */
export function diffAsJson(
  files: readonly FileDiff[],
  summary: Summary,
  [before, after]: readonly [string, string],
): string {
  return `${printableJson({ before, after, summary, files: files.map(fileAsJson) })}\n`;
}

function fileAsJson(file: FileDiff) {
  const { name, before, after, diff } = file;
  return {
    file: name,
    status: before ? (after ? 'changed' : 'removed') : 'added',
    reachability: diff.reach.map(({ cause, scenario, changes }) => ({
      cause: cause.map((id) => ({ resource: id, ...lineOf(file, id) })),
      scenario,
      changes,
    })),
    replacements: diff.replacements.map(({ id, type, certainty, reasons, scenario }) => ({
      resource: id,
      type,
      certain: certainty === 'yes',
      reasons: reasons.map(({ property, follows }) => ({ property, follows: follows ?? null })),
      scenario,
      ...lineOf(file, id, reasons[0]?.property),
    })),
    interruptions: diff.interruptions.map(({ id, type, certainty, properties, scenario }) => ({
      resource: id,
      type,
      certain: certainty === 'yes',
      properties,
      scenario,
      ...lineOf(file, id, properties[0]),
    })),
    failures: diff.failures.map(({ id, old, why, scenario }) => ({
      resource: id,
      inTheWay: old,
      ...why,
      scenario,
      ...lineOf(file, id),
    })),
    deletions: diff.deletions.map(({ id, type, policy, scenario }) => ({
      resource: id,
      type,
      policy: policy ?? null,
      scenario,
      ...lineOf(file, id),
    })),
    findings: {
      new: diff.findings.appeared.map((one) => findingAsJson(one, after)),
      gone: diff.findings.gone.map((one) => findingAsJson(one, before)),
    },
    addresses: diff.addresses.map(({ id, from, ...one }) => ({
      resource: id,
      ...one,
      from: from ?? null,
      ...lineOf(file, id),
    })),
  };
}

function findingAsJson(
  { rule, severity, message, resource, stage, scenario, at }: NetworkDiff['findings']['gone'][number],
  version: FileDiff['after'],
) {
  return { rule: rule.id, severity, message, resource, stage, scenario, line: lineIn(version, at) };
}

/** The line in the new version; `oldLine` for something that only the old version has. */
function lineOf(file: FileDiff, id: string, property?: string) {
  const place = spanInVersions(id, file, property);
  const line = place ? lineIn(file[place.version], place.at) : null;
  return place?.version === 'before' ? { line: null, oldLine: line } : { line, oldLine: null };
}

function lineIn(version: FileDiff['after'], { start }: Span): number | null {
  return version ? positionAt(version.lines, start).line + 1 : null;
}
