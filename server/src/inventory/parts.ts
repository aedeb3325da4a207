import { type Described, flag, integer, list, object, type Reader, text } from './shape.ts';

// What is read of each answer, by AWS's names. The shapes are those of the API references:
// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/ and https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/

const tags = list(object({ Key: text, Value: text }));
const state = object({ State: text });
const ipv6Blocks = list(object({ Ipv6CidrBlock: text, Ipv6CidrBlockState: state }));

const VPC = {
  VpcId: text,
  OwnerId: text,
  CidrBlock: text,
  CidrBlockAssociationSet: list(object({ CidrBlock: text, CidrBlockState: state })),
  Ipv6CidrBlockAssociationSet: ipv6Blocks,
  IsDefault: flag,
  Tags: tags,
};

/** `describe-vpc-attribute` returns one attribute per call. */
const VPC_ATTRIBUTE = {
  VpcId: text,
  EnableDnsSupport: object({ Value: flag }),
  EnableDnsHostnames: object({ Value: flag }),
};

const SUBNET = {
  SubnetId: text,
  SubnetArn: text,
  OwnerId: text,
  VpcId: text,
  CidrBlock: text,
  Ipv6CidrBlockAssociationSet: ipv6Blocks,
  AvailabilityZone: text,
  AvailabilityZoneId: text,
  /** Unused addresses, not counting the five that AWS reserves. */
  AvailableIpAddressCount: integer,
  MapPublicIpOnLaunch: flag,
  AssignIpv6AddressOnCreation: flag,
  EnableDns64: flag,
  OutpostArn: text,
  Tags: tags,
};

const ROUTE = {
  DestinationCidrBlock: text,
  DestinationIpv6CidrBlock: text,
  DestinationPrefixListId: text,
  GatewayId: text,
  NatGatewayId: text,
  EgressOnlyInternetGatewayId: text,
  InstanceId: text,
  NetworkInterfaceId: text,
  TransitGatewayId: text,
  VpcPeeringConnectionId: text,
  CarrierGatewayId: text,
  LocalGatewayId: text,
  CoreNetworkArn: text,
  OdbNetworkArn: text,
  /** `active`, `blackhole` (the target no longer exists) or `filtered`. */
  State: text,
  /** `CreateRouteTable`, `CreateRoute`, or `EnableVgwRoutePropagation` for a propagated route. */
  Origin: text,
};

const ROUTE_TABLE = {
  RouteTableId: text,
  OwnerId: text,
  VpcId: text,
  Associations: list(
    object({
      RouteTableAssociationId: text,
      SubnetId: text,
      GatewayId: text,
      Main: flag,
      AssociationState: state,
    }),
  ),
  Routes: list(object(ROUTE)),
  Tags: tags,
};

const INTERNET_GATEWAY = {
  InternetGatewayId: text,
  Attachments: list(object({ VpcId: text, State: text })),
  Tags: tags,
};

const NAT_GATEWAY = {
  NatGatewayId: text,
  VpcId: text,
  SubnetId: text,
  State: text,
  ConnectivityType: text,
  AvailabilityMode: text,
  NatGatewayAddresses: list(object({ AllocationId: text })),
  Tags: tags,
};

const NETWORK_ACL = {
  NetworkAclId: text,
  VpcId: text,
  IsDefault: flag,
  Associations: list(object({ NetworkAclAssociationId: text, SubnetId: text })),
  Entries: list(
    object({
      RuleNumber: integer,
      Egress: flag,
      RuleAction: text,
      Protocol: text,
      PortRange: object({ From: integer, To: integer }),
      IcmpTypeCode: object({ Type: integer, Code: integer }),
      CidrBlock: text,
      Ipv6CidrBlock: text,
    }),
  ),
  Tags: tags,
};

const PERMISSIONS = list(
  object({
    IpProtocol: text,
    FromPort: integer,
    ToPort: integer,
    IpRanges: list(object({ CidrIp: text })),
    Ipv6Ranges: list(object({ CidrIpv6: text })),
    PrefixListIds: list(object({ PrefixListId: text })),
    UserIdGroupPairs: list(object({ GroupId: text })),
  }),
);

const SECURITY_GROUP = {
  GroupId: text,
  GroupName: text,
  SecurityGroupArn: text,
  OwnerId: text,
  VpcId: text,
  IpPermissions: PERMISSIONS,
  IpPermissionsEgress: PERMISSIONS,
  Tags: tags,
};

const VPC_ENDPOINT = {
  VpcEndpointId: text,
  VpcEndpointType: text,
  VpcId: text,
  ServiceName: text,
  State: text,
  SubnetIds: list(text),
  Groups: list(object({ GroupId: text })),
  RouteTableIds: list(text),
  PrivateDnsEnabled: flag,
  DnsOptions: object({ PrivateDnsOnlyForInboundResolverEndpoint: flag }),
  IpAddressType: text,
  /** True if an AWS service created the endpoint for itself. */
  RequesterManaged: flag,
  Tags: tags,
};

const PREFIX_LIST = {
  PrefixListId: text,
  PrefixListName: text,
  /**
   * Only in the output of `describe-prefix-lists`, which has the same key as that of `describe-managed-prefix-lists`.
   */
  Cidrs: list(text),
};

