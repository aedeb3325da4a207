import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatCidr } from '../../../server/src/cidr/format.ts';
import {
  exportPlan,
  isNameList,
  leavesOf,
  planByTiers,
  readList,
  type SubnetPlan,
  writePlan,
} from '../../../server/src/subnetPlan/index.ts';
import { checkPlan, done, planFor, shape, taken } from './plans.ts';

/** "Vpc 10.0.0.0/16: blocks" for each root; or the sentence. */
function read(text: string): string {
  const result = readList(text);
  if (result.kind === 'error') return result.message;
  checkPlan(result.plan);
  return result.plan.roots
    .map(({ vpc, cidr, blocks }) => `${vpc} ${formatCidr(cidr)}: ${shape(blocks)}`)
    .join('\n');
}

test('lists of blocks, with and without names, header and a block around them', () => {
  const cases: [text: string, wanted: string][] = [
    ['10.0.0.0/16', 'Vpc 10.0.0.0/16: 10.0.0.0/16'],
    ['10.0.0.0/24\n10.0.1.0/24', 'Vpc 10.0.0.0/23: 10.0.0.0/24=subnet-1 10.0.1.0/24=subnet-2'],
    ['10.0.0.0/24, 10.0.1.0/24', 'Vpc 10.0.0.0/23: 10.0.0.0/24=subnet-1 10.0.1.0/24=subnet-2'],
    ['10.0.0.0/24 public a\n10.0.1.0/24 b', 'Vpc 10.0.0.0/23: 10.0.0.0/24=public a 10.0.1.0/24=b'],
    ['- "10.0.0.0/24"\n- \'10.0.1.0/24\'', 'Vpc 10.0.0.0/23: 10.0.0.0/24=subnet-1 10.0.1.0/24=subnet-2'],
    ['web;10.0.0.0/24\napp;10.0.1.0/24', 'Vpc 10.0.0.0/23: 10.0.0.0/24=web 10.0.1.0/24=app'],
    ['web\t10.0.0.0/24\napp\t10.0.1.0/24', 'Vpc 10.0.0.0/23: 10.0.0.0/24=web 10.0.1.0/24=app'],
    ['Shop 10.0.0.0/23\n10.0.0.9/24 a', 'Shop 10.0.0.0/23: 10.0.0.0/24=a 10.0.1.0/24'],
    ['10.0.0.0/24 a', 'Vpc 10.0.0.0/24: 10.0.0.0/24=a'],
    [
      'CIDR;Name;Availability Zone\r\n10.0.0.0/25;"a; b";eu-west-1b\r\n\r\n10.0.0.128/25;c;a\r\n',
      'Vpc 10.0.0.0/24: 10.0.0.0/25=a; b 10.0.0.128/25=c',
    ],
    [
      'name,cidr\ntier,10.0.0.0/23\na,10.0.0.0/24\nother,10.0.2.0/24',
      'Vpc 10.0.0.0/22: 10.0.0.0/23=tier(10.0.0.0/24=a 10.0.1.0/24) 10.0.2.0/24=other 10.0.3.0/24',
    ],
    ['10.0.0.0/24 a\n10.9.0.0/24 b', 'Vpc 10.0.0.0/24: 10.0.0.0/24=a\nVpc 10.9.0.0/24: 10.9.0.0/24=b'],
    ['2001:db8::/64 a\n2001:db8:0:1::/64 b', 'Vpc 2001:db8::/63: 2001:db8::/64=a 2001:db8:0:1::/64=b'],
    ["name,cidr\n'=x,10.0.0.0/24", 'Vpc 10.0.0.0/24: 10.0.0.0/24==x'],
    // In any order; a block around others is a group only if it has a name.
    [
      'name,cidr\na,10.0.0.0/24\nother,10.0.2.0/24\n,10.0.0.0/23',
      'Vpc 10.0.0.0/22: 10.0.0.0/24=a 10.0.1.0/24 10.0.2.0/24=other 10.0.3.0/24',
    ],
    [
      'name,cidr\na,10.0.0.0/24\nother,10.0.2.0/24\ntier,10.0.0.0/23',
      'Vpc 10.0.0.0/22: 10.0.0.0/23=tier(10.0.0.0/24=a 10.0.1.0/24) 10.0.2.0/24=other 10.0.3.0/24',
    ],
    ['  10.0.0.0/24   web   one ', 'Vpc 10.0.0.0/24: 10.0.0.0/24=web one'],
  ];
  for (const [text, wanted] of cases) {
    assert.ok(isNameList(text), text);
    assert.equal(read(text), wanted, text);
  }
});

