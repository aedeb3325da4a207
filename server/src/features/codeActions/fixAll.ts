import type { Analysis } from '../../analysis.ts';
import type { Finding } from '../../rules/engine/runRules.ts';
import { type Edit, type TextEdit, textEditsOf } from '../../syntax/edit.ts';

/**
 * The edits of every preferred fix that can be made together, in the order of the findings. A fix that clashes with
 * an earlier one is left for the next time; one that cannot be made safely is left out.
 */
export function preferredEdits({ tree }: Analysis, findings: readonly Finding[]): readonly TextEdit[] {
  let edits: readonly Edit[] = [];
  let made: readonly TextEdit[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find(({ preferred }) => preferred);
    if (!fix) continue;
    const together = textEditsOf(tree, [...edits, ...fix.edits]);
    if ('refused' in together) continue;
    edits = [...edits, ...fix.edits];
    made = together;
  }
  return made;
}
