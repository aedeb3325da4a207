import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { overlaps } from '../../../server/src/cidr/cidr.ts';
import { formatCidr } from '../../../server/src/cidr/format.ts';
import {
  bindVpc,
  planOfVpc,
  readPlan,
  type TemplateVpc,
  unbind,
} from '../../../server/src/subnetPlan/index.ts';
import { cidr, runs, within } from '../arbitraries.ts';
import { allBlocks, anyStep, checkPlan, take } from './plans.ts';

const block = cidr('10.0.0.0/20');

/** Subnets as someone may write them: anywhere in the VPC, over each other, some of them outside. */
const anyVpc: fc.Arbitrary<TemplateVpc> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: within(block, 8) },
      { weight: 1, arbitrary: fc.constant(cidr('10.9.0.0/24')) },
    ),
    {
      maxLength: 6,
    },
  )
  .map((cidrs) => ({
    id: 'Vpc',
    blocks: ['10.0.0.0/20'],
    ipv6: null,
    subnets: cidrs.map((one, index) => ({
      id: `S${index}`,
      cidr: formatCidr(one),
      zone: index % 3,
      tier: '',
    })),
  }));

test('whatever is planned and whatever the template says, the plan stays whole and has the subnets', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 12 }), anyVpc, anyVpc, (steps, before, now) => {
      let plan = planOfVpc(before);
      for (const step of steps) {
        const outcome = take(plan, step);
        if (outcome.kind === 'done') plan = outcome.plan;
      }
      const bound = bindVpc(plan, now).plan;
      checkPlan(bound);
      const there = new Set(allBlocks(bound.roots[0]!.blocks).flatMap(({ resource }) => resource?.id ?? []));
      for (const subnet of now.subnets) {
        const own = cidr(subnet.cidr);
        const others = now.subnets.filter((one) => one !== subnet).map((one) => cidr(one.cidr));
        // Of two that overlap, which AWS rejects, one may hide the other.
        if (!overlaps(own, block) || others.some((one) => overlaps(one, own))) continue;
        assert.ok(there.has(subnet.id), `${subnet.id} ${subnet.cidr} is in the plan`);
      }
      for (const id of there)
        assert.ok(
          now.subnets.some((subnet) => subnet.id === id),
          `${id} is in the template`,
        );
      assert.deepEqual(bindVpc(bound, now).plan, bound, 'a second time changes nothing');
      checkPlan(unbind(bound));
    }),
    runs(500),
  );
});

test('the example of the documentation is a plan', () => {
  const page = readFileSync(new URL('../../../docs/calculator.md', import.meta.url), 'utf8');
  const [, example] = /```json\n([\s\S]*?)```/.exec(page)!;
  const read = readPlan(example!);
  assert.equal(read.kind, 'plan');
});
