import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import lz from 'lz-string';
import { parse } from 'yaml';
import {
  addRoot,
  exportPlan,
  isDavidcSubnets,
  isVisualSubnetCalculator,
  label,
  planByHosts,
  planByTiers,
  readDavidcSubnets,
  readPlan,
  readVisualSubnetCalculator,
  splitTo,
  writePlan,
} from '../../../server/src/subnetPlan/index.ts';
import { lookOfTier } from '../../../server/src/subnetPlan/tierLook.ts';
import { checkPlan, done, planFor, shape } from './plans.ts';

function readShape(text: string, read = readPlan): string {
  const result = read(text);
  return result.kind === 'error'
    ? result.message
    : result.plan.roots.map(({ blocks }) => shape(blocks)).join(' | ');
}

const file = (roots: unknown, more: object = {}) =>
  JSON.stringify({ format: 'vpc-lens.subnets', version: 1, roots, ...more });

test('a file may leave out what is free', () => {
  const text = file([{ cidr: '10.0.0.0/16', blocks: [{ cidr: '10.0.64.0/18', name: 'app', zone: 'b' }] }]);
  assert.equal(readShape(text), '10.0.0.0/18 10.0.64.0/18=app 10.0.128.0/17');
});

test('a file that cannot be read gives one sentence', () => {
  const cases: [text: string, message: RegExp][] = [
    ['', /^This is not a plan, a list of CIDR blocks or a link of a calculator; nothing was changed\.$/],
    ['[]', /^The file must be an object, not \[\]\.$/],
    ['{"format": "x"}', /"format" is not "vpc-lens.subnets"/],
    [file([], { version: 2 }), /^The plan has version 2; this calculator supports version 1\.$/],
    [file(1), /^"roots" must be a list, not 1\.$/],
    [file([{}]), /^A "cidr" must be a string such as "10.0.0.0\/16", not missing\.$/],
    [file([{ cidr: '10.0.0.256/16' }]), /^256 is too large/],
    [file([{ cidr: '10.0.0.0/16', vpc: 7 }]), /^A "vpc" must be a string, not 7\.$/],
    [
      file([{ cidr: '10.0.0.0/16', blocks: [{ cidr: '10.1.0.0/24' }] }]),
      /^10\.1\.0\.0\/24 is outside 10\.0\.0\.0\/16\.$/,
    ],
    [
      file([{ cidr: '10.0.0.0/16', blocks: [{ cidr: '10.0.0.0/24' }, { cidr: '10.0.0.128/25' }] }]),
      /^10\.0\.0\.128\/25 overlaps 10\.0\.0\.0\/24\.$/,
    ],
    [
      file([{ cidr: '10.0.0.0/16', blocks: [{ cidr: '10.0.0.0/24', zone: 'A1' }] }]),
      /^A "zone" must be a letter from a to z, not "A1"\.$/,
    ],
    [file([], { zones: 0 }), /^"zones" must be a whole number/],
    [`{"format": "${'x'.repeat(1_000_001)}"}`, /^This is larger than 1 MB/],
    [file([{ cidr: '10.0.0.0/16', blocks: nested(80) }]), /nested too deeply/],
    [file([7]), /^A root must be an object, not 7\.$/],
    [file([null]), /^A root must be an object, not null\.$/],
    [file([], { zones: 27 }), /^"zones" must be a whole number from 1 to 26\.$/],
    [file([], { zones: 1.5 }), /^"zones" must be a whole number from 1 to 26\.$/],
    [file([{ cidr: '10.0.0.0/16', note: 7 }]), /^A "note" must be a string, not 7\.$/],
    [file([{ cidr: '10.0.0.0/16', blocks: 7 }]), /^"blocks" must be a list, not 7\.$/],
    ...['10.0.0.0/8', '2001:db8::/65'].map((ipv6): [string, RegExp] => [
      file([{ cidr: '10.0.0.0/16', ipv6 }]),
      /^The "ipv6" of 10\.0\.0\.0\/16 must be an IPv6 block, \/64 or larger, or "amazon"\.$/,
    ]),
    [withBlock(7), /^A block must be an object, not 7\.$/],
    ...[-1, 1.5, 2 ** 20, '1'].map((ipv6): [string, RegExp] => [
      withBlock({ cidr: '10.0.0.0/24', ipv6 }),
      /^The "ipv6" of 10\.0\.0\.0\/24 must be the number of a \/64, from 0\.$/,
    ]),
    ...['name', 'tier', 'note'].map((field): [string, RegExp] => [
      withBlock({ cidr: '10.0.0.0/24', [field]: 7 }),
      new RegExp(`^A "${field}" must be a string, not 7\\.$`),
    ]),
    [
      withBlock({ cidr: '10.0.0.0/24', zone: 'x'.repeat(38) }),
      /^A "zone" must be a letter from a to z, not "x{38}"\.$/,
    ],
    [
      withBlock({ cidr: '10.0.0.0/24', zone: 'x'.repeat(39) }),
      /^A "zone" must be a letter from a to z, not "x{39}…\.$/,
    ],
    [withBlock({ cidr: '10.0.0.0/24', zone: '1a' }), /^A "zone" must be a letter from a to z, not "1a"\.$/],
    [withBlock({ cidr: '10.0.0.0/24', resource: 7 }), /^A "resource" must be an object, not 7\.$/],
    [withBlock({ cidr: '10.0.0.0/24', resource: { id: 7 } }), /^A "id" must be a string, not 7\.$/],
  ];
  for (const [text, message] of cases) assert.match(readShape(text), message);
});

