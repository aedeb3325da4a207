import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCidr } from '../../../server/src/cidr/parse.ts';
import {
  addRoot,
  bindVpc,
  clear,
  EMPTY_PLAN,
  fitsIn,
  insertable,
  join,
  label,
  limitsOfBlock,
  limitsOfRoot,
  planByHosts,
  planByTiers,
  planOfVpc,
  replacementText,
  type SubnetPlan,
  setIpv6,
  splitTo,
  subnetsOf,
  type TemplateVpc,
  unbind,
  updatesOf,
  visibleRows,
} from '../../../server/src/subnetPlan/index.ts';
import { ipv6Room } from '../../../server/src/subnetPlan/limits.ts';
import { checkPlan, done, planFor, refusal, shape } from './plans.ts';

const subnet = (id: string, cidr: string, zone: number | null = 0, tier = 'public') => ({
  id,
  cidr,
  zone,
  tier,
});
const vpc: TemplateVpc = {
  id: 'Vpc',
  blocks: ['10.0.0.0/16'],
  ipv6: null,
  subnets: [subnet('PublicA', '10.0.0.0/24'), subnet('PublicB', '10.0.1.0/24', 1)],
};
const shapeOf = (plan: SubnetPlan) => plan.roots.map(({ blocks }) => shape(blocks)).join(' | ');
const start = { ...planOfVpc(vpc), zones: 3 };

test('a plan begins with the zones that the template has', () => {
  assert.equal(planOfVpc(vpc).zones, 2);
  assert.equal(planOfVpc({ ...vpc, subnets: [subnet('A', '10.0.0.0/24', null)] }).zones, 3);
  assert.equal(planOfVpc({ ...vpc, subnets: [] }).zones, 3);
});

test("a template's VPC is a root, its subnets stand in it", () => {
  assert.equal(
    shapeOf(start),
    '10.0.0.0/24=PublicA! 10.0.1.0/24=PublicB! 10.0.2.0/23 10.0.4.0/22 10.0.8.0/21 10.0.16.0/20 10.0.32.0/19 10.0.64.0/18 10.0.128.0/17',
  );
  assert.deepEqual(
    [...subnetsOf(start)].map(({ block }) => block.zone),
    [0, 1],
  );
  assert.equal(
    bindVpc(start, vpc).plan.roots[0]!.blocks,
    start.roots[0]!.blocks,
    'nothing changes when nothing changed',
  );
});

test('what is planned and then written is of the template, and planned again when that is undone', () => {
  const planned = done(planByTiers(start, 'r1', [{ name: 'data', prefix: 26 }]));
  assert.deepEqual(
    insertable(planned, 'Vpc').map(({ name }) => name),
    ['data-a', 'data-b', 'data-c'],
  );
  const cidr = (name: string) =>
    shape([...subnetsOf(planned)].map(({ block }) => block).filter((one) => one.name === name)).split(
      '=',
    )[0]!;
  const written = { ...vpc, subnets: [...vpc.subnets, subnet('DataA', cidr('data-a'), 0, 'data')] };
  const bound = bindVpc(planned, written);
  checkPlan(bound.plan);
  assert.deepEqual(bound.displaced, []);
  assert.deepEqual(
    insertable(bound.plan, 'Vpc').map(({ name }) => name),
    ['data-b', 'data-c'],
  );
  const back = bindVpc(bound.plan, vpc).plan;
  assert.equal(shapeOf(back), shapeOf(planned));
});

test('edits of the text show: a moved subnet moves, a deleted one leaves, what was planned there gives way', () => {
  const planned = done(label(start, 'r1 10.0.2.0/23', { name: 'mine' }));
  const moved = bindVpc(planned, { ...vpc, subnets: [subnet('PublicA', '10.0.2.0/23'), vpc.subnets[1]!] });
  checkPlan(moved.plan);
  assert.match(shapeOf(moved.plan), /^10\.0\.0\.0\/24 10\.0\.1\.0\/24=PublicB! 10\.0\.2\.0\/23=PublicA! /);
  const covered = bindVpc(planned, { ...vpc, subnets: [...vpc.subnets, subnet('Big', '10.0.0.0/20')] });
  checkPlan(covered.plan);
  assert.deepEqual(covered.displaced, ['mine']);
});

