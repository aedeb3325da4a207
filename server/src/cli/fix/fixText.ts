import type { Analysis, Finding } from '../../languageService.ts';
import { applyTextEdits, textEditsOf } from '../../syntax/edit.ts';

/** A document as it is understood and checked. */
export interface Checked {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  /** Findings that the document itself asks not to be told of. */
  readonly silenced: readonly Finding[];
}

/** Two fixes that undo each other end here. */
const MAX_ROUNDS = 10;

export interface Fixed extends Checked {
  readonly fixCount: number;
}

/**
 * Makes the preferred fixes of a document, one after the other, each on the text that the one before has left, until
 * none is left or rounds of as many fixes as there were findings have not ended it. `check` understands and checks
 * another text of the same document; undefined where that is none of our business any more.
 */
export function withPreferredFixes(
  start: Checked,
  check: (text: string, before: Checked) => Checked | undefined,
): Fixed {
  let current = start;
  let fixCount = 0;
  /** Fixes that cannot be made, so as not to try them again at once. */
  let refused = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let isChanged = false;
    for (let turns = current.findings.length; turns > 0; turns--) {
      const next = withNextFix(current, check, refused);
      if (!next) break;
      current = next;
      fixCount++;
      isChanged = true;
    }
    if (!isChanged) break;
    // What could not be made before may be possible now.
    refused = new Set();
  }
  return { ...current, fixCount };
}

function withNextFix(
  current: Checked,
  check: (text: string, before: Checked) => Checked | undefined,
  refused: Set<string>,
): Checked | undefined {
  const { tree } = current.analysis;
  for (const { rule, message, at, fixes } of current.findings) {
    const fix = fixes.find(({ preferred }) => preferred);
    if (!fix) continue;
    const key = `${rule.id} ${message} ${tree.text.slice(at.start, at.end)}`;
    if (refused.has(key)) continue;
    const edits = textEditsOf(tree, fix.edits);
    const text = 'refused' in edits ? tree.text : applyTextEdits(tree.text, edits);
    const next = text === tree.text ? undefined : check(text, current);
    // A file that reads worse than before is never written.
    if (next && brokenPlaces(next) <= brokenPlaces(current)) return next;
    refused.add(key);
  }
  return undefined;
}

function brokenPlaces({ analysis }: Checked): number {
  return analysis.tree.problems.filter(({ kind }) => kind === 'broken' || kind === 'limit').length;
}
