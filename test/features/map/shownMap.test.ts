import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  type Analysis,
  analyze,
  mermaidOfShown,
  reachedThings,
  shownMap,
  traceOf,
} from '../../../server/src/languageService.ts';
import { inventoryIn, inventoryOf } from '../../inventory/reading.ts';

const TEXT = `Parameters: { UseNat: { Type: String, AllowedValues: [a, b] } }
Conditions: { HasNat: !Equals [!Ref UseNat, a] }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Public: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a } }
  Private: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a } }
  Igw: { Type: AWS::EC2::InternetGateway }
  Attach: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw } }
  PublicTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PublicUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Public, RouteTableId: !Ref PublicTable } }
  PublicOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Uses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Private, RouteTableId: !Ref Table } }
  Nat: { Type: AWS::EC2::NatGateway, Condition: HasNat, Properties: { SubnetId: !Ref Public, AllocationId: eipalloc-0a1b2c3d4e5f60718 } }
  Out: { Type: AWS::EC2::Route, Condition: HasNat, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }
  AppGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: app, VpcId: !Ref Vpc } }
  CacheGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: cache, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 6379, ToPort: 6379, SourceSecurityGroupId: !Ref AppGroup }] } }
  Subnets: { Type: AWS::ElastiCache::SubnetGroup, Properties: { Description: app, SubnetIds: [!Ref Private] } }
  Cache: { Type: AWS::ElastiCache::CacheCluster, Properties: { Engine: redis, CacheNodeType: cache.t4g.micro, NumCacheNodes: 1, CacheSubnetGroupName: !Ref Subnets, VpcSecurityGroupIds: [!Ref CacheGroup] } }
  App: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [!Ref Private], SecurityGroupIds: [!Ref AppGroup] } } }
`;
const lineOf = (id: string) => TEXT.split('\n').findIndex((line) => line.startsWith(`  ${id}:`));

function analysisOf(file: string, text: string, inventory?: Parameters<typeof analyze>[2]): Analysis {
  const analysis = analyze(file, text, inventory);
  assert.ok(analysis);
  return analysis;
}
const analysis = analysisOf('net.yaml', TEXT);
const chosen = (scenario: string | null) => ({ scenario, unfolded: [] });
const keysOf = (map: ReturnType<typeof shownMap>) => map!.scene.things.map(({ key }) => key);

test('a scenario is chosen by its words; without a choice, or with one that is gone, it is the first', () => {
  const first = shownMap(analysis, chosen(null))!;
  assert.deepEqual(first.scenarios, ['HasNat is true', 'HasNat is false']);
  assert.deepEqual([first.scenario, keysOf(first).includes('Nat')], ['HasNat is true', true]);
  const other = shownMap(analysis, chosen('HasNat is false'))!;
  assert.deepEqual([other.scenario, keysOf(other).includes('Nat')], ['HasNat is false', false]);
  assert.equal(shownMap(analysis, chosen('HasVpn is true'))!.scenario, 'HasNat is true');
});

test('each thing has the lines of its resource, and those of what belongs to it and is not drawn', () => {
  const { places } = shownMap(analysis, chosen(null))!;
  assert.equal(places.Private!.own!.start.line, lineOf('Private'));
  assert.deepEqual(
    places.Private!.about.map(({ start }) => start.line),
    [lineOf('Table'), lineOf('Out')],
  );
  assert.deepEqual(
    places.Cache!.about.map(({ start }) => start.line),
    [lineOf('CacheGroup')],
  );
  assert.deepEqual(places.internet, { own: null, members: [], about: [] });
});

test('what a source reaches, in the scenario that is shown', () => {
  const of = (from: string, scenario: string) => {
    const answer = reachedThings(analysis, from, chosen(scenario));
    assert.ok('verdicts' in answer);
    return answer.verdicts;
  };
  assert.deepEqual(of('App', 'HasNat is true'), { internet: 'reachable', Cache: 'reachable' });
  assert.deepEqual(of('App', 'HasNat is false'), { internet: 'blocked', Cache: 'reachable' });
  assert.deepEqual(of('internet', 'HasNat is true'), { Cache: 'blocked', App: 'blocked' });
  assert.deepEqual(reachedThings(analysis, 'Nat', chosen(null)), {
    sentence: 'Nat sends nothing on its own account.',
  });
});

