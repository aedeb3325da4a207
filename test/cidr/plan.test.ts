import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { smallestPrefixForHosts, usableInAws } from '../../server/src/cidr/awsSubnet.ts';
import { freeBlocks, largestOf, split } from '../../server/src/cidr/blocks.ts';
import { bitsOf, type Cidr, contains, overlaps, sizeOf } from '../../server/src/cidr/cidr.ts';
import { formatCidr, formatCount } from '../../server/src/cidr/format.ts';
import {
  type Allocation,
  allocate,
  type PlanError,
  type PlannedBlock,
} from '../../server/src/subnetPlan/allocate/allocate.ts';
import { planHosts } from '../../server/src/subnetPlan/allocate/hosts.ts';
import { planSplit } from '../../server/src/subnetPlan/allocate/split.ts';
import { planTiers } from '../../server/src/subnetPlan/allocate/tiers.ts';
import { addressesOf, cidr, runs, smallNetwork, within } from './arbitraries.ts';

const list = (text: string) => (text === '' ? [] : text.split(' ').map(cidr));
const hosts = (...counts: number[]) =>
  counts.map((count, index) => ({ name: `s${index + 1}`, hosts: count }));
const text = (blocks: readonly { cidr: Cidr }[]) => blocks.map((block) => formatCidr(block.cidr)).join(' ');

/** The plan; fails the test with its message where there is none. */
function planned<P extends Allocation>(plan: P | PlanError): P {
  if (plan.kind === 'error') assert.fail(plan.message);
  return plan;
}

/** The error; fails the test where there is a plan after all. */
function refused(plan: Allocation | PlanError): PlanError {
  if (plan.kind === 'plan') assert.fail(`a plan: ${text(plan.blocks)}`);
  return plan;
}

/** What holds of every plan: inside the root, clear of each other and of what was taken, and `free` is the rest. */
function checkPlan(root: Cidr, used: readonly Cidr[], plan: Allocation): void {
  const blocks = plan.blocks.map((block) => block.cidr);
  for (const [index, block] of blocks.entries()) {
    assert.ok(contains(root, block), `${formatCidr(block)} lies in ${formatCidr(root)}`);
    for (const other of [...used, ...blocks.slice(0, index)]) assert.ok(!overlaps(block, other));
  }
  assert.deepEqual(plan.free, freeBlocks(root, [...used, ...blocks]));
}

test('subnets by hosts', () => {
  const cases: [root: string, used: string, counts: number[], blocks: string, free: string][] = [
    ['10.0.0.0/22', '', [500, 100, 50], '10.0.0.0/23 10.0.2.0/25 10.0.2.128/26', '10.0.2.192/26 10.0.3.0/24'],
    // The order asked for, not the order placed.
    ['10.0.0.0/22', '', [50, 100, 500], '10.0.2.128/26 10.0.2.0/25 10.0.0.0/23', '10.0.2.192/26 10.0.3.0/24'],
    // A small block goes where little is free, and leaves the large one whole.
    ['10.0.0.0/24', '10.0.0.128/26', [50], '10.0.0.192/26', '10.0.0.0/25'],
    ['10.0.0.0/24', '10.0.0.64/26 10.0.0.192/26', [50], '10.0.0.0/26', '10.0.0.128/26'],
    ['10.0.0.0/24', '', [11, 1], '10.0.0.0/28 10.0.0.16/28', '10.0.0.32/27 10.0.0.64/26 10.0.0.128/25'],
    ['10.0.0.9/24', '10.0.0.1/25', [100], '10.0.0.128/25', ''],
    [
      '2001:db8::/62',
      '2001:db8::/64',
      [10, 1000],
      '2001:db8:0:1::/64 2001:db8:0:2::/64',
      '2001:db8:0:3::/64',
    ],
  ];
  for (const [root, used, counts, blocks, free] of cases) {
    const plan = planned(planHosts(cidr(root), hosts(...counts), list(used)));
    assert.equal(text(plan.blocks), blocks);
    assert.equal(plan.free.map(formatCidr).join(' '), free);
  }
});

