import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, hover } from '../../../server/src/languageService.ts';
import { lineStartsOf, positionAt } from '../../../server/src/syntax/span.ts';
import { readCursor } from '../../fixture.ts';

const NETWORK = `Parameters: { UseNat: { Type: String, Default: 'yes', AllowedValues: ['yes', 'no'] }, Peer: { Type: String } }
Conditions: { HasNat: !Equals [!Ref UseNat, 'yes'] }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  PublicA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a } }
  PrivateA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select [0, !GetAZs ''] } }
  DataA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24 } }
  Internet: { Type: AWS::EC2::InternetGateway }
  Attach: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Internet } }
  Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref PublicA, AllocationId: !GetAtt Address.AllocationId } }
  Address: { Type: AWS::EC2::EIP, Properties: { Domain: vpc } }
  Private: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref DataA, ConnectivityType: private } }
  Regional: { Type: AWS::EC2::NatGateway, Properties: { VpcId: !Ref Vpc, AvailabilityMode: regional } }
  PublicTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PrivateTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PublicUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref PublicA, RouteTableId: !Ref PublicTable } }
  PrivateUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref PrivateA, RouteTableId: !Ref PrivateTable } }
  PublicOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet } }
  PrivateOut: { Type: AWS::EC2::Route, Condition: HasNat, Properties: { RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }
  ToPeer: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 10.9.0.0/16, VpcPeeringConnectionId: !Ref Peering } }
  Peering: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref Vpc, PeerVpcId: !Ref Peer, PeerOwnerId: '111122223333', PeerRegion: eu-west-2 } }
  Transit: { Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: { VpcId: !Ref Vpc, TransitGatewayId: tgw-0a1b2c3d4e5f60718, SubnetIds: [!Ref DataA] } }
  S3: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.s3', RouteTableIds: [!Ref PrivateTable] } }
  Sqs: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.sqs', SubnetIds: [!Ref PrivateA], SecurityGroupIds: [!Ref DbGroup], PrivateDnsEnabled: true } }
  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  AclUses: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref DataA, NetworkAclId: !Ref Acl } }
  Late: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 200, RuleAction: deny, Protocol: -1, CidrBlock: 0.0.0.0/0 } }
  Early: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, RuleAction: allow, Protocol: 6, PortRange: { From: 5432, To: 5432 }, CidrBlock: 10.0.0.0/16 } }
  AppGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: app, VpcId: !Ref Vpc } }
  DbGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: db
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref AppGroup }
        - { IpProtocol: 50, CidrIp: 10.9.0.0/16 }
      SecurityGroupEgress: [{ IpProtocol: -1, CidrIp: 127.0.0.1/32 }]
  Extra: { Type: AWS::EC2::SecurityGroupIngress, Properties: { GroupId: !Ref DbGroup, IpProtocol: tcp, FromPort: 1024, ToPort: 2048, CidrIpv6: '::/0' } }
  App:
    Type: AWS::Lambda::Function
    DependsOn: [Nat]
    Properties:
      VpcConfig: { SubnetIds: [!Ref PrivateA, !Ref DataA], SecurityGroupIds: [!GetAtt [AppGroup, GroupId]] }
  Free: { Type: AWS::Lambda::Function, Properties: { Handler: a.b } }
  DbSubnets: { Type: AWS::RDS::DBSubnetGroup, Properties: { DBSubnetGroupDescription: d, SubnetIds: [!Ref PrivateA, !Ref DataA] } }
  Db: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBSubnetGroupName: !Ref DbSubnets, VPCSecurityGroups: [!Ref DbGroup] } }
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [!Ref PublicA], SecurityGroups: [!Ref AppGroup] } }
  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Alb, Port: 443, Protocol: HTTPS, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Web }] } }
  Web: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { VpcId: !Ref Vpc, Port: 8080, Protocol: HTTP } }
  Service:
    Type: AWS::ECS::Service
    Properties:
      LoadBalancers: [{ TargetGroupArn: !Ref Web, ContainerName: web, ContainerPort: 8080 }]
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref PrivateA], SecurityGroups: [!Ref AppGroup] } }
`;

