import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCidr } from '../../../server/src/cidr/format.ts';
import {
  addRoot,
  bindVpc,
  changeRoot,
  clear,
  EMPTY_PLAN,
  ipv6Text,
  join,
  label,
  type OperationResult,
  planByHosts,
  planByTiers,
  planOfVpc,
  removeRoot,
  type SubnetPlan,
  setIpv6,
  setZones,
  splitInto,
  splitTo,
  subnetsOf,
} from '../../../server/src/subnetPlan/index.ts';
import { pair } from '../../../server/src/subnetPlan/ipv6.ts';
import { done, planFor, shape } from './plans.ts';

const whole = planFor('10.0.0.0/16');
const halves = done(splitTo(whole, 'r1'));
const quarters = done(splitTo(whole, 'r1', 18));
const named = done(label(halves, 'r1 10.0.0.0/17', { name: 'web', zone: 0 }));
const group = done(splitTo(named, 'r1 10.0.0.0/17'));
const tiny = planFor('10.0.0.0/31');
const six = planFor('2001:db8::/56');
const four = ['a', 'b', 'c', 'd'].reduce(
  (plan, name, i) => done(label(plan, `r1 10.0.${i * 64}.0/18`, { name })),
  quarters,
);
const bound = planOfVpc({
  id: 'Shop',
  blocks: ['10.0.0.0/16'],
  ipv6: null,
  subnets: [
    { id: 'First', cidr: '10.0.0.0/24', zone: 0, tier: 'public' },
    { id: 'Second', cidr: '10.0.1.0/24', zone: 1, tier: 'public' },
  ],
});
const GONE = 'This block is no longer in the plan.';

