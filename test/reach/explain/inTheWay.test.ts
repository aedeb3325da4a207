// What is said to be in the way, and what is proposed: a line of each blocker and of its change.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, fixOf, reachIn, sentenceOf } from '../../../server/src/languageService.ts';

/** Two subnets of one VPC, a group for each side, and what the case adds. */
const BASE = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a } }
  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1b } }
  privateTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  AUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref A, RouteTableId: !Ref privateTable } }
  BUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref B, RouteTableId: !Ref privateTable } }
  AppGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: app, VpcId: !Ref Vpc } }
  App:
    Type: AWS::Lambda::Function
    Properties: { VpcConfig: { SubnetIds: [!Ref A, !Ref B], SecurityGroupIds: [!Ref AppGroup] } }
`;

const DATABASE = `  DataGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: data, VpcId: !Ref Vpc } }
  DataSubnets: { Type: AWS::RDS::DBSubnetGroup, Properties: { DBSubnetGroupDescription: data, SubnetIds: [!Ref A, !Ref B] } }
  Data:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: postgres, DBSubnetGroupName: !Ref DataSubnets, VPCSecurityGroups: [!Ref DataGroup] }
`;

const GATEWAY = `  Igw: { Type: AWS::EC2::InternetGateway }
`;
const ATTACHED = `${GATEWAY}  Attached: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw } }
`;
const PUBLIC = `  Front: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.3.0/24, AvailabilityZone: eu-west-1a } }
  frontTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  FrontUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Front, RouteTableId: !Ref frontTable } }
  FrontOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref frontTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw } }
`;
const NAT = `${PUBLIC}  Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref Front, AllocationId: eipalloc-0123456789abcdef0 } }
`;
const NAT_ROUTE = `  PrivateOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref privateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }
`;

const PUBLIC_HOST = `${PUBLIC}  Host:
    Type: AWS::EC2::Instance
    Properties: { NetworkInterfaces: [{ DeviceIndex: "0", SubnetId: !Ref Front, GroupSet: [!Ref AppGroup], AssociatePublicIpAddress: true }] }
`;

/** A second VPC with an instance, and what the case adds. */
const elsewhere = (more: string) => `  Other: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.9.0.0/16 } }
  OtherSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Other, CidrBlock: 10.9.1.0/24, AvailabilityZone: eu-west-1a } }
  otherTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Other } }
  OtherUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref OtherSubnet, RouteTableId: !Ref otherTable } }
  OtherGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: other, VpcId: !Ref Other, SecurityGroupIngress: [{ IpProtocol: "-1", CidrIp: 10.0.0.0/8 }] }
  There: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref OtherSubnet, SecurityGroupIds: [!Ref OtherGroup] } }
${more}`;
const NAT_ELSEWHERE = `  OtherIgw: { Type: AWS::EC2::InternetGateway }
  OtherAttached: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Other, InternetGatewayId: !Ref OtherIgw } }
  OtherOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref otherTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref OtherIgw } }
  OtherNat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref OtherSubnet, AllocationId: eipalloc-0123456789abcdef0 } }
`;

function answerOf(text: string, from: string, to: string, port?: number) {
  const analysis = analyze('net.yaml', BASE + text, { kind: 'template' })!;
  const result = reachIn(analysis, { from, to, protocol: 'tcp', ...(port !== undefined && { port }) });
  assert.equal(result.kind, 'answers');
  const [answer] = result.kind === 'answers' ? result.answers : [];
  return { answer: answer!, analysis };
}

/** "sentence → title", with a star where no edit makes the change. */
function inTheWay(text: string, from: string, to: string, port?: number): readonly string[] {
  const { answer, analysis } = answerOf(text, from, to, port);
  return answer.blockedBy.map((blocker) => {
    const { title, edits } = fixOf(blocker, answer.network, analysis);
    return `${sentenceOf(blocker.reason)} → ${title}${edits ? '' : ' *'}`;
  });
}

const CASES: readonly {
  readonly title: string;
  readonly text: string;
  readonly ask: readonly [from: string, to: string, port?: number];
  readonly says: readonly string[];
}[] = [
  {
    title: 'two subnets on one table lack one route, and the id keeps its first letter',
    text: ATTACHED + NAT,
    ask: ['App', 'internet'],
    says: ['privateTable has no route to the internet (0.0.0.0/0). → Route 0.0.0.0/0 to Nat in privateTable'],
  },
  {
    title: 'no NAT gateway is there to route to',
    text: '',
    ask: ['App', 'internet'],
    says: [
      'privateTable has no route to the internet (0.0.0.0/0). → Route 0.0.0.0/0 of privateTable to a NAT gateway in a public subnet *',
    ],
  },
  {
    title: 'a gateway endpoint is free and changes no other way',
    text: ATTACHED + NAT,
    ask: ['App', 's3'],
    says: [
      'A and B have neither a route to the internet nor an endpoint for s3. → Add a gateway endpoint for S3 (free)',
    ],
  },
  {
    title: 'what shows only behind an endpoint is in the way as well',
    text: '',
    ask: ['App', 'sqs'],
    says: [
      'A and B have neither a route to the internet nor an endpoint for sqs. → Add an interface endpoint for SQS (billed hourly)',
      'AppGroup has no inbound rule for tcp 443. → Allow tcp 443 from itself in AppGroup',
    ],
  },
  {
    title: 'an endpoint that is there is put on the table',
    text: `  Files: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.s3" } }
