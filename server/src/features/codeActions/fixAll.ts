import type { Analysis } from '../../analysis.ts';
import type { Finding } from '../../rules/engine/findings.ts';
import { type Edit, type TextEdit, textEditsOf } from '../../syntax/edit.ts';

/**
 * The edits of all preferred fixes that can be made together, in the order of the findings. A fix that conflicts with
 * an earlier one, or cannot be made safely, is left out.
 */
export function preferredEdits({ tree }: Analysis, findings: readonly Finding[]): readonly TextEdit[] {
  let edits: readonly Edit[] = [];
  let made: readonly TextEdit[] = [];
  /** Tries all of them at once, and each half separately if that fails. */
  const add = (fixes: readonly (readonly Edit[])[]): void => {
    if (fixes.length === 0) return;
    const together = [...edits, ...fixes.flat()];
    const changes = textEditsOf(tree, together);
    if (!('refused' in changes)) {
      edits = together;
      made = changes;
    } else if (fixes.length > 1) {
      const half = Math.ceil(fixes.length / 2);
      add(fixes.slice(0, half));
      add(fixes.slice(half));
    }
  };
  add(
    findings.flatMap(({ fixes }) =>
      fixes
        .filter(({ preferred }) => preferred)
        .slice(0, 1)
        .map((fix) => fix.edits),
    ),
  );
  return made;
}