test('a plan that does not fit says how much is missing', () => {
  const quarter = '10.0.0.64/26 10.0.0.192/26';
  const cases: [plan: Allocation | PlanError, reason: string, missing: bigint, message: string][] = [
    [
      planHosts(cidr('10.0.0.0/24'), hosts(200, 100)),
      'too-little-space',
      128n,
      'The plan needs 384 addresses (s1 /24, s2 /25) and 10.0.0.0/24 has 256 free: 128 are missing.',
    ],
    [
      planHosts(cidr('10.0.0.3/24'), hosts(500), list('10.0.0.0/25')),
      'too-little-space',
      384n,
      'The plan needs 512 addresses (s1 /23) and 10.0.0.0/24 has 128 free: 384 are missing.',
    ],
    [
      planHosts(cidr('10.0.0.0/24'), hosts(100), list(quarter)),
      'scattered',
      64n,
      's1 needs a /25 (128 addresses), but what is free in 10.0.0.0/24 is scattered and the largest free block is 10.0.0.0/26: 64 are missing.',
    ],
    [
      planHosts(cidr('10.0.0.0/8'), hosts(10, 65_532)),
      'too-many-hosts',
      1n,
      "s2 needs 65,532 usable addresses and AWS's largest subnet, a /16, has 65,531: 1 is missing.",
    ],
    [
      planTiers(cidr('10.0.0.0/24'), 3, [
        { name: 'public', prefix: 26 },
        { name: 'private', prefix: 26 },
      ]),
      'too-little-space',
      256n,
      'The plan needs 512 addresses (public /24 for 3 zones of /26 in 4 equal parts, private /24 for 3 zones of /26 in 4 equal parts) and 10.0.0.0/24 has 256 free: 256 are missing.',
    ],
    [
      planSplit(cidr('10.0.0.7/24'), 25, list(quarter)),
      'scattered',
      64n,
      'No /25 (128 addresses) is free in 10.0.0.0/24: the largest free block has 64, so 64 are missing.',
    ],
    [
      planSplit(cidr('10.0.0.0/24'), 28, list('10.0.0.0/24')),
      'too-little-space',
      16n,
      'No /28 (16 addresses) is free in 10.0.0.0/24: the largest free block has 0, so 16 are missing.',
    ],
  ];
  for (const [plan, reason, missing, message] of cases) {
    assert.deepEqual(refused(plan), { kind: 'error', reason, missing, message });
  }
});

test('a request that has no meaning is refused', () => {
  const root = cidr('10.0.0.0/16');
  const cases: [plan: Allocation | PlanError, reason: string, message: RegExp][] = [
    [planHosts(root, hosts(0)), 'request', /s1: the number of hosts must be a whole number/],
    [planHosts(root, hosts(Number.NaN)), 'request', /whole number/],
    [planTiers(root, 0, [{ name: 'a' }]), 'request', /zones must be from 1 to 26/],
    [planTiers(root, 27, [{ name: 'a' }]), 'request', /zones/],
    [planTiers(root, 2.5, [{ name: 'a' }]), 'request', /zones/],
    [planTiers(root, 2, []), 'request', /at least one tier/],
    [
      planTiers(root, 2, [{ name: 'a', prefix: 29 }]),
      'request',
      /a requests subnets of \/29; AWS accepts subnets from \/16 to \/28/,
    ],
    [
      planTiers(cidr('2001:db8::/56'), 2, [{ name: 'a', prefix: 62 }]),
      'request',
      /from \/44 to \/64 in steps of 4/,
    ],
    [planSplit(root, 8), 'request', /A \/8 is larger than 10\.0\.0\.0\/16/],
    [planSplit(root, 33), 'request', /from 0 to 32/],
    [planSplit(root, Number.NaN), 'request', /whole number/],
    [planSplit(cidr('::/0'), 128), 'too-many-blocks', /2\^128 blocks of \/128; at most 65,536 are listed/],
    [planSplit(cidr('10.0.0.0/8'), 25), 'too-many-blocks', /131,072 blocks/],
  ];
  for (const [plan, reason, message] of cases) {
    assert.equal(refused(plan).reason, reason);
    assert.match(refused(plan).message, message);
  }
});