/** The hover's Markdown where the text is found first; null where there is none. */
function hoverAt(find: string): string | null {
  assert.ok(NETWORK.includes(find), find);
  return hoverOf(
    NETWORK.replace(
      find,
      find.replace(/^\s*/, (space) => `${space}<|>`),
    ),
  );
}

function hoverOf(marked: string): string | null {
  const { text, offset } = readCursor(marked);
  const analysis = analyze('network.yaml', text);
  assert.ok(analysis);
  const contents = hover(analysis, positionAt(lineStartsOf(text), offset))?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : null;
}
/** Each resource by its name, a paragraph a text. Lines are those of the network above. */
const HOVERS: Readonly<Record<string, readonly string[]>> = {
  Vpc: [
    '**Vpc** — a VPC, 10.0.0.0/16',
    '- public: PublicA `10.0.0.0/24` in eu-west-1a\n- private with NAT: PrivateA `10.0.1.0/24` in AZ 1\n- isolated: DataA `10.0.2.0/24`',
    'Free in Vpc: `10.0.3.0/24`, `10.0.4.0/22`, `10.0.8.0/21`, `10.0.16.0/20`, …',
    '_When HasNat is true._',
    '---',
    '**Vpc** — a VPC, 10.0.0.0/16',
    '- public: PublicA `10.0.0.0/24` in eu-west-1a\n- isolated: PrivateA `10.0.1.0/24` in AZ 1 · DataA `10.0.2.0/24`',
    'Free in Vpc: `10.0.3.0/24`, `10.0.4.0/22`, `10.0.8.0/21`, `10.0.16.0/20`, …',
    '_When HasNat is false._',
  ],
  PublicA: [
    '**PublicA** — a public subnet, through Internet',
    '10.0.0.0/24, 251 usable addresses · eu-west-1a · in Vpc',
    '- `0.0.0.0/0` → Internet (PublicOut, line 18)',
    'Uses at least 9 of 251 addresses: Alb and Nat',
    'Network ACL: the default ACL of the VPC, which allows all traffic',
  ],
  PrivateA: [
    '**PrivateA** — a private subnet with a default route to Nat',
    '10.0.1.0/24, 251 usable addresses · AZ 1 · in Vpc',
    '- `0.0.0.0/0` → Nat (PrivateOut, line 19)\n- `10.9.0.0/16` → Peering (ToPeer, line 20)\n- s3 → the endpoint S3, line 23',
    'Uses at least 4 of 251 addresses: App, Db, Service and Sqs',
    'Network ACL: the default ACL of the VPC, which allows all traffic',
    '_When HasNat is true._',
    '---',
    '**PrivateA** — an isolated subnet, with no route to the internet (0.0.0.0/0)',
    '10.0.1.0/24, 251 usable addresses · AZ 1 · in Vpc',
    '- `10.9.0.0/16` → Peering (ToPeer, line 20)\n- s3 → the endpoint S3, line 23',
    'Uses at least 4 of 251 addresses: App, Db, Service and Sqs',
    'Network ACL: the default ACL of the VPC, which allows all traffic',
    '_When HasNat is false._',
  ],
  DataA: [
    '**DataA** — an isolated subnet, with no route to the internet (0.0.0.0/0)',
    '10.0.2.0/24, 251 usable addresses · in Vpc',
    'Uses at least 4 of 251 addresses: App, Db, Private and Transit',
    'Network ACL: Acl, line 25',
  ],
  Internet: ['**Internet** — an internet gateway of Vpc', 'Used by PublicA (PublicOut, line 18)'],
  Nat: [
    '**Nat** — a public NAT gateway in PublicA, line 5',
    'PublicA is a public subnet, through Internet',
    'Used by PrivateA (PrivateOut, line 19)',
    '_When HasNat is true._',
    '---',
    '**Nat** — a public NAT gateway in PublicA, line 5',
    'PublicA is a public subnet, through Internet',
    'No route uses it',
    '_When HasNat is false._',
  ],
  Private: [
    '**Private** — a private NAT gateway in DataA, line 7',
    'It connects to other networks, never to the internet.',
    'DataA is an isolated subnet, with no route to the internet (0.0.0.0/0)',
    'No route uses it',
  ],
  Regional: ['**Regional** — a regional NAT gateway of Vpc', 'No route uses it'],
  PublicTable: [
    '**PublicTable** — the route table of PublicA',
    '- `0.0.0.0/0` → Internet (PublicOut, line 18)',
  ],
  PrivateTable: [
    '**PrivateTable** — the route table of PrivateA',
    '- `0.0.0.0/0` → Nat (PrivateOut, line 19)\n- `10.9.0.0/16` → Peering (ToPeer, line 20)\n- s3 → the endpoint S3, line 23',
    '_When HasNat is true._',
    '---',
    '**PrivateTable** — the route table of PrivateA',
    '- `10.9.0.0/16` → Peering (ToPeer, line 20)\n- s3 → the endpoint S3, line 23',
    '_When HasNat is false._',
  ],
  PublicOut: [
    '**PublicOut** — `0.0.0.0/0` goes to the gateway Internet (line 8)',
    'In PublicTable (line 14), used by PublicA',
  ],
  PrivateOut: [
    '**PrivateOut** — `0.0.0.0/0` goes to the NAT gateway Nat (line 10)',
    'In PrivateTable (line 15), used by PrivateA',
    '_When HasNat is true._',
  ],
  ToPeer: [
    '**ToPeer** — `10.9.0.0/16` goes to the peering connection Peering (line 21)',
    'In PrivateTable (line 15), used by PrivateA',
  ],
  Peering: [
    '**Peering** — connects Vpc and Peer (account 111122223333, eu-west-2)',
    'Used by PrivateA (ToPeer, line 20)',
  ],
  Transit: [
    '**Transit** — attaches Vpc to the transit gateway tgw-0a1b2c3d4e5f60718',
    'One address in DataA',
    'No route uses it',
  ],
  S3: ['**S3** — a gateway endpoint for s3', 'Associated with the route table PrivateTable'],
  Sqs: [
    '**Sqs** — an interface endpoint for sqs',
    "In PrivateA · Security groups: DbGroup · private DNS on: the service's usual name resolves to this endpoint",
  ],
  Acl: [
    '**Acl** — the network ACL of DataA',
    'Inbound entries; the first match decides\n- 100: allows tcp 5432 (PostgreSQL) from `10.0.0.0/16` (Early, line 28)\n- 200: denies all traffic from `0.0.0.0/0` (Late, line 27)',
    'Outbound entries: none, so all traffic is denied',
  ],
  Late: ['**Late** — entry 200: denies all traffic from `0.0.0.0/0`, inbound, in Acl'],
  Early: ['**Early** — entry 100: allows tcp 5432 (PostgreSQL) from `10.0.0.0/16`, inbound, in Acl'],
  AppGroup: [
    '**AppGroup** — a security group in Vpc used by App, Alb and Service',
    'Inbound rules: none',
    "Outbound rules: all traffic (AWS's default without egress rules)",
  ],
  DbGroup: [
    '**DbGroup** — a security group in Vpc used by Db and Sqs',
    'Inbound rules\n- tcp 5432 (PostgreSQL) from AppGroup (line 36)\n- protocol 50 (ESP of IPsec) from `10.9.0.0/16` (line 37)\n- tcp 1024–2048 from the whole internet (IPv6) (line 39)',
    'Outbound rules\n- all traffic to `127.0.0.1/32` (line 38)',
  ],
  Extra: ['**Extra** — allows inbound tcp 1024–2048 from the whole internet (IPv6), in DbGroup'],
  App: [
    '**App** — a Lambda function',
    'In\n- PrivateA: private with NAT, through Nat (line 6)\n- DataA: isolated (line 7)',
    'Security groups: AppGroup',
    'Reaches\n- ◐ internet from 1 of 2 subnets\n- ◐ s3 from 1 of 2 subnets',
    '_When HasNat is true._',
    '---',
    '**App** — a Lambda function',
    'In\n- PrivateA: isolated (line 6)\n- DataA: isolated (line 7)',
    'Security groups: AppGroup',
    'Reaches\n- ✗ internet: PrivateTable has no route to the internet (0.0.0.0/0)\n- ◐ s3 from 1 of 2 subnets',
    '_When HasNat is false._',
  ],
  Free: [
    '**Free** — a Lambda function outside a VPC',
    'It reaches the internet, but nothing inside a VPC.',
    'Reaches\n- ✓ internet',
  ],
  Db: [
    '**Db** — a database',
    'In\n- PrivateA: private with NAT, through Nat (line 6)\n- DataA: isolated (line 7)',
    'Security groups: DbGroup',
    'Listens on tcp 5432 (PostgreSQL)',
    'Reached by App (5432) and Service (5432)',
    '_When HasNat is true._',
    '---',
    '**Db** — a database',
    'In\n- PrivateA: isolated (line 6)\n- DataA: isolated (line 7)',
    'Security groups: DbGroup',
    'Listens on tcp 5432 (PostgreSQL)',
    'Reached by App (5432) and Service (5432)',
    '_When HasNat is false._',
  ],
  Alb: [
    '**Alb** — an internet-facing application load balancer',
    'In\n- PublicA: public, through Internet (line 5)',
    'Security groups: AppGroup',
    '- HTTPS 443 → Web (HTTP 8080, Service) (Listener, line 49)',
  ],
  DbSubnets: [
    '**DbSubnets** — a subnet group used by Db',
    '- PrivateA: private with NAT, through Nat (line 6)\n- DataA: isolated (line 7)',
    '_When HasNat is true._',
    '---',
    '**DbSubnets** — a subnet group used by Db',
    '- PrivateA: isolated (line 6)\n- DataA: isolated (line 7)',
    '_When HasNat is false._',
  ],
  PublicUses: ['**PublicUses** — PublicA uses the route table PublicTable'],
  Attach: ['**Attach** — attaches Internet to Vpc'],
  Web: ['**Web** — a target group, HTTP 8080', 'Targets: Service', 'Used by Alb'],
  Service: [
    '**Service** — an ECS service',
    'In\n- PrivateA: private with NAT, through Nat (line 6)',
    'Security groups: AppGroup',
    'Listens on tcp 8080 (HTTP, alternate)',
    'Reaches\n- ✓ internet through Nat\n- ✓ s3 through S3',
    'Reached by nothing in this file',
    '_When HasNat is true._',
    '---',
    '**Service** — an ECS service',
    'In\n- PrivateA: isolated (line 6)',
    'Security groups: AppGroup',
    'Listens on tcp 8080 (HTTP, alternate)',
    'Reaches\n- ✗ internet: PrivateTable has no route to the internet (0.0.0.0/0)\n- ✓ s3 through S3',
    'Reached by nothing in this file',
    '_When HasNat is false._',
  ],
};

