import { keptByReads, THIS_VERSION } from '../../template/evaluation/reads.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import type { CheckedFile, Report } from '../defineRule.ts';
import { watchedIn } from './watchedFile.ts';

/**
 * A check whose reports are kept, for other scenarios and for later versions of the document, as long as all that was read
 * through the file comes out the same.
 */
export function keptReports<K extends object>(
  check: (key: K, file: CheckedFile) => Iterable<Report>,
): (key: K, scenario: Scenario) => readonly Report[] {
  return keptByReads((key, scenario) => {
    const reports = [...check(key, watchedIn(scenario))];
    if (!reports.every(movesWithText)) scenario.values.reads.push(THIS_VERSION);
    return reports;
  });
}

/** Nodes and entries move on when something is typed before them; other spans name a place in one text. */
function movesWithText({ at, related = [], fixes = [], cause }: Report): boolean {
  const spans = [at, cause?.at, ...related.map((one) => one.at)];
  const places = fixes.flatMap(({ edits }) => edits.flatMap((edit): unknown[] => Object.values(edit)));
  return [...spans, ...places].every((place) => !isSpan(place) || 'kind' in place || 'key' in place);
}

function isSpan(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'start' in value;
}