`,
    ask: ['App', 's3'],
    says: [
      'Files is not on privateTable, the route table of A and B, which have no other route to s3. → Associate Files with privateTable',
    ],
  },
  {
    title: 'one route table of an endpoint is less than four entries in the ACL of the NAT gateway',
    text: `${ATTACHED}${NAT}${NAT_ROUTE}  Strict: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  FrontAcl: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref Front, NetworkAclId: !Ref Strict } }
  Files: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.s3" } }
`,
    ask: ['App', 's3'],
    says: [
      'Files is not on privateTable, the route table of A and B, which have no open path to s3. → Associate Files with privateTable',
    ],
  },
  {
    title: 'an internet gateway that is attached to nothing',
    text: GATEWAY + NAT + NAT_ROUTE,
    ask: ['App', 'internet'],
    says: ['Igw is not attached to Vpc. → Attach Igw to Vpc'],
  },
  {
    title: 'an internet gateway that is attached to nothing, and no route to it',
    text: GATEWAY + NAT,
    ask: ['App', 'internet'],
    says: [
      'privateTable has no route to the internet (0.0.0.0/0). → Route 0.0.0.0/0 to Nat in privateTable',
      'Igw is not attached to Vpc. → Attach Igw to Vpc',
    ],
  },
  {
    title: 'a regional NAT gateway of a VPC without an attached gateway',
    text: `${GATEWAY}  Nat: { Type: AWS::EC2::NatGateway, Properties: { VpcId: !Ref Vpc, AvailabilityMode: regional } }
${NAT_ROUTE}`,
    ask: ['App', 'internet'],
    says: ['Igw is not attached to Vpc. → Attach Igw to Vpc'],
  },
  {
    title: 'central egress: the VPC with the NAT gateway has no route to it from the transit gateway',
    text: `  Hub: { Type: AWS::EC2::TransitGateway }
  Up: { Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: { TransitGatewayId: !Ref Hub, VpcId: !Ref Vpc, SubnetIds: [!Ref A, !Ref B] } }
  ToHub: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref privateTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: !Ref Hub } }
  Exit: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.9.0.0/16 } }
  Down: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Exit, CidrBlock: 10.9.1.0/24, AvailabilityZone: eu-west-1a } }
  downTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Exit } }
  DownUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Down, RouteTableId: !Ref downTable } }
  Far: { Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: { TransitGatewayId: !Ref Hub, VpcId: !Ref Exit, SubnetIds: [!Ref Down] } }
  Igw: { Type: AWS::EC2::InternetGateway }
  Attached: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Exit, InternetGatewayId: !Ref Igw } }
  Out: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Exit, CidrBlock: 10.9.2.0/24, AvailabilityZone: eu-west-1a } }
  outTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Exit } }
  OutUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Out, RouteTableId: !Ref outTable } }
  ToInternet: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref outTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw } }
  Back: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref outTable, DestinationCidrBlock: 10.0.0.0/16, TransitGatewayId: !Ref Hub } }
  Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref Out, AllocationId: eipalloc-0123456789abcdef0 } }
  AnyRoute: { Type: AWS::EC2::TransitGatewayRoute, Properties: { TransitGatewayRouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayAttachmentId: !Ref Far } }
  Table: { Type: AWS::EC2::TransitGatewayRouteTable, Properties: { TransitGatewayId: !Ref Hub } }
  UpTable: { Type: AWS::EC2::TransitGatewayRouteTableAssociation, Properties: { TransitGatewayRouteTableId: !Ref Table, TransitGatewayAttachmentId: !Ref Up } }
