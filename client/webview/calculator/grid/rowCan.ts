import { type Row, stepOf } from '../../../../server/src/subnetPlan/index.ts';
import { cellText } from '../words.ts';

/** Whether the row's block, or the only block of its root, can be split. */
export function canSplitRow({ root, block }: Row): boolean {
  const only = root.blocks.length === 1 && root.blocks[0]!.blocks.length === 0;
  const leaf = block ? (block.blocks.length === 0 ? block : undefined) : only ? root.blocks[0] : undefined;
  return (
    leaf !== undefined && leaf.cidr.prefix + stepOf(leaf.cidr.family) <= (leaf.cidr.family === 4 ? 32 : 64)
  );
}

/** Whether the row's block has a neighbour or parts, as in every root that is split. */
export function canJoinRow({ root }: Row): boolean {
  return root.blocks.length > 1 || root.blocks[0]!.blocks.length > 0;
}

/** The label of the join button. */
export function joinTitle(row: Row): string {
  const text = cellText(row, 'block');
  return row.kind === 'group' || row.kind === 'root'
    ? `Join all of ${text} (J)`
    : `Join ${text} with its neighbour (J)`;
}
