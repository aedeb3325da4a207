import { parseCidr } from '../cidr/parse.ts';
import { type Block, isFree, isSubnet, type Root, rowKey, type SubnetPlan } from './model.ts';

/** One row of the calculator's tree. */
export interface Row {
  readonly root: Root;
  /** Undefined for the row of the root itself. */
  readonly block: Block | undefined;
  readonly kind: RowKind;
  /** The depth in the tree; 1 for a root. */
  readonly level: number;
  /** The position among its siblings, from 1, and the number of siblings, itself included. */
  readonly position: number;
  readonly setSize: number;
  /** Whether the children are shown; undefined for a row without children. */
  readonly isOpen: boolean | undefined;
  readonly parent: string | undefined;
}

/** `template`: a subnet of the template. `subnet`: a planned subnet. `group`: a block that is split. */
export type RowKind = 'root' | 'group' | 'template' | 'subnet' | 'gap' | 'labelled' | 'free';

/** What a block is, in the order in which its row shows it: a split block is a group, whatever its labels. */
export function kindOf(block: Block): RowKind {
  if (block.blocks.length > 0) return 'group';
  if (block.resource) return 'template';
  if (block.isGap) return 'gap';
  if (isSubnet(block)) return 'subnet';
  return isFree(block) ? 'free' : 'labelled';
}

/** The visible rows from the top; children of closed rows are not included. */
export function visibleRows(plan: SubnetPlan, closed: ReadonlySet<string>): readonly Row[] {
  const rows: Row[] = [];
  const visit = (root: Root, blocks: readonly Block[], level: number, parent: string) => {
    for (let index = 0; index < blocks.length; index++) {
      const block = blocks[index]!;
      const kind = kindOf(block);
      // Only for groups: there are thousands of rows, few are visible, and their keys are computed on demand.
      const key = kind === 'group' ? rowKey(root, block) : undefined;
      const isOpen = key === undefined ? undefined : !closed.has(key);
      rows.push({ root, block, kind, level, position: index + 1, setSize: blocks.length, isOpen, parent });
      if (key !== undefined && isOpen) visit(root, block.blocks, level + 1, key);
    }
  };
  for (const [index, root] of plan.roots.entries()) {
    const isOpen = !closed.has(root.id);
    rows.push({
      root,
      block: undefined,
      kind: 'root',
      level: 1,
      position: index + 1,
      setSize: plan.roots.length,
      isOpen,
      parent: undefined,
    });
    if (isOpen) visit(root, root.blocks, 2, root.id);
  }
  return rows;
}

/** The key of the row's block or root. */
export function keyOfRow({ root, block }: Row): string {
  return rowKey(root, block);
}

/** The index of the row with that key; -1 if there is none. */
export function indexOfRow(rows: readonly Row[], key: string): number {
  const [id, text] = key.split(' ');
  if (text === undefined) return rows.findIndex(({ root, block }) => !block && root.id === id);
  const cidr = parseCidr(text);
  if (cidr.kind === 'error') return -1;
  return rows.findIndex(
    ({ root, block }) =>
      block?.cidr.base === cidr.base &&
      block.cidr.prefix === cidr.prefix &&
      block.cidr.family === cidr.family &&
      root.id === id,
  );
}
