import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Command } from 'commander';
import fc from 'fast-check';
import { type CidrResult, registerCidr, runCidr } from '../../server/src/cli/cidr/cidr.ts';
import type { CidrOptions } from '../../server/src/cli/cidr/request.ts';

/** What the command prints; fails the test where it prints nothing. */
function printed(cidr: string, options: CidrOptions = {}): string {
  const { status, stdout, stderr } = runCidr(cidr, options);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  return stdout;
}

const json = (cidr: string, options: CidrOptions = {}) =>
  JSON.parse(printed(cidr, { ...options, format: 'json' }));
const cidrs = (answer: { blocks: { cidr: string }[] }) => answer.blocks.map((block) => block.cidr);

test('JSON of a block alone', () => {
  assert.deepEqual(json('10.0.0.0/16'), {
    cidr: '10.0.0.0/16',
    family: 4,
    first: '10.0.0.0',
    last: '10.0.255.255',
    netmask: '255.255.0.0',
    size: 65_536,
    usable: 65_531,
    blocks: [],
    free: ['10.0.0.0/16'],
    note: null,
  });
});

test('JSON of IPv6: no netmask, counts past 2^53 as strings', () => {
  assert.deepEqual(json('2001:DB8:0::/64'), {
    cidr: '2001:db8::/64',
    family: 6,
    first: '2001:db8::',
    last: '2001:db8::ffff:ffff:ffff:ffff',
    netmask: null,
    size: '18446744073709551616',
    usable: '18446744073709551611',
    blocks: [],
    free: ['2001:db8::/64'],
    note: null,
  });
  const sizes = [74, 75, 76].map((prefix) => json(`2001:db8::/${prefix}`).size);
  assert.deepEqual(sizes, [`${2n ** 54n}`, 2 ** 53, 2 ** 52]);
});

test('host bits are answered for the network, and the note says so', () => {
  const answer = json('10.0.1.5/24', { used: '10.0.1.130/25' });
  assert.equal(answer.cidr, '10.0.1.0/24');
  assert.equal(
    answer.note,
    '10.0.1.5/24 has host bits set; the result is for its network, 10.0.1.0/24. ' +
      '10.0.1.130/25 in --used has host bits set; its network 10.0.1.128/25 is used instead.',
  );
  assert.deepEqual(answer.free, ['10.0.1.0/25']);
  assert.match(
    json('10.0.1.0/24', { used: '10.9.0.0/16' }).note,
    /^10\.9\.0\.0\/16 is outside 10\.0\.1\.0\/24/,
  );
});

test('JSON of a split', () => {
  const answer = json('10.0.0.0/24', { split: '26', used: '10.0.0.70/32' });
  assert.deepEqual(answer.blocks[1], {
    name: 'subnet-2',
    cidr: '10.0.0.128/26',
    az: null,
    tier: null,
    first: '10.0.0.128',
    last: '10.0.0.191',
    usable: 59,
  });
  assert.deepEqual(cidrs(answer), ['10.0.0.0/26', '10.0.0.128/26', '10.0.0.192/26']);
  assert.equal(answer.free.length, 6);
  assert.deepEqual(cidrs(json('10.0.0.0/24', { split: '/25' })), ['10.0.0.0/25', '10.0.0.128/25']);
});

test('JSON of hosts, in the order asked for', () => {
  const answer = json('10.0.0.0/22', { hosts: '50, 500,100' });
  assert.deepEqual(cidrs(answer), ['10.0.2.128/26', '10.0.0.0/23', '10.0.2.0/25']);
  assert.deepEqual(answer.free, ['10.0.2.192/26', '10.0.3.0/24']);
});

test('JSON of tiers', () => {
  const answer = json('10.0.0.0/16', {
    azs: '2',
    tiers: 'public:24,private',
    used: '10.0.0.0/20,10.0.16.0/20',
  });
  assert.deepEqual(
    answer.blocks.map(({ name, cidr, az, tier }: Record<string, string>) => `${name} ${cidr} ${az} ${tier}`),
    [
      'public-a 10.0.64.0/24 a public',
      'public-b 10.0.65.0/24 b public',
      'private-a 10.0.32.0/20 a private',
      'private-b 10.0.48.0/20 b private',
    ],
  );
});

