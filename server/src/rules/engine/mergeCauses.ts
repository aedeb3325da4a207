import { addTo } from '../../multimap.ts';
import { encloses } from '../../syntax/span.ts';
import type { CausedFinding, Finding } from './findings.ts';

/** Turns a finding whose cause is reported, too, into a related place of the cause, which gets its remedies. */
export function mergeCauses(findings: readonly CausedFinding[]): Finding[] {
  const causeOf = ({ cause }: CausedFinding) =>
    cause &&
    findings.find(({ rule, at }) =>
      [cause].flat().some((one) => rule.id === one.rule && encloses(at, one.at)),
    );
  const effects = new Map<Finding, CausedFinding[]>();
  const kept: CausedFinding[] = [];
  for (const finding of findings) {
    const cause = causeOf(finding);
    if (!cause || cause === finding) kept.push(finding);
    else addTo(effects, cause, finding);
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
