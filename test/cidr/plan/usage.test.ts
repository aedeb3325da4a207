import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sizeOf } from '../../../server/src/cidr/cidr.ts';
import { percentagesOf, planByTiers, usableIn, usageOf } from '../../../server/src/subnetPlan/index.ts';
import { anyStep, done, planFor, take } from './plans.ts';

test('percentages add up to 100, and nothing that is there is 0', () => {
  const cases: [parts: bigint[], wanted: number[]][] = [
    [
      [0n, 0n, 65536n],
      [0, 0, 100],
    ],
    [
      [1n, 1n, 1n],
      [33.4, 33.3, 33.3],
    ],
    [
      [16n, 0n, 65520n],
      [0.1, 0, 99.9],
    ],
    [[], []],
    [[0n], [0]],
  ];
  for (const [parts, wanted] of cases) assert.deepEqual(percentagesOf(parts), wanted);
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 1n << 96n }), { minLength: 1, maxLength: 4 }), (parts) => {
      const percentages = percentagesOf(parts);
      for (const [index, part] of parts.entries()) assert.equal(percentages[index]! > 0, part > 0n);
      const sum = percentages.reduce((total, one) => total + Math.round(one * 10), 0);
      assert.equal(sum, parts.some((part) => part > 0n) ? 1000 : 0);
    }),
  );
});

test('subnets, reserved and free addresses are all of them, whatever is done to a plan', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
      let plan = planFor('10.0.0.0/20');
      for (const step of steps) {
        const outcome = take(plan, step);
        if (outcome.kind === 'done') plan = outcome.plan;
      }
      for (const root of plan.roots) {
        const { subnets, reserved, free } = usageOf(root);
        assert.equal(subnets + reserved + free, sizeOf(root.cidr));
      }
    }),
  );
});

test('usable addresses of a VPC and a tier are those of their subnets, without spare blocks', () => {
  const plan = done(planByTiers(planFor('10.0.0.0/16'), 'r1', [{ name: 'public', prefix: 24 }]));
  const [root] = plan.roots;
  assert.equal(usableIn(root!), 3n * 251n);
  const [tier] = root!.blocks;
  assert.equal(usableIn(tier!), 3n * 251n);
  assert.equal(usableIn(tier!.blocks.find(({ isGap }) => isGap)!), undefined);
  const [empty] = planFor('10.0.0.0/16').roots;
  assert.deepEqual([usableIn(empty!), usableIn(empty!.blocks[0]!)], [undefined, 65531n]);
});