test('a question that is asked while a scenario is shown is answered in that scenario', () => {
  const asked = { uri: 'file:///net.yaml', from: 'App', to: 'internet' };
  const verdictsIn = (scenario?: string | null) =>
    traceOf(
      analysis,
      { ...asked, ...(scenario !== undefined && { scenario }) },
      { uri: asked.uri, version: 1 },
    ).answers.map(({ verdict, summary }) => [verdict, summary]);
  assert.deepEqual(verdictsIn('HasNat is false'), [['blocked', 'App cannot reach the internet']]);
  assert.deepEqual(verdictsIn('HasNat is true'), [['reachable', 'App reaches the internet through Nat']]);
  // The first one, as the map has it.
  assert.deepEqual(verdictsIn(null), verdictsIn('HasNat is true'));
  assert.equal(verdictsIn().length, 2);
});

test('networks that are drawn alike and answer differently: the source reaches it sometimes', () => {
  const text = TEXT.replace('{ HasNat: !Equals [!Ref UseNat, a] }', '{ IsPublic: !Equals [!Ref UseNat, a] }')
    .replaceAll(' Condition: HasNat,', '')
    .concat(
      '  Bastion: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-0a1b2c3d4e5f60718, NetworkInterfaces: [{ DeviceIndex: "0", SubnetId: !Ref Public, GroupSet: [!Ref AppGroup], AssociatePublicIpAddress: !If [IsPublic, true, false] }] } }\n',
    );
  const alike = analysisOf('alike.yaml', text);
  assert.deepEqual(shownMap(alike, chosen(null))!.scenarios, []);
  const answer = reachedThings(alike, 'Bastion', chosen(null));
  assert.ok('verdicts' in answer);
  assert.deepEqual(answer.verdicts, { internet: 'partial', Cache: 'reachable', App: 'blocked' });
});

test('stages of settings are in the subnets that exist, and nothing but their VPC is drawn', () => {
  const text = JSON.stringify({
    dev: {
      vpc_config: { SubnetIds: ['subnet-801348edb75054d78'], SecurityGroupIds: ['sg-154098eab65f50c2b'] },
    },
    lone: {},
  });
  const settings = analysisOf('zappa_settings.json', text, { inventory: inventoryIn('network.json') });
  const map = shownMap(settings, chosen(null))!;
  const dev = map.scene.things.find(({ key }) => key === 'dev')!;
  assert.deepEqual([dev.inside, map.places.dev!.own?.start.line], ['subnet-801348edb75054d78', 0]);
  assert.equal(map.scene.things.find(({ key }) => key === 'lone')!.inside, 'elsewhere');
  const vpcs = map.scene.things.filter(({ noun }) => noun === 'VPC');
  assert.deepEqual(
    vpcs.map(({ key }) => key),
    ['vpc-3772f3b1f278e5ba3'],
  );
  assert.deepEqual(map.places['vpc-3772f3b1f278e5ba3'], { own: null, members: [], about: [] });
});

test('an inventory is drawn whole, and settings without one have only their stages', () => {
  const text = readFileSync(new URL('../../inventory/network.json', import.meta.url), 'utf8');
  const inventory = analysisOf('.vpc-lens/network.json', text, {
    inventory: inventoryOf(text),
    kind: 'inventory',
  });
  const things = shownMap(inventory, chosen(null))!.scene.things;
  assert.equal(things.filter(({ shape }) => shape === 'area').length, 11);
  const thing = (id: string) => things.find(({ key }) => key === id)!;
  // By its tag Name, which rows are called after too; an id of AWS's own says nothing of a purpose.
  const area = thing('subnet-96e2d5df324dccc66');
  assert.deepEqual([area.title, area.lines[0], area.tier], ['private-a', area.id, 'private']);
  assert.equal(thing('vpc-3772f3b1f278e5ba3').title, 'app');
  const { headings } = shownMap(inventory, chosen(null))!.scene;
  const words = headings.flatMap(({ lines }) => lines).filter((line) => !line.startsWith('eu-central-1'));
  assert.deepEqual([...new Set(words)], ['Isolated', 'Public', 'Private', 'Peered', 'transit']);
  const lone = analysisOf('zappa_settings.json', '{"dev": {}}');
  assert.deepEqual(keysOf(shownMap(lone, chosen(null))), ['elsewhere', 'dev']);
});