/** What an operation does to a plan, in a sentence that the calculator shows. */
const CASES: readonly (readonly [outcome: OperationResult, message: string])[] = [
  [splitTo(whole, 'r1'), '10.0.0.0/16 split into 2 blocks of /17.'],
  [splitTo(whole, 'r1', 28), '10.0.0.0/16 split into 4,096 blocks of /28.'],
  [splitTo(whole, 'r1', 29), '10.0.0.0/16 has 8,192 blocks of /29; the maximum is 4,096 at once.'],
  [splitTo(whole, 'r1', 16), '10.0.0.0/16 can be split into /17 to /32.'],
  [splitTo(whole, 'r1', 33), '10.0.0.0/16 cannot be split: AWS accepts subnets from /16 to /28.'],
  [splitTo(tiny, 'r1'), '10.0.0.0/31 split into 2 blocks of /32.'],
  [splitTo(halves, 'r1'), '10.0.0.0/16 is split already; its parts can be split further.'],
  [splitTo(group, 'r1 10.0.0.0/17'), '10.0.0.0/17 is split already; its parts can be split further.'],
  [splitTo(six, 'r1'), '2001:db8::/56 split into 16 blocks of /60.'],
  [splitTo(whole, 'r2'), GONE],
  [splitInto(whole, 'r1', 2), '10.0.0.0/16 split into 2 blocks of /17.'],
  [splitInto(whole, 'r1', 3), '10.0.0.0/16 split into 3 blocks of /18; the rest stays free.'],
  [splitInto(whole, 'r1', 4), '10.0.0.0/16 split into 4 blocks of /18.'],
  [splitInto(whole, 'r1', 4096), '10.0.0.0/16 split into 4,096 blocks of /28.'],
  [splitInto(whole, 'r1', 4097), 'The number of parts must be from 2 to 4,096.'],
  [splitInto(whole, 'r1', 1), 'The number of parts must be from 2 to 4,096.'],
  [splitInto(whole, 'r1', 2.5), 'The number of parts must be from 2 to 4,096.'],
  [splitInto(tiny, 'r1', 2), '10.0.0.0/31 split into 2 blocks of /32.'],
  [splitInto(tiny, 'r1', 3), '10.0.0.0/31 is too small for 3 parts.'],
  [splitInto(six, 'r1', 3), '2001:db8::/56 split into 3 blocks of /60; the rest stays free.'],
  [splitInto(six, 'r1', 17), '2001:db8::/56 split into 17 blocks of /64; the rest stays free.'],
  [splitInto(whole, 'r2', 2), GONE],
  [label(halves, 'r1 10.0.0.0/17', { name: ' web ' }), '10.0.0.0/17 is web.'],
  [label(named, 'r1 10.0.0.0/17', { name: '' }), '10.0.0.0/17 changed.'],
  [label(named, 'r1 10.0.0.0/17', { zone: 2 }), '10.0.0.0/17 changed.'],
  [label(named, 'r1 10.0.0.0/17', { zone: null }), '10.0.0.0/17 changed.'],
  [label(named, 'r1 10.0.0.0/17', { zone: 3 }), 'The plan has 3 zones.'],
  [label(named, 'r1 10.0.0.0/17', { zone: -1 }), 'The plan has 3 zones.'],
  [label(named, 'r1 10.0.0.0/20', { name: 'x' }), GONE],
  [label(whole, 'r1', { name: 'Other' }), '10.0.0.0/16 changed.'],
  [label(bound, 'r1', { name: 'Other' }), 'Shop is the name in the template; change it there.'],
  [label(bound, 'r1', { note: 'ours' }), '10.0.0.0/16 changed.'],
  [label(bound, 'r1 10.0.0.0/24', { name: 'Other' }), 'First is the name in the template; change it there.'],
  [label(bound, 'r1 10.0.0.0/24', { name: 'First' }), '10.0.0.0/24 is First.'],
  [
    label(bound, 'r1 10.0.0.0/24', { isGap: true }),
    'First is a subnet of the template, so its block cannot be reserved.',
  ],
  [clear(named, 'r1 10.0.0.0/17'), '10.0.0.0/17 is free now.'],
  [clear(group, 'r1 10.0.0.0/17'), '10.0.0.0/17 has no name now.'],
  [clear(named, 'r1'), GONE],
  [
    clear(bound, 'r1 10.0.0.0/24'),
    'First is in the template. Delete it there; the next deployment then deletes the subnet.',
  ],
  [join(whole, 'r1'), '10.0.0.0/16 is not split, so there is nothing to join.'],
  [join(whole, 'r1 10.0.0.0/16'), '10.0.0.0/16 is not split, so there is nothing to join.'],
  [join(whole, 'r2'), GONE],
  [join(halves, 'r1 10.0.0.0/17'), 'Joined into 10.0.0.0/16.'],
  [join(quarters, 'r1 10.0.64.0/18'), 'Joined into 10.0.0.0/17.'],
  [join(group, 'r1 10.0.0.0/18'), 'Joined into 10.0.0.0/17.'],
  [join(four, 'r1'), 'Joined into 10.0.0.0/16; a, b, c, … removed.'],
  [join(four, 'r1 10.0.0.0/18'), 'Joined into 10.0.0.0/17; a, b removed.'],
  [
    join(bound, 'r1 10.0.0.0/24'),
    'First and Second are both in the template, so their blocks cannot be joined.',
  ],
  [join(bound, 'r1'), 'First and Second are both in the template, so their blocks cannot be joined.'],
  [addRoot(EMPTY_PLAN, ' 10.0.0.0/16 ', ''), '10.0.0.0/16 added.'],
  [addRoot(EMPTY_PLAN, '10.0.0.7/16', ''), '10.0.0.0/16 added without the host bits of 10.0.0.7/16.'],
  [
    addRoot(whole, '10.0.1.0/24', ''),
    'Vpc already has 10.0.0.0/16, and blocks of one VPC cannot overlap. Use another name for another VPC.',
  ],
  [
    addRoot(EMPTY_PLAN, '10.0.0.0', ''),
    '10.0.0.0 has no prefix length, such as /16, or /32 for one address.',
  ],
  [removeRoot(whole, 'r1'), '10.0.0.0/16 removed.'],
  [removeRoot(whole, 'r2'), GONE],
  [changeRoot(named, 'r1', ' 10.1.0.9/16'), '10.0.0.0/16 changed to 10.1.0.0/16.'],
  [changeRoot(named, 'r1', '10.0.0.0/8'), '10.0.0.0/16 changed to 10.0.0.0/8.'],
  [changeRoot(named, 'r1', '10.0.0.0/18'), 'web would be outside 10.0.0.0/18.'],
  [changeRoot(four, 'r1', '10.0.0.0/18'), 'b, c, d would be outside 10.0.0.0/18.'],
  [changeRoot(four, 'r1', '10.1.0.0/18'), 'a, b, c and others would be outside 10.1.0.0/18.'],
  [
    changeRoot(done(label(halves, 'r1 10.0.0.0/17', { tier: 'data' })), 'r1', '10.0.0.0/18'),
    '10.0.0.0/17 would be outside 10.0.0.0/18.',
  ],
  [changeRoot(whole, 'r2', '10.0.0.0/18'), GONE],
  [changeRoot(whole, 'r1', ''), 'The value is empty; a block looks like 10.0.0.0/16.'],
  [changeRoot(bound, 'r1', '10.1.0.0/16'), 'The block of Shop comes from the template; change it there.'],
  [setZones(whole, 1), 'The plan has 1 zone now.'],
  [setZones(whole, 26), 'The plan has 26 zones now.'],
  [setZones(whole, 27), 'The number of zones must be from 1 to 26.'],
  [setZones(whole, 0), 'The number of zones must be from 1 to 26.'],
  [setZones(whole, 1.5), 'The number of zones must be from 1 to 26.'],
  [
    setZones(done(label(halves, 'r1 10.0.0.0/17', { zone: 1 })), 1),
    '10.0.0.0/17 is in a zone after the first 1.',
  ],
  [setZones(named, 1), 'The plan has 1 zone now.'],
  [setZones(bound, 1), 'The plan has 1 zone now.'],
  [setIpv6(named, 'r1', ' AMAZON '), '1 subnet got a /64.'],
  [setIpv6(four, 'r1', '2001:db8::/56'), '4 subnets got a /64.'],
  [setIpv6(whole, 'r1', 'amazon'), '0 subnets got a /64.'],
  [setIpv6(named, 'r1', ''), 'Vpc has no IPv6 block now.'],
  [setIpv6(six, 'r1', 'amazon'), '2001:db8::/56 is IPv6 already.'],
  [setIpv6(whole, 'r1', '10.0.0.0/56'), '/56 is too long: an IPv4 prefix is /0 to /32.'],
  ...['2001:db8::/40', '2001:db8::/46', '2001:db8::/64', '10.0.0.0/28'].map(
    (text) =>
      [
        setIpv6(whole, 'r1', text),
        "A VPC's IPv6 block is /44, /48, /52, /56 or /60; Amazon provides a /56.",
      ] as const,
  ),
  [setIpv6(named, 'r1', '2001:db8::/44'), '1 subnet got a /64.'],
  [setIpv6(named, 'r1', '2001:db8::/60'), '1 subnet got a /64.'],
  [setIpv6(whole, 'r2', 'amazon'), GONE],
  [pair(named, 'r1'), 'Vpc has no IPv6 block.'],
  [pair(named, 'r2'), GONE],
  [planByHosts(whole, 'r1', [{ name: 'a', hosts: 10 }]), '1 subnet planned in 10.0.0.0/16: 16 addresses.'],
  [
    planByHosts(halves, 'r1 10.0.128.0/17', [
      { name: 'a', hosts: 10 },
      { name: 'b', hosts: 1000 },
    ]),
    '2 subnets planned in 10.0.128.0/17: 1,040 addresses.',
  ],
  [planByHosts(whole, 'r1', []), 'Add at least one subnet.'],
  [planByHosts(whole, 'r2', [{ name: 'a', hosts: 10 }]), GONE],
  [planByTiers(whole, 'r1', [{ name: 'a', prefix: 24 }]), '3 subnets planned in 10.0.0.0/16: 768 addresses.'],
  [planByTiers(whole, 'r2', [{ name: 'a', prefix: 24 }]), GONE],
];

