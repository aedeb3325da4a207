import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  advance,
  changeRoot,
  clear,
  historyOf,
  ipv6Text,
  join,
  label,
  planByHosts,
  planByTiers,
  readPlan,
  redo,
  removeRoot,
  setIpv6,
  setZones,
  splitInto,
  splitTo,
  subnetsOf,
  undo,
  writePlan,
} from '../../../server/src/subnetPlan/index.ts';
import { runs } from '../arbitraries.ts';
import { allBlocks, anyStep, checkPlan, done, planFor, refusal, shape, take, taken } from './plans.ts';

const blocksOf = (plan: ReturnType<typeof planFor>, root = 0) => shape(plan.roots[root]!.blocks);

test('split in two, to a prefix, into n parts', () => {
  const plan = planFor('10.0.0.0/16');
  assert.equal(blocksOf(done(splitTo(plan, 'r1'))), '10.0.0.0/17 10.0.128.0/17');
  assert.equal(
    blocksOf(done(splitTo(plan, 'r1', 18))),
    '10.0.0.0/18 10.0.64.0/18 10.0.128.0/18 10.0.192.0/18',
  );
  assert.equal(
    blocksOf(done(splitInto(plan, 'r1', 3))),
    '10.0.0.0/18 10.0.64.0/18 10.0.128.0/18 10.0.192.0/18',
  );
  assert.equal(
    blocksOf(done(splitInto(plan, 'r1', 5))),
    '10.0.0.0/19 10.0.32.0/19 10.0.64.0/19 10.0.96.0/19 10.0.128.0/19 10.0.160.0/19 10.0.192.0/18',
  );
  // A block within keeps its place and its name above its parts.
  const named = done(label(done(splitTo(plan, 'r1')), 'r1 10.0.0.0/17', { name: 'public' }));
  assert.equal(
    blocksOf(done(splitTo(named, 'r1 10.0.0.0/17'))),
    '10.0.0.0/17=public(10.0.0.0/18 10.0.64.0/18) 10.0.128.0/17',
  );
});

test('IPv6 is split in nibbles, down to /64', () => {
  const plan = planFor('2001:db8::/56');
  const sixty = done(splitTo(plan, 'r1'));
  assert.equal(sixty.roots[0]!.blocks.length, 16);
  assert.match(blocksOf(sixty), /^2001:db8::\/60 2001:db8:0:10::\/60 /);
  const one = done(splitTo(sixty, 'r1 2001:db8::/60'));
  assert.match(refusal(splitTo(one, 'r1 2001:db8::/64')), /\/44 to \/64 in steps of 4/);
  assert.equal(blocksOf(done(join(one, 'r1 2001:db8:0:1::/64'))), blocksOf(sixty));
});

test('what cannot be split says why', () => {
  const plan = planFor('10.0.0.0/16');
  assert.match(refusal(splitTo(plan, 'r1', 30)), /16,384 blocks of \/30; the maximum is 4,096/);
  assert.match(refusal(splitTo(plan, 'r1', 16)), /into \/17 to \/32/);
  assert.match(refusal(splitTo(done(splitTo(plan, 'r1')), 'r1')), /split already/);
  assert.match(refusal(splitInto(plan, 'r1', 1)), /must be from 2/);
  assert.match(refusal(splitTo(plan, 'r9')), /no longer in the plan/);
  assert.match(refusal(splitTo(planFor('10.0.0.1/32'), 'r1')), /cannot be split/);
});

test('join the block with its neighbour, a group with its parts, a root with all', () => {
  const four = done(splitTo(planFor('10.0.0.0/16'), 'r1', 18));
  assert.equal(blocksOf(done(join(four, 'r1 10.0.64.0/18'))), '10.0.0.0/17 10.0.128.0/18 10.0.192.0/18');
  assert.equal(blocksOf(done(join(four, 'r1'))), '10.0.0.0/16');
  const deep = done(splitTo(done(label(four, 'r1 10.0.0.0/18', { name: 'public' })), 'r1 10.0.0.0/18', 20));
  const back = done(join(deep, 'r1 10.0.0.0/18'));
  assert.equal(blocksOf(back), '10.0.0.0/18=public 10.0.64.0/18 10.0.128.0/18 10.0.192.0/18');
  assert.match(refusal(join(planFor('10.0.0.0/16'), 'r1')), /nothing to join/);
});