test('what is wrong in a list is said with its line', () => {
  const cases: [text: string, wanted: RegExp][] = [
    ['10.0.0.0/24\nhello', /^Line 2 has no CIDR block\.$/],
    ['10.0.0.0/24\n\n10.0.0.0/99 a', /^Line 3: .*99 is too long/],
    ['10.0.0.0/24\n10.0.1.0/24\n10.0.0.7/24', /^10\.0\.0\.0\/24 is listed twice, in lines 1 and 3\.$/],
    ['10.0.0.0/24 10.0.0.0/24', /^10\.0\.0\.0\/24 is listed twice, in line 1\.$/],
    ['name,cidr\na,', /^Line 2: /],
    ['name,cidr', /^The list has no CIDR block\.$/],
    ['', /^The list has no CIDR block\.$/],
    [
      Array.from({ length: 4097 }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`).join('\n'),
      /more than 4,096 blocks/,
    ],
    ['x'.repeat(1_000_001), /larger than 1 MB/],
  ];
  for (const [text, wanted] of cases) assert.match(read(text), wanted);
  assert.ok(!isNameList(writePlan(planFor('10.0.0.0/16'))));
  assert.ok(!isNameList('not a list'));
});

const zonesAndNotes = (plan: SubnetPlan) =>
  plan.roots.flatMap(({ blocks }) =>
    leavesOf(blocks).map(({ tier, zone, note, isGap }) => [tier, zone, note, isGap]),
  );

test('a table can tell zones, notes, VPCs and what is free', () => {
  const table = [
    'vpc,cidr,name,az,note,kind',
    'Shop,10.0.0.0/24,a,eu-west-1e,first,',
    'Shop,10.0.1.0/24,,ab,,free',
    'Club,10.0.0.0/24,b,2A,,',
    'Club,10.0.1.0/24,c,use1-az2,,gap',
  ].join('\n');
  assert.equal(
    read(table),
    'Shop 10.0.0.0/23: 10.0.0.0/24=a 10.0.1.0/24\nClub 10.0.0.0/23: 10.0.0.0/24=b 10.0.1.0/24=~c',
  );
  const result = readList(table);
  assert.ok(result.kind === 'plan');
  assert.equal(result.plan.zones, 5);
  assert.deepEqual(zonesAndNotes(result.plan), [
    ['', 4, 'first', false],
    ['', null, '', false],
    ['', 0, '', false],
    ['', null, '', true],
  ]);
});

test('a plan that was exported as CSV comes back', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom('public', 'private', 'data', 'a, "b"', '=x'), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.integer({ min: 1, max: 4 }),
      (names, zones) => {
        const plan = done(
          planByTiers(
            { ...planFor('10.0.0.0/16', 'Shop'), zones },
            'r1',
            names.map((name) => ({ name, prefix: 24 })),
          ),
        );
        const csv = exportPlan(plan, 'csv');
        const back = readList(csv.kind === 'text' ? csv.text : assert.fail(csv.message));
        if (back.kind === 'error') return assert.fail(back.message);
        assert.deepEqual(
          back.plan.roots.map(({ vpc, cidr }) => `${vpc} ${formatCidr(cidr)}`),
          ['Shop 10.0.0.0/16'],
        );
        assert.deepEqual(taken(back.plan), taken(plan));
        assert.deepEqual(zonesAndNotes(back.plan), zonesAndNotes(plan));
      },
    ),
  );
});
