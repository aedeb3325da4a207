import type { Finding } from '../../rules/engine/findings.ts';
import { listed } from '../../wording/listed.ts';
import { type NetworkDiff, policyOf } from '../networkDiff.ts';
import type { Meaning } from '../reachability/differences.ts';
import type { ReachGroup } from '../reachability/reachGroups.ts';
import { type ReplacementTree, replacementTrees } from '../updates/replacementTrees.ts';
import { keepsData } from '../updates/updateBehavior.ts';
import { spanInVersions, type VersionedSpan, type Versions } from './places.ts';
import {
  addressSentence,
  dataSentence,
  deletionSentence,
  failureSentence,
  interruptionSentence,
  reachSentence,
  replacementSentence,
  scenarioText,
} from './words.ts';

/** A section of the report; sections are in the order in which a reviewer needs them. */
export interface ReportSection {
  readonly title:
    | 'Reachability'
    | 'Replaced by CloudFormation'
    | 'Interrupted by CloudFormation'
    | 'Findings'
    | 'Addresses';
  readonly entries: readonly DiffEntry[];
}

export type Mark = Meaning | 'fails' | 'replaced' | 'interrupted' | 'gone' | 'new' | 'other';

export interface DiffEntry {
  readonly mark: Mark;
  /** A sentence without a full stop. */
  readonly text: string;
  /** Its position, if it is a single one. */
  readonly place: VersionedSpan | undefined;
  readonly entries: readonly DiffEntry[];
}

/** The effects of a change as sentences with their positions; empty sections are left out. */
export function sectionsOf(diff: NetworkDiff, versions: Versions): readonly ReportSection[] {
  const sections: readonly ReportSection[] = [
    { title: 'Reachability', entries: diff.reach.map((group) => reachEntry(group, versions)) },
    { title: 'Replaced by CloudFormation', entries: replacementEntries(diff, versions) },
    {
      title: 'Interrupted by CloudFormation',
      entries: diff.interruptions.map((one) =>
        entry(
          'interrupted',
          interruptionSentence(one),
          one.scenario,
          spanInVersions(one.id, versions, one.properties[0]),
        ),
      ),
    },
    { title: 'Findings', entries: findingEntries(diff) },
    {
      title: 'Addresses',
      entries: diff.addresses.map((one) =>
        entry('other', addressSentence(one), one.scenario, spanInVersions(one.id, versions)),
      ),
    },
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

function entry(
  mark: Mark,
  text: string,
  scenario: string | null,
  place: VersionedSpan | undefined,
  entries: readonly DiffEntry[] = [],
): DiffEntry {
  return { mark, text: [text, scenarioText(scenario)].filter(Boolean).join(' '), place, entries };
}

/** The heading of several effects is their cause. */
function reachEntry({ cause, scenario, changes }: ReachGroup, versions: Versions): DiffEntry {
  const places = cause.map((id) => spanInVersions(id, versions));
  const known = cause.filter((_, i) => places[i] !== undefined);
  const text =
    known.length > 0 ? listed(known.map((id) => changedName(id, versions))) : 'The change as a whole';
  return entry(
    changes[0]!.meaning,
    text,
    scenario,
    places.find((place) => place !== undefined),
    changes.map((change) =>
      entry(change.meaning, reachSentence(change), null, spanInVersions(change.to[0]!, versions)),
    ),
  );
}

function changedName(id: string, { before, after }: Versions): string {
  if (!spanInVersions(id, { before, after: undefined })) return `${id} (new)`;
  return spanInVersions(id, { before: undefined, after }) ? id : `${id} (gone)`;
}

function replacementEntries(diff: NetworkDiff, versions: Versions): readonly DiffEntry[] {
  return [
    ...diff.failures.map((one) =>
      entry('fails', failureSentence(one), one.scenario, spanInVersions(one.id, versions)),
    ),
    ...replacementTrees(diff.replacements).map((tree) => treeEntry(tree, versions)),
    ...diff.deletions.map((one) =>
      entry('gone', deletionSentence(one), one.scenario, spanInVersions(one.id, versions)),
    ),
  ];
}

function treeEntry({ root, followers }: ReplacementTree, versions: Versions): DiffEntry {
  const withData = (one: ReplacementTree['root']) => {
    const resource = keepsData(one.type) ? resourceIn(one.id, versions) : undefined;
    const sentence = replacementSentence(one);
    if (!resource) return sentence;
    const data = dataSentence(policyOf(resource, 'UpdateReplacePolicy'));
    return `${sentence}; ${one.certainty === 'yes' ? '' : 'if it is replaced, '}${data}`;
  };
  const entryOf = (one: ReplacementTree['root'], entries: readonly DiffEntry[] = []) =>
    entry(
      'replaced',
      withData(one),
      one.scenario,
      spanInVersions(one.id, versions, one.reasons[0]?.property),
      entries,
    );
  return entryOf(
    root,
    followers.map((one) => entryOf(one)),
  );
}

function resourceIn(id: string, { after }: Versions) {
  const content = after?.content;
  return content?.kind === 'template' ? content.template.resources.get(id) : undefined;
}

function findingEntries({ findings }: NetworkDiff): readonly DiffEntry[] {
  const entries = (list: readonly Finding[], mark: 'new' | 'gone', version: VersionedSpan['version']) =>
    list.map(({ rule, severity, message, at }) =>
      entry(mark, `${severity} ${rule.id}: ${message}`, null, { version, at }),
    );
  return [...entries(findings.appeared, 'new', 'after'), ...entries(findings.gone, 'gone', 'before')];
}