test('a join says which names are gone, and keeps those that all parts share', () => {
  const two = done(splitTo(planFor('10.0.0.0/16'), 'r1'));
  const named = done(
    label(done(label(two, 'r1 10.0.0.0/17', { name: 'a' })), 'r1 10.0.128.0/17', { name: 'b' }),
  );
  const outcome = join(named, 'r1');
  assert.equal(outcome.message, 'Joined into 10.0.0.0/16; a, b removed.');
  const same = done(label(named, 'r1 10.0.128.0/17', { name: 'a' }));
  assert.equal(blocksOf(done(join(same, 'r1'))), '10.0.0.0/16=a');
});

test('labels, and taking them off again', () => {
  const two = done(splitTo(planFor('10.0.0.0/16'), 'r1'));
  const named = done(label(two, 'r1 10.0.0.0/17', { name: ' web ', zone: 2 }));
  assert.equal(named.roots[0]!.blocks[0]!.name, 'web');
  assert.match(refusal(label(two, 'r1 10.0.0.0/17', { zone: 3 })), /3 zones/);
  assert.equal(blocksOf(done(clear(named, 'r1 10.0.0.0/17'))), blocksOf(two));
  assert.match(refusal(setZones(named, 2)), /web is in a zone after the first 2/);
});

test('subnets by hosts go around what has a name', () => {
  const plan = done(
    label(done(splitTo(planFor('10.0.0.0/22'), 'r1', 24)), 'r1 10.0.0.0/24', { name: 'old' }),
  );
  const outcome = planByHosts(plan, 'r1', [
    { name: 'a', hosts: 500 },
    { name: 'b', hosts: 50 },
  ]);
  assert.equal(
    blocksOf(done(outcome)),
    '10.0.0.0/24=old 10.0.1.0/26=b 10.0.1.64/26 10.0.1.128/25 10.0.2.0/23=a',
  );
  assert.equal(outcome.preview!.spare, 507n + 59n - 550n);
  assert.match(refusal(planByHosts(plan, 'r1', [{ name: 'a', hosts: 900 }])), /missing/);
});

