import type { Analysis, Finding } from '../../languageService.ts';
import { applyTextEdits, textEditsOf } from '../../syntax/edit.ts';
import { syntaxErrorsIn } from '../../syntax/tree.ts';
import { type Fixable, independentOf } from './independent.ts';

/** A document that was analyzed and checked. */
export interface Checked {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  /** Findings that the document suppresses. */
  readonly suppressed: readonly Finding[];
}

/** Ends a loop of fixes that undo each other. */
const MAX_ROUNDS = 10;

export interface Fixed extends Checked {
  readonly fixCount: number;
}

/**
 * Makes the preferred fixes of a document until none is left, or until `MAX_ROUNDS` fixes per original finding were
 * made. Independent fixes are made together, others one after the other, each on the text that results from those
 * before. `check` analyzes another text of the same document; undefined if it is no longer of a supported kind.
 */
export function withPreferredFixes(
  start: Checked,
  check: (text: string, before: Checked) => Checked | undefined,
): Fixed {
  const most = MAX_ROUNDS * start.findings.length;
  let current = start;
  let fixCount = 0;
  /** Fixes that cannot be made, so that they are not tried again at once. */
  let refused = new Set<string>();
  let isChanged = false;
  while (fixCount < most) {
    const fixables = fixablesIn(current, refused);
    if (fixables.length === 0) {
      if (!isChanged) break;
      // An impossible fix may be possible now.
      refused = new Set();
      isChanged = false;
      continue;
    }
    const together = independentOf(fixables).slice(0, most - fixCount);
    const [possible, impossible] = partedBy(together, current);
    for (const { finding } of impossible) refused.add(keyOf(current, finding));
    const made = makeTogether(current, possible, check);
    if (made.count > 0) isChanged = true;
    else if (possible[0]) refused.add(keyOf(current, possible[0].finding));
    current = made.checked;
    fixCount += made.count;
  }
  return { ...current, fixCount };
}

function fixablesIn(current: Checked, refused: ReadonlySet<string>): readonly Fixable[] {
  return current.findings.flatMap((finding) => {
    const fix = finding.fixes.find(({ preferred }) => preferred);
    return fix && !refused.has(keyOf(current, finding)) ? [{ finding, edits: fix.edits }] : [];
  });
}

/** Separates fixes that can be made from those that cannot, so that the latter do not block the others. */
function partedBy(
  fixables: readonly Fixable[],
  { analysis: { tree } }: Checked,
): readonly [possible: readonly Fixable[], impossible: readonly Fixable[]] {
  const all = fixables.flatMap(({ edits }) => edits);
  if (!('refused' in textEditsOf(tree, all))) return [fixables, []];
  const isPossible = fixables.map(({ edits }) => !('refused' in textEditsOf(tree, edits)));
  return [fixables.filter((_, i) => isPossible[i]), fixables.filter((_, i) => !isPossible[i])];
}

function keyOf({ analysis }: Checked, { rule, message, at }: Finding): string {
  return `${rule.id} ${message} ${analysis.tree.text.slice(at.start, at.end)}`;
}

/** Makes all of them, else the first half, else the first quarter, and so on down to the first alone, or none. */
function makeTogether(
  current: Checked,
  fixables: readonly Fixable[],
  check: (text: string, before: Checked) => Checked | undefined,
): { readonly checked: Checked; readonly count: number } {
  const { tree } = current.analysis;
  for (let count = fixables.length; count > 0; count = Math.floor(count / 2)) {
    const edits = textEditsOf(
      tree,
      fixables.slice(0, count).flatMap((one) => one.edits),
    );
    const text = 'refused' in edits ? tree.text : applyTextEdits(tree.text, edits);
    const checked = text === tree.text ? undefined : check(text, current);
    // A text with more problems than before is never written, and each of several fixes has to remove a finding.
    const isBetter =
      checked &&
      brokenPlaces(checked) <= brokenPlaces(current) &&
      (count === 1 || checked.findings.length <= current.findings.length - count);
    if (isBetter) return { checked, count };
  }
  return { checked: current, count: 0 };
}

function brokenPlaces({ analysis }: Checked): number {
  return syntaxErrorsIn(analysis.tree).length;
}