test('a VPC of another block takes the plan along; a secondary block is a root of its own', () => {
  const planned = done(label(start, 'r1 10.0.2.0/23', { name: 'mine' }));
  const other = bindVpc(planned, { ...vpc, blocks: ['10.9.0.0/16', '10.8.0.0/24'], subnets: [] }).plan;
  checkPlan(other);
  assert.match(shapeOf(other), /10\.9\.2\.0\/23=mine/);
  assert.deepEqual(
    other.roots.map(({ id }) => id),
    ['r1', 'r2'],
  );
  assert.equal(bindVpc(other, { ...vpc, subnets: [] }).plan.roots.length, 1);
});

test('a subnet of the template does not move without being told that AWS replaces it', () => {
  const smaller = done(splitTo(start, 'r1 10.0.0.0/24'));
  assert.match(shapeOf(smaller), /^10\.0\.0\.0\/25=PublicA! 10\.0\.0\.128\/25 /);
  const [update] = updatesOf(smaller);
  assert.deepEqual(update!.replacedFor, ['block']);
  assert.match(
    replacementText(update!),
    /PublicA \(10\.0\.0\.0\/24\) becomes 10\.0\.0\.0\/25\. AWS cannot change/,
  );
  assert.equal(shapeOf(done(join(smaller, 'r1 10.0.0.0/25'))), shapeOf(start));
  assert.match(refusal(join(start, 'r1 10.0.0.0/24')), /both in the template/);
  assert.match(refusal(clear(start, 'r1 10.0.0.0/24')), /deletes the subnet/);
  const zone = done(label(start, 'r1 10.0.0.0/24', { zone: 2 }));
  assert.deepEqual(updatesOf(zone)[0]!.replacedFor, ['zone']);
  assert.match(refusal(label(start, 'r1 10.0.0.0/24', { name: 'web' })), /the name in the template/);
  assert.deepEqual(
    updatesOf(bindVpc(smaller, vpc).plan).length,
    1,
    'what the template does not have yet stays',
  );
  assert.deepEqual(
    updatesOf(
      bindVpc(smaller, { ...vpc, subnets: [subnet('PublicA', '10.0.0.0/25'), vpc.subnets[1]!] }).plan,
    ),
    [],
  );
  assert.equal(updatesOf(unbind(smaller)).length, 0);
});

test('subnets that overlap in the template do not break the plan', () => {
  const plan = planOfVpc({
    ...vpc,
    subnets: [
      subnet('A', '10.0.0.0/23'),
      subnet('B', '10.0.1.0/24'),
      subnet('C', '10.0.0.0/23'),
      subnet('D', '10.9.0.0/24'),
    ],
  });
  checkPlan(plan);
  assert.match(shapeOf(plan), /^10\.0\.0\.0\/23=C!\(10\.0\.0\.0\/24 10\.0\.1\.0\/24=B!\) /);
});

test('lines of the tree, open and closed', () => {
  const plan = done(planByTiers(planFor('10.0.0.0/24'), 'r1', [{ name: 'app', prefix: 27 }]));
  const lines = (closed: string[]) =>
    visibleRows(plan, new Set(closed)).map(
      ({ level, kind, position, setSize }) => `${level}${kind} ${position}/${setSize}`,
    );
  assert.deepEqual(lines([]), [
    '1root 1/1',
    '2group 1/2',
    '3subnet 1/4',
    '3subnet 2/4',
    '3subnet 3/4',
    '3gap 4/4',
    '2free 2/2',
  ]);
  assert.deepEqual(lines(['r1 10.0.0.0/25']), ['1root 1/1', '2group 1/2', '2free 2/2']);
  assert.deepEqual(lines(['r1']), ['1root 1/1']);
});

