import type { Reason } from '../../../server/src/wording/reason.ts';

/** A network in which a blocker of one kind is in the way. */
export interface KindCase {
  /** The resources beside `BASE`, one a line. */
  readonly text: string;
  /** "from to protocol port". */
  readonly ask: string;
  /**
   * `proven`: its edits open the way. `by hand`: no edit makes the change that is proposed. `nothing`: it is never surely in the
   * way, so nothing is proposed.
   */
  readonly outcome: 'proven' | 'by hand' | 'nothing';
}

/** A VPC with two private subnets in two zones on one table, and a function in both. */
export const BASE = `Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true } }
A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a } }
B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1b } }
PrivateTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
AUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref A, RouteTableId: !Ref PrivateTable } }
BUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref B, RouteTableId: !Ref PrivateTable } }
AppGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: app, VpcId: !Ref Vpc } }
App: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [!Ref A, !Ref B], SecurityGroupIds: [!Ref AppGroup] } } }
`;

const ANYONE = '[{ IpProtocol: -1, CidrIp: 0.0.0.0/0 }]';

const OPEN_GROUP = `OpenGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: open, VpcId: !Ref Vpc, SecurityGroupIngress: ${ANYONE} } }
`;
const HOST = `${OPEN_GROUP}Host: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref A, SecurityGroupIds: [!Ref OpenGroup] } }
`;
const DATABASE = `DataGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: data, VpcId: !Ref Vpc } }
DataSubnets: { Type: AWS::RDS::DBSubnetGroup, Properties: { DBSubnetGroupDescription: data, SubnetIds: [!Ref A, !Ref B] } }
Data: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBSubnetGroupName: !Ref DataSubnets, VPCSecurityGroups: [!Ref DataGroup] } }
`;
const GATEWAY = `Igw: { Type: AWS::EC2::InternetGateway }
`;
const ATTACHED = `${GATEWAY}Attached: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw } }
`;
const FRONT = `Front: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.3.0/24, AvailabilityZone: eu-west-1a } }
FrontTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
FrontUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Front, RouteTableId: !Ref FrontTable } }
`;
const PUBLIC = `${FRONT}FrontOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref FrontTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw } }
`;
const NAT = `Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref Front, AllocationId: eipalloc-0123456789abcdef0 } }
`;
const toNat = `PrivateOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat } }
`;
const PUBLIC_HOST = `${OPEN_GROUP}FrontHost: { Type: AWS::EC2::Instance, Properties: { NetworkInterfaces: [{ DeviceIndex: "0", SubnetId: !Ref Front, GroupSet: [!Ref OpenGroup], AssociatePublicIpAddress: true }] } }
`;
/** Another VPC with a host. */
const FAR = `Far: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.9.0.0/16 } }
FarSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Far, CidrBlock: 10.9.1.0/24, AvailabilityZone: eu-west-1a } }
FarTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Far } }
FarUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref FarSubnet, RouteTableId: !Ref FarTable } }
FarGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: far, VpcId: !Ref Far, SecurityGroupIngress: ${ANYONE} } }
FarHost: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref FarSubnet, SecurityGroupIds: [!Ref FarGroup] } }
`;
const route = (id: string, table: string, to: string, target: string) =>
  `${id}: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref ${table}, DestinationCidrBlock: ${to}, ${target} } }
`;
const PEERING = `Peering: { Type: AWS::EC2::VPCPeeringConnection, Properties: { VpcId: !Ref Vpc, PeerVpcId: !Ref Far } }
`;
/** Without tables by default. */
const TRANSIT = `Tgw: { Type: AWS::EC2::TransitGateway, Properties: { DefaultRouteTableAssociation: disable, DefaultRouteTablePropagation: disable } }
ToHere: { Type: AWS::EC2::TransitGatewayAttachment, Properties: { TransitGatewayId: !Ref Tgw, VpcId: !Ref Vpc, SubnetIds: [!Ref A, !Ref B] } }
ToFar: { Type: AWS::EC2::TransitGatewayAttachment, Properties: { TransitGatewayId: !Ref Tgw, VpcId: !Ref Far, SubnetIds: [!Ref FarSubnet] } }
${route('Up', 'PrivateTable', '0.0.0.0/0', 'TransitGatewayId: !Ref Tgw')}${route('FarUp', 'FarTable', '10.0.0.0/16', 'TransitGatewayId: !Ref Tgw')}`;
const TRANSIT_TABLE = `TgwTable: { Type: AWS::EC2::TransitGatewayRouteTable, Properties: { TransitGatewayId: !Ref Tgw } }
HereUses: { Type: AWS::EC2::TransitGatewayRouteTableAssociation, Properties: { TransitGatewayAttachmentId: !Ref ToHere, TransitGatewayRouteTableId: !Ref TgwTable } }
FarUsesToo: { Type: AWS::EC2::TransitGatewayRouteTableAssociation, Properties: { TransitGatewayAttachmentId: !Ref ToFar, TransitGatewayRouteTableId: !Ref TgwTable } }
HereTells: { Type: AWS::EC2::TransitGatewayRouteTablePropagation, Properties: { TransitGatewayAttachmentId: !Ref ToHere, TransitGatewayRouteTableId: !Ref TgwTable } }
`;
const allToFar = `AllToFar: { Type: AWS::EC2::TransitGatewayRoute, Properties: { TransitGatewayRouteTableId: !Ref TgwTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayAttachmentId: !Ref ToFar } }
`;
const VPN = `Vgw: { Type: AWS::EC2::VPNGateway, Properties: { Type: ipsec.1 } }
${route('ToOffice', 'PrivateTable', '192.168.0.0/16', 'GatewayId: !Ref Vgw')}`;
const VPN_ATTACHED = `VgwAttached: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, VpnGatewayId: !Ref Vgw } }
`;
const interfaceEndpoint = (id: string, service: string, more = '') =>
  `${id}: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.${service}", SubnetIds: [!Ref A, !Ref B], SecurityGroupIds: [!Ref OpenGroup]${more} } }
`;
const BALANCER = `Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network, Scheme: internal, Subnets: [!Ref A], SecurityGroups: [!Ref OpenGroup] } }
`;
const TARGETS = `${HOST}${BALANCER}Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { VpcId: !Ref Vpc, Protocol: TCP, Port: 8080, Targets: [{ Id: !Ref Host }] } }
Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer, Protocol: TCP, Port: 443, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }] } }
`;
const CLIENT_VPN = `Door: { Type: AWS::EC2::ClientVpnEndpoint, Properties: { ClientCidrBlock: 10.200.0.0/22, VpcId: !Ref Vpc, SecurityGroupIds: [!Ref OpenGroup], ServerCertificateArn: arn:aws:acm:eu-west-1:111122223333:certificate/a, ConnectionLogOptions: { Enabled: false } } }
DoorInA: { Type: AWS::EC2::ClientVpnTargetNetworkAssociation, Properties: { ClientVpnEndpointId: !Ref Door, SubnetId: !Ref A } }
`;
const API = `Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: api } }
`;
const PRIVATE_API = `Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: api, EndpointConfiguration: { Types: [PRIVATE] } } }
`;

