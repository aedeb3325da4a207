import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze, type NetworkMap, networkMaps } from '../../../server/src/languageService.ts';

function mapsOf(text: string): readonly NetworkMap[] {
  const analysis = analyze('network.yaml', text);
  assert.ok(analysis);
  return networkMaps(analysis);
}

const TEXT = `Parameters: { UseNat: { Type: String, AllowedValues: [a, b] } }
Conditions: { HasNat: !Equals [!Ref UseNat, a] }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Public: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a } }
  Private: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a } }
  Internet: { Type: AWS::EC2::InternetGateway }
  Attach: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Internet } }
  PublicTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PublicUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Public, RouteTableId: !Ref PublicTable } }
  PublicOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Uses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Private, RouteTableId: !Ref Table } }
  Nat: { Type: AWS::EC2::NatGateway, Condition: HasNat, Properties: { SubnetId: !Ref Public, AllocationId: eipalloc-0a1b2c3d4e5f60718 } }
  Out: { Type: AWS::EC2::Route, Condition: HasNat, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }] } }
  S3: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [!Ref Table] } }
  App: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [!Ref Private], SecurityGroupIds: [!Ref Group] } } }
  Free: { Type: AWS::Lambda::Function, Properties: { Handler: a.b } }
  Other: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0a1b2c3d4e5f60718, CidrBlock: 10.9.0.0/24 } }
Outputs: { Table: { Value: !Ref PublicTable } }
`;

test('each way in which the network comes out, with the condition that it needs', () => {
  const maps = mapsOf(TEXT);
  assert.deepEqual(
    maps.map(({ scenario }) => scenario),
    ['HasNat=true', 'HasNat=false'],
  );
  const tiers = maps.map(({ vpcs }) =>
    vpcs[0]!.zones.flatMap(({ zone, tiers: some }) =>
      some.map((tier) => [zone, tier.class, ...tier.subnets.map(({ id }) => id)]),
    ),
  );
  assert.deepEqual(tiers, [
    [
      ['eu-west-1a', 'public', 'Public'],
      ['eu-west-1a', 'nat', 'Private'],
    ],
    [
      ['eu-west-1a', 'public', 'Public'],
      ['eu-west-1a', 'isolated', 'Private'],
    ],
  ]);
});

test('a subnet, with its route, endpoints, users and addresses', () => {
  const subnet = mapsOf(TEXT)[0]!.vpcs[0]!.zones[0]!.tiers[1]!.subnets[0];
  assert.deepEqual(subnet, {
    id: 'Private',
    line: 6,
    ipv4: '10.0.1.0/24',
    ipv6: null,
    class: 'nat',
    by: { id: 'Out', line: 15 },
    why: null,
    mapsPublicIp: false,
    routeTable: 'Table',
    gatewayEndpoints: ['S3'],
    networkAcl: 'default',
    users: [{ id: 'App', what: 'function' }],
    addresses: { usable: 251, needed: 1, left: 250 },
  });
});

test('tables, groups, endpoints and workloads of a VPC, and what lies elsewhere', () => {
  const [map] = mapsOf(TEXT);
  const [vpc, outer] = map!.vpcs;
  assert.deepEqual(vpc!.routeTables[0], {
    id: 'PublicTable',
    line: 9,
    subnets: ['Public'],
    routes: [
      {
        id: 'PublicOut',
        line: 11,
        destination: '0.0.0.0/0',
        target: 'Internet',
        targetProperty: 'GatewayId',
      },
    ],
    isHandedOn: true,
  });
  assert.equal(vpc!.routeTables[1]!.isHandedOn, false);
  assert.deepEqual(vpc!.securityGroups, [
    {
      id: 'Group',
      line: 16,
      users: ['App'],
      ingress: [{ line: 16, protocol: 'tcp', from: 443, to: 443, peerKind: 'cidr', peer: '10.0.0.0/16' }],
      egress: [],
      allowsAllOut: true,
      mayHaveMore: { ingress: null, egress: null },
    },
  ]);
  assert.deepEqual(
    vpc!.endpoints.map(({ id, type, routeTables }) => [id, type, routeTables]),
    [['S3', 'Gateway', ['Table']]],
  );
  assert.deepEqual(
    vpc!.workloads.map(({ id, subnets, groups }) => [id, subnets, groups]),
    [['App', ['Private'], ['Group']]],
  );
  assert.deepEqual([outer!.id, outer!.line, outer!.ipv4], ['vpc-0a1b2c3d4e5f60718', null, null]);
  assert.deepEqual(
    map!.elsewhere.map(({ id, groups, otherGroups }) => [id, groups, otherGroups]),
    [['Free', [], null]],
  );
});

test('the example of the page has every key that the map has, and no other', () => {
  const page = readFileSync(new URL('../../../docs/map.md', import.meta.url), 'utf8');
  const [example] = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)![1]!);
  const { file, ...shown } = example;
  assert.equal(file, 'net.yaml');
  assert.deepEqual(keysIn(shown), keysIn(mapsOf(TEXT)[0]));
});

/** Every path of keys in a value; the items of a list count as one. */
function keysIn(value: unknown, path = '', found = new Set<string>()): string[] {
  if (Array.isArray(value)) for (const item of value) keysIn(item, path, found);
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      found.add(`${path}.${key}`);
      keysIn(inner, `${path}.${key}`, found);
    }
  }
  return [...found].sort();
}
