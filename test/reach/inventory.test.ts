import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, placeInFile, type ReachAnswer, reachIn } from '../../server/src/languageService.ts';
import { sentenceOf } from '../../server/src/wording/blockers.ts';
import { inventoryOf } from '../inventory/reading.ts';

type Answers = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

const VPC = 'vpc-0a10000000000000a';
const PRIVATE = 'subnet-0a10000000000000a';
const PUBLIC = 'subnet-0a20000000000000a';
const GROUP = 'sg-0a10000000000000a';
const S3_LIST = 'pl-0a10000000000000a';
const ENDPOINT = 'vpce-0a10000000000000a';

const everywhere = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
const group = (egress: unknown) => ({
  GroupId: GROUP,
  GroupName: 'app',
  VpcId: VPC,
  IpPermissions: [],
  IpPermissionsEgress: egress,
});
const table = (id: string, subnet: string, ...routes: readonly object[]) => ({
  RouteTableId: id,
  VpcId: VPC,
  Associations: [{ RouteTableAssociationId: `rtbassoc-${id}`, RouteTableId: id, SubnetId: subnet }],
  Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }, ...routes],
});
const PRIVATE_TABLE = 'rtb-0a10000000000000a';
const toNat = {
  DestinationCidrBlock: '0.0.0.0/0',
  NatGatewayId: 'nat-0a10000000000000a',
  State: 'active',
};
const toS3 = { DestinationPrefixListId: S3_LIST, GatewayId: ENDPOINT, State: 'active' };
const publicTable = table('rtb-0a20000000000000a', PUBLIC, {
  DestinationCidrBlock: '0.0.0.0/0',
  GatewayId: 'igw-0a10000000000000a',
  State: 'active',
});
const s3Endpoint = {
  VpcEndpointId: ENDPOINT,
  VpcEndpointType: 'Gateway',
  VpcId: VPC,
  ServiceName: 'com.amazonaws.eu-central-1.s3',
  State: 'available',
  RouteTableIds: [PRIVATE_TABLE],
};
const s3List = { PrefixListId: S3_LIST, PrefixListName: 'com.amazonaws.eu-central-1.s3' };

/** Everything that AWS says of a VPC with a private and a public subnet. */
const WHOLE: Answers = {
  Vpcs: [{ VpcId: VPC, CidrBlock: '10.0.0.0/16' }],
  VpcAttributes: [{ VpcId: VPC, EnableDnsSupport: { Value: true }, EnableDnsHostnames: { Value: true } }],
  Subnets: [
    { SubnetId: PRIVATE, VpcId: VPC, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'eu-central-1a' },
    { SubnetId: PUBLIC, VpcId: VPC, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'eu-central-1a' },
  ],
  RouteTables: [table(PRIVATE_TABLE, PRIVATE, toNat), publicTable],
  InternetGateways: [
    { InternetGatewayId: 'igw-0a10000000000000a', Attachments: [{ State: 'available', VpcId: VPC }] },
  ],
  NatGateways: [
    {
      NatGatewayId: 'nat-0a10000000000000a',
      VpcId: VPC,
      SubnetId: PUBLIC,
      State: 'available',
      ConnectivityType: 'public',
      NatGatewayAddresses: [{ AllocationId: 'eipalloc-0a10000000000000a' }],
    },
  ],
  NetworkAcls: [
    {
      NetworkAclId: 'acl-0a10000000000000a',
      VpcId: VPC,
      IsDefault: true,
      Associations: [PRIVATE, PUBLIC].map((SubnetId) => ({
        NetworkAclAssociationId: `aclassoc-${SubnetId}`,
        NetworkAclId: 'acl-0a10000000000000a',
        SubnetId,
      })),
      Entries: [true, false].map((Egress) => ({
        CidrBlock: '0.0.0.0/0',
        Egress,
        Protocol: '-1',
        RuleAction: 'allow',
        RuleNumber: 100,
      })),
    },
  ],
  SecurityGroups: [group(everywhere)],
  VpcEndpoints: [],
  PrefixLists: [],
  DBInstances: [],
};

const SETTINGS = JSON.stringify({
  prod: { vpc_config: { SubnetIds: [PRIVATE], SecurityGroupIds: [GROUP] } },
});

function ask(to: string, answers: Answers): ReachAnswer {
  const analysis = analyze('zappa_settings.json', SETTINGS, { inventory: inventoryOf(answers) });
  assert.ok(analysis);
  const result = reachIn(analysis, { from: 'prod', to, protocol: 'tcp' });
  assert.ok(result.kind === 'answers');
  return result.answers[0]!;
}

/** What an inventory without one of its parts says, or with another in its place. */
const with_ = (parts: Answers) => ({ ...WHOLE, ...parts });
function without(part: string): Answers {
  const { [part]: _, ...others } = WHOLE;
  return others;
}

test('by a NAT gateway to the internet and to S3, each step in the inventory', () => {
  for (const to of ['internet', 's3']) {
    const answer = ask(to, WHOLE);
    assert.equal(answer.verdict, 'reachable');
    assert.deepEqual(answer.assumptions, []);
    assert.ok(answer.hops.length > 3);
    for (const hop of answer.hops) assert.equal(placeInFile(hop, answer.network), undefined, hop.resource);
  }
});

