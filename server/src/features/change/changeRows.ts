import { sectionsOf } from '../../networkDiff/report/sections.ts';
import type { ChangeAnswer } from '../../protocol.ts';
import { type CheckedVersion, changeOfChecked } from './changeOf.ts';
import { rowOf } from './rows.ts';

/** What a document changes in its network, compared with an older version, as rows for an editor. */
export function changeRows(before: CheckedVersion | undefined, after: CheckedVersion): ChangeAnswer {
  const versions = { before: before?.analysis, after: after.analysis };
  const sections = sectionsOf(changeOfChecked(before, after), versions);
  return {
    sections: sections.map(({ title, entries }) => ({
      title,
      rows: entries.map((entry) => rowOf(entry, versions)),
    })),
  };
}