test('tiers over zones: one block a tier, and the part of a fourth zone is a gap', () => {
  const plan = done(
    planByTiers(planFor('10.0.0.0/16'), 'r1', [{ name: 'public', prefix: 24 }, { name: 'private' }]),
  );
  assert.match(
    blocksOf(plan),
    /^10\.0\.0\.0\/18=private\(10\.0\.0\.0\/20=private-a 10\.0\.16\.0\/20=private-b 10\.0\.32\.0\/20=private-c 10\.0\.48\.0\/20=~private spare\) 10\.0\.64\.0\/22=public\(/,
  );
  assert.equal([...subnetsOf(plan)].length, 6);
  const one = done(
    planByTiers(done(setZones(planFor('10.0.0.0/16'), 1)), 'r1', [{ name: 'app', prefix: 24 }]),
  );
  assert.match(blocksOf(one), /^10\.0\.0\.0\/24=app-a /);
});

test('a root of another base takes its parts along, of another size only what fits', () => {
  const plan = done(planByTiers(planFor('10.0.0.0/20'), 'r1', [{ name: 'app', prefix: 26 }]));
  const moved = done(changeRoot(plan, 'r1', '10.9.0.0/20'));
  assert.equal(blocksOf(moved), blocksOf(plan).replaceAll('10.0.', '10.9.'));
  assert.match(blocksOf(done(changeRoot(plan, 'r1', '10.0.0.0/16'))), /^10\.0\.0\.0\/24=app\(/);
  assert.match(
    refusal(changeRoot(plan, 'r1', '10.0.1.0/24')),
    /app-a, app-b, app-c and others would be outside/,
  );
  assert.deepEqual(done(removeRoot(plan, 'r1')).roots, []);
});

test('an IPv6 block gives each subnet a /64', () => {
  const plan = done(planByTiers(planFor('10.0.0.0/16'), 'r1', [{ name: 'app', prefix: 24 }]));
  const paired = done(setIpv6(plan, 'r1', '2001:db8:0:100::/56'));
  assert.deepEqual(
    [...subnetsOf(paired)].map(({ root, block }) => ipv6Text(root, block)),
    ['2001:db8:0:100::/64', '2001:db8:0:101::/64', '2001:db8:0:102::/64'],
  );
  assert.equal(
    ipv6Text(paired.roots[0]!, [...subnetsOf(done(setIpv6(plan, 'r1', 'amazon')))][1]!.block),
    '2001:db8:0:101::/64',
  );
  assert.match(refusal(setIpv6(plan, 'r1', '2001:db8::/57')), /\/44, \/48/);
  assert.deepEqual(done(setIpv6(paired, 'r1', '')), plan);
});

test('undo and redo', () => {
  const first = historyOf(planFor('10.0.0.0/16'));
  const second = advance(first, done(splitTo(first.present, 'r1')));
  assert.equal(undo(second).present, first.present);
  assert.deepEqual(redo(undo(second)), second);
  assert.deepEqual(undo(first), first);
  assert.equal(advance(undo(second), second.present).future.length, 0);
});

test('whatever is done, blocks stay in their root, cover it and do not overlap', () => {
  fc.assert(
    fc.property(
      fc.array(anyStep, { maxLength: 25 }),
      fc.constantFrom('10.0.0.0/20', '10.0.0.0/16 10.1.0.0/24'),
      (steps, text) => {
        let plan = planFor(text);
        for (const step of steps) {
          const outcome = take(plan, step);
          if (outcome.kind === 'refused') {
            assert.match(outcome.message, /^[^\n]{10,400}\.$/);
            continue;
          }
          checkPlan(outcome.plan);
          plan = outcome.plan;
        }
      },
    ),
    runs(300),
  );
});

test('joining undoes a split, wherever it is made', () => {
  fc.assert(
    fc.property(
      fc.array(anyStep, { maxLength: 12 }),
      fc.nat(),
      fc.integer({ min: 1, max: 4 }),
      (steps, at, more) => {
        let plan = planFor('10.0.0.0/20');
        for (const step of steps) {
          const outcome = take(plan, step);
          if (outcome.kind === 'done') plan = outcome.plan;
        }
        const leaves = allBlocks(plan.roots[0]!.blocks).filter(({ blocks }) => blocks.length === 0);
        const { cidr } = leaves[at % leaves.length]!;
        const key = `r1 ${shape([{ ...leaves[at % leaves.length]!, name: '' }])}`;
        const split = splitTo(plan, key, cidr.prefix + more);
        if (split.kind === 'refused') return;
        const joined = done(join(split.plan, leaves.length === 1 && leaves[0]!.name === '' ? 'r1' : key));
        assert.equal(shape(joined.roots[0]!.blocks), shape(plan.roots[0]!.blocks));
      },
    ),
    runs(300),
  );
});

test('planning by need takes nothing that has a name, and loses no name', () => {
  fc.assert(
    fc.property(
      fc.array(anyStep, { maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 4 }),
      (steps, hosts) => {
        let plan = planFor('10.0.0.0/20');
        for (const step of steps) {
          const outcome = take(plan, step);
          if (outcome.kind === 'done') plan = outcome.plan;
        }
        const before = taken(plan);
        const outcome = planByHosts(
          plan,
          'r1',
          hosts.map((count, index) => ({ name: `new${index}`, hosts: count })),
        );
        if (outcome.kind === 'refused') return;
        checkPlan(outcome.plan);
        const after = taken(outcome.plan);
        assert.deepEqual(
          before.filter((one) => !after.includes(one)),
          [],
        );
        assert.equal(after.length, before.length + hosts.length);
      },
    ),
    runs(300),
  );
});

test('a plan comes back from its file as it was', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 15 }), (steps) => {
      let plan = planFor('10.0.0.0/20 10.1.0.0/24');
      for (const step of steps) {
        const outcome = take(plan, step);
        if (outcome.kind === 'done') plan = outcome.plan;
      }
      assert.deepEqual(readPlan(writePlan(plan)), { kind: 'plan', plan });
    }),
    runs(100),
  );
});
