import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeInventory } from '../../server/src/inventory/inventory.ts';
import { fileOf, inventoryOf } from './reading.ts';

const SUBNET = { SubnetId: 'subnet-0a1b2c3d', VpcId: 'vpc-0a1b2c3d', AvailabilityZone: 'eu-central-1a' };

test('what a file is not, in one sentence each', () => {
  const table: [content: unknown, ...messages: string[]][] = [
    [{ Vpcs: [], Subnets: [SUBNET], Region: 'eu-central-1', CapturedAt: '2026-11-20T08:30:00Z' }],
    [{ CapturedAt: '2026-11-20T08:30:00Z' }],
    [{ Subnets: [{ ...SUBNET, CidrBlock: null, Tags: null, SomethingNew: { Of: ['AWS'] } }], Vpcs: null }],
    // An answer without an id is allowed by AWS's models; nobody can refer to it.
    [{ Subnets: [{}] }],
    ['', 'The file is empty: the AWS CLI call that writes it has failed.'],
    ['[]', 'An inventory file is a JSON object with AWS CLI output: {"Vpcs": [...], "Subnets": [...]}.'],
    ['"text"', 'An inventory file is a JSON object with AWS CLI output: {"Vpcs": [...], "Subnets": [...]}.'],
    ['{}', 'The file has no inventory keys such as Vpcs, Subnets or RouteTables.'],
    ['{"Subnets": [{"SubnetId": "subnet-0a1b', 'The string is not closed on this line.'],
    ['{"Subnets": []} {"Vpcs": []}', 'The document ends before this; nothing can follow it.'],
    ['\0', 'The file contains binary data; VPC Lens skips it.'],
    [{ Reservations: [] }, 'Unknown key, ignored: "Reservations".'],
    [{ subnets: [] }, '"subnets" is ignored; the AWS CLI spells it Subnets.'],
    [{ route_tables: [] }, '"route_tables" is ignored; the AWS CLI spells it RouteTables.'],
    [{ Subnets: {} }, 'Subnets is an object; AWS returns a list.'],
    [{ Subnets: ['subnet-0a1b2c3d'] }, 'An item of Subnets is a string; AWS returns an object.'],
    [{ Subnets: [{ SubnetId: 7 }] }, 'SubnetId is a number; AWS returns a string.'],
    [
      { Subnets: [{ ...SUBNET, MapPublicIpOnLaunch: 'no' }] },
      'MapPublicIpOnLaunch is a string; AWS returns true or false.',
    ],
    [
      { Subnets: [{ ...SUBNET, AvailableIpAddressCount: 1.5, Tags: [1] }] },
      'AvailableIpAddressCount is a number; AWS returns a whole number.',
      'An item of Tags is a number; AWS returns an object.',
    ],
    [{ Subnets: [SUBNET, SUBNET] }, 'subnet-0a1b2c3d is in Subnets twice; the last one counts.'],
    [
      { Subnets: [SUBNET], NextToken: 'abc' },
      'NextToken says that AWS has more results, so objects that are missing here may exist.',
    ],
    [{ Subnets: [], CapturedAt: 'yesterday' }, 'CapturedAt is not a time such as 2026-11-25T08:30:00Z.'],
    [{ Subnets: [], Region: 1 }, 'Region is a number; AWS returns a string.'],
  ];
  for (const [content, ...messages] of table) {
    const { problems } = fileOf(content);
    assert.deepEqual(
      problems.map(({ message }) => message),
      messages,
      JSON.stringify(content),
    );
  }
});

test('a problem stands at the piece that is wrong', () => {
  const text = '{"Subnets": [{"SubnetId": "subnet-0a1b2c3d", "VpcId": 12}]}';
  const [problem] = fileOf(text).problems;
  assert.equal(text.slice(problem!.start, problem!.end), '12');
});

test('an object has its place, and a piece that is wrong costs no other', () => {
  const text = '{"Subnets": [{"SubnetId": "subnet-0a1b2c3d", "VpcId": 12, "CidrBlock": "10.0.0.0/24"}, 5]}';
  const { Subnets } = inventoryOf(text).parts;
  const subnet = Subnets.entries.get('subnet-0a1b2c3d')!;
  assert.equal(text.slice(subnet.at.start, subnet.at.end), text.slice(13, text.indexOf(', 5')));
  assert.equal(subnet.CidrBlock, '10.0.0.0/24');
  assert.equal(subnet.VpcId, undefined);
  assert.deepEqual([...Subnets.damaged], ['subnet-0a1b2c3d']);
  assert.equal(Subnets.open, 'something in Subnets has no id');
});