test('what the inventory does not hold may be there', () => {
  const isolated = [table(PRIVATE_TABLE, PRIVATE), publicTable];
  assert.equal(ask('s3', with_({ RouteTables: isolated })).verdict, 'blocked');
  const { VpcEndpoints: _, ...unasked } = with_({ RouteTables: isolated });
  assert.equal(ask('s3', unasked).verdict, 'unknown');
  assert.match(ask('s3', unasked).assumptions.join(), /VpcEndpoints/);

  assert.equal(ask('10.0.7.7', WHOLE).verdict, 'blocked');
  const [first, second] = WHOLE.Subnets!;
  const damaged = with_({ Subnets: [first!, second!, { CidrBlock: '10.0.7.0/24' }] });
  assert.equal(ask('10.0.7.7', damaged).verdict, 'unknown');

  for (const part of ['NatGateways', 'NetworkAcls', 'SecurityGroups', 'RouteTables'])
    assert.equal(ask('internet', without(part)).verdict, 'unknown', part);
});

test('a gateway whose attachments are not told may be attached', () => {
  const detached = { InternetGatewayId: 'igw-0a10000000000000a', Attachments: [] };
  assert.equal(ask('internet', with_({ InternetGateways: [detached] })).verdict, 'blocked');
  const untold = { InternetGatewayId: 'igw-0a10000000000000a' };
  assert.equal(ask('internet', with_({ InternetGateways: [untold] })).verdict, 'unknown');
});

test('a regional NAT gateway is on the internet where its VPC is', () => {
  const [nat] = WHOLE.NatGateways!;
  const regional = { ...nat!, SubnetId: undefined, AvailabilityMode: 'regional' };
  const parts = { NatGateways: [regional], InternetGateways: [] };
  assert.equal(ask('internet', with_({ NatGateways: [regional] })).verdict, 'reachable');
  assert.equal(ask('internet', with_(parts)).verdict, 'blocked');
  const { InternetGateways: __, ...unasked } = with_(parts);
  assert.equal(ask('internet', unasked).verdict, 'unknown');
});

test('a blackhole route drops what it takes', () => {
  const gone = { ...toNat, State: 'blackhole' };
  const answer = ask('internet', with_({ RouteTables: [table(PRIVATE_TABLE, PRIVATE, gone), publicTable] }));
  assert.equal(answer.verdict, 'blocked');
  assert.equal(answer.blockedBy[0]!.code, 'BAD_STATE_ROUTE');
  assert.equal(answer.blockedBy[0]!.reason.kind, 'target-gone');
  assert.match(
    sentenceOf(answer.blockedBy[0]!.reason),
    /^The route of rtb-\w+ to 0\.0\.0\.0\/0 goes to nat-\w+, which no longer exists\.$/,
  );
  // Beyond the NAT gateway as well.
  const lost = table('rtb-0a20000000000000a', PUBLIC, {
    DestinationCidrBlock: '0.0.0.0/0',
    GatewayId: 'igw-0a10000000000000a',
    State: 'blackhole',
  });
  assert.equal(
    ask('internet', with_({ RouteTables: [table(PRIVATE_TABLE, PRIVATE, toNat), lost] })).verdict,
    'blocked',
  );
});

test('a gateway endpoint on the table, whatever is known of its prefix list', () => {
  const tables = [table(PRIVATE_TABLE, PRIVATE, toS3), publicTable];
  for (const PrefixLists of [[], [s3List]]) {
    const parts = with_({ RouteTables: tables, VpcEndpoints: [s3Endpoint], PrefixLists });
    assert.equal(ask('s3', parts).verdict, 'reachable');
    assert.equal(ask('internet', parts).verdict, 'blocked');
    assert.equal(ask('dynamodb', parts).verdict, 'blocked');
  }
  // The table has a route for an endpoint that the list of endpoints lacks.
  const untold = with_({ RouteTables: tables });
  assert.equal(ask('s3', untold).verdict, 'unknown');
  assert.equal(ask('dynamodb', { ...untold, PrefixLists: [s3List] }).verdict, 'blocked');
});

test("a group that lets out to AWS's list of a service lets out to that service alone", () => {
  const toList = [
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: S3_LIST }] },
  ];
  const parts = with_({
    RouteTables: [table(PRIVATE_TABLE, PRIVATE, toNat, toS3), publicTable],
    VpcEndpoints: [s3Endpoint],
    PrefixLists: [s3List],
    SecurityGroups: [group(toList)],
  });
  assert.equal(ask('s3', parts).verdict, 'reachable');
  assert.equal(ask('sqs', parts).verdict, 'blocked');
  assert.equal(ask('s3', { ...parts, PrefixLists: [] }).verdict, 'unknown');
});

test('what means so is said', () => {
  const assumed = /DNS attributes on, of which the inventory says nothing/;
  assert.match(ask('s3', without('VpcAttributes')).assumptions.join(), assumed);
  assert.equal(ask('s3', without('VpcAttributes')).verdict, 'reachable');
  assert.doesNotMatch(ask('internet', without('VpcAttributes')).assumptions.join(), assumed);
});

test('a database by its name, as the ARN has it', () => {
  const database = {
    DBInstanceIdentifier: 'app',
    Endpoint: { Address: 'app.c1a2.eu-central-1.rds.amazonaws.com', Port: 5432 },
    DBSubnetGroup: { DBSubnetGroupName: 'data', VpcId: VPC, Subnets: [{ SubnetIdentifier: PUBLIC }] },
    VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-0a20000000000000a', Status: 'active' }],
    PubliclyAccessible: false,
  };
  const letting = (from: string) => ({
    GroupId: 'sg-0a20000000000000a',
    GroupName: 'database',
    VpcId: VPC,
    IpPermissions: [
      { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId: from }] },
    ],
    IpPermissionsEgress: [],
  });
  const parts = (from: string) =>
    with_({ DBInstances: [database], SecurityGroups: [group(everywhere), letting(from)] });
  assert.equal(ask('db:app', parts(GROUP)).verdict, 'reachable');
  assert.equal(ask('db:app', parts('sg-0a20000000000000a')).verdict, 'blocked');
  assert.equal(ask('db:app', parts('sg-0a20000000000000a')).port, 5432);
});