for (const [id, paragraphs] of Object.entries(HOVERS)) {
  test(`hover on ${id}`, () => assert.deepEqual(hoverAt(`\n  ${id}:`)?.split('\n\n'), paragraphs));
}

test('what has nothing to tell says nothing', () => {
  assert.equal(hoverAt('\n  Address:'), null);
});

test('a reference tells of what it names, in a list too', () => {
  assert.match(
    hoverOf(`${NETWORK.trimEnd()}\n  Last: { Type: AWS::EC2::EIP, DependsOn: Add<|>ress }\n`) ?? '',
    /^\*\*Address\*\* — AWS::EC2::EIP\n/,
  );
  assert.match(hoverAt('Nat]\n') ?? '', /^\*\*Nat\*\* — a public NAT gateway/);
  assert.match(hoverAt('DbGroup], PrivateDns') ?? '', /^\*\*DbGroup\*\*/);
});

test('a subnet that is public for a part of the internet only', () => {
  const part = NETWORK.replace('0.0.0.0/0, GatewayId', '203.0.113.0/24, GatewayId');
  assert.match(
    hoverOf(part.replace('  PublicA:', '  <|>PublicA:')) ?? '',
    /^\*\*PublicA\*\* — a public subnet, for `203\.0\.113\.0\/24` only, through Internet\n/,
  );
});

