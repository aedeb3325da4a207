import type { Data } from '../../../syntax/edit.ts';

/** A part of a snippet that can be typed over. */
export interface Hole {
  readonly text: string;
  /** The text is the logical id of the template's resource of that type, where it has one: the first, or the `nth`. */
  readonly type?: string;
  readonly nth?: number;
}

export interface ResourceSnippet {
  readonly name: string;
  /** What is inserted, as one sentence. */
  readonly says: string;
  /** The logical id that is proposed. */
  readonly id: string;
  /** The resource; its texts may have holes. */
  readonly resource: { readonly [key: string]: Data };
}

const HOLES: Hole[] = [];

/** A hole within a text of a snippet; equal ones are typed over together. */
function hole(one: Hole): string {
  const known = HOLES.findIndex((other) => JSON.stringify(other) === JSON.stringify(one));
  return `HOLE${known < 0 ? HOLES.push(one) - 1 : known}X`;
}

/** The texts and the holes of a printed snippet, in their order. */
export function partsOf(printed: string): readonly (string | Hole)[] {
  return printed.split(/HOLE(\d+)X/).map((part, index) => (index % 2 === 0 ? part : HOLES[Number(part)]!));
}

const text = (proposed: string) => hole({ text: proposed });
const id = (type: string, proposed: string, nth = 0) => hole({ text: proposed, type: `AWS::${type}`, nth });
const ref = (type: string, proposed: string, nth?: number): Data => ({ Ref: id(type, proposed, nth) });
const get = (type: string, proposed: string, attribute: string, nth?: number): Data => ({
  'Fn::GetAtt': [id(type, proposed, nth), attribute],
});

