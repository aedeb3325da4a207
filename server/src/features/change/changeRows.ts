import { type DiffEntry, sectionsOf } from '../../networkDiff/report/sections.ts';
import type { Change, ChangeRow } from '../../protocol.ts';
import { positionAt } from '../../syntax/span.ts';
import { rangeOf } from '../ranges.ts';
import { type CheckedVersion, changeOfChecked } from './changeOf.ts';

/** What a document does to its network against an older version, as rows for an editor. */
export function changeRows(before: CheckedVersion | undefined, after: CheckedVersion): Change {
  const versions = { before: before?.analysis, after: after.analysis };
  const rowOf = ({ mark, text, place, entries }: DiffEntry): ChangeRow => {
    const version = place && versions[place.version];
    return {
      mark,
      text,
      ...(version && place.version === 'after' && { range: rangeOf(version.lines, place.at) }),
      ...(version &&
        place.version === 'before' && { oldLine: positionAt(version.lines, place.at.start).line }),
      rows: entries.map(rowOf),
    };
  };
  const sections = sectionsOf(changeOfChecked(before, after), versions);
  return { sections: sections.map(({ title, entries }) => ({ title, rows: entries.map(rowOf) })) };
}