test('limits of AWS, said where they bite', () => {
  const says = (text: string, index = 0, vpc = 'Vpc') => {
    const plan = planFor(text, vpc);
    return limitsOfRoot(plan, plan.roots[index]!).map(({ facts: [fact] }) => fact);
  };
  const cases: [roots: string, index: number, facts: string[]][] = [
    ['10.0.0.0/16', 0, []],
    ['10.0.0.0/15', 0, ['CIDR-01']],
    ['10.0.0.0/29', 0, ['CIDR-01']],
    ['169.254.0.0/20', 0, ['CIDR-02']],
    ['224.0.0.0/16', 0, ['CIDR-02']],
    ['172.17.0.0/16', 0, ['CIDR-04']],
    ['172.16.0.0/12', 0, ['CIDR-01']],
    ['100.64.0.0/16', 0, []],
    ['8.8.0.0/16', 0, ['CIDR-03']],
    ['10.0.0.0/16 192.168.0.0/16', 1, ['CIDR-09']],
    ['10.1.0.0/16 10.0.0.0/17', 1, ['CIDR-09']],
    ['10.2.0.0/16 10.0.0.0/17', 1, []],
    ['10.0.0.0/16 100.64.0.0/16', 1, []],
    ['172.16.0.0/16 172.31.0.0/16', 1, ['CIDR-10']],
    ['172.16.0.0/16 172.18.0.0/16', 1, []],
    ['192.168.0.0/16 10.0.0.0/16', 1, ['CIDR-11']],
    ['198.19.0.0/16 10.0.0.0/16', 1, ['CIDR-12']],
    ['100.64.0.0/16 10.0.0.0/16', 1, ['CIDR-13']],
    ['10.1.0.0/24 10.2.0.0/24 10.3.0.0/24 10.4.0.0/24 10.5.0.0/24 10.6.0.0/24', 5, ['CIDR-05']],
    ['10.1.0.0/24 10.2.0.0/24 10.3.0.0/24 10.4.0.0/24 10.5.0.0/24 10.6.0.0/24', 4, []],
    ['10.1.0.0/24 10.2.0.0/24 10.3.0.0/24 10.4.0.0/24 10.5.0.0/24', 4, []],
    ['10.0.0.0/28', 0, []],
    ['10.0.0.0/7', 0, ['CIDR-01', 'CIDR-03']],
    ['172.17.16.0/20', 0, ['CIDR-04']],
    ['172.16.0.0/15', 0, ['CIDR-01']],
    // Not public either: https://www.rfc-editor.org/rfc/rfc6890, section 2.2.2.
    ['198.19.0.0/16', 0, []],
    ['198.16.0.0/14', 0, ['CIDR-01', 'CIDR-03']],
    ['10.1.0.0/16 10.0.0.0/17', 0, []],
    ['10.2.0.0/16 10.1.0.0/17 10.0.0.0/17', 2, ['CIDR-09']],
    ['10.0.0.0/16 172.16.0.0/16', 1, ['CIDR-09']],
    ['10.0.0.0/16 198.19.0.0/16', 1, ['CIDR-09']],
    ['10.0.0.0/16 11.0.0.0/16', 1, ['CIDR-03']],
    ['172.16.0.0/16 10.0.0.0/16', 1, ['CIDR-10']],
    ['172.16.0.0/16 192.168.0.0/16', 1, ['CIDR-10']],
    ['172.16.0.0/16 198.19.0.0/16', 1, ['CIDR-10']],
    ['192.168.0.0/16 172.16.0.0/16', 1, ['CIDR-11']],
    ['192.168.0.0/16 198.19.0.0/16', 1, ['CIDR-11']],
    ['198.19.0.0/16 172.16.0.0/16', 1, ['CIDR-12']],
    ['198.19.0.0/16 192.168.0.0/16', 1, ['CIDR-12']],
    ['198.19.0.0/16 100.64.0.0/16', 1, []],
    ['100.64.0.0/16 172.16.0.0/16', 1, ['CIDR-13']],
    ['100.64.0.0/16 198.19.0.0/16', 1, ['CIDR-13']],
    ['100.64.0.0/16 100.65.0.0/16', 1, []],
    ['10.0.0.0/16 2001:db8::/56', 1, []],
    ['2001:db8::/56', 0, []],
    ['2001:db8::/44', 0, []],
    ['2001:db8::/60', 0, []],
    ['2001:db8::/32', 0, ['X-07']],
    ['2001:db8::/40', 0, ['X-07']],
    ['2001:db8::/58', 0, ['X-07']],
    ['2001:db8::/64', 0, ['X-07']],
  ];
  for (const [roots, index, facts] of cases) assert.deepEqual([roots, says(roots, index)], [roots, facts]);
  const tiny = done(
    label(done(splitTo(planFor('10.0.0.0/28'), 'r1')), 'r1 10.0.0.0/29', { name: 'x', zone: 0 }),
  );
  assert.match(
    limitsOfBlock(tiny.roots[0]!, tiny.roots[0]!.blocks[0]!)[0]!.text,
    /x is a \/29; AWS accepts subnets from \/16 to \/28/,
  );
});