const VPC = ref('EC2::VPC', 'Vpc');
const TABLE = ref('EC2::RouteTable', 'PrivateTable');
const SUBNET = ref('EC2::Subnet', 'PrivateA');
const SUBNETS = [SUBNET, ref('EC2::Subnet', 'PrivateB', 1)];
const GROUP = get('EC2::SecurityGroup', 'AppGroup', 'GroupId');
const OTHER_GROUP = get('EC2::SecurityGroup', 'DatabaseGroup', 'GroupId', 1);
const ATTACHMENT = id('EC2::VPCGatewayAttachment', 'InternetGatewayAttachment');
const zone = (index: number): Data => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });
const tag = (name: string): Data => [
  { Key: 'Name', Value: { 'Fn::Sub': `\${AWS::StackName}-${text(name)}` } },
];
const service = (name: string): Data => ({ 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${text(name)}` });

function snippet(
  name: string,
  says: string,
  proposed: string,
  type: string,
  properties: { readonly [key: string]: Data },
  attributes: { readonly [key: string]: Data } = {},
): ResourceSnippet {
  const own = Object.keys(properties).length === 0 ? {} : { Properties: properties };
  return {
    name: `vpc-${name}`,
    says,
    id: proposed,
    resource: { Type: `AWS::${type}`, ...attributes, ...own },
  };
}

/** The resources of a network, in the order in which people write them. */
export const RESOURCE_SNIPPETS: readonly ResourceSnippet[] = [
  snippet('vpc', 'A VPC with DNS names', 'Vpc', 'EC2::VPC', {
    CidrBlock: text('10.0.0.0/16'),
    EnableDnsSupport: true,
    EnableDnsHostnames: true,
    Tags: tag('vpc'),
  }),
  snippet('cidr-block', 'Another block of a VPC', 'VpcBlock', 'EC2::VPCCidrBlock', {
    VpcId: VPC,
    CidrBlock: text('10.1.0.0/16'),
  }),
  snippet('subnet', 'A subnet in the first zone', 'PrivateA', 'EC2::Subnet', {
    VpcId: VPC,
    AvailabilityZone: zone(0),
    CidrBlock: text('10.0.96.0/20'),
    Tags: tag('private-a'),
  }),
  snippet('subnet-public', 'A subnet whose servers get public addresses', 'PublicA', 'EC2::Subnet', {
    VpcId: VPC,
    AvailabilityZone: zone(0),
    CidrBlock: text('10.0.80.0/24'),
    MapPublicIpOnLaunch: true,
    Tags: tag('public-a'),
  }),
  snippet(
    'internet-gateway',
    'An internet gateway; it needs an attachment',
    'InternetGateway',
    'EC2::InternetGateway',
    {
      Tags: tag('internet'),
    },
  ),
  snippet(
    'gateway-attachment',
    'Attaches an internet gateway to a VPC',
    'InternetGatewayAttachment',
    'EC2::VPCGatewayAttachment',
    {
      VpcId: VPC,
      InternetGatewayId: ref('EC2::InternetGateway', 'InternetGateway'),
    },
  ),
  snippet(
    'egress-only-gateway',
    'A gateway for IPv6 that connects outwards only',
    'EgressOnlyGateway',
    'EC2::EgressOnlyInternetGateway',
    {
      VpcId: VPC,
    },
  ),
  snippet(
    'elastic-ip',
    'An Elastic IP address',
    'Address',
    'EC2::EIP',
    { Domain: 'vpc', Tags: tag('nat') },
    { DependsOn: ATTACHMENT },
  ),
  snippet('nat-gateway', 'A NAT gateway of one zone, in a public subnet', 'NatGateway', 'EC2::NatGateway', {
    SubnetId: ref('EC2::Subnet', 'PublicA'),
    AllocationId: get('EC2::EIP', 'Address', 'AllocationId'),
    Tags: tag('nat'),
  }),
  snippet(
    'nat-gateway-regional',
    'A NAT gateway for all zones of a VPC',
    'NatGateway',
    'EC2::NatGateway',
    { AvailabilityMode: 'regional', VpcId: VPC, Tags: tag('nat') },
    { DependsOn: ATTACHMENT },
  ),
  snippet('route-table', 'A route table', 'RouteTable', 'EC2::RouteTable', {
    VpcId: VPC,
    Tags: tag('private'),
  }),
  snippet(
    'route-internet',
    'The route of public subnets to the internet gateway',
    'PublicDefaultRoute',
    'EC2::Route',
    {
      RouteTableId: TABLE,
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: ref('EC2::InternetGateway', 'InternetGateway'),
    },
    { DependsOn: ATTACHMENT },
  ),
  snippet('route-nat', 'The route of private subnets to a NAT gateway', 'PrivateDefaultRoute', 'EC2::Route', {
    RouteTableId: TABLE,
    DestinationCidrBlock: '0.0.0.0/0',
    NatGatewayId: ref('EC2::NatGateway', 'NatGateway'),
  }),
  snippet('route-peering', 'A route to a peered VPC', 'PeeringRoute', 'EC2::Route', {
    RouteTableId: TABLE,
    DestinationCidrBlock: text('10.9.0.0/16'),
    VpcPeeringConnectionId: ref('EC2::VPCPeeringConnection', 'Peering'),
  }),
  snippet(
    'route-table-association',
    'Gives a subnet its route table',
    'SubnetInTable',
    'EC2::SubnetRouteTableAssociation',
    {
      SubnetId: SUBNET,
      RouteTableId: TABLE,
    },
  ),
  snippet(
    'security-group',
    'A security group that admits another group on one port',
    'Group',
    'EC2::SecurityGroup',
    {
      GroupDescription: text('The database'),
      VpcId: VPC,
      SecurityGroupIngress: [
        {
          IpProtocol: 'tcp',
          FromPort: text('5432'),
          ToPort: text('5432'),
          SourceSecurityGroupId: GROUP,
          Description: text('From the app'),
        },
      ],
      SecurityGroupEgress: [
        {
          IpProtocol: 'tcp',
          FromPort: 443,
          ToPort: 443,
          CidrIp: text('0.0.0.0/0'),
          Description: text('HTTPS'),
        },
      ],
    },
  ),
  snippet(
    'security-group-ingress',
    'A rule for what comes into a security group',
    'Ingress',
    'EC2::SecurityGroupIngress',
    {
      GroupId: OTHER_GROUP,
      IpProtocol: 'tcp',
      FromPort: text('443'),
      ToPort: text('443'),
      SourceSecurityGroupId: GROUP,
      Description: text('From the app'),
    },
  ),
  snippet(
    'security-group-egress',
    'A rule for what leaves a security group',
    'Egress',
    'EC2::SecurityGroupEgress',
    {
      GroupId: GROUP,
      IpProtocol: 'tcp',
      FromPort: text('443'),
      ToPort: text('443'),
      DestinationSecurityGroupId: OTHER_GROUP,
      Description: text('To the database'),
    },
  ),
  snippet(
    'network-acl',
    'A network ACL; without entries it denies everything',
    'NetworkAcl',
    'EC2::NetworkAcl',
    { VpcId: VPC },
  ),
  snippet('network-acl-entry', 'An entry of a network ACL', 'NetworkAclEntry', 'EC2::NetworkAclEntry', {
    NetworkAclId: ref('EC2::NetworkAcl', 'NetworkAcl'),
    RuleNumber: text('100'),
    Egress: false,
    Protocol: 6,
    PortRange: { From: text('443'), To: text('443') },
    RuleAction: 'allow',
    CidrBlock: text('10.0.0.0/16'),
  }),
  snippet(
    'network-acl-association',
    'Gives a subnet its network ACL',
    'SubnetInAcl',
    'EC2::SubnetNetworkAclAssociation',
    {
      SubnetId: SUBNET,
      NetworkAclId: ref('EC2::NetworkAcl', 'NetworkAcl'),
    },
  ),
  snippet(
    'endpoint-gateway',
    'A gateway endpoint for S3 or DynamoDB, free of charge',
    'S3Endpoint',
    'EC2::VPCEndpoint',
    {
      VpcEndpointType: 'Gateway',
      VpcId: VPC,
      ServiceName: service('s3'),
      RouteTableIds: [TABLE],
    },
  ),
  snippet(
    'endpoint-interface',
    'An interface endpoint for a service of AWS',
    'SecretsManagerEndpoint',
    'EC2::VPCEndpoint',
    {
      VpcEndpointType: 'Interface',
      VpcId: VPC,
      ServiceName: service('secretsmanager'),
      PrivateDnsEnabled: true,
      SubnetIds: SUBNETS,
      SecurityGroupIds: [OTHER_GROUP],
    },
  ),
  snippet('peering', 'A peering connection with another VPC', 'Peering', 'EC2::VPCPeeringConnection', {
    VpcId: VPC,
    PeerVpcId: text('vpc-0aaaaaaaaaaaaaaaa'),
  }),
  snippet(
    'vpn-gateway',
    'A virtual private gateway; it needs an attachment',
    'VpnGateway',
    'EC2::VPNGateway',
    { Type: 'ipsec.1' },
  ),
  snippet('customer-gateway', 'The VPN device of an office', 'OfficeGateway', 'EC2::CustomerGateway', {
    Type: 'ipsec.1',
    BgpAsn: text('65000'),
    IpAddress: text('203.0.113.7'),
  }),
  snippet('vpn-connection', 'A VPN connection with static routes', 'OfficeConnection', 'EC2::VPNConnection', {
    Type: 'ipsec.1',
    StaticRoutesOnly: true,
    CustomerGatewayId: ref('EC2::CustomerGateway', 'OfficeGateway'),
    VpnGatewayId: ref('EC2::VPNGateway', 'VpnGateway'),
  }),
  snippet(
    'vpn-connection-route',
    'A static route of a VPN connection',
    'OfficeConnectionRoute',
    'EC2::VPNConnectionRoute',
    {
      VpnConnectionId: ref('EC2::VPNConnection', 'OfficeConnection'),
      DestinationCidrBlock: text('192.168.0.0/16'),
    },
  ),
  snippet('transit-gateway', 'A transit gateway', 'TransitGateway', 'EC2::TransitGateway', {
    Description: text('Between our VPCs'),
  }),
  snippet(
    'transit-gateway-attachment',
    'Attaches a VPC to a transit gateway',
    'TransitGatewayAttachment',
    'EC2::TransitGatewayAttachment',
    {
      TransitGatewayId: ref('EC2::TransitGateway', 'TransitGateway'),
      VpcId: VPC,
      SubnetIds: SUBNETS,
    },
  ),
  snippet('prefix-list', 'A list of blocks that rules and routes can name', 'PrefixList', 'EC2::PrefixList', {
    PrefixListName: text('office'),
    AddressFamily: 'IPv4',
    MaxEntries: text('10'),
    Entries: [{ Cidr: text('192.168.0.0/16'), Description: text('The office') }],
  }),
  snippet('dhcp-options', 'DHCP options with name servers', 'DhcpOptions', 'EC2::DHCPOptions', {
    DomainNameServers: ['AmazonProvidedDNS'],
  }),
  snippet('flow-log', 'Flow logs of a VPC in an S3 bucket', 'FlowLog', 'EC2::FlowLog', {
    ResourceType: 'VPC',
    ResourceId: VPC,
    TrafficType: 'ALL',
    LogDestinationType: 's3',
    LogDestination: get('S3::Bucket', 'LogBucket', 'Arn'),
  }),
  snippet('network-interface', 'A network interface', 'NetworkInterface', 'EC2::NetworkInterface', {
    SubnetId: SUBNET,
    GroupSet: [GROUP],
  }),
  snippet('function', 'A Lambda function in private subnets', 'AppFunction', 'Lambda::Function', {
    Runtime: 'python3.13',
    Handler: text('app.handler'),
    Role: get('IAM::Role', 'AppRole', 'Arn'),
    Code: { S3Bucket: text('code-bucket'), S3Key: text('app.zip') },
    VpcConfig: { SubnetIds: SUBNETS, SecurityGroupIds: [GROUP] },
  }),
  snippet(
    'db-subnet-group',
    'The subnets of a database, in two zones',
    'DatabaseSubnets',
    'RDS::DBSubnetGroup',
    {
      DBSubnetGroupDescription: text('The subnets of the database'),
      SubnetIds: [ref('EC2::Subnet', 'DatabaseA'), ref('EC2::Subnet', 'DatabaseB', 1)],
    },
  ),
  snippet(
    'database',
    'A PostgreSQL database; Secrets Manager holds its password',
    'Database',
    'RDS::DBInstance',
    {
      Engine: 'postgres',
      DBInstanceClass: text('db.t4g.micro'),
      AllocatedStorage: text('20'),
      StorageEncrypted: true,
      MasterUsername: text('app'),
      ManageMasterUserPassword: true,
      MultiAZ: true,
      PubliclyAccessible: false,
      DBSubnetGroupName: ref('RDS::DBSubnetGroup', 'DatabaseSubnets'),
      VPCSecurityGroups: [OTHER_GROUP],
    },
    { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' },
  ),
  snippet(
    'load-balancer',
    'An internal Application Load Balancer',
    'LoadBalancer',
    'ElasticLoadBalancingV2::LoadBalancer',
    {
      Type: 'application',
      Scheme: 'internal',
      Subnets: SUBNETS,
      LoadBalancerAttributes: [{ Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' }],
      SecurityGroups: [GROUP],
    },
  ),
];