/** One case for each kind of reason: a new kind does not compile without one. */
export const KIND_CASES: Readonly<Record<Reason['kind'], KindCase | { readonly testedIn: string }>> = {
  'group-rules': { text: DATABASE, ask: 'App Data tcp 5432', outcome: 'proven' },
  acl: {
    text: `${HOST}Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
AclOfA: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref A, NetworkAclId: !Ref Acl } }
AclOut: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, Egress: true, CidrBlock: 0.0.0.0/0 } }
In: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref B, SecurityGroupIds: [!Ref OpenGroup] } }
`,
    ask: 'In Host tcp 443',
    outcome: 'proven',
  },
  'no-route': { text: ATTACHED + PUBLIC + NAT, ask: 'App internet tcp 443', outcome: 'proven' },
  'no-route-back': {
    text:
      HOST +
      FAR +
      PEERING +
      route('There', 'PrivateTable', '10.9.0.0/16', 'VpcPeeringConnectionId: !Ref Peering'),
    ask: 'App FarHost tcp 443',
    outcome: 'proven',
  },
  'no-path-in': {
    text: `${ATTACHED}${PUBLIC}${OPEN_GROUP}Website: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [!Ref A], SecurityGroups: [!Ref OpenGroup] } }
`,
    ask: 'internet Website tcp 443',
    outcome: 'proven',
  },
  'longer-route': {
    text:
      ATTACHED +
      PUBLIC +
      NAT +
      FAR +
      PEERING +
      toNat +
      route('Astray', 'PrivateTable', '203.0.113.0/24', 'VpcPeeringConnectionId: !Ref Peering'),
    ask: 'App 203.0.113.7 tcp 443',
    outcome: 'proven',
  },
  // Only an inventory tells it.
  'target-gone': { testedIn: '../inventory.test.ts' },
  'not-attached': { text: GATEWAY + PUBLIC + NAT + toNat, ask: 'App internet tcp 443', outcome: 'proven' },
  'no-internet-gateway': {
    text: `Nat: { Type: AWS::EC2::NatGateway, Properties: { VpcId: !Ref Vpc, AvailabilityMode: regional } }
${toNat}`,
    ask: 'App internet tcp 443',
    outcome: 'by hand',
  },
  'of-another-vpc': {
    text: `${FAR}FarDoor: { Type: AWS::EC2::EgressOnlyInternetGateway, Properties: { VpcId: !Ref Far } }
Six: { Type: AWS::EC2::VPCCidrBlock, Properties: { VpcId: !Ref Vpc, Ipv6CidrBlock: "2001:db8:1::/56", Ipv6Pool: ipv6pool-ec2-0123456789abcdef0 } }
InSix: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.6.0/24, Ipv6CidrBlock: "2001:db8:1:1::/64", AssignIpv6AddressOnCreation: true } }
SixUses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref InSix, RouteTableId: !Ref PrivateTable } }
SixOut: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref PrivateTable, DestinationIpv6CidrBlock: "::/0", EgressOnlyInternetGatewayId: !Ref FarDoor } }
SixHost: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref InSix } }
`,
    ask: 'SixHost 2600::1 tcp 443',
    outcome: 'by hand',
  },
  'private-address': {
    text: ATTACHED + PUBLIC + PUBLIC_HOST,
    ask: 'FrontHost 192.168.1.1 tcp 443',
    outcome: 'by hand',
  },
  'no-public-address': { text: ATTACHED + HOST, ask: 'internet Host tcp 22', outcome: 'by hand' },
  'public-subnet': {
    text: `${ATTACHED}${PUBLIC}Build: { Type: AWS::CodeBuild::Project, Properties: { VpcConfig: { VpcId: !Ref Vpc, Subnets: [!Ref Front], SecurityGroupIds: [!Ref AppGroup] } } }
`,
    ask: 'Build internet tcp 443',
    outcome: 'by hand',
  },
  'nat-private': {
    text: `${ATTACHED}${PUBLIC}Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref Front, ConnectivityType: private } }
${toNat}`,
    ask: 'App internet tcp 443',
    outcome: 'by hand',
  },
  'nat-elsewhere': {
    text: `${FAR}Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref FarSubnet, AllocationId: eipalloc-0123456789abcdef0 } }
${toNat}`,
    ask: 'App internet tcp 443',
    outcome: 'by hand',
  },
  'nat-without-zone': {
    text: `${ATTACHED}Nat: { Type: AWS::EC2::NatGateway, Properties: { VpcId: !Ref Vpc, AvailabilityMode: regional, AvailabilityZoneAddresses: [{ AvailabilityZone: eu-west-1c, AllocationIds: [eipalloc-0123456789abcdef0] }] } }
${toNat}`,
    ask: 'App internet tcp 443',
    outcome: 'by hand',
  },
  'address-of-nat': {
    text: `${HOST}Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref B, ConnectivityType: private, PrivateIpAddress: 10.0.2.9 } }
`,
    ask: 'Host 10.0.2.9 tcp 443',
    outcome: 'by hand',
  },
  'nat-without-path-out': {
    text: `${ATTACHED}${PUBLIC}Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref A, AllocationId: eipalloc-0123456789abcdef0 } }
${toNat}`,
    ask: 'App internet tcp 443',
    outcome: 'proven',
  },
  'no-address': { text: '', ask: 'App 2001:db8::1 tcp 443', outcome: 'by hand' },
  'takes-no-connections': { text: HOST, ask: 'Host App tcp 443', outcome: 'by hand' },
  'mail-port': {
    text: `${ATTACHED}${PUBLIC}${PUBLIC_HOST}`,
    ask: 'FrontHost internet tcp 25',
    outcome: 'by hand',
  },
  'sends-no-ping': { text: HOST, ask: 'App Host icmp 8', outcome: 'by hand' },
  'address-taken': {
    text: HOST + FAR.replaceAll('10.9.', '10.0.'),
    ask: 'Host FarHost tcp 443',
    outcome: 'by hand',
  },
  'nobody-there': { text: HOST, ask: 'Host 10.0.77.1 tcp 443', outcome: 'by hand' },
  'peering-overlap': {
    text: `${FAR.replace('10.9.0.0/16', '10.0.0.0/12')}${PEERING}${route('There', 'PrivateTable', '10.9.0.0/16', 'VpcPeeringConnectionId: !Ref Peering')}`,
    ask: 'App FarHost tcp 443',
    outcome: 'by hand',
  },
  'vpn-to-another-vpc': {
    text: VPN + VPN_ATTACHED + FAR + route('There', 'PrivateTable', '10.9.0.0/16', 'GatewayId: !Ref Vgw'),
    ask: 'App FarHost tcp 443',
    outcome: 'by hand',
  },
  'opens-no-connections': {
    text: `${HOST}Secrets: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-west-1.secretsmanager, SubnetIds: [!Ref A], SecurityGroupIds: [!Ref OpenGroup] } }
`,
    ask: 'Secrets Host tcp 443',
    outcome: 'by hand',
  },
  'no-target': {
    text: `${TARGETS}Other: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref A, SecurityGroupIds: [!Ref OpenGroup] } }
`,
    ask: 'Balancer Other tcp 8080',
    outcome: 'by hand',
  },
  'other-target-port': { text: TARGETS, ask: 'Balancer Host tcp 9090', outcome: 'by hand' },
  'cluster-blocks': {
    text: `Cluster: { Type: AWS::EKS::Cluster, Properties: { RoleArn: arn:aws:iam::111122223333:role/eks, ResourcesVpcConfig: { SubnetIds: [!Ref A, !Ref B], PublicAccessCidrs: [203.0.113.0/24] } } }
`,
    ask: '198.51.100.9 Cluster tcp 443',
    outcome: 'by hand',
  },
  'peer-only': {
    text: FAR + PEERING + route('There', 'PrivateTable', '0.0.0.0/0', 'VpcPeeringConnectionId: !Ref Peering'),
    ask: 'App internet tcp 443',
    outcome: 'by hand',
  },
  'no-transit-route': { text: FAR + TRANSIT + TRANSIT_TABLE, ask: 'App FarHost tcp 443', outcome: 'by hand' },
  'no-subnet-in-zone': {
    text: (FAR + TRANSIT + TRANSIT_TABLE + allToFar).replace(
      '[!Ref A, !Ref B] } }\nToFar',
      '[!Ref A] } }\nToFar',
    ),
    ask: 'App FarHost tcp 443',
    outcome: 'by hand',
  },
  'no-transit-table': { text: FAR + TRANSIT, ask: 'App FarHost tcp 443', outcome: 'by hand' },
  'transit-blackhole': {
    text: `${FAR}${TRANSIT}${TRANSIT_TABLE}${allToFar}Dropped: { Type: AWS::EC2::TransitGatewayRoute, Properties: { TransitGatewayRouteTableId: !Ref TgwTable, DestinationCidrBlock: 10.9.0.0/16, Blackhole: true } }
`,
    ask: 'App FarHost tcp 443',
    outcome: 'by hand',
  },
  'no-path-on': {
    text: FAR + TRANSIT + TRANSIT_TABLE + allToFar,
    ask: 'App internet tcp 443',
    outcome: 'by hand',
  },
  'private-at-internet-gateway': {
    text: `${FAR}${TRANSIT}${TRANSIT_TABLE}${allToFar}FarIgw: { Type: AWS::EC2::InternetGateway }
FarAttached: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Far, InternetGatewayId: !Ref FarIgw } }
${route('FarOut', 'FarTable', '0.0.0.0/0', 'GatewayId: !Ref FarIgw')}`,
    ask: 'App internet tcp 443',
    outcome: 'by hand',
  },
  'public-access-blocked': {
    text: `${ATTACHED}${PUBLIC}${PUBLIC_HOST}Block: { Type: AWS::EC2::VPCBlockPublicAccessOptions, Properties: { InternetGatewayBlockMode: block-bidirectional } }
`,
    ask: 'FrontHost internet tcp 443',
    outcome: 'by hand',
  },
  'no-vpn-route': {
    text: `${VPN}${VPN_ATTACHED}Office: { Type: AWS::EC2::CustomerGateway, Properties: { BgpAsn: 65000, IpAddress: 198.51.100.1, Type: ipsec.1 } }
Tunnel: { Type: AWS::EC2::VPNConnection, Properties: { Type: ipsec.1, CustomerGatewayId: !Ref Office, VpnGatewayId: !Ref Vgw, StaticRoutesOnly: true } }
TunnelRoute: { Type: AWS::EC2::VPNConnectionRoute, Properties: { VpnConnectionId: !Ref Tunnel, DestinationCidrBlock: 192.168.1.0/24 } }
`,
    ask: 'App 192.168.7.7 tcp 443',
    outcome: 'by hand',
  },
  'not-led-on': { text: VPN + VPN_ATTACHED, ask: '192.168.1.1 internet tcp 443', outcome: 'by hand' },
  'no-resolver': {
    text: FAR.replace('10.9.0.0/16', '10.9.0.0/16, EnableDnsSupport: false'),
    ask: 'FarHost 169.254.169.253 udp 53',
    outcome: 'proven',
  },
  'dns-off': { text: FAR, ask: 'FarHost sqs tcp 443', outcome: 'proven' },
  'no-path-from': {
    text: `${ATTACHED}${PUBLIC}${NAT}${toNat}Build: { Type: AWS::CodeBuild::Project, Properties: { VpcConfig: { VpcId: !Ref Vpc, Subnets: [!Ref Front], SecurityGroupIds: [!Ref AppGroup] } } }
`,
    ask: 'Build internet tcp 443',
    outcome: 'proven',
  },
  'endpoint-not-on-table': {
    text: `Files: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.\${AWS::Region}.s3" } }
`,
    ask: 'App s3 tcp 443',
    outcome: 'proven',
  },
  'no-private-dns': {
    text: OPEN_GROUP + interfaceEndpoint('Queue', 'sqs', ', PrivateDnsEnabled: false'),
    ask: 'App sqs tcp 443',
    outcome: 'proven',
  },
  'no-path-to-service': { text: ATTACHED + PUBLIC + NAT, ask: 'App s3 tcp 443', outcome: 'proven' },
  'cannot-be-deployed': {
    text: `${FAR}Lost: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref A, SecurityGroupIds: [!Ref FarGroup] } }
${HOST}`,
    ask: 'Lost Host tcp 443',
    outcome: 'by hand',
  },
  'zone-without-service': {
    text: `${OPEN_GROUP}${BALANCER}Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: TCP, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }] } }
Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { VpcId: !Ref Vpc, Port: 443, Protocol: TCP } }
Service: { Type: AWS::EC2::VPCEndpointService, Properties: { NetworkLoadBalancerArns: [!Ref Balancer], AcceptanceRequired: false } }
Consumer: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, VpcId: !Ref Vpc, ServiceName: !Sub 'com.amazonaws.vpce.\${AWS::Region}.\${Service}', SubnetIds: [!Ref A, !Ref B], SecurityGroupIds: [!Ref OpenGroup] } }
`,
    ask: 'App Consumer tcp 443',
    outcome: 'by hand',
  },
  'no-listener': {
    text: `${OPEN_GROUP}${BALANCER}Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: TCP, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }] } }
Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { VpcId: !Ref Vpc, Port: 443, Protocol: TCP } }
`,
    ask: 'App Balancer tcp 8080',
    outcome: 'by hand',
  },
  'balancer-without-zone': {
    text: `${OPEN_GROUP}${BALANCER}Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: TCP, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }] } }
Behind: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref B, SecurityGroupIds: [!Ref OpenGroup] } }
Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { VpcId: !Ref Vpc, Port: 443, Protocol: TCP, Targets: [{ Id: !Ref Behind }] } }
`,
    ask: 'Balancer Behind tcp 443',
    outcome: 'by hand',
  },
  'no-client-vpn-route': {
    text: `${OPEN_GROUP}${CLIENT_VPN}DoorRule: { Type: AWS::EC2::ClientVpnAuthorizationRule, Properties: { ClientVpnEndpointId: !Ref Door, TargetNetworkCidr: 0.0.0.0/0, AuthorizeAllGroups: true } }
${VPN}${VPN_ATTACHED}`,
    ask: 'Door 192.168.1.1 tcp 443',
    outcome: 'by hand',
  },
  'no-client-vpn-authorization': { text: HOST + CLIENT_VPN, ask: 'Door Host tcp 443', outcome: 'by hand' },
  'answers-elsewhere': { text: HOST, ask: 'Host 169.254.169.254 tcp 443', outcome: 'by hand' },
  'link-local': { text: '', ask: 'internet 169.254.169.254 tcp 80', outcome: 'by hand' },
  'resolver-of-vpc': { text: '', ask: '192.168.1.1 10.0.0.2 udp 53', outcome: 'by hand' },
  'reserved-address': { text: HOST, ask: 'Host 10.0.2.3 tcp 443', outcome: 'by hand' },
  'names-blocked': {
    text: `${HOST}Every: { Type: AWS::Route53Resolver::FirewallDomainList, Properties: { Domains: ["*"] } }
Names: { Type: AWS::Route53Resolver::FirewallRuleGroup, Properties: { FirewallRules: [{ Action: BLOCK, BlockResponse: NODATA, Priority: 1, FirewallDomainListId: !Ref Every }] } }
NamesOfVpc: { Type: AWS::Route53Resolver::FirewallRuleGroupAssociation, Properties: { FirewallRuleGroupId: !Ref Names, VpcId: !Ref Vpc, Priority: 200 } }
${interfaceEndpoint('Queue', 'sqs')}`,
    ask: 'App sqs tcp 443',
    outcome: 'by hand',
  },
  'connects-elsewhere': {
    text: `${HOST}Door: { Type: AWS::EC2::InstanceConnectEndpoint, Properties: { SubnetId: !Ref A, SecurityGroupIds: [!Ref OpenGroup] } }
`,
    ask: 'Door Host tcp 443',
    outcome: 'by hand',
  },
  'not-answered': { text: '', ask: 'App 169.254.169.254 tcp 80', outcome: 'nothing' },
  'source-dest-check': {
    text: HOST + route('ByHost', 'PrivateTable', '0.0.0.0/0', 'InstanceId: !Ref Host'),
    ask: 'App internet tcp 443',
    outcome: 'by hand',
  },
  'name-servers-not-reached': {
    text: `${OPEN_GROUP}${interfaceEndpoint('Queue', 'sqs')}Names: { Type: AWS::EC2::DHCPOptions, Properties: { DomainNameServers: [198.51.100.53] } }
VpcNames: { Type: AWS::EC2::VPCDHCPOptionsAssociation, Properties: { VpcId: !Ref Vpc, DhcpOptionsId: !Ref Names } }
`,
    ask: 'App sqs tcp 443',
    outcome: 'by hand',
  },
  'private-api-by-endpoint-names': {
    text: OPEN_GROUP + PRIVATE_API + interfaceEndpoint('Calls', 'execute-api', ', PrivateDnsEnabled: false'),
    ask: 'App Api tcp 443',
    outcome: 'nothing',
  },
  'private-api': { text: PRIVATE_API, ask: 'App Api tcp 443', outcome: 'by hand' },
  'public-api-caught': {
    text: OPEN_GROUP + API + interfaceEndpoint('Calls', 'execute-api', ', PrivateDnsEnabled: true'),
    ask: 'App Api tcp 443',
    outcome: 'by hand',
  },
  'access-point-of-vpc': {
    text: `Reports: { Type: AWS::S3::AccessPoint, Properties: { Bucket: uploads, VpcConfiguration: { VpcId: !Ref Vpc } } }
`,
    ask: 'App Reports tcp 443',
    outcome: 'by hand',
  },
  'private-endpoint': {
    text: `Shop: { Type: AWS::AppRunner::Service, Properties: { SourceConfiguration: { ImageRepository: { ImageIdentifier: "public.ecr.aws/nginx/nginx:1", ImageRepositoryType: ECR_PUBLIC } }, NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: false } } } }
`,
    ask: 'internet Shop tcp 443',
    outcome: 'by hand',
  },
  'not-associated': {
    text: `Orders: { Type: AWS::VpcLattice::Service, Properties: { Name: orders } }
`,
    ask: 'App Orders tcp 443',
    outcome: 'by hand',
  },
  'network-isolation': {
    text: `${OPEN_GROUP}Model: { Type: AWS::SageMaker::Model, Properties: { EnableNetworkIsolation: true, ExecutionRoleArn: "arn:aws:iam::111122223333:role/a", VpcConfig: { Subnets: [!Ref A], SecurityGroupIds: [!Ref OpenGroup] } } }
`,
    ask: 'Model 10.0.1.9 tcp 443',
    outcome: 'by hand',
  },
  'clients-in-own-vpc': {
    text:
      OPEN_GROUP +
      FAR +
      PEERING +
      route('There', 'PrivateTable', '10.9.0.0/16', 'VpcPeeringConnectionId: !Ref Peering') +
      route('Back', 'FarTable', '10.0.0.0/16', 'VpcPeeringConnectionId: !Ref Peering') +
      `Door: { Type: AWS::EC2::InstanceConnectEndpoint, Properties: { SubnetId: !Ref A, SecurityGroupIds: [!Ref OpenGroup], PreserveClientIp: true } }
`,
    ask: 'Door FarHost tcp 22',
    outcome: 'by hand',
  },
  'own-balancer': { text: TARGETS, ask: 'Host Balancer tcp 443', outcome: 'by hand' },
  unknown: {
    text: route('Elsewhere', 'PrivateTable', '0.0.0.0/0', 'NatGatewayId: nat-0123456789abcdef0'),
    ask: 'App internet tcp 443',
    outcome: 'nothing',
  },
};