test('each limit in a sentence', () => {
  const cases: [roots: string, index: number, limit: string][] = [
    [
      '10.0.0.0/15',
      0,
      'note: 10.0.0.0/15 is too large: a VPC is /16 to /28, so it has space for 2 of the largest.',
    ],
    ['10.0.0.0/29', 0, 'refused: 10.0.0.0/29 is too small: a VPC is /16 to /28.'],
    ['169.254.0.0/20', 0, 'refused: AWS rejects 169.254.0.0/16 in a VPC.'],
    [
      '172.17.0.0/16',
      0,
      'trouble: Services that run Docker, such as Cloud9 and SageMaker AI, use 172.17.0.0/16 internally and cannot reach these addresses.',
    ],
    [
      '8.8.0.0/16',
      0,
      'note: 8.8.0.0/16 contains public addresses; this VPC cannot reach the internet hosts that have them.',
    ],
    [
      '10.1.0.0/16 10.0.0.0/17',
      1,
      'refused: The primary block of Vpc is 10.1.0.0/16, so AWS rejects secondary blocks in 10.0.0.0/16.',
    ],
    [
      '10.1.0.0/24 10.2.0.0/24 10.3.0.0/24 10.4.0.0/24 10.5.0.0/24 10.6.0.0/24',
      5,
      'trouble: The quota is 5 IPv4 blocks per VPC, up to 50 on request. This is number 6.',
    ],
    [
      '2001:db8::/40',
      0,
      "note: A VPC's IPv6 block is /44 to /60 in steps of 4; 2001:db8::/40 has another size.",
    ],
  ];
  const said = (plan: SubnetPlan, index: number) =>
    limitsOfRoot(plan, plan.roots[index]!).map(({ kind, text }) => `${kind}: ${text}`);
  for (const [roots, index, limit] of cases) assert.deepEqual(said(planFor(roots), index), [limit]);
  const two = done(addRoot(planFor('10.0.0.0/16'), '10.0.128.0/17', 'Other'));
  assert.deepEqual(said(two, 0), [
    'trouble: 10.0.0.0/16 overlaps 10.0.128.0/17 of Other; the two VPCs cannot be peered.',
  ]);
  const most = done(planByHosts(planFor('10.0.0.0/16'), 'r1', hostsFor(200)));
  assert.deepEqual(said(most, 0), []);
  const more = done(planByHosts(planFor('10.0.0.0/16'), 'r1', hostsFor(201)));
  assert.deepEqual(said(more, 0), [
    'trouble: The quota is 200 subnets per VPC, more on request. Vpc has 201.',
  ]);
});

/** So many small subnets. */
const hostsFor = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `s${i}`, hosts: 8 }));

test('limits count the blocks of one VPC and one family', () => {
  const facts = (roots: [cidr: string, vpc: string][], index: number) => {
    const plan = roots.reduce((before, [cidr, name]) => done(addRoot(before, cidr, name)), EMPTY_PLAN);
    return limitsOfRoot(plan, plan.roots[index]!).map((limit) => limit.facts.join());
  };
  const five = [1, 2, 3, 4, 5].map((n): [string, string] => [`10.${n}.0.0/24`, 'Vpc']);
  assert.deepEqual(facts([...five, ['10.6.0.0/24', 'Vpc']], 5), ['CIDR-05']);
  assert.deepEqual(facts([...five, ['10.6.0.0/24', 'Other']], 5), []);
  assert.deepEqual(facts([['2001:db8::/56', 'Vpc'], ...five], 5), []);
  assert.deepEqual(
    facts(
      [
        ['10.0.0.0/16', 'Vpc'],
        ['192.168.0.0/16', 'Other'],
      ],
      1,
    ),
    [],
  );
  assert.deepEqual(
    facts(
      [
        ['10.0.0.0/16', 'Vpc'],
        ['10.0.0.0/24', 'Other'],
      ],
      1,
    ),
    ['PCX-01'],
  );
  assert.deepEqual(facts([['169.254.0.0/20', 'Vpc']], 0), ['CIDR-02,CIDR-14']);
});