/** A plan with one block. */
function withBlock(block: unknown): string {
  return file([{ cidr: '10.0.0.0/16', blocks: [block] }]);
}

test('a file has every field that is not the default, and a plan comes back from it', () => {
  const roots = [
    {
      cidr: '10.0.0.0/16',
      vpc: 'Shop',
      note: 'of the template',
      ipv6: '2001:db8::/64',
      bound: true,
      blocks: [
        {
          cidr: '10.0.0.0/17',
          name: 'First',
          tier: 'public',
          zone: 'a',
          note: 'first',
          ipv6: 2 ** 20 - 1,
          resource: { id: 'First', cidr: '10.0.0.0/17', zone: 'a', planned: 'web' },
        },
        {
          cidr: '10.0.128.0/17',
          name: 'Second',
          ipv6: 0,
          resource: { id: 'Second', cidr: '10.0.128.0/18', zone: null, planned: null },
        },
      ],
    },
    {
      cidr: '10.1.0.0/16',
      vpc: 'Vpc',
      ipv6: 'amazon',
      blocks: [
        { cidr: '10.1.0.0/17', name: 'spare', gap: true },
        { cidr: '10.1.128.0/17', blocks: [{ cidr: '10.1.128.0/18', zone: 'z' }, { cidr: '10.1.192.0/18' }] },
      ],
    },
  ];
  const data = { format: 'vpc-lens.subnets', version: 1, zones: 26, roots };
  const read = readPlan(JSON.stringify(data));
  assert.ok(read.kind === 'plan');
  assert.deepEqual(JSON.parse(writePlan(read.plan)), data);
  assert.deepEqual(readPlan(writePlan(read.plan)), read);
  const [shop, other] = read.plan.roots;
  assert.deepEqual(
    [shop!.vpc, shop!.note, shop!.isBound, shop!.blocks[1]!.resource],
    ['Shop', 'of the template', true, { id: 'Second', cidr: '10.0.128.0/18', zone: null, planned: null }],
  );
  assert.deepEqual(
    [other!.vpc, other!.note, other!.isBound, other!.ipv6, other!.blocks[0]!.isGap],
    ['Vpc', '', false, 'amazon', true],
  );
  assert.ok(readPlan(file([{ cidr: '10.0.0.0/16' }], { zones: 1 })).kind === 'plan');
});