`,
    ask: ['App', 'internet', 443],
    says: [
      'Hub delivers the packets to Down, which has no route to the internet. → Route 0.0.0.0/0 to Nat in downTable',
    ],
  },
  {
    title: 'a database is not opened to the internet',
    text: DATABASE + ATTACHED,
    ask: ['internet', 'Data'],
    says: [
      'Data has no public address in A and B. → Connect to Data from inside its VPC: through a VPN, a bastion host or Session Manager port forwarding *',
    ],
  },
  {
    title: 'a private instance is not opened to the internet',
    text: `${ATTACHED}  Host: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref A, SecurityGroupIds: [!Ref AppGroup] } }
`,
    ask: ['internet', 'Host', 22],
    says: [
      'Host has no public address in A. → Connect to Host through Session Manager, a VPN or a bastion host *',
    ],
  },
  {
    title: 'SSH of a public instance is opened to one address',
    text: ATTACHED + PUBLIC_HOST,
    ask: ['198.51.100.7', 'Host', 22],
    says: ['AppGroup has no inbound rule for tcp 22. → Allow tcp 22 from 198.51.100.7/32 in AppGroup'],
  },
  {
    title: 'SSH of a public instance is not opened to everyone',
    text: ATTACHED + PUBLIC_HOST,
    ask: ['internet', 'Host', 22],
    says: [
      'AppGroup has no inbound rule for tcp 22. → Connect to Host through Session Manager, a VPN or a bastion host *',
    ],
  },
  {
    title: 'another port of a public instance may be meant',
    text: ATTACHED + PUBLIC_HOST,
    ask: ['internet', 'Host', 443],
    says: ['AppGroup has no inbound rule for tcp 443. → Allow tcp 443 from 0.0.0.0/0 in AppGroup'],
  },
  {
    title: 'no port of a private instance is',
    text: `${ATTACHED}  Host: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref A, SecurityGroupIds: [!Ref AppGroup] } }
`,
    ask: ['internet', 'Host', 8080],
    says: [
      'Host has no public address in A. → Connect to Host through Session Manager, a VPN or a bastion host *',
    ],
  },
  {
    title: 'one endpoint in place of a route in each of two tables',
    text: `${ATTACHED}${NAT}  otherTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  C: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.4.0/24, AvailabilityZone: eu-west-1c } }
  CUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref C, RouteTableId: !Ref otherTable } }
  EndpointGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: endpoints, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }] }
  Logs: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.logs", SubnetIds: [!Ref A], SecurityGroupIds: [!Ref EndpointGroup] } }
  Two:
    Type: AWS::Lambda::Function
    Properties: { VpcConfig: { SubnetIds: [!Ref A, !Ref C], SecurityGroupIds: [!Ref AppGroup] } }
`,
    ask: ['Two', 'sqs'],
    says: [
      'A and C have neither a route to the internet nor an endpoint for sqs. → Add an interface endpoint for SQS (billed hourly)',
    ],
  },
  {
    title: 'a build project in public subnets gets no public address',
    text: `${ATTACHED}${PUBLIC}  Build:
    Type: AWS::CodeBuild::Project
    Properties: { VpcConfig: { VpcId: !Ref Vpc, Subnets: [!Ref Front], SecurityGroupIds: [!Ref AppGroup] } }
`,
    ask: ['Build', 'internet'],
    says: [
      'Build runs in a public subnet (Front), where a CodeBuild project has no public address. → Move Build to subnets with a route to a NAT gateway *',
    ],
  },
  {
    title: 'a build project moves to a subnet that works',
    text: `${ATTACHED}${NAT}${NAT_ROUTE}  Build:
    Type: AWS::CodeBuild::Project
    Properties: { VpcConfig: { VpcId: !Ref Vpc, Subnets: [!Ref Front], SecurityGroupIds: [!Ref AppGroup] } }