test('tiers over zones', () => {
  const sizes = (plan: Allocation) => [...new Set(plan.blocks.map((block) => block.cidr.prefix))].join(' ');
  const cases: [root: string, zones: number, tiers: number, subnetPrefix: string][] = [
    // Subnets of /20, as in a default VPC (CIDR-16), where there is room; smaller ones where there is not.
    ['10.0.0.0/16', 3, 2, '20'],
    ['10.0.0.0/16', 2, 2, '20'],
    ['10.0.0.0/16', 3, 4, '20'],
    ['10.0.0.0/16', 3, 5, '21'],
    ['10.0.0.0/20', 3, 2, '23'],
    ['10.0.0.0/24', 2, 2, '26'],
    ['10.0.0.0/24', 4, 4, '28'],
    ['2001:db8::/56', 3, 3, '64'],
  ];
  for (const [root, zones, count, subnetPrefix] of cases) {
    const tiers = Array.from({ length: count }, (_, index) => ({ name: `t${index}` }));
    const plan = planned(planTiers(cidr(root), zones, tiers));
    assert.equal(plan.blocks.length, zones * count);
    assert.equal(sizes(plan), subnetPrefix, `${root} over ${zones} zones in ${count} tiers`);
  }
});

test('tiers with sizes of their own keep the order asked for and leave room for a zone', () => {
  const plan = planned(
    planTiers(cidr('10.0.0.0/16'), 3, [
      { name: 'public', prefix: 24 },
      { name: 'private', prefix: 20 },
    ]),
  );
  assert.deepEqual(
    plan.blocks.map(({ name, cidr: block, tier, zone }) => `${name} ${formatCidr(block)} ${tier} ${zone}`),
    [
      'public-a 10.0.64.0/24 public 0',
      'public-b 10.0.65.0/24 public 1',
      'public-c 10.0.66.0/24 public 2',
      'private-a 10.0.0.0/20 private 0',
      'private-b 10.0.16.0/20 private 1',
      'private-c 10.0.32.0/20 private 2',
    ],
  );
  assert.deepEqual(
    plan.tiers.map((tier) => `${tier.name} ${formatCidr(tier.cidr)}`),
    ['public 10.0.64.0/22', 'private 10.0.0.0/18'],
  );
  assert.ok(plan.free.map(formatCidr).includes('10.0.67.0/24'));
});

test('every free block of a size', () => {
  const plan = planned(planSplit(cidr('10.0.0.9/24'), 26, list('10.0.0.64/28')));
  assert.deepEqual(
    plan.blocks.map(({ name }) => name),
    ['subnet-1', 'subnet-2', 'subnet-3'],
  );
  assert.equal(text(plan.blocks), '10.0.0.0/26 10.0.0.128/26 10.0.0.192/26');
  assert.deepEqual(plan.free.map(formatCidr), ['10.0.0.80/28', '10.0.0.96/27']);
  assert.equal(planned(planSplit(cidr('10.0.0.0/8'), 24)).blocks.length, 65_536);
});

test('counts are readable at every size', () => {
  const cases: [count: bigint, text: string][] = [
    [16n, '16'],
    [65_536n, '65,536'],
    [2n ** 52n, '4,503,599,627,370,496'],
    [2n ** 64n, '2^64'],
    [2n ** 64n - 5n, '18,446,744,073,709,551,611'],
  ];
  for (const [count, written] of cases) assert.equal(formatCount(count), written);
});

/** The largest free block of all arrangements, 0n where one leaves nothing; undefined where none exists. */
function bestByTrying(root: Cidr, prefixes: readonly number[], taken: readonly Cidr[]): bigint | undefined {
  const [prefix, ...rest] = prefixes;
  if (prefix === undefined) {
    const largest = largestOf(freeBlocks(root, taken));
    return largest ? sizeOf(largest) : 0n;
  }
  let best: bigint | undefined;
  for (const block of split(root, prefix)) {
    if (taken.some((one) => overlaps(one, block))) continue;
    const found = bestByTrying(root, rest, [...taken, block]);
    if (found !== undefined && (best === undefined || found > best)) best = found;
  }
  return best;
}

