import { addTo } from '../../multimap.ts';
import type { Verdict } from '../../reach/question.ts';
import type { InScenarios } from '../inScenarios.ts';
import { MEANINGS, type Meaning, type ReachDifference } from './differences.ts';
import { keyOfQuestion, partyName, portsText } from './questions.ts';

/** From each of `from` to each of `to`, with the same change. */
export interface ReachChange {
  readonly meaning: Meaning;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** "tcp 5432", "every tcp port"; only "tcp" for the destination's own port if it is unknown. */
  readonly traffic: string;
  readonly ipv6: boolean;
  readonly before: Verdict | null;
  readonly after: Verdict | null;
}

/** Differences with the same cause. */
export interface ReachGroup {
  /** The logical ids or stages whose changes are the cause; if there are several, all of them together. */
  readonly cause: readonly string[];
  readonly scenario: string | null;
  readonly changes: readonly ReachChange[];
}

/** A key that is equal for the same difference in several scenarios. */
export function keyOfDifference({ asked, before, after, cause }: ReachDifference): string {
  return [keyOfQuestion(asked), asked.until, before, after, ...cause].join(' ');
}

/** Groups differences by cause, most dangerous first. */
export function reachGroups(differences: readonly InScenarios<ReachDifference>[]): readonly ReachGroup[] {
  const groups = new Map<string, InScenarios<ReachDifference>[]>();
  for (const one of differences) addTo(groups, [one.scenario, ...one.cause].join('\n'), one);
  return [...groups.values()]
    .map((all) => ({
      cause: all[0]!.cause,
      scenario: all[0]!.scenario,
      changes: rectangles(all).sort((a, b) => rank(a) - rank(b)),
    }))
    .sort((a, b) => rank(a.changes[0]!) - rank(b.changes[0]!));
}

function rank({ meaning }: ReachChange): number {
  return MEANINGS.indexOf(meaning);
}

/** Merges sources with equal differences for the same destinations. */
function rectangles(differences: readonly ReachDifference[]): ReachChange[] {
  const alike = new Map<string, ReachDifference[]>();
  for (const one of differences) {
    const { asked, before, after, meaning } = one;
    addTo(alike, [meaning, trafficOf(one), asked.ipv6 ?? false, before, after].join('\n'), one);
  }
  return [...alike.values()].flatMap((all) => {
    const { asked, meaning, before, after } = all[0]!;
    const byFrom = new Map<string, string[]>();
    for (const { asked: one } of all) addTo(byFrom, partyName(one.from), partyName(one.to));
    const byTo = new Map<string, string[]>();
    for (const [from, to] of byFrom) addTo(byTo, to.join('\n'), from);
    return [...byTo].map(([to, from]) => ({
      meaning,
      from,
      to: to.split('\n'),
      traffic: trafficOf(all[0]!),
      ipv6: asked.ipv6 ?? false,
      before,
      after,
    }));
  });
}

function trafficOf({ asked, ownPort }: ReachDifference): string {
  return portsText(ownPort === undefined ? asked : { protocol: asked.protocol, port: ownPort });
}