test('each operation says what it does, or why it does nothing', () => {
  for (const [outcome, message] of CASES) {
    assert.equal(outcome.message, message);
    assert.match(outcome.kind, /^(done|refused)$/);
  }
});

test('an operation tells whether something is gone, and what to select next', () => {
  const two = planFor('10.0.0.0/16 10.1.0.0/16');
  const cases: [outcome: OperationResult, removes: true | undefined, key: string | undefined][] = [
    [splitTo(whole, 'r1'), undefined, 'r1 10.0.0.0/17'],
    [splitInto(whole, 'r1', 3), undefined, 'r1 10.0.0.0/18'],
    [label(named, 'r1 10.0.0.0/17', { name: 'x' }), undefined, 'r1 10.0.0.0/17'],
    [clear(named, 'r1 10.0.0.0/17'), true, 'r1 10.0.0.0/17'],
    [join(four, 'r1'), true, 'r1 10.0.0.0/16'],
    [join(quarters, 'r1 10.0.64.0/18'), undefined, 'r1 10.0.0.0/17'],
    [addRoot(whole, '10.1.0.0/16', ''), undefined, 'r2'],
    [removeRoot(two, 'r1'), true, 'r2'],
    [removeRoot(two, 'r2'), true, 'r1'],
    [removeRoot(whole, 'r1'), true, undefined],
    [changeRoot(two, 'r2', '10.2.0.0/16'), undefined, 'r2'],
    [setIpv6(named, 'r1', ''), undefined, 'r1'],
    [planByHosts(whole, 'r1', [{ name: 'a', hosts: 10 }]), undefined, 'r1 10.0.0.0/28'],
  ];
  for (const [outcome, removes, key] of cases) {
    const told = outcome.kind === 'done' ? [outcome.message, outcome.removes, outcome.key] : [];
    assert.deepEqual(told, [outcome.message, removes, key]);
  }
});

