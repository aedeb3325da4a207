import type { Edit, Refusal, TextEdit } from './edit.ts';
import type { SyntaxTree } from './tree.ts';
export function textEditsOf(_tree: SyntaxTree, _edits: readonly Edit[]): readonly TextEdit[] | Refusal {
  return { refused: 'not yet' };
}