`,
    ask: ['Build', 'internet'],
    says: ['Build runs in Front, with no route to the internet. → Move Build from Front to A and B'],
  },
  {
    title: 'a load balancer is taken out of a private subnet, which stays private',
    text: `${ATTACHED}${PUBLIC}  WebGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: web, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }] }
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Subnets: [!Ref A, !Ref B], SecurityGroups: [!Ref WebGroup] }
`,
    ask: ['internet', 'Balancer'],
    says: [
      'A has no route to an internet gateway, so nothing on the internet can reach Balancer. → Move Balancer from A to Front',
      'B has no route to an internet gateway, so nothing on the internet can reach Balancer. → Give Balancer a public subnet in place of B *',
    ],
  },
  {
    title: 'the default group lets itself in, and the group made for it is there',
    text: `  CacheGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: cache, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 6379, ToPort: 6379, SourceSecurityGroupId: !Ref AppGroup }] }
  CacheSubnets: { Type: AWS::ElastiCache::SubnetGroup, Properties: { Description: cache, SubnetIds: [!Ref A, !Ref B] } }
  Cache:
    Type: AWS::ElastiCache::CacheCluster
    Properties: { Engine: redis, CacheSubnetGroupName: !Ref CacheSubnets }
`,
    ask: ['App', 'Cache'],
    says: [
      'The default group of Vpc allows tcp 6379 only from itself, not from App. → Add CacheGroup to Cache',
    ],
  },
  {
    title: 'a rule without a source lets nobody in',
    text: `${DATABASE.replace('GroupDescription: data,', 'GroupDescription: data, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 5432, ToPort: 5432 }],')}`,
    ask: ['App', 'Data'],
    says: ['DataGroup has no inbound rule for tcp 5432. → Allow tcp 5432 from AppGroup in DataGroup'],
  },
  {
    title: 'the NAT gateway of the own zone is meant',
    text: `${ATTACHED}${NAT}  FrontB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.5.0/24, AvailabilityZone: eu-west-1b } }
  FrontBUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref FrontB, RouteTableId: !Ref frontTable } }
  NatB: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref FrontB, AllocationId: eipalloc-0123456789abcdef1 } }
  Host: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref B, SecurityGroupIds: [!Ref AppGroup] } }
`,
    ask: ['Host', 'internet'],
    says: [
      'privateTable has no route to the internet (0.0.0.0/0). → Route 0.0.0.0/0 to NatB in privateTable',
    ],
  },
  {
    title: 'a NAT gateway of another VPC is not meant',
    text: elsewhere(NAT_ELSEWHERE),
    ask: ['App', 'internet'],
    says: [
      'privateTable has no route to the internet (0.0.0.0/0). → Route 0.0.0.0/0 of privateTable to a NAT gateway in a public subnet *',
    ],
  },
  {
    title: 'the peering connection of both VPCs is meant, and no other',
    text: elsewhere(`  Third: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.8.0.0/16 } }
  ToThird: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref Vpc, PeerVpcId: !Ref Third } }
  ToOther: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref Vpc, PeerVpcId: !Ref Other } }
`),
    ask: ['App', 'There', 22],
    says: [
      'privateTable has no route to There (10.9.0.0/16). → Route 10.9.0.0/16 to ToOther in privateTable',
      'otherTable has no return route to A. → Route 10.0.0.0/16 to ToOther in otherTable',
    ],
  },
  {
    title: 'the transit gateway of both VPCs is meant, and no other',
    text: elsewhere(`  Lone: { Type: AWS::EC2::TransitGateway }
  LoneAt: { Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: { TransitGatewayId: !Ref Lone, VpcId: !Ref Vpc, SubnetIds: [!Ref A, !Ref B] } }
  Hub: { Type: AWS::EC2::TransitGateway }
  HubAt: { Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: { TransitGatewayId: !Ref Hub, VpcId: !Ref Vpc, SubnetIds: [!Ref A, !Ref B] } }
  HubThere: { Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: { TransitGatewayId: !Ref Hub, VpcId: !Ref Other, SubnetIds: [!Ref OtherSubnet] } }
