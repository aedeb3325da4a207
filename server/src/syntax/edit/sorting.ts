import type { SyntaxTree } from '../tree.ts';
import type { Edit, Refusal } from './edits.ts';
import type { EditPlan } from './plan.ts';
import { createPlanBuilder } from './planBuilder.ts';

/**
 * Groups edits by the nodes that they touch. Refuses edits that touch aliased or broken text, and edits that touch the
 * same thing.
 */
export function editPlanOf(tree: SyntaxTree, edits: readonly Edit[]): EditPlan | Refusal {
  const builder = createPlanBuilder(tree);
  // Removals first, so that a new entry may reuse the key of a removed one, in whatever order they are listed.
  for (const edit of edits) if (isRemoval(edit)) apply(edit);
  for (const edit of edits) if (!isRemoval(edit)) apply(edit);
  return builder.finish();

  function apply(edit: Edit): void {
    switch (edit.op) {
      case 'replace':
        builder.replace(edit.node, edit.value);
        break;
      case 'rename':
        builder.rename(edit.entry, edit.key);
        break;
      case 'remove-entry':
        builder.remove(edit.from, edit.entry);
        break;
      case 'remove-item':
        builder.remove(edit.from, edit.item);
        break;
      case 'insert-entry':
        builder.insertEntry(edit.into, edit.key, edit.value, edit);
        break;
      case 'set-entry':
        builder.setEntry(edit.in, edit.key, edit.value, edit);
        break;
      case 'insert-item':
        builder.insertItem(edit.into, edit.value, edit.index);
        break;
      case 'wrap':
        builder.wrap(edit.node);
        break;
      case 'move-entry':
        builder.moveEntry(edit.from, edit.entry, edit.to, edit);
        break;
      case 'move-item':
        builder.moveItem(edit.from, edit.item, edit.to, edit.index);
        break;
      case 'delete':
        builder.deleteSpan(edit.at);
        break;
      default:
        edit satisfies never;
    }
  }
}

function isRemoval({ op }: Edit): boolean {
  return op === 'remove-entry' || op === 'remove-item';
}
