import { type Cidr, contains, networkOf, overlaps, withoutHostBits } from '../cidr/cidr.ts';
import { formatCidr } from '../cidr/format.ts';
import { parseCidr } from '../cidr/parse.ts';
import { MOST_PLAN_ZONES } from './allocate/tiers.ts';
import { fillGaps, moved, within, withRoot } from './change.ts';
import { type Block, freeBlock, isFree, leavesOf, type Root, rowKey, type SubnetPlan } from './model.ts';
import { type OperationResult, refused } from './operations.ts';

/** An empty root: one free block of the root's own size. */
export function newRoot(plan: SubnetPlan, cidr: Cidr, vpc: string): Root {
  const numbers = plan.roots.map(({ id }) => Number(id.slice(1)));
  return {
    id: `r${Math.max(0, ...numbers) + 1}`,
    cidr,
    vpc,
    note: '',
    ipv6: null,
    isBound: false,
    blocks: [freeBlock(cidr)],
  };
}

/** Adds a root from the text of its block. Host bits are dropped, as AWS drops them (CIDR-06). */
export function addRoot(plan: SubnetPlan, text: string, vpc: string): OperationResult {
  const written = parseCidr(text.trim());
  if (written.kind === 'error') return refused(written.message);
  const cidr = withoutHostBits(written);
  const name = vpc.trim() || 'Vpc';
  const twin = plan.roots.find((root) => root.vpc === name && overlaps(root.cidr, cidr));
  if (twin)
    return refused(
      `${name} already has ${formatCidr(twin.cidr)}, and blocks of one VPC cannot overlap. Use another name for another VPC.`,
    );
  const root = newRoot(plan, cidr, name);
  const dropped = written.base !== cidr.base ? ` without the host bits of ${text.trim()}` : '';
  return {
    kind: 'done',
    plan: { ...plan, roots: [...plan.roots, root] },
    message: `${formatCidr(cidr)} added${dropped}.`,
    key: root.id,
  };
}

/** Removes a root with everything planned in it; the first of the others is selected then. */
export function removeRoot(plan: SubnetPlan, id: string): OperationResult {
  const root = plan.roots.find((one) => one.id === id);
  if (!root) return refused('This block is no longer in the plan.');
  const roots = plan.roots.filter((one) => one !== root);
  const next = roots[0];
  return {
    kind: 'done',
    plan: { ...plan, roots },
    message: `${formatCidr(root.cidr)} removed.`,
    removes: true,
    ...(next && { key: next.id }),
  };
}

/**
 * Changes the block of a root. With the same size all parts move along; with another size the parts that are inside of
 * it stay. Refused if something planned would be outside.
 */
export function changeRoot(plan: SubnetPlan, id: string, text: string): OperationResult {
  const root = plan.roots.find((one) => one.id === id);
  if (!root) return refused('This block is no longer in the plan.');
  if (root.isBound) return refused(`The block of ${root.vpc} comes from the template; change it there.`);
  const written = parseCidr(text.trim());
  if (written.kind === 'error') return refused(written.message);
  const cidr = withoutHostBits(written);
  const blocks = refit(root, cidr);
  if ('kind' in blocks) return blocks;
  return {
    kind: 'done',
    plan: withRoot(plan, { ...root, cidr, blocks }),
    message: `${formatCidr(root.cidr)} changed to ${formatCidr(cidr)}.`,
    key: rowKey(root),
  };
}

/** The root's blocks for another CIDR, or the reason why they do not fit. */
function refit(root: Root, cidr: Cidr): readonly Block[] | OperationResult {
  if (root.cidr.family === cidr.family && root.cidr.prefix === cidr.prefix) {
    return moved(root.blocks, networkOf(cidr) - networkOf(root.cidr));
  }
  const lost = leavesOf(root.blocks).filter((block) => !isFree(block) && !contains(cidr, block.cidr));
  if (lost.length > 0) {
    const names = lost.slice(0, 3).map((block) => block.name || formatCidr(block.cidr));
    return refused(
      `${names.join(', ')}${lost.length > 3 ? ' and others' : ''} would be outside ${formatCidr(cidr)}.`,
    );
  }
  return fillGaps(
    cidr,
    within(root.blocks, cidr).filter((block) => !isFree(block)),
  );
}

/** Sets the number of zones of the plan. Refused if a block is in a zone that would be removed. */
export function setZones(plan: SubnetPlan, zones: number): OperationResult {
  if (!Number.isInteger(zones) || zones < 1 || zones > MOST_PLAN_ZONES) {
    return refused(`The number of zones must be from 1 to ${MOST_PLAN_ZONES}.`);
  }
  for (const root of plan.roots) {
    for (const block of leavesOf(root.blocks)) {
      if (block.zone !== null && block.zone >= zones && !block.resource) {
        return refused(`${block.name || formatCidr(block.cidr)} is in a zone after the first ${zones}.`);
      }
    }
  }
  return {
    kind: 'done',
    plan: { ...plan, zones },
    message: `The plan has ${zones === 1 ? '1 zone' : `${zones} zones`} now.`,
  };
}