function nested(depth: number): unknown {
  return depth === 0 ? [] : [{ cidr: '10.0.0.0/16', blocks: nested(depth - 1) }];
}

test('no JSON makes the reader throw or gives a plan with holes', () => {
  const cidr = fc.constantFrom('10.0.0.0/16', '10.0.0.0/24', '10.0.1.9/24', '::/0', 'x', 7);
  const { block } = fc.letrec((tie) => ({
    block: fc.record(
      {
        cidr,
        name: fc.oneof(fc.string(), fc.nat()),
        zone: fc.constantFrom('a', 'zz', null),
        ipv6: fc.integer(),
        gap: fc.boolean(),
        blocks: fc.oneof(fc.array(tie('block'), { maxLength: 3 }), fc.nat()),
      },
      { requiredKeys: [] },
    ),
  }));
  const root = fc.record(
    {
      cidr,
      vpc: fc.string(),
      ipv6: fc.constantFrom('amazon', '::/60', '10.0.0.0/8', 7),
      blocks: fc.array(block, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.array(root).map((roots) => file(roots)),
      ),
      (text) => {
        const read = readPlan(text);
        if (read.kind === 'plan') checkPlan(read.plan);
        else assert.match(read.message, /^[^\n]{5,200}\.$/);
      },
    ),
    { numRuns: 500 },
  );
});

/** As version 1.4.0 exports it; the same as a link below. */
const exported = {
  config_version: '2',
  operating_mode: 'AWS',
  base_network: '10.0.0.0/16',
  subnets: {
    '10.0.0.0/16': {
      '10.0.0.0/17': { _note: 'web', _color: '#ffadad' },
      '10.0.128.0/17': { '10.0.128.0/18': {}, '10.0.192.0/18': { _note: '<img src=x onerror=alert(1)>' } },
    },
  },
};
const linked = {
  v: '2',
  b: '10.0.0.0/16',
  m: 'AWS',
  s: { '0g': { '0h': { n: 'web', c: '#ffadad' }, '1h': { '2i': {}, '3i': { n: 'x' } } } },
};
const link = (data: unknown) =>
  `https://visualsubnetcalc.com/index.html?c=1${lz.compressToEncodedURIComponent(JSON.stringify(data))}`;

test('plans of Visual Subnet Calculator, exported and as a link', () => {
  const read = (text: string) => readShape(text, readVisualSubnetCalculator);
  assert.equal(
    read(JSON.stringify(exported)),
    '10.0.0.0/17=web 10.0.128.0/17(10.0.128.0/18 10.0.192.0/18=<img src=x onerror=alert(1)>)',
  );
  assert.equal(read(link(linked)), '10.0.0.0/17=web 10.0.128.0/17(10.0.128.0/18 10.0.192.0/18=x)');
  const first = { v: '1', s: { '10.0.0.0/24': { '10.0.0.0/25': { _n: 'a' }, '10.0.0.128/25': {} } } };
  assert.equal(read(link(first)), '10.0.0.0/25=a 10.0.0.128/25');
  assert.ok(isVisualSubnetCalculator(link(first)) && isVisualSubnetCalculator(JSON.stringify(exported)));
  assert.ok(!isVisualSubnetCalculator(writePlan(planFor('10.0.0.0/16'))));
  const of = (subnets: object) => read(JSON.stringify({ ...exported, subnets }));
  assert.equal(of({ '10.0.0.0/16': { _note: ' all ' } }), '10.0.0.0/16=all');
  assert.equal(
    of({ '10.0.0.0/17': { '10.0.0.0/18': {}, '10.0.64.0/18': {} }, '10.0.128.0/17': {} }),
    '10.0.0.0/17(10.0.0.0/18 10.0.64.0/18) 10.0.128.0/17',
  );
  const result = readVisualSubnetCalculator(JSON.stringify(exported));
  const [root] = result.kind === 'plan' ? result.plan.roots : [];
  assert.deepEqual(
    [root!.id, root!.vpc, root!.note, root!.ipv6, root!.isBound],
    ['r1', 'Vpc', '', null, false],
  );
});

