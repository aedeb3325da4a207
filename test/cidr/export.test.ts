import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { PlannedBlock } from '../../server/src/subnetPlan/allocate/allocate.ts';
import { csvOf, markdownOf } from '../../server/src/subnetPlan/allocate/table.ts';
import {
  logicalIdFor,
  refusedBlock,
  templateJsonOf,
  templateYamlOf,
} from '../../server/src/subnetPlan/allocate/template.ts';
import { cidr } from './arbitraries.ts';

const blocks: PlannedBlock[] = [
  { name: 'public-a', cidr: cidr('10.0.0.0/24'), tier: 'public', zone: 0 },
  { name: 'data, "hot"', cidr: cidr('2001:db8::/64') },
];

test('CSV with its header, quoted where needed', () => {
  assert.equal(
    csvOf(blocks),
    'name,cidr,az,tier,first,last,usable\n' +
      'public-a,10.0.0.0/24,a,public,10.0.0.0,10.0.0.255,251\n' +
      '"data, ""hot""",2001:db8::/64,,,2001:db8::,2001:db8::ffff:ffff:ffff:ffff,18446744073709551611\n',
  );
});

test('no name becomes a formula of a spreadsheet', () => {
  assert.match(csvOf([{ name: '=HYPERLINK("x")', cidr: cidr('10.0.0.0/24') }]), /^"'=HYPERLINK\(""x""\)",/m);
});

test('a Markdown table whose cells stay cells', () => {
  assert.equal(
    markdownOf([{ ...blocks[0]!, name: 'a|b\n_c_' }]),
    '| name | cidr | az | tier | first | last | usable |\n' +
      '| --- | --- | --- | --- | --- | --- | --: |\n' +
      '| a\\|b \\_c\\_ | 10.0.0.0/24 | a | public | 10.0.0.0 | 10.0.0.255 | 251 |\n',
  );
});

test('a logical id from a name', () => {
  const cases: [name: string, id: string][] = [
    ['public-a', 'PublicA'],
    ['subnet-12', 'Subnet12'],
    ['my app_tier-b', 'MyAppTierB'],
    ['é', 'Subnet'],
  ];
  for (const [name, id] of cases) assert.equal(logicalIdFor(name), id);
});

test('templates in YAML and JSON say the same', () => {
  const names = ['public-a', 'Public a', 'vpc', 'no', 'a: "b"', '# c'];
  const many = [
    ...blocks,
    ...names.map((name, index) => ({ name, cidr: cidr(`10.0.${index + 1}.0/24`), zone: index })),
  ];
  const json = JSON.parse(templateJsonOf(many));
  // The short forms of the intrinsic functions, as CloudFormation reads them.
  const customTags = [
    { tag: '!Ref', resolve: (value: string) => ({ Ref: value }) },
    { tag: '!GetAZs', resolve: (value: string) => ({ 'Fn::GetAZs': value }) },
    {
      tag: '!Select',
      collection: 'seq' as const,
      resolve: (value: { toJSON(): unknown }) => ({ 'Fn::Select': value.toJSON() }),
    },
  ];
  assert.deepEqual(parse(templateYamlOf(many), { customTags: customTags as never }), json);
  assert.deepEqual(Object.keys(json.Resources), [
    'PublicA',
    'DataHot',
    'PublicAN2',
    'PublicAN3',
    'VpcN2',
    'No',
    'AB',
    'C',
  ]);
  assert.deepEqual(json.Parameters, { Vpc: { Type: 'AWS::EC2::VPC::Id' } });
  assert.deepEqual(json.Resources.PublicA, {
    Type: 'AWS::EC2::Subnet',
    Properties: {
      VpcId: { Ref: 'Vpc' },
      AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      CidrBlock: '10.0.0.0/24',
      Tags: [{ Key: 'Name', Value: 'public-a' }],
    },
  });
  // SUB-04: a subnet without an IPv4 block is IPv6 only and says so.
  assert.equal(json.Resources.DataHot.Properties.Ipv6CidrBlock, '2001:db8::/64');
  assert.equal(json.Resources.DataHot.Properties.Ipv6Native, true);
});

test('finds the block that AWS would refuse', () => {
  assert.equal(refusedBlock(blocks), undefined);
  assert.equal(refusedBlock([...blocks, { name: 'tiny', cidr: cidr('10.0.0.0/29') }])?.name, 'tiny');
});
