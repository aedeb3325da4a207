import type { Analysis } from '../analysis.ts';
import { addTo } from '../multimap.ts';
import type { ReachChange, ReachGroup } from '../networkDiff/reachability/reachGroups.ts';
import { spanInVersions } from '../networkDiff/report/places.ts';
import type { DiffEntry, Mark } from '../networkDiff/report/sections.ts';
import { listedParties, scenarioText } from '../networkDiff/report/words.ts';
import type { Verdict } from '../reach/question.ts';
import { listed } from '../wording/listed.ts';
import type { Difference } from './compare/difference.ts';
import type { Drift } from './drift.ts';

/** A section of a drift report. Places are those of the template. */
export interface DriftSection {
  readonly title: 'Reachability' | 'Differences' | 'Not compared';
  readonly entries: readonly DiffEntry[];
}

/** A drift in sentences; sections without an entry are left out. */
export function driftSections(drift: Drift, template: Analysis): readonly DriftSection[] {
  const sections: readonly DriftSection[] = [
    { title: 'Reachability', entries: drift.reach.map((group) => reachEntry(group, drift, template)) },
    { title: 'Differences', entries: differenceEntries(drift) },
    {
      title: 'Not compared',
      entries: drift.notCompared.map(({ resource, why, at }) =>
        entry('uncertain', `${resource}: ${why}`, null, at),
      ),
    },
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

function entry(
  mark: Mark,
  text: string,
  scenario: string | null,
  at: Difference['at'],
  entries: readonly DiffEntry[] = [],
): DiffEntry {
  const place = at && ({ version: 'after', at } as const);
  return { mark, text: [text, scenarioText(scenario)].filter(Boolean).join(' '), place, entries };
}

function reachEntry({ cause, scenario, changes }: ReachGroup, drift: Drift, template: Analysis): DiffEntry {
  const places = cause.map((id) => spanInVersions(id, { before: undefined, after: template }));
  const text =
    cause.length > 0 ? listed(cause.map((id) => withAwsId(id, drift))) : 'All differences together';
  return entry(
    changes[0]!.meaning,
    text,
    scenario,
    places.find((place) => place !== undefined)?.at,
    changes.map((change) => entry(change.meaning, driftReachSentence(change), null, undefined)),
  );
}

function differenceEntries(drift: Drift): readonly DiffEntry[] {
  const byResource = new Map<string, Drift['differences'][number][]>();
  for (const one of drift.differences) {
    addTo(byResource, one.resource, one);
  }
  return [...byResource].map(([id, all]) =>
    entry(
      'other',
      withAwsId(id, drift),
      null,
      undefined,
      all.map((one) => entry(MARKS[one.change], differenceSentence(one), one.scenario, one.at)),
    ),
  );
}

const MARKS: Readonly<Record<Difference['change'], Mark>> = {
  changed: 'replaced',
  'only-aws': 'new',
  'only-template': 'gone',
};

function withAwsId(id: string, { found }: Pick<Drift, 'found'>): string {
  const awsId = found.get(id);
  return awsId === undefined ? id : `${id} (${awsId})`;
}

/** One sentence without a full stop. */
function differenceSentence({
  change,
  what,
  template,
  aws,
  mayBeOfOtherStack,
  resource,
}: Difference): string {
  const item = (value: string | null) =>
    value === null || value === resource || what.includes(value) ? what : `${what}: ${value}`;
  switch (change) {
    case 'changed':
      return `${what}: ${template} in the template, ${aws} in AWS`;
    case 'only-aws': {
      const also = `; other stacks know ${resource} and may have added it`;
      return `Only in AWS: ${item(aws)}${mayBeOfOtherStack ? also : ''}`;
    }
    case 'only-template':
      return `Only in the template: ${item(template)}`;
  }
}

/** One sentence without a full stop. */
function driftReachSentence({ from, to, traffic, ipv6, before, after }: ReachChange): string {
  const target = `${listedParties(to)}, ${traffic}${ipv6 ? ' over IPv6' : ''}`;
  const sources = listedParties(from);
  const by = `by the template ${before === 'unknown' ? 'that is not known' : `${from.length > 1 ? 'they' : 'it'} ${COULD[before ?? 'blocked']}`}`;
  if (after === 'unknown') return `In AWS, it is not known whether ${sources} can reach ${target}; ${by}`;
  const can = { reachable: 'can reach', partial: 'can in part reach', blocked: 'cannot reach' } as const;
  return `In AWS, ${sources} ${can[after ?? 'blocked']} ${target}; ${by}`;
}

const COULD: Readonly<Record<Exclude<Verdict, 'unknown'>, string>> = {
  reachable: 'can',
  partial: 'can in part',
  blocked: 'cannot',
};