`),
    ask: ['App', 'There', 22],
    says: [
      'privateTable has no route to There (10.9.0.0/16). → Route 10.9.0.0/16 to Hub in privateTable',
      'otherTable has no return route to A. → Route 10.0.0.0/16 to Hub in otherTable',
    ],
  },
  {
    title: 'a longer route leads elsewhere',
    text: elsewhere(`  ToOther: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref Vpc, PeerVpcId: !Ref Other } }
  Back: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref otherTable, DestinationCidrBlock: 10.0.0.0/16, VpcPeeringConnectionId: !Ref ToOther } }
  Third: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.8.0.0/16 } }
  ToThird: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref Vpc, PeerVpcId: !Ref Third } }
  Astray: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref privateTable, DestinationCidrBlock: 10.9.0.0/16, VpcPeeringConnectionId: !Ref ToThird } }
`),
    ask: ['App', 'There', 22],
    says: [
      'Astray, the most specific route of privateTable to There, goes to ToThird. → Change the target of Astray to ToOther',
    ],
  },
  {
    title: 'a subnet on the main table takes a table that leads out',
    text: `${ATTACHED}${NAT}  Plain: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.6.0/24, AvailabilityZone: eu-west-1a } }
  spareTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  SpareOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref spareTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }
${NAT_ROUTE}  Host: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Plain, SecurityGroupIds: [!Ref AppGroup] } }
`,
    ask: ['Host', 'internet'],
    says: [
      'The main route table of Vpc, which Plain uses, has no route to the internet (0.0.0.0/0). → Associate Plain with privateTable',
    ],
  },
  {
    title: 'an endpoint without private DNS gets it',
    text: `  EndpointGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: endpoints, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }] }
  Queue: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.sqs", SubnetIds: [!Ref A], SecurityGroupIds: [!Ref EndpointGroup], PrivateDnsEnabled: false } }
`,
    ask: ['App', 'sqs'],
    says: [
      'Queue has no private DNS (PrivateDnsEnabled), so the name of sqs resolves to public addresses. → Turn on private DNS for Queue',
    ],
  },
  {
    title: 'a gateway endpoint of another VPC is not put on the table',
    text: elsewhere(`  Files: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Other, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.s3" } }
`),
    ask: ['App', 's3'],
    says: [
      'A and B have neither a route to the internet nor an endpoint for s3. → Add a gateway endpoint for S3 (free)',
    ],
  },
  {
    title: 'a gateway endpoint of another service is not put on the table',
    text: `  Files: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.dynamodb" } }
`,
    ask: ['App', 's3'],
    says: [
      'A and B have neither a route to the internet nor an endpoint for s3. → Add a gateway endpoint for S3 (free)',
    ],
  },
];

for (const { title, text, ask, says } of CASES) {
  test(title, () => assert.deepEqual(inTheWay(text, ...ask), says));
}

test('a target that its property does not take is said to be what it is', () => {
  const route = (target: string) =>
    `${ATTACHED}  Tgw: { Type: AWS::EC2::TransitGateway }
  Joined: { Type: AWS::EC2::TransitGatewayAttachment, Properties: { TransitGatewayId: !Ref Tgw, VpcId: !Ref Vpc, SubnetIds: [!Ref A] } }
  Out: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref privateTable, DestinationCidrBlock: 0.0.0.0/0, ${target} } }
`;
  for (const [target, words] of [
    ['NatGatewayId: !Ref Igw', 'Out names Igw in NatGatewayId, and Igw is an internet gateway'],
    ['GatewayId: !Ref Tgw', 'Out names Tgw in GatewayId, and Tgw is a transit gateway'],
    [
      'TransitGatewayId: !Ref Joined',
      'Out names Joined in TransitGatewayId, and Joined is an attachment of a transit gateway',
    ],
    ['NatGatewayId: nat-0123456789abcdef0', 'nat-0123456789abcdef0, the target of Out, is not in this file'],
  ] as const) {
    const { answer } = answerOf(route(target), 'App', 'internet');
    assert.equal(answer.verdict, 'unknown');
    assert.ok(answer.assumptions.includes(words), `${target}: ${answer.assumptions.join('; ')}`);
    assert.ok(answer.hops.every(({ at }) => at.end > 0));
  }
});

test('a hop that stops packets says what it has instead', () => {
  const { answer } = answerOf(GATEWAY + NAT, 'App', 'internet');
  assert.deepEqual(
    answer.hops.map(({ resource, why }) => [resource, why]),
    [['privateTable', 'has no route to the internet (0.0.0.0/0)']],
  );
});