const peer = object({ VpcId: text, OwnerId: text, Region: text });

const PEERING = {
  VpcPeeringConnectionId: text,
  RequesterVpcInfo: peer,
  AccepterVpcInfo: peer,
  Status: object({ Code: text }),
};

const TRANSIT_GATEWAY_ATTACHMENT = {
  TransitGatewayAttachmentId: text,
  TransitGatewayId: text,
  VpcId: text,
  State: text,
  SubnetIds: list(text),
  Options: object({ ApplianceModeSupport: text, Ipv6Support: text, SecurityGroupReferencingSupport: text }),
};

const databaseSubnets = list(object({ SubnetIdentifier: text }));
const databaseGroups = list(object({ VpcSecurityGroupId: text }));

const DB_INSTANCE = {
  DBInstanceIdentifier: text,
  DBInstanceArn: text,
  DBClusterIdentifier: text,
  Engine: text,
  AvailabilityZone: text,
  MultiAZ: flag,
  Endpoint: object({ Address: text, Port: integer }),
  DBSubnetGroup: object({ DBSubnetGroupName: text, VpcId: text, Subnets: databaseSubnets }),
  VpcSecurityGroups: databaseGroups,
  PubliclyAccessible: flag,
};

const DB_CLUSTER = {
  DBClusterIdentifier: text,
  DBClusterArn: text,
  Engine: text,
  Endpoint: text,
  ReaderEndpoint: text,
  Port: integer,
  /** The name of the group. */
  DBSubnetGroup: text,
  VpcSecurityGroups: databaseGroups,
};

const DB_SUBNET_GROUP = {
  DBSubnetGroupName: text,
  DBSubnetGroupArn: text,
  VpcId: text,
  Subnets: databaseSubnets,
};

const STACK_RESOURCE = {
  StackName: text,
  StackId: text,
  LogicalResourceId: text,
  PhysicalResourceId: text,
  ResourceType: text,
  ResourceStatus: text,
};

/** One kind of list in an inventory: how to read its objects, and what identifies them. */
interface PartShape<T> {
  readonly read: Reader<T>;
  /** Undefined for an object without the identifying member; nothing can refer to it. */
  readonly idOf: (one: T) => string | undefined;
}

function part<S extends Readonly<Record<string, Reader<unknown>>>>(
  members: S,
  idOf: (one: Described<S>) => string | undefined,
): PartShape<Described<S>> {
  return { read: object(members), idOf };
}

/** Every part of an inventory, by AWS's own key. */
export const PARTS = {
  Vpcs: part(VPC, ({ VpcId }) => VpcId),
  VpcAttributes: part(VPC_ATTRIBUTE, ({ VpcId, EnableDnsSupport, EnableDnsHostnames }) =>
    VpcId === undefined ? undefined : `${VpcId} ${!!EnableDnsSupport} ${!!EnableDnsHostnames}`,
  ),
  Subnets: part(SUBNET, ({ SubnetId }) => SubnetId),
  RouteTables: part(ROUTE_TABLE, ({ RouteTableId }) => RouteTableId),
  InternetGateways: part(INTERNET_GATEWAY, ({ InternetGatewayId }) => InternetGatewayId),
  NatGateways: part(NAT_GATEWAY, ({ NatGatewayId }) => NatGatewayId),
  NetworkAcls: part(NETWORK_ACL, ({ NetworkAclId }) => NetworkAclId),
  SecurityGroups: part(SECURITY_GROUP, ({ GroupId }) => GroupId),
  VpcEndpoints: part(VPC_ENDPOINT, ({ VpcEndpointId }) => VpcEndpointId),
  PrefixLists: part(PREFIX_LIST, ({ PrefixListId }) => PrefixListId),
  VpcPeeringConnections: part(PEERING, ({ VpcPeeringConnectionId }) => VpcPeeringConnectionId),
  TransitGatewayVpcAttachments: part(
    TRANSIT_GATEWAY_ATTACHMENT,
    ({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId,
  ),
  // Names are unique only within a region.
  DBInstances: part(
    DB_INSTANCE,
    ({ DBInstanceArn, DBInstanceIdentifier }) => DBInstanceArn ?? DBInstanceIdentifier,
  ),
  DBClusters: part(
    DB_CLUSTER,
    ({ DBClusterArn, DBClusterIdentifier }) => DBClusterArn ?? DBClusterIdentifier,
  ),
  DBSubnetGroups: part(
    DB_SUBNET_GROUP,
    ({ DBSubnetGroupArn, DBSubnetGroupName }) => DBSubnetGroupArn ?? DBSubnetGroupName,
  ),
  StackResources: part(STACK_RESOURCE, ({ StackName, StackId, LogicalResourceId }) =>
    LogicalResourceId === undefined ? undefined : `${StackId ?? StackName ?? ''} ${LogicalResourceId}`,
  ),
};

export type PartName = keyof typeof PARTS;

export const PART_NAMES = Object.keys(PARTS) as readonly PartName[];

/** An object of a part, as AWS describes it. */
export type InventoryEntry<K extends PartName> = (typeof PARTS)[K] extends PartShape<infer T> ? T : never;
