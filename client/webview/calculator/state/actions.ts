import { formatCount } from '../../../../server/src/cidr/format.ts';
import {
  findBlock,
  insertable,
  label,
  type OperationResult,
  splitTo,
  updatesOf,
} from '../../../../server/src/subnetPlan/index.ts';
import type { ColumnId } from '../grid/columns.ts';
import { postToHost } from '../host.ts';
import type { State } from './state.ts';

/** Whether the block can be split. */
export function canSplit({ history }: State, key: string): boolean {
  return splitTo(history.present, key).kind === 'done';
}

/** Reserves a block, or makes it free again. A reserved block without a name is called `spare`. */
export function keptFree({ history }: State, key: string): OperationResult {
  const found = findBlock(history.present, key);
  if (found?.kind !== 'block' || found.block.blocks.length > 0)
    return { kind: 'refused', message: 'Only a block that is not split can be reserved.' };
  const { isGap, name } = found.block;
  return label(history.present, key, { isGap: !isGap, ...(name === '' && !isGap && { name: 'spare' }) });
}

/** Sets the text of a cell; an unchanged text changes nothing. */
export function labelled({ history }: State, key: string, column: ColumnId, value: string): OperationResult {
  const plan = history.present;
  const found = findBlock(plan, key);
  const before = found?.kind === 'block' ? found.block : found?.root;
  if (column === 'zone') return label(plan, key, { zone: value === '' ? null : value.charCodeAt(0) - 97 });
  if (column !== 'name' && column !== 'tier' && column !== 'note')
    return { kind: 'refused', message: 'This cell is read-only.' };
  const isSame =
    before && column in before && (before as unknown as Record<string, unknown>)[column] === value.trim();
  if (isSame) return { kind: 'done', plan, message: '', key };
  return label(plan, key, { [column]: value });
}

/** Shows the row's subnet in the template, if it has one. */
export function revealIn({ template, history }: State, key: string, focus: boolean): void {
  const found = template && findBlock(history.present, key);
  if (!found) return;
  const id =
    found.kind === 'root' ? (found.root.isBound ? found.root.vpc : undefined) : found.block.resource?.id;
  if (id !== undefined) postToHost({ type: 'reveal', id, focus });
}

/** True if the plan has blocks that were planned here and are not in the template. */
export function isPlanned(state: State): boolean {
  const { past, present } = state.history;
  return (
    past.length > 0 && (present.roots.some(({ isBound }) => !isBound) || writableIn(state) !== undefined)
  );
}

/** The title of the write action and its VPC, if there is something to write. */
export function writableIn({ template, history }: State): { title: string; vpc: string } | undefined {
  if (!template) return undefined;
  const plan = history.present;
  const vpcs = [...new Set(plan.roots.filter(({ isBound }) => isBound).map(({ vpc }) => vpc))];
  for (const vpc of vpcs) {
    const fresh = BigInt(insertable(plan, vpc).length);
    const changed = BigInt(updatesOf(plan).filter(({ root }) => root.vpc === vpc).length);
    if (fresh > 0n)
      return {
        title:
          changed > 0n
            ? `Insert ${formatCount(fresh)}, update ${formatCount(changed)}…`
            : `Insert ${formatCount(fresh)}…`,
        vpc,
      };
    if (changed > 0n) return { title: `Update ${formatCount(changed)}…`, vpc };
  }
  return undefined;
}