test('limits of a subnet', () => {
  const limits = (plan: SubnetPlan, index = 0) => {
    const [root] = plan.roots;
    const block = root!.blocks[index]!;
    return limitsOfBlock(root!, block).map(({ kind, text, facts }) => `${kind}: ${text} ${facts.join()}`);
  };
  const halves = (block: string) => done(splitTo(planFor(block), 'r1'));
  const named = (plan: SubnetPlan, key: string, labels: object) => done(label(plan, key, labels));
  const web = { name: 'web', zone: 0 };
  assert.deepEqual(limits(halves('10.0.0.0/28')), []);
  assert.deepEqual(limits(named(halves('10.0.0.0/28'), 'r1 10.0.0.0/29', web)), [
    'refused: web is a /29; AWS accepts subnets from /16 to /28. SUB-01',
  ]);
  assert.deepEqual(limits(named(planFor('2001:db8::/56'), 'r1 2001:db8::/56', web)), []);
  assert.deepEqual(limits(named(planFor('2001:db8::/58'), 'r1 2001:db8::/58', web)), [
    'refused: web is a /58; AWS accepts subnets from /44 to /64 in steps of 4. SUB-03',
  ]);
  assert.deepEqual(limits(named(halves('10.0.0.0/24'), 'r1 10.0.0.0/25', { name: 'web' })), [
    'note: web has no zone; AWS picks one. SUB-01',
  ]);
  assert.deepEqual(limits(named(halves('10.0.0.0/24'), 'r1 10.0.0.0/25', { tier: 'web' })), []);
  // Of the template's own subnets the template tells the zone.
  assert.deepEqual(limits(planOfVpc({ ...vpc, subnets: [subnet('A', '10.0.0.0/24', null)] })), []);
  const sixteen = done(setIpv6(named(halves('10.0.0.0/24'), 'r1 10.0.0.0/25', web), 'r1', '2001:db8::/60'));
  const numbered = (ipv6: number) => limits(named(sixteen, 'r1 10.0.0.0/25', { ipv6 }));
  assert.deepEqual(numbered(15), []);
  assert.deepEqual(numbered(16), ['refused: web has /64 number 16, and Vpc has 16. SUB-03']);
});

test('how many /64 an IPv6 block has', () => {
  const room = (text: string) => {
    const cidr = parseCidr(text);
    return cidr.kind === 'error' ? assert.fail(cidr.message) : ipv6Room(cidr);
  };
  assert.equal(ipv6Room('amazon'), 256);
  assert.deepEqual(
    ['2001:db8::/64', '2001:db8::/60', '2001:db8::/44', '2001:db8::/32', '2001:db8::/65'].map(room),
    [1, 16, 2 ** 20, 2 ** 20, 0],
  );
});

test('what fits into a subnet', () => {
  const said = (prefix: number) => fitsIn(27n, prefix).map(({ what, why }) => `${what}: ${why}`);
  const functions =
    'sets of Lambda functions with the same security groups: each shares one network interface, up to 65,000 connections';
  const databases = 'database instances: one address each';
  assert.deepEqual(said(27), [
    functions,
    'application load balancers: 8 free addresses each, to scale',
    databases,
  ]);
  assert.deepEqual(said(28), [
    functions,
    'application load balancers: their subnets are /27 or larger',
    databases,
  ]);
  assert.deepEqual(
    fitsIn(27n, 27).map(({ count }) => count),
    [27n, 3n, 27n],
  );
  assert.deepEqual(
    fitsIn(11n, 28).map(({ count }) => count),
    [11n, 0n, 11n],
  );
});
