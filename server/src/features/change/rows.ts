import type { Versions } from '../../networkDiff/report/places.ts';
import type { DiffEntry } from '../../networkDiff/report/sections.ts';
import type { ChangeRow } from '../../protocol.ts';
import { positionAt } from '../../syntax/span.ts';
import { rangeOf } from '../ranges.ts';

/** A difference as a row for an editor. */
export function rowOf({ mark, text, place, entries }: DiffEntry, versions: Versions): ChangeRow {
  const version = place && versions[place.version];
  return {
    mark,
    text,
    ...(version && place.version === 'after' && { range: rangeOf(version.lines, place.at) }),
    ...(version && place.version === 'before' && { oldLine: positionAt(version.lines, place.at.start).line }),
    rows: entries.map((one) => rowOf(one, versions)),
  };
}