test('a port and a protocol by their numbers', () => {
  assert.equal(hoverAt('5432, SourceSec'), '**5432** — PostgreSQL');
  assert.equal(hoverAt('50, CidrIp'), '**50** — ESP of IPsec');
  assert.equal(hoverAt('-1, CidrIp'), '**-1** — every protocol on every port, whatever ports are written');
  assert.equal(hoverAt('1024, ToPort'), '**1024** — the 1,025 ports from 1024 to 2048');
  assert.equal(hoverAt('200, RuleAction'), null);
});

test('a zone with its subnets, a region, and the service of an endpoint', () => {
  const text = (value: string) => `Resources:
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1234abcd, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1b } }
  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1234abcd, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1c } }
  Other: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: vpc-1234abcd, ServiceName: ${value} } }
`;
  assert.equal(
    hoverOf(text('s').replace('eu-west-1b', 'eu-west<|>-1b')),
    '**eu-west-1b** — an Availability Zone of eu-west-1; the letter can be another zone in another account\n\nSubnets there: A (10.0.1.0/24)',
  );
  assert.equal(
    hoverOf(text('com.amazonaws.eu-west-1.secrets<|>manager')),
    '**Secrets Manager** — an interface endpoint; with PrivateDnsEnabled, secretsmanager.eu-west-1.amazonaws.com leads to it inside the VPC',
  );
  assert.equal(
    hoverOf(text("!Sub 'com.amazonaws.${AWS::Region}.s3<|>'")),
    '**S3** — a gateway endpoint, which is free and needs RouteTableIds, or an interface endpoint',
  );
  assert.equal(hoverOf(text('com.amazonaws.eu-west-1.no<|>where')), null);
});