test('text of a block, for people', () => {
  assert.equal(
    printed('10.0.16.0/20'),
    `10.0.16.0/20
  first    10.0.16.0
  last     10.0.31.255
  netmask  255.255.240.0
  size     4,096 addresses
  usable   4,091 (4,096 less the 5 that AWS reserves in every subnet)

Reserved by AWS, if one subnet uses the whole block
  10.0.16.0    the subnet's own network address
  10.0.16.1    the VPC router
  10.0.16.2    DNS; the resolver itself answers on the third address of the VPC's primary block
  10.0.16.3    future use
  10.0.31.255  broadcast, which a VPC does not support
`,
  );
});

test('text of a plan, for people', () => {
  assert.equal(
    printed('10.0.0.1/22', { azs: '2', tiers: 'public:26,private' }),
    `10.0.0.0/22
  first    10.0.0.0
  last     10.0.3.255
  netmask  255.255.252.0
  size     1,024 addresses
  usable   1,019 (1,024 less the 5 that AWS reserves in every subnet)

  name       cidr          az  tier     first      last        usable
  public-a   10.0.2.0/26   a   public   10.0.2.0   10.0.2.63       59
  public-b   10.0.2.64/26  b   public   10.0.2.64  10.0.2.127      59
  private-a  10.0.0.0/24   a   private  10.0.0.0   10.0.0.255     251
  private-b  10.0.1.0/24   b   private  10.0.1.0   10.0.1.255     251

One CIDR for each tier
  public   10.0.2.0/25
  private  10.0.0.0/23

Free: 384 of 1,024 addresses (37.5 %), largest block 10.0.3.0/24
  10.0.2.128/25
  10.0.3.0/24

Note: 10.0.0.1/22 has host bits set; the result is for its network, 10.0.0.0/22.
`,
  );
});

