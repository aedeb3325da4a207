import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inventory } from '../../../server/src/inventory/inventory.ts';
import { analyze, hover } from '../../../server/src/languageService.ts';
import { lineStartsOf, positionAt } from '../../../server/src/syntax/span.ts';
import { readCursor } from '../../fixture.ts';
import { inventoryIn, inventoryOf } from '../../inventory/reading.ts';

const NOW = Date.UTC(2026, 10, 25, 9);
const inventory = inventoryIn('two-zones.json');

function hoverAt(
  fileName: string,
  marked: string,
  of: Inventory | undefined = inventory,
  commands: readonly string[] = [],
): string[] {
  const { text, offset } = readCursor(marked);
  const analysis = analyze(fileName, text, { inventory: of });
  assert.ok(analysis);
  const contents = hover(analysis, positionAt(lineStartsOf(text), offset), { now: NOW, commands })?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value.split(/\n+/) : [];
}

const stageWith = (id: string) => `dev: { vpc_config: { SubnetIds: [<|>${id}] } }`;
const FROM = '_From the inventory of 2026-11-20, 5 days old._';

const cases: { title: string; id: string; lines: string[] }[] = [
  {
    title: 'a private subnet',
    id: 'subnet-0a30000000000000a',
    lines: [
      '**private-a** `subnet-0a30000000000000a` — a private subnet with a default route to nat-0a10000000000000a',
      'eu-central-1a · 10.0.16.0/20 · 4,000 of 4,091 addresses free · vpc-0a10000000000000a (app)',
      'Route table rtb-0a30000000000000a (private)',
      '- `0.0.0.0/0` → nat-0a10000000000000a',
      'Created by the stack app as PrivateA',
      FROM,
    ],
  },
  {
    title: 'an isolated one, in the main table',
    id: 'subnet-0b10000000000000b',
    lines: [
      '**other-a** `subnet-0b10000000000000b` — an isolated subnet, with no route to the internet (0.0.0.0/0)',
      'eu-central-1a · 10.9.0.0/24 · 251 of 251 addresses free · vpc-0b10000000000000b (other)',
      'Main route table rtb-0b10000000000000b (main), with local routes only',
      FROM,
    ],
  },
  {
    title: 'a security group',
    id: 'sg-0a20000000000000a',
    lines: [
      '**database** `sg-0a20000000000000a` — a security group of vpc-0a10000000000000a (app)',
      'Inbound rules',
      '- tcp 5432 (PostgreSQL) from sg-0a10000000000000a',
      'Outbound rules',
      '- all traffic to the whole internet',
      'Created by the stack app as DatabaseGroup',
      FROM,
    ],
  },
  {
    title: 'a VPC',
    id: 'vpc-0b10000000000000b',
    lines: [
      '**other** `vpc-0b10000000000000b` — a VPC, 10.9.0.0/16',
      '- `10.9.0.0/24` subnet-0b10000000000000b (other-a), isolated',
      FROM,
    ],
  },
  {
    title: 'a subnet that the inventory does not have',
    id: 'subnet-0c10000000000000c',
    lines: [
      '**subnet-0c10000000000000c** — a subnet that exists in AWS, not in this file',
      'Show it with `aws ec2 describe-subnets --subnet-ids subnet-0c10000000000000c`',
      'Not in the inventory of 2026-11-20',
    ],
  },
  {
    title: 'something of which an inventory never tells',
    id: 'i-0c10000000000000c',
    lines: [
      '**i-0c10000000000000c** — an instance that exists in AWS, not in this file',
      'Show it with `aws ec2 describe-instances --instance-ids i-0c10000000000000c`',
    ],
  },
];

for (const { title, id, lines } of cases) {
  test(`hover: ${title}`, () => {
    assert.deepEqual(hoverAt('zappa_settings.yml', stageWith(id)), lines);
    // In a template an id means the same.
    const template = `Resources: { F: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [<|>${id}] } } } }`;
    assert.deepEqual(hoverAt('net.yaml', template), lines);
  });
}

test('without the part that would tell, nothing is said to be missing', () => {
  const lines = hoverAt(
    'zappa_settings.yml',
    stageWith('subnet-0c10000000000000c'),
    inventoryOf({ Vpcs: [] }),
  );
  assert.equal(lines.length, 2);
});

test('how old an inventory is, as far as that is known', () => {
  const source = (of: Inventory) =>
    hoverAt('zappa_settings.yml', stageWith('vpc-0b10000000000000b'), of).at(-1);
  const age = (capturedAt: number | undefined, writtenAt?: number) =>
    source({ ...inventory, capturedAt, writtenAt });
  const HOUR = 3_600_000;
  assert.equal(age(NOW - 2.5 * HOUR), '_From the inventory of 2026-11-25, 2 hours old._');
  assert.equal(age(NOW - 90_000), '_From the inventory of 2026-11-25, 1 minute old._');
  assert.equal(age(NOW - 47 * HOUR), '_From the inventory of 2026-11-23, 47 hours old._');
  assert.equal(
    age(undefined, NOW - 72 * HOUR),
    '_From the inventory of 2026-11-22 or before, at least 3 days old._',
  );
  assert.equal(age(undefined), '_From the inventory._');
  assert.equal(age(NOW + HOUR), '_From the inventory of 2026-11-25._');
});

const TEMPLATE = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  PublicA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  PublicB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  PrivateA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.16.0/20 } }
  PrivateB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.32.0/20 } }
  AppGroup: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: !Ref Vpc, GroupDescription: app } }
`;

test('a resource of a template: what it has become in its stack', () => {
  const lines = hoverAt('net.yaml', TEMPLATE.replace('  PrivateA:', '  Private<|>A:'));
  assert.ok(
    lines.includes(
      'In the stack app: **private-a** `subnet-0a30000000000000a` — a private subnet with a default route to nat-0a10000000000000a',
    ),
    lines.join('\n'),
  );
  assert.equal(lines.at(-1), FROM);
  const other = hoverAt(
    'net.yaml',
    TEMPLATE.replace('PrivateA', 'Another').replace('  Another:', '  Ano<|>ther:'),
  );
  assert.ok(!other.some((line) => line.includes('stack')));
});

test("a stage's subnets, with where the inventory says that they lead", () => {
  const lines = hoverAt(
    'zappa_settings.yml',
    '<|>dev: { vpc_config: { SubnetIds: [subnet-0a30000000000000a, subnet-0b10000000000000b, subnet-0c10000000000000c] } }',
  );
  assert.ok(
    lines.includes(
      'SubnetIds: `subnet-0a30000000000000a` (private with NAT), `subnet-0b10000000000000b` (isolated), `subnet-0c10000000000000c`',
    ),
    lines.join('\n'),
  );
});

test('a stage leads to itself in the map, where the inventory has its network and the editor shows maps', () => {
  const file = 'file:///app/zappa_settings.json';
  const shown = (marked: string, of: Inventory | undefined, commands = ['vpcLens.showMap']) =>
    hoverAt(file, marked, of, commands).at(-1)!;
  const stage = '{"<|>it\'s (dev)": {"vpc_config": {"SubnetIds": ["subnet-0a30000000000000a"]}}}';
  const link = /^\[Show it in the network map\]\(command:vpcLens\.showMap\?([^()]+)\)$/.exec(
    shown(stage, inventory),
  );
  assert.deepEqual(JSON.parse(decodeURIComponent(link![1]!)), [file, "it's (dev)"]);
  for (const without of [shown(stage, inventory, []), shown('{"<|>dev": {"s3_bucket": "app"}}', inventory)])
    assert.doesNotMatch(without, /map/);
});