test('an inventory answers questions; what it tells of has no place in its text and no edit', () => {
  const text = readFileSync(new URL('../../inventory/network.json', import.meta.url), 'utf8');
  for (const inventory of [inventoryOf(text), undefined]) {
    const existing = analysisOf('.vpc-lens/network.json', text, { inventory, kind: 'inventory' });
    const from = 'subnet-96e2d5df324dccc66';
    const document = { uri: 'file:///w/.vpc-lens/network.json', version: 1 };
    const ask = (to: string) =>
      traceOf(existing, { uri: document.uri, from, to, scenario: null }, document).answers[0]!;
    const [out, database] = [ask('internet'), ask('db:app')];
    assert.deepEqual([out.verdict, database.verdict], ['reachable', 'blocked']);
    assert.deepEqual(
      out.hops.flatMap(({ label, range }) => (range ? [label] : [])),
      [],
    );
    assert.ok(database.fixes.length > 0);
    for (const { edit } of database.fixes) assert.equal(edit, undefined);
    const lit = reachedThings(existing, from, chosen(null));
    assert.ok('verdicts' in lit);
    assert.deepEqual([lit.verdicts.internet, lit.verdicts['db:app']], ['reachable', 'blocked']);
  }
});

test("a row's name is without that of its VPC, as CDK writes both in one word", () => {
  const subnet = (n: number, zone: string) =>
    `  VpcisolatedSubnet${n}SubnetE62B1B9${n}: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc8378EB38, CidrBlock: 10.0.${n}.0/24, AvailabilityZone: eu-west-1${zone} } }\n`;
  const text = `Resources:\n  Vpc8378EB38: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }\n${subnet(1, 'a')}${subnet(2, 'b')}`;
  const { headings } = shownMap(analysisOf('cdk.yaml', text), chosen(null))!.scene;
  assert.deepEqual(
    headings.map(({ lines }) => lines.join()),
    ['eu-west-1a', 'eu-west-1b', 'Isolated'],
  );
});

test('what is in no VPC is below the VPCs, in rows that are no wider', () => {
  const functions = Array.from(
    { length: 6 },
    (_, n) =>
      `  Lone${n}: { Type: AWS::${n < 3 ? 'Lambda::Function' : 'Serverless::Function'}, Properties: { Runtime: python3.13 } }\n`,
  );
  const { things } = shownMap(
    analysisOf('net.yaml', TEXT + functions.join('')),
    chosen('HasNat is true'),
  )!.scene;
  const box = (key: string) => things.find((one) => one.key === key)!.boxes[0];
  const [vpc, elsewhere] = [box('Vpc'), box('elsewhere')];
  assert.ok(elsewhere.y > vpc.y + vpc.height);
  assert.equal(elsewhere.width, Math.max(vpc.width, 400));
  for (let n = 0; n < 6; n++) {
    const { x, width } = box(`Lone${n}`);
    assert.ok(x + width <= elsewhere.x + elsewhere.width, `Lone${n}`);
  }
});

test('a template without a network has no map', () => {
  assert.equal(
    shownMap(analysisOf('a.yaml', 'Resources: { T: { Type: AWS::SNS::Topic } }\n'), chosen(null)),
    undefined,
  );
});

test('the flowchart is of the scenario that is shown', () => {
  assert.match(mermaidOfShown(analysis, 'HasNat is true')!, /NAT gateway/);
  assert.doesNotMatch(mermaidOfShown(analysis, 'HasNat is false')!, /NAT gateway/);
});