test('more ways than a hover can tell', () => {
  const names = ['A', 'B', 'C'];
  const text = `Parameters: { ${names.map((name) => `P${name}: { Type: String, AllowedValues: [x, y] }`).join(', ')} }
Conditions: { ${names.map((name) => `${name}: !Equals [!Ref P${name}, x]`).join(', ')} }
Resources:
  <|>Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
${names.map((name, i) => `  S${name}: { Type: AWS::EC2::Subnet, Condition: ${name}, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.${i}.0/24 } }`).join('\n')}
`;
  const told = hoverOf(text)?.split('\n\n---\n\n');
  assert.equal(told?.length, 4);
  assert.equal(told[3], '_And 5 more variants under other conditions._');
});

test('nobody is said to come where somebody may', () => {
  const later = NETWORK.replace('VPCSecurityGroups: [!Ref DbGroup]', 'VPCSecurityGroups: [!Ref Peer]');
  const told = hoverOf(later.replace('  Db:', '  <|>Db:')) ?? '';
  assert.match(told, /Listens on tcp 5432/);
  assert.doesNotMatch(told, /Reached by/);
});

test('what is unknown says what it hangs on, and what lets nobody in says so', () => {
  const later = NETWORK.replace(
    'SecurityGroupIds: [!GetAtt [AppGroup, GroupId]] }',
    'SecurityGroupIds: [!Ref Peer] }',
  );
  assert.match(hoverOf(later.replace('  App:', '  <|>App:')) ?? '', /- \? s3, unknown: /);
  const closed = NETWORK.replace(/ {6}SecurityGroupIngress:\n.*\n.*\n/, '');
  assert.match(hoverOf(closed.replace('  Db:', '  <|>Db:')) ?? '', /\n\nReached by nothing in this file\n/);
});