/** So many blocks of one size within one another. */
function within(depth: number): object {
  return depth === 0 ? {} : { '10.0.0.0/16': within(depth - 1) };
}

test('what is no such plan gives one sentence', () => {
  const cases: [text: string, message: RegExp][] = [
    ['{}', /not a plan of Visual Subnet Calculator/],
    ['x', /not a plan, a list of CIDR blocks or a link/],
    ['https://visualsubnetcalc.com/?c=1abc', /link is incomplete/],
    [link(linked).replace('?c=1', '?c=2'), /newer version/],
    [`https://x/?c=1${'A'.repeat(300_000)}`, /too long for a plan/],
    [JSON.stringify({ ...exported, base_network: '10.0.0.0/99' }), /\/99 is too long/],
    [JSON.stringify({ ...exported, subnets: { '10.9.0.0/24': {} } }), /is outside/],
    [JSON.stringify({ ...exported, subnets: { nonsense: {} } }), /"nonsense" is not a block/],
    ...[7, null, []].map((value): [string, RegExp] => [
      JSON.stringify({ ...exported, subnets: { '10.0.0.0/17': value } }),
      /^"10\.0\.0\.0\/17" is not a block\.$/,
    ]),
    [JSON.stringify({ ...exported, subnets: { ['x'.repeat(50)]: {} } }), /^"x{40}" is not a block\.$/],
    [
      JSON.stringify({ ...exported, subnets: { '10.0.0.0/17': {}, '10.0.0.1/17': {} } }),
      /^10\.0\.0\.0\/17 is listed twice\.$/,
    ],
    [JSON.stringify({ ...exported, subnets: within(42) }), /^The blocks are nested too deeply\.$/],
    [JSON.stringify({ b: '255.0.0.0/8', s: { '999g': {} } }), /^"999g" is not a block\.$/],
    [JSON.stringify({ b: '10.0.0.0/16', s: { x1h: {} } }), /^"x1h" is not a block\.$/],
    [JSON.stringify({ b: '10.0.0.0/16', s: { '1h1': {} } }), /^"1h1" is not a block\.$/],
  ];
  for (const [text, message] of cases) assert.match(readShape(text, readVisualSubnetCalculator), message);
});

// As its own page writes it: 10.0.0.0/16 in a /17 and two /18, the second of which has a comment.
const divided =
  'https://www.davidc.net/sites/default/subnets/subnets.html?network=10.0.0.0&mask=16&division=5.50&comments=%7B%2210.0.192.0%2F18%22%3A%22a%20%3Cb%3E%22%7D';

test('links of davidc/subnets', () => {
  const read = (text: string) => readShape(text, readDavidcSubnets);
  assert.ok(isDavidcSubnets(divided) && !isVisualSubnetCalculator(divided));
  assert.equal(read(divided), '10.0.0.0/17 10.0.128.0/17(10.0.128.0/18 10.0.192.0/18=a <b>)');
  assert.equal(read('https://x/?network=10.0.0.9&mask=24&division=1.0'), '10.0.0.0/24');
  // Seven of its characters: each of the /9 in two.
  assert.equal(
    read('https://x/?network=10.0.0.0&mask=8&division=7.31&comments=nonsense'),
    '10.0.0.0/9(10.0.0.0/10 10.64.0.0/10) 10.128.0.0/9(10.128.0.0/10 10.192.0.0/10)',
  );
  const cases: [text: string, message: RegExp][] = [
    [divided.replace('5.50', '5.5'), /part of its "division" is missing/],
    [divided.replace('5.50', '5.f1'), /part of its "division" is missing/],
    [divided.replace('5.50', '2.0'), /part of its "division" is missing/],
    [divided.replace('mask=16', 'mask=32'), /part of its "division" is missing/],
    [divided.replace('10.0.0.0', '10.0.0'), /10\.0\.0/],
    [divided.replace('division', 'x'), /part of its "division" is missing/],
    [divided + 'x'.repeat(300_000), /too long for a plan/],
  ];
  for (const [text, message] of cases) assert.match(read(text), message);
});