test('text says when a block is no size of a subnet', () => {
  const cases: [cidr: string, line: RegExp][] = [
    ['10.0.0.0/8', /subnet +this block is too large for one: AWS accepts subnets from \/16 to \/28\n/],
    ['10.0.0.0/29', /subnet +this block is too small for one: AWS accepts/],
    ['10.0.0.1/32', /size +1 address\n +usable +none: a subnet needs more than the 5/],
    [
      '2001:db8::/50',
      /subnet +this block is none of them: AWS accepts subnets from \/44 to \/64 in steps of 4\n/,
    ],
    ['2001:db8::/64', /size +2\^64 addresses\n +usable +18,446,744,073,709,551,611 \(2\^64 less/],
  ];
  for (const [cidr, line] of cases) assert.match(printed(cidr), line);
});

test('text lists what is free, but not without end', () => {
  assert.match(
    printed('10.0.0.0/24', { used: '10.0.0.0/25' }),
    /Free: 128 of 256 addresses \(50 %\), largest block 10\.0\.0\.128\/25\n/,
  );
  assert.match(printed('10.0.0.0/24', { used: '10.0.0.0/24' }), /No free addresses remain\.\n/);
  assert.match(
    printed('10.0.0.0/8', { hosts: '1' }),
    /largest block 10\.128\.0\.0\/9\n(.*\n){16} {2}and 4 more/,
  );
});

test('CSV and Markdown have a row for each block, or for the block itself', () => {
  assert.equal(
    printed('10.0.0.0/24', { split: '25', format: 'csv' }),
    'name,cidr,az,tier,first,last,usable\n' +
      'subnet-1,10.0.0.0/25,,,10.0.0.0,10.0.0.127,123\n' +
      'subnet-2,10.0.0.128/25,,,10.0.0.128,10.0.0.255,123\n',
  );
  assert.match(
    printed('10.0.0.0/24', { format: 'csv' }),
    /\n,10\.0\.0\.0\/24,,,10\.0\.0\.0,10\.0\.0\.255,251\n$/,
  );
  assert.match(
    printed('10.0.0.0/24', { split: '25', format: 'markdown' }),
    /\n\| subnet-1 \| 10\.0\.0\.0\/25 \|/,
  );
});

test('subnets as CloudFormation', () => {
  const plan = { azs: '2', tiers: 'public' };
  assert.equal(
    printed('10.0.0.0/27', { ...plan, format: 'cfn-yaml' }),
    `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
Resources:
  PublicA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/28
      Tags:
        - Key: Name
          Value: public-a
  PublicB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.0.16/28
      Tags:
        - Key: Name
          Value: public-b
`,
  );
  const template = JSON.parse(printed('10.0.0.0/27', { ...plan, format: 'cfn-json' }));
  assert.deepEqual(Object.keys(template.Resources), ['PublicA', 'PublicB']);
  // Without zones in the plan AWS chooses one.
  assert.doesNotMatch(printed('10.0.0.0/24', { split: '25', format: 'cfn-yaml' }), /AvailabilityZone/);
});

test('a plan that does not fit: status 1, how much is missing on stderr, nothing on stdout', () => {
  const cases: [cidr: string, options: CidrOptions, missing: RegExp][] = [
    ['10.0.0.0/24', { hosts: '200,100' }, /: 128 are missing\.\n$/],
    ['10.0.0.0/16', { hosts: '65532' }, /: 1 is missing\.\n$/],
    ['10.0.0.0/24', { hosts: '100', used: '10.0.0.0/26,10.0.0.128/26' }, /: 64 are missing\.\n$/],
    ['10.0.0.0/24', { azs: '3', tiers: 'public:26,private:26' }, /: 256 are missing\.\n$/],
    ['10.0.0.0/24', { azs: '6', tiers: 'a,b,c' }, /: 128 are missing\.\n$/],
    ['10.0.0.0/24', { split: '26', used: '10.0.0.0/16' }, /so 64 are missing\.\n$/],
    ['2001:db8::/64', { azs: '2', tiers: 'a' }, /: 2\^64 are missing\.\n$/],
  ];
  for (const [cidr, options, missing] of cases) {
    const result = runCidr(cidr, options);
    assert.deepEqual({ status: result.status, stdout: result.stdout }, { status: 1, stdout: '' });
    assert.match(result.stderr, missing);
  }
});

test('what cannot be read or contradicts itself: status 2, one sentence on stderr, nothing on stdout', () => {
  const block = '10.0.0.0/16';
  const cases: [cidr: string, options: CidrOptions, sentence: RegExp][] = [
    ['10.0.0.0/33', {}, /\/33 is too long/],
    ['10.0.0.0', {}, /has no prefix length/],
    ['', {}, /The value is empty/],
    [' 10.0.0.0/8', {}, /contains a space/],
    ['2001:db8::/32/64', {}, /prefix length after the slash/],
    [block, { used: '10.0.0.0/24,10.0.1/24' }, /^In --used: "10\.0\.1" has 3 numbers/],
    [block, { used: '' }, /^In --used: The value is empty/],
    [
      block,
      { format: 'xml' },
      /--format must be one of text, json, csv, markdown, cfn-yaml, cfn-json, not "xml"/,
    ],
    [block, { split: '24', hosts: '10' }, /--split and --hosts cannot be used together/],
    [block, { hosts: '10', azs: '2', tiers: 'a' }, /--hosts and --azs with --tiers cannot be used together/],
    [block, { azs: '2' }, /--azs needs --tiers/],
    [block, { tiers: 'a' }, /--tiers needs --azs/],
    [block, { split: '8' }, /A \/8 is larger than 10\.0\.0\.0\/16/],
    [block, { split: '33' }, /must be a whole number from 0 to 32/],
    [block, { split: '-5' }, /--split must be a prefix length such as 24, not "-5"/],
    [block, { split: '24.5' }, /--split must be a prefix length such as 24/],
    [block, { split: '' }, /--split must be a prefix length such as 24/],
    ['::/0', { split: '128' }, /2\^128 blocks of \/128; at most 65,536/],
    [block, { hosts: '0' }, /--hosts must be whole numbers from 1, such as 500,100,20, not "0"/],
    [block, { hosts: '-1' }, /--hosts must be whole numbers from 1/],
    [block, { hosts: '10,NaN' }, /not "NaN"/],
    [block, { hosts: '10,' }, /not ""/],
    [block, { hosts: '1e3' }, /not "1e3"/],
    [block, { hosts: '99999999999999999999' }, /--hosts must be whole numbers from 1/],
    [block, { azs: '0', tiers: 'a' }, /zones must be from 1 to 26/],
    [block, { azs: 'two', tiers: 'a' }, /--azs must be a whole number/],
    [block, { azs: '2', tiers: '' }, /--tiers must be names/],
    [
      block,
      { azs: '2', tiers: 'a:b' },
      /--tiers must be names with an optional prefix length, such as public:24,private, not "a:b"/,
    ],
    [block, { azs: '2', tiers: 'a,A' }, /--tiers contains "A" twice/],
    [block, { azs: '2', tiers: 'a:30' }, /a requests subnets of \/30; AWS accepts subnets from \/16 to \/28/],
    [
      block,
      { format: 'cfn-yaml' },
      /--format cfn-yaml prints subnets and needs --split, --hosts, or --azs with --tiers/,
    ],
    ['10.0.0.0/24', { split: '29', format: 'cfn-yaml' }, /10\.0\.0\.0\/29 cannot be an AWS::EC2::Subnet/],
    [block, { split: '25', format: 'cfn-json' }, /at most 500 resources, but this plan has 512/],
    ['evil\u001b[31m\n/8', { hosts: 'x' }, /contains a space/],
    [block, { split: '\u001b[31m' }, /not " \[31m"/],
  ];
  for (const [cidr, options, sentence] of cases) {
    const result = runCidr(cidr, options);
    assert.deepEqual(
      { status: result.status, stdout: result.stdout },
      { status: 2, stdout: '' },
      JSON.stringify([cidr, options]),
    );
    assert.match(result.stderr, sentence);
    assert.match(result.stderr, /^[^\p{Cc}]+\.\n$/u);
  }
});

test('whatever is asked, there is an answer or one sentence, never both', () => {
  const number = fc.oneof(fc.integer({ min: -2, max: 200 }).map(String), fc.string({ maxLength: 5 }));
  const address = fc.constantFrom(
    '10.0.0.0/16',
    '10.0.0.9/24',
    '192.168.0.0/28',
    '2001:db8::/56',
    '::/0',
    '0.0.0.0/0',
    '10.0.0.0',
  );
  const numbers = fc.array(number, { minLength: 1, maxLength: 4 }).map((list) => list.join(','));
  const tiers = fc.constantFrom('public,private', 'a:24,b', 'a', 'a:64', ',', 'a:b:c');
  const task: fc.Arbitrary<CidrOptions> = fc.oneof(
    fc.record({ split: number }),
    fc.record({ hosts: numbers }),
    fc.record({
      hosts: fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 4 }).map(String),
    }),
    fc.record({ azs: number, tiers }),
    fc.record({ azs: fc.integer({ min: 1, max: 6 }).map(String), tiers }),
    fc.record({ split: number, hosts: numbers, azs: number, tiers }, { requiredKeys: [] }),
  );
  const used = fc.array(fc.oneof({ weight: 4, arbitrary: address }, fc.string()), {
    minLength: 1,
    maxLength: 3,
  });
  const rest: fc.Arbitrary<CidrOptions> = fc.record(
    {
      used: used.map((list) => list.join(',')),
      format: fc.constantFrom('text', 'json', 'csv', 'markdown', 'cfn-yaml', 'cfn-json', 'yaml'),
    },
    { requiredKeys: [] },
  );
  const options = fc.tuple(task, rest).map(([one, other]): CidrOptions => ({ ...one, ...other }));
  const seen = new Set<number>();
  fc.assert(
    fc.property(fc.oneof({ weight: 5, arbitrary: address }, fc.string()), options, (cidr, asked) => {
      const { status, stdout, stderr } = runCidr(cidr, asked);
      seen.add(status);
      assert.equal(stdout === '', status !== 0);
      assert.match(stderr, status === 0 ? /^$/ : /^[^\n]+\.\n$/);
    }),
    { numRuns: 400 },
  );
  assert.deepEqual([...seen].sort(), [0, 1, 2]);
});

test('the command reads its options, and lists may be given twice', () => {
  const program = new Command().exitOverride();
  const results: CidrResult[] = [];
  registerCidr(program, (result) => results.push(result));
  const line =
    'cidr 10.0.0.0/24 --used 10.0.0.0/26 --used 10.0.0.64/26 --azs 2 --tiers web:27 --tiers db:27 --format json';
  program.parse(line.split(' '), { from: 'user' });
  program.parse(['cidr', '10.0.0.0/33'], { from: 'user' });
  assert.deepEqual(
    results.map(({ status }) => status),
    [0, 2],
  );
  assert.deepEqual(cidrs(JSON.parse(results[0]!.stdout)), [
    '10.0.0.128/27',
    '10.0.0.160/27',
    '10.0.0.192/27',
    '10.0.0.224/27',
  ]);
});