test('placing leaves the largest free block of all arrangements, and fails only where all fail', () => {
  const question = smallNetwork
    .filter(({ root }) => bitsOf(root.family) - root.prefix <= 5)
    .chain(({ root, taken }) => {
      const prefix = fc.integer({ min: root.prefix + 1, max: bitsOf(root.family) });
      return fc.record({
        root: fc.constant(root),
        // Single addresses scatter the free space best.
        taken: fc.oneof(
          fc.constant(taken),
          fc.array(within({ ...root, prefix: root.prefix }, 5), { maxLength: 3 }),
        ),
        prefixes: fc.array(prefix, { minLength: 1, maxLength: 3 }),
      });
    });
  let [fitting, failing] = [0, 0];
  fc.assert(
    fc.property(question, ({ root, taken, prefixes }) => {
      const placed = allocate(
        root,
        prefixes.map((prefix, index) => ({ name: `s${index}`, prefix })),
        taken,
      );
      const best = bestByTrying(root, prefixes, taken);
      if ('kind' in placed) {
        failing++;
        assert.equal(best, undefined);
        assert.ok(placed.missing > 0n);
        return;
      }
      fitting++;
      assert.deepEqual(
        placed.map(({ prefix }) => prefix),
        prefixes,
      );
      const largest = largestOf(freeBlocks(root, [...taken, ...placed]));
      assert.equal(largest ? sizeOf(largest) : 0n, best);
      assert.equal(
        addressesOf(placed).size,
        placed.reduce((sum, block) => sum + Number(sizeOf(block)), 0),
      );
    }),
    runs(400),
  );
  assert.ok(fitting > 50 && failing > 50, `${fitting} fit and ${failing} do not`);
});

/** A VPC with some subnets in it already. */
const vpc = fc
  .tuple(fc.integer({ min: 16, max: 24 }), fc.nat(0xffff))
  .map(
    ([prefix, net]): Cidr => ({
      kind: 'cidr',
      family: 4,
      prefix,
      base: ((0x0a000000n + BigInt(net << 8)) >> BigInt(32 - prefix)) << BigInt(32 - prefix),
    }),
  )
  .chain((root) =>
    fc.record({ root: fc.constant(root), used: fc.array(within(root, 10), { maxLength: 4 }) }),
  );

test('a plan by hosts is sound', () => {
  fc.assert(
    fc.property(
      vpc,
      fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 6 }),
      ({ root, used }, counts) => {
        const plan = planHosts(root, hosts(...counts), used);
        if (plan.kind === 'error') return assert.ok(plan.missing > 0n && plan.reason !== 'request');
        checkPlan(root, used, plan);
        for (const [index, block] of plan.blocks.entries()) {
          assert.equal(block.name, `s${index + 1}`);
          assert.ok(usableInAws(block.cidr) >= BigInt(counts[index]!));
          assert.equal(block.cidr.prefix, smallestPrefixForHosts(counts[index]!));
        }
      },
    ),
    runs(500),
  );
});

test('a plan by tiers is sound', () => {
  const tier = fc.option(fc.integer({ min: 20, max: 28 }), { nil: undefined });
  fc.assert(
    fc.property(
      vpc,
      fc.integer({ min: 1, max: 6 }),
      fc.array(tier, { minLength: 1, maxLength: 4 }),
      ({ root, used }, zones, prefixes) => {
        const tiers = prefixes.map((prefix, index) => ({
          name: `t${index}`,
          ...(prefix !== undefined && { prefix }),
        }));
        const plan = planTiers(root, zones, tiers, used);
        if (plan.kind === 'error') return assert.ok(plan.missing > 0n && plan.reason !== 'request');
        checkPlan(root, used, plan);
        assert.deepEqual(
          plan.tiers.map(({ name }) => name),
          tiers.map(({ name }) => name),
        );
        for (const [index, { name, cidr: cover, prefix }] of plan.tiers.entries()) {
          assert.equal(prefix, prefixes[index] ?? prefix);
          // One CIDR covers the tier, as tightly as one CIDR can, and neither another tier nor what was taken.
          const inside: readonly PlannedBlock[] = plan.blocks.filter((block) => contains(cover, block.cidr));
          assert.deepEqual(
            inside.map((block) => block.tier),
            Array(zones).fill(name),
          );
          assert.deepEqual(
            inside.map((block) => block.zone),
            [...Array(zones).keys()],
          );
          assert.ok(inside.every((block) => block.cidr.prefix === prefix));
          assert.ok(2 ** (prefix - cover.prefix) >= zones && 2 ** (prefix - cover.prefix) < zones * 2);
          assert.ok(!used.some((one) => overlaps(one, cover)));
        }
        const unasked = plan.tiers.filter((_, index) => prefixes[index] === undefined);
        assert.ok(new Set(unasked.map(({ prefix }) => prefix)).size <= 1, 'tiers without a size share one');
      },
    ),
    runs(500),
  );
});