const tiers = done(planByTiers(planFor('10.0.0.0/22'), 'r1', [{ name: 'public', prefix: 26 }]));
const labelled = done(label(tiers, 'r1 10.0.0.0/26', { name: '<b>"a"|&', note: '=1+1' }));
const text = (format: Parameters<typeof exportPlan>[1], plan = labelled) => {
  const result = exportPlan(plan, format);
  return result.kind === 'text' ? result.text : result.message;
};

test('exports: CSV, Markdown, CloudFormation, a picture', () => {
  const [head, first, , , gap] = text('csv').split('\n');
  assert.equal(head, 'name,cidr,az,tier,first,last,usable,netmask,ipv6,vpc,kind,note');
  assert.equal(
    first,
    `"<b>""a""|&",10.0.0.0/26,a,public,10.0.0.0,10.0.0.63,59,255.255.255.192,,Vpc,subnet,'=1+1`,
  );
  assert.match(gap!, /^public spare,10\.0\.0\.192\/26,,public,.*,gap,$/);
  assert.match(text('markdown'), /\| \\<b\\>"a"\\\|\\& \| 10\.0\.0\.0\/26 \|/);
  const template = parse(text('cfn-yaml', tiers), { logLevel: 'silent' });
  assert.deepEqual(Object.keys(template.Resources), ['PublicA', 'PublicB', 'PublicC']);
  assert.equal(JSON.parse(text('cfn-json')).Resources.BA.Properties.CidrBlock, '10.0.0.0/26');
  const picture = text('svg');
  const { colour } = lookOfTier('public');
  assert.equal(
    picture.split(`fill="${colour}"`).length - 1,
    8,
    'four blocks, each on the bar and in the table',
  );
  assert.match(picture, /<text [^>]+>10\.0\.1\.0\/24<\/text>/, 'free blocks are listed');
  assert.ok(
    [...picture.matchAll(/<(?:rect|text) x="([\d.]+)"/g)].every(([, x]) => Number(x) >= 16),
    'a left margin',
  );
  assert.match(picture, /^<svg [^>]+>\n/);
  assert.match(picture, /&lt;b&gt;&quot;a&quot;\|&amp;/);
  assert.doesNotMatch(picture, /<b>/);
});

test('what cannot be a template says why', () => {
  assert.match(text('cfn-yaml', planFor('10.0.0.0/16')), /No block has a name yet/);
  const tiny = done(label(done(splitTo(planFor('10.0.0.0/28'), 'r1', 29)), 'r1 10.0.0.0/29', { name: 'x' }));
  assert.match(
    text('cfn-json', tiny),
    /^x \(10\.0\.0\.0\/29\) cannot be written: AWS accepts subnets from \/16 to \/28\.$/,
  );
  const hosts = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `s${i}`, hosts: 8 }));
  const most = done(planByHosts(planFor('10.0.0.0/16'), 'r1', hosts(500)));
  assert.match(text('cfn-yaml', most), /^AWSTemplateFormatVersion/);
  const more = done(planByHosts(planFor('10.0.0.0/16'), 'r1', hosts(501)));
  assert.equal(text('cfn-yaml', more), 'A template has at most 500 resources; this plan has 501 subnets.');
  const two = done(addRoot(most, '10.1.0.0/16', 'Other'));
  assert.match(text('cfn-yaml', two), /^AWSTemplateFormatVersion/);
  assert.equal(
    text('cfn-yaml', done(planByHosts(two, 'r2', hosts(1)))),
    'The plan has 2 VPCs (Vpc, Other); a template can be exported for only one.',
  );
});