test('the name of a VPC, and notes', () => {
  const names = (outcome: OperationResult) => done(outcome).roots.map(({ vpc, note }) => [vpc, note]);
  assert.deepEqual(names(addRoot(EMPTY_PLAN, '10.0.0.0/16', ' Net ')), [['Net', '']]);
  assert.deepEqual(names(addRoot(EMPTY_PLAN, '10.0.0.0/16', ' ')), [['Vpc', '']]);
  assert.deepEqual(names(addRoot(whole, '10.0.0.0/16', 'Other')), [
    ['Vpc', ''],
    ['Other', ''],
  ]);
  assert.deepEqual(names(label(whole, 'r1', { name: ' Net ' })), [['Net', '']]);
  assert.deepEqual(names(label(whole, 'r1', { name: ' ' })), [['Vpc', '']]);
  assert.deepEqual(names(label(whole, 'r1', { note: 'ours' })), [['Vpc', 'ours']]);
  assert.deepEqual(names(label(bound, 'r1', { note: 'ours' })), [['Shop', 'ours']]);
  assert.deepEqual(names(removeRoot(done(addRoot(whole, '10.0.0.0/16', 'Other')), 'r1')), [['Other', '']]);
});

test('each subnet gets the lowest /64 that is free, as long as there are some', () => {
  const numbers = (plan: SubnetPlan) => [...subnetsOf(plan)].map(({ block }) => block.ipv6);
  const texts = (plan: SubnetPlan) => [...subnetsOf(plan)].map(({ root, block }) => ipv6Text(root, block));
  const one = done(setIpv6(named, 'r1', 'amazon'));
  assert.deepEqual(texts(one), ['/64 number 0']);
  assert.deepEqual(texts(named), ['']);
  const second = done(label(one, 'r1 10.0.128.0/17', { name: 'db' }));
  assert.deepEqual(texts(second), ['/64 number 0', '']);
  assert.deepEqual(numbers(done(pair(second, 'r1'))), [0, 1]);
  const swapped = done(label(second, 'r1 10.0.0.0/17', { ipv6: 1 }));
  assert.deepEqual(numbers(done(pair(swapped, 'r1'))), [1, 0]);
  const many = Array.from({ length: 17 }, (_, i) => ({ name: `s${i}`, hosts: 10 }));
  const outcome = setIpv6(done(planByHosts(whole, 'r1', many)), 'r1', '2001:db8::/60');
  assert.equal(outcome.message, '16 subnets got a /64.');
  assert.equal(numbers(done(outcome)).at(-1), null);
});

test('a template updates its own VPC among others, at its place', () => {
  const shop = (blocks: string[], ipv6: string | null = null, zone = 0) => ({
    id: 'Shop',
    blocks,
    ipv6,
    subnets: [{ id: 'First', cidr: '10.0.0.0/24', zone, tier: 'public' }],
  });
  const roots = (plan: SubnetPlan) =>
    plan.roots.map(({ vpc, cidr, ipv6, isBound }) => {
      const block = ipv6 !== null && ipv6 !== 'amazon' ? formatCidr(ipv6) : ipv6;
      return `${vpc} ${formatCidr(cidr)} ${block} ${isBound}`;
    });
  const first = planFor('10.5.0.0/16', 'Before');
  const bothBlocks = bindVpc(first, shop(['10.0.0.0/16', '10.1.0.0/16'], 'amazon')).plan;
  const all = done(addRoot(bothBlocks, '10.6.0.0/16', 'After'));
  assert.deepEqual(roots(all), [
    'Before 10.5.0.0/16 null false',
    'Shop 10.0.0.0/16 amazon true',
    'Shop 10.1.0.0/16 null true',
    'After 10.6.0.0/16 null false',
  ]);
  // The secondary block is gone, the primary has an IPv6 block of its own, and another VPC comes.
  const other = { ...shop(['10.7.0.0/16']), id: 'Club', subnets: [] };
  const next = bindVpc(bindVpc(all, shop(['10.0.0.0/16'], '2001:db8::1/56', 4)).plan, other).plan;
  assert.deepEqual(roots(next), [
    'Before 10.5.0.0/16 null false',
    'Shop 10.0.0.0/16 2001:db8::/56 true',
    'After 10.6.0.0/16 null false',
    'Club 10.7.0.0/16 null true',
  ]);
  assert.equal(next.zones, 5);
  assert.deepEqual(roots(bindVpc(EMPTY_PLAN, shop(['nonsense', '10.0.0.0/16'], 'x')).plan), [
    'Shop 10.0.0.0/16 null true',
  ]);
  // A block of another size keeps what fits into it.
  const planned = done(label(all, 'r2 10.0.1.0/24', { name: 'mine' }));
  const wider = bindVpc(planned, shop(['10.0.0.0/15'])).plan.roots[1]!;
  assert.match(shape(wider.blocks), /^10\.0\.0\.0\/24=First! 10\.0\.1\.0\/24=mine /);
  const tighter = bindVpc(planned, shop(['10.0.0.0/24'])).plan.roots[1]!;
  assert.equal(shape(tighter.blocks), '10.0.0.0/24=First!');
});
