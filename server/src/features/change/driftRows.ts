import type { Analysis } from '../../analysis.ts';
import { driftOf } from '../../drift/drift.ts';
import { driftSections } from '../../drift/sections.ts';
import { inventoryWithDate } from '../../inventory/words.ts';
import type { ChangeRow, DriftAnswer } from '../../protocol.ts';
import { rowOf } from './rows.ts';

/** The differences between a template and its inventory, as rows for an editor. */
export function driftRows(analysis: Analysis): DriftAnswer {
  const { inventory } = analysis;
  if (!inventory)
    return refused('There is no inventory to compare the file with. "Read Network from AWS…" creates one.');
  const drift = driftOf(analysis, inventory, undefined);
  if ('problem' in drift) return refused(drift.problem);
  const versions = { before: undefined, after: analysis };
  const of = inventoryWithDate(inventory);
  return {
    against: drift.stack === undefined ? of : `stack ${drift.stack} in ${of}`,
    sections: driftSections(drift, analysis).map(({ title, entries }) => ({
      title,
      rows: entries.map((entry) => ofAws(rowOf(entry, versions))),
    })),
  };
}

function refused(sentence: string): DriftAnswer {
  return { sentence, sections: [] };
}

/** In a drift nothing is replaced, added or removed: the two sides differ. */
function ofAws(row: ChangeRow): ChangeRow {
  const mark = MARKS[row.mark as keyof typeof MARKS] ?? row.mark;
  return { ...row, mark, rows: row.rows.map(ofAws) };
}

const MARKS = { replaced: 'changed-in-aws', new: 'only-in-aws', gone: 'only-in-template' } as const;
