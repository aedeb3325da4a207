import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contains, overlaps, sizeOf, withoutHostBits } from '../../../server/src/cidr/cidr.ts';
import { formatCidr } from '../../../server/src/cidr/format.ts';
import {
  addRoot,
  type Block,
  EMPTY_PLAN,
  isFree,
  join,
  label,
  leavesOf,
  type OperationResult,
  planByHosts,
  planByTiers,
  type Root,
  rowKey,
  type SubnetPlan,
  splitInto,
  splitTo,
} from '../../../server/src/subnetPlan/index.ts';

/** The plan that an operation gave; fails the test with its sentence where it gave none. */
export function done(outcome: OperationResult): SubnetPlan {
  if (outcome.kind === 'refused') assert.fail(outcome.message);
  return outcome.plan;
}

/** The sentence of an operation that is to be refused. */
export function refusal(outcome: OperationResult): string {
  if (outcome.kind === 'done') assert.fail(`not refused: ${outcome.message}`);
  return outcome.message;
}

/** A plan of the roots in a text such as "10.0.0.0/16 10.1.0.0/16", all of one VPC. */
export function planFor(text: string, vpc = 'Vpc'): SubnetPlan {
  return text.split(' ').reduce((plan, one) => done(addRoot(plan, one, vpc)), EMPTY_PLAN);
}

/** The blocks as a text: "10.0.0.0/17=public(10.0.0.0/18 …) 10.0.128.0/17". */
export function shape(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      const name = block.name === '' ? '' : `=${block.isGap ? '~' : ''}${block.name}`;
      const mark = block.resource ? '!' : '';
      const parts = block.blocks.length > 0 ? `(${shape(block.blocks)})` : '';
      return `${formatCidr(block.cidr)}${name}${mark}${parts}`;
    })
    .join(' ');
}

/** What holds of every plan: blocks cover what they stand in, lowest first, and none overlaps another. */
export function checkPlan(plan: SubnetPlan): void {
  for (const root of plan.roots) checkBlocks(root, root.blocks);
}

function checkBlocks(outer: Root | Block, blocks: readonly Block[]): void {
  let sum = 0n;
  for (const [index, block] of blocks.entries()) {
    assert.equal(block.cidr, withoutHostBits(block.cidr));
    assert.ok(
      contains(outer.cidr, block.cidr),
      `${formatCidr(block.cidr)} lies in ${formatCidr(outer.cidr)}`,
    );
    const next = blocks[index + 1];
    if (next) assert.ok(block.cidr.base < next.cidr.base && !overlaps(block.cidr, next.cidr));
    sum += sizeOf(block.cidr);
    if (block.blocks.length > 0) checkBlocks(block, block.blocks);
  }
  assert.equal(sum, sizeOf(outer.cidr), `the blocks in ${formatCidr(outer.cidr)} cover it`);
}

/** One thing that a user may do, at some place of the plan. */
export const anyStep = fc.oneof(
  fc.record({ does: fc.constant('split' as const), at: fc.nat(), more: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ does: fc.constant('into' as const), at: fc.nat(), more: fc.integer({ min: 2, max: 9 }) }),
  fc.record({ does: fc.constant('join' as const), at: fc.nat(), more: fc.constant(0) }),
  fc.record({ does: fc.constant('name' as const), at: fc.nat(), more: fc.nat({ max: 3 }) }),
  fc.record({ does: fc.constant('hosts' as const), at: fc.nat(), more: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ does: fc.constant('tiers' as const), at: fc.nat(), more: fc.integer({ min: 1, max: 3 }) }),
);

export type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

export function take(plan: SubnetPlan, { does, at, more }: Step): OperationResult {
  const keys = plan.roots.flatMap((root) => [
    root.id,
    ...allBlocks(root.blocks).map((one) => rowKey(root, one)),
  ]);
  const key = keys[at % keys.length]!;
  const prefix = Number(/\/(\d+)/.exec(key)?.[1] ?? 16);
  switch (does) {
    case 'split':
      return splitTo(plan, key, prefix + more);
    case 'into':
      return splitInto(plan, key, more);
    case 'join':
      return join(plan, key);
    case 'name':
      return label(plan, key, { name: more === 0 ? '' : `n${more}`, zone: more > 1 ? 1 : null });
    case 'hosts':
      return planByHosts(plan, key, [
        { name: 'h1', hosts: more },
        { name: 'h2', hosts: 20 },
      ]);
    case 'tiers':
      return planByTiers(
        plan,
        key,
        ['public', 'private', 'data'].slice(0, more).map((name) => ({ name })),
      );
  }
}

export function allBlocks(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => [block, ...allBlocks(block.blocks)]);
}

/** Names of what is planned, for comparing before and after. */
export function taken(plan: SubnetPlan): string[] {
  return plan.roots.flatMap((root) =>
    leavesOf(root.blocks)
      .filter((one) => !isFree(one))
      .map((one) => `${formatCidr(one.cidr)} ${one.name}`),
  );
}
