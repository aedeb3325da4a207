import { isResourceType } from '../../../aws/schema/typeNames.ts';
import { table } from '../../../table.ts';

/**
 * Kinds of values that properties accept and references give: the type whose `Ref` it is, or `Type.Attribute`. If two
 * types give the same kind of id, they are listed under the one that the schemas name.
 */
const SAME: Readonly<Record<string, readonly string[]>> = table({
  // All kinds of attachments have ids of the same form.
  'AWS::EC2::TransitGatewayAttachment': [
    'AWS::EC2::TransitGatewayConnect',
    'AWS::EC2::TransitGatewayPeeringAttachment',
    'AWS::EC2::TransitGatewayVpcAttachment',
    'AWS::EC2::VPNConnection',
  ],
  // Subnet groups of Neptune and DocumentDB are among those of RDS:
  'AWS::RDS::DBSubnetGroup': ['AWS::DocDB::DBSubnetGroup', 'AWS::Neptune::DBSubnetGroup'],
});

/**
 * Types whose `Ref` gives the id of another object, as their pages say, or whose pages do not say what it gives: what it may be
 * the id of.
 */
const MAY_GIVE: Readonly<Record<string, readonly string[]>> = table({
  'AWS::EC2::GatewayRouteTableAssociation': [
    'AWS::EC2::InternetGateway',
    'AWS::EC2::RouteTable',
    'AWS::EC2::VPNGateway',
  ],
  'AWS::EC2::VPNGatewayRoutePropagation': ['AWS::EC2::RouteTable', 'AWS::EC2::VPNGateway'],
});

/** Whether a property that accepts one kind accepts a value of another; true if that is not certain. */
export function takesKind(takes: string, given: string): boolean {
  return (
    takes === given || SAME[takes]?.includes(given) === true || MAY_GIVE[given]?.includes(takes) === true
  );
}

/**
 * Whether `Ref` of a type gives an id, a name or an ARN of its own service: no stack, no parameter, and none of the types whose
 * resources stand for a setting of another one.
 */
export function refersToItself(type: string): boolean {
  return (
    isResourceType(type) &&
    !/^AWS::(?:CloudFormation|EC2|RAM|Route53Resolver|SSM|ServiceCatalog)::/.test(type)
  );
}

/** A CIDR block, which no property for an id accepts. */
export const BLOCK = 'block';

/** An Availability Zone, which no property for an id accepts either. */
export const ZONE = 'zone';

/** How a sentence names a kind. */
export const KIND_NAMES: Readonly<Record<string, string>> = table({
  block: 'a CIDR block',
  zone: 'an Availability Zone',
  'AWS::DAX::SubnetGroup': 'a DAX subnet group',
  'AWS::DMS::ReplicationSubnetGroup': 'a replication subnet group',
  ...Object.fromEntries(
    ['DocDB', 'Neptune', 'RDS'].flatMap((service) => [
      [`AWS::${service}::DBClusterParameterGroup`, 'a parameter group of a cluster'],
      [`AWS::${service}::DBParameterGroup`, 'a parameter group of an instance'],
    ]),
  ),
  'AWS::EC2::CustomerGateway': 'a customer gateway',
  'AWS::EC2::DHCPOptions': 'a DHCP options set',
  'AWS::EC2::EIP': 'the address of an Elastic IP',
  'AWS::EC2::EIP.AllocationId': 'the AllocationId of an Elastic IP',
  'AWS::EC2::EgressOnlyInternetGateway': 'an egress-only internet gateway',
  'AWS::EC2::Instance': 'an instance',
  'AWS::EC2::InternetGateway': 'an internet gateway',
  'AWS::EC2::NatGateway': 'a NAT gateway',
  'AWS::EC2::NetworkAcl': 'a network ACL',
  'AWS::EC2::NetworkInterface': 'a network interface',
  'AWS::EC2::PrefixList': 'a prefix list',
  'AWS::EC2::RouteTable': 'a route table',
  'AWS::EC2::SecurityGroup': 'a security group',
  'AWS::EC2::SecurityGroup.GroupName': 'the name of a security group',
  'AWS::EC2::Subnet': 'a subnet',
  'AWS::EC2::TransitGateway': 'a transit gateway',
  'AWS::EC2::TransitGatewayAttachment': 'a transit gateway attachment',
  'AWS::EC2::TransitGatewayRouteTable': 'a transit gateway route table',
  'AWS::EC2::VPC': 'a VPC',
  'AWS::EC2::VPCEndpoint': 'a VPC endpoint',
  'AWS::EC2::VPCPeeringConnection': 'a peering connection',
  'AWS::EC2::VPNConnection': 'a VPN connection',
  'AWS::EC2::VPNGateway': 'a virtual private gateway',
  'AWS::ECS::Cluster': 'a cluster',
  'AWS::ECS::TaskDefinition': 'a task definition',
  'AWS::EFS::AccessPoint': 'the id of an access point',
  'AWS::EFS::AccessPoint.Arn': 'the ARN of an access point',
  'AWS::EFS::FileSystem': 'an EFS file system',
  'AWS::ElastiCache::SubnetGroup': 'an ElastiCache subnet group',
  'AWS::ElasticLoadBalancing::LoadBalancer': 'a Classic Load Balancer',
  'AWS::ElasticLoadBalancingV2::Listener': 'a listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'a load balancer of version 2',
  'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerName': 'the name of a load balancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'a target group',
  'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupName': 'the name of a target group',
  'AWS::FSx::FileSystem': 'an FSx file system',
  'AWS::GlobalAccelerator::Listener': 'a listener of Global Accelerator',
  'AWS::IAM::Role': 'the name of a role',
  'AWS::IAM::Role.Arn': 'the ARN of a role',
  'AWS::MemoryDB::SubnetGroup': 'a MemoryDB subnet group',
  'AWS::RDS::DBSubnetGroup': 'a DB subnet group',
  'AWS::Redshift::ClusterSubnetGroup': 'a Redshift subnet group',
});