test('a part that is missing is unknown, and so is one that breaks off', () => {
  const open = (content: unknown) => inventoryOf(content).parts.Subnets.open;
  assert.equal(open({ Subnets: [] }), undefined);
  assert.equal(open({ Vpcs: [] }), 'the inventory has no Subnets');
  assert.equal(open('{"Subnets": [], "Vpcs": ['), 'a part of the file cannot be read');
  assert.equal(open({ Subnets: [], NextToken: 'abc' }), 'AWS had more results');
  assert.equal(open({ Subnets: [], NextToken: null }), undefined);
  assert.equal(open({ Subnets: 'none' }), 'Subnets cannot be read');
});

test('a key that stands twice adds to its list', () => {
  const { parts } = inventoryOf(
    '{"Subnets": [{"SubnetId": "subnet-1"}], "Subnets": [{"SubnetId": "subnet-2"}]}',
  );
  assert.deepEqual([...parts.Subnets.entries.keys()], ['subnet-1', 'subnet-2']);
});

test('of an object that stands twice the last counts', () => {
  const twice = [SUBNET, { ...SUBNET, CidrBlock: '10.0.9.0/24' }];
  const { entries } = inventoryOf({ Subnets: twice }).parts.Subnets;
  assert.equal(entries.get(SUBNET.SubnetId)!.CidrBlock, '10.0.9.0/24');
});

test('files are put together in the order of their names; of an object told twice the last counts', () => {
  const b = fileOf(
    { Subnets: [{ ...SUBNET, CidrBlock: '10.0.1.0/24' }], CapturedAt: '2026-11-21T08:30:00Z' },
    'b.json',
  );
  const a = fileOf(
    { Subnets: [{ ...SUBNET, CidrBlock: '10.0.0.0/24' }], CapturedAt: '2026-11-20T08:30:00Z' },
    'a.json',
  );
  const c = fileOf({ Vpcs: [{ VpcId: 'vpc-0a1b2c3d', OwnerId: '123456789012' }] }, 'c.json');
  const { parts, capturedAt, accounts, files } = mergeInventory([b, c, a]);
  assert.deepEqual(
    files.map(({ name }) => name),
    ['a.json', 'b.json', 'c.json'],
  );
  assert.equal(parts.Subnets.entries.get('subnet-0a1b2c3d')!.CidrBlock, '10.0.1.0/24');
  assert.deepEqual([...accounts], ['123456789012']);
  assert.equal(capturedAt, undefined, 'c.json does not say');
  assert.equal(mergeInventory([a, b]).capturedAt, Date.UTC(2026, 10, 20, 8, 30));
  // A file of its own may say it for all: the answers of AWS have no such key.
  const all = mergeInventory([
    c,
    fileOf({ CapturedAt: '2026-11-19T00:00:00Z', Region: 'eu-central-1' }, 'when.json'),
  ]);
  assert.equal(all.capturedAt, Date.UTC(2026, 10, 19));
  assert.deepEqual([...all.parts.Vpcs.regions], ['eu-central-1']);
});

test('a damaged description gives way to a later one that is whole', () => {
  const bad = fileOf({ Subnets: [{ ...SUBNET, VpcId: 1 }] }, 'a.json');
  const good = fileOf({ Subnets: [SUBNET] }, 'b.json');
  assert.equal(mergeInventory([bad, good]).parts.Subnets.damaged.size, 0);
  assert.equal(mergeInventory([bad]).parts.Subnets.damaged.size, 1);
});

test('the region, as stated or as the answers tell it', () => {
  const region = (content: unknown) => fileOf(content).region;
  assert.equal(region({ Subnets: [SUBNET] }), 'eu-central-1');
  assert.equal(region({ Subnets: [SUBNET], Region: 'eu-west-1' }), 'eu-west-1');
  assert.equal(region({ Vpcs: [] }), undefined);
  assert.equal(region({ Subnets: [{ SubnetId: 's', AvailabilityZone: 'us-west-2-lax-1a' }] }), undefined);
  assert.equal(
    region({ Subnets: [{ SubnetId: 's', SubnetArn: 'arn:aws:ec2:us-west-2:123456789012:subnet/s' }] }),
    'us-west-2',
  );
  assert.equal(region({ Subnets: [SUBNET, { SubnetId: 't', AvailabilityZone: 'us-east-1a' }] }), undefined);
  // Of a folder with one region every answer is of that one.
  const merged = mergeInventory([fileOf({ Subnets: [SUBNET] }, 'a.json'), fileOf({ Vpcs: [] }, 'b.json')]);
  assert.deepEqual([...merged.parts.Vpcs.regions], ['eu-central-1']);
});

test('an inventory of some VPCs alone proves nothing about other objects', () => {
  const inventory = inventoryOf(
    '{"OnlyVpcs": ["vpc-11111111"], "Subnets": [{"SubnetId": "subnet-11111111"}]}',
  );
  assert.deepEqual(inventory.files[0]!.problems, []);
  assert.equal(inventory.parts.Subnets.open, 'only some VPCs were asked for');
});