/** The beginnings of ids: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const PREFIXES: Readonly<Record<string, string>> = table({
  acl: 'AWS::EC2::NetworkAcl',
  cgw: 'AWS::EC2::CustomerGateway',
  dopt: 'AWS::EC2::DHCPOptions',
  eigw: 'AWS::EC2::EgressOnlyInternetGateway',
  eipalloc: 'AWS::EC2::EIP.AllocationId',
  eni: 'AWS::EC2::NetworkInterface',
  fs: 'AWS::EFS::FileSystem',
  i: 'AWS::EC2::Instance',
  igw: 'AWS::EC2::InternetGateway',
  nat: 'AWS::EC2::NatGateway',
  pcx: 'AWS::EC2::VPCPeeringConnection',
  pl: 'AWS::EC2::PrefixList',
  rtb: 'AWS::EC2::RouteTable',
  sg: 'AWS::EC2::SecurityGroup',
  subnet: 'AWS::EC2::Subnet',
  tgw: 'AWS::EC2::TransitGateway',
  'tgw-attach': 'AWS::EC2::TransitGatewayAttachment',
  'tgw-rtb': 'AWS::EC2::TransitGatewayRouteTable',
  vgw: 'AWS::EC2::VPNGateway',
  vpc: 'AWS::EC2::VPC',
  vpce: 'AWS::EC2::VPCEndpoint',
  vpn: 'AWS::EC2::VPNConnection',
});

/** The kind of a text, if it is an id that AWS generated: eight or seventeen hexadecimal digits after a prefix. */
export function idKindOf(text: string): string | undefined {
  const prefix = /^([a-z]+(?:-[a-z]+)?)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.exec(text)?.[1];
  return prefix === undefined ? undefined : PREFIXES[prefix];
}

/** Whether `idKindOf` knows the ids of a kind; other kinds have names, which may be anything. */
export function hasIds(kind: string): boolean {
  return Object.values(PREFIXES).includes(kind);
}

/** The kind that a parameter of one of AWS's own types gives, such as `AWS::EC2::Subnet::Id` or a list of them. */
export function kindOfParameter(type: string): string | undefined {
  return /(AWS::EC2::(?:Instance|SecurityGroup|Subnet|VPC))::Id\b/.exec(type)?.[1];
}

/** Properties whose kind the schemas omit, with one that they accept. */
export const UNNAMED_KINDS: Readonly<Record<string, string>> = table({
  'AWS::EC2::NatGateway.AllocationId': 'AWS::EC2::EIP.AllocationId',
  'AWS::EC2::Route.GatewayId': 'AWS::EC2::InternetGateway',
});

/** Whether the values of a kind cannot be names: ids have a hyphen, and ARNs have colons. */
export function takesIdOrArn(kind: string): boolean {
  return hasIds(kind) || WITH_ARNS.includes(kind);
}

/** Types whose `Ref` is an ARN. */
const WITH_ARNS = ['Listener', 'LoadBalancer', 'TargetGroup'].map(
  (type) => `AWS::ElasticLoadBalancingV2::${type}`,
);
