import type { Cidr, Family } from '../cidr/cidr.ts';
import type { CidrError } from '../cidr/parse.ts';
import type { Span } from '../syntax/span.ts';
import type { Node, Scalar, Sequence } from '../syntax/tree.ts';
import type {
  AcceleratorEndpoint,
  AcceleratorListener,
  BlockPublicAccessExclusion,
  BlockPublicAccessOptions,
  ClientVpnAuthorization,
  ClientVpnRoute,
  DhcpOptions,
  DhcpOptionsAssociation,
  GatewayRouteTableAssociation,
  NetworkInterfaceAttachment,
  SecurityGroupVpcAssociation,
} from './associations.ts';
import type { Field, InVpc, NetworkObject, Target, TargetList } from './field.ts';
import type { LatticeAssociation, LatticeListener } from './lattice.ts';
import type {
  EndpointRecord,
  FirewallDomainList,
  FirewallRuleGroup,
  FirewallRuleGroupVpc,
  ProfileResource,
  ProfileVpc,
  ResolverRule,
  ResolverRuleVpc,
  ServiceZone,
} from './names.ts';
import type { Direction, IcmpType, PortRange, Protocol } from './protocol.ts';
import { type Truth, truth } from './truth.ts';
import type {
  AccessPoint,
  EventSourceMapping,
  Grant,
  LaunchTemplate,
  Listener,
  PrivateApi,
  ProxyTarget,
  PublicEndpoint,
  SubnetGroup,
  TargetGroup,
  TaskDefinition,
  Workload,
} from './workload.ts';
import type { Zone } from './zone.ts';

export type { Zone };

/**
 * The network of one file in one scenario, in AWS's own nouns. Objects that others refer to are in maps by name; other
 * objects are in lists in the order of the text.
 */
export interface Network {
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly routeTables: ReadonlyMap<string, RouteTable>;
  readonly routeTableAssociations: readonly RouteTableAssociation[];
  /** Route tables for traffic that enters through a gateway, not for what a subnet sends (fact RT-13). */
  readonly gatewayRouteTableAssociations: readonly GatewayRouteTableAssociation[];
  readonly routes: readonly Route[];
  readonly internetGateways: ReadonlyMap<string, NetworkObject>;
  readonly egressOnlyInternetGateways: ReadonlyMap<string, InVpc>;
  readonly vpnGateways: ReadonlyMap<string, NetworkObject>;
  readonly gatewayAttachments: readonly GatewayAttachment[];
  /** VPC Block Public Access of the account (fact BPA-01), and its exclusions. */
  readonly blockPublicAccess: readonly BlockPublicAccessOptions[];
  readonly blockPublicAccessExclusions: readonly BlockPublicAccessExclusion[];
  readonly natGateways: ReadonlyMap<string, NatGateway>;
  readonly elasticIps: ReadonlyMap<string, NetworkObject>;
  readonly elasticIpAssociations: readonly ElasticIpAssociation[];
  /** Stated by the instance or by separate resources. */
  readonly networkInterfaceAttachments: readonly NetworkInterfaceAttachment[];
  readonly peerings: ReadonlyMap<string, PeeringConnection>;
  readonly transitGateways: ReadonlyMap<string, TransitGateway>;
  readonly transitGatewayAttachments: ReadonlyMap<string, TransitGatewayAttachment>;
  readonly transitGatewayRouteTables: ReadonlyMap<string, TransitGatewayRouteTable>;
  readonly transitGatewayRoutes: readonly TransitGatewayRoute[];
  readonly transitGatewayAssociations: readonly TransitGatewayAssociation[];
  readonly transitGatewayPropagations: readonly TransitGatewayAssociation[];
  readonly customerGateways: ReadonlyMap<string, NetworkObject>;
  readonly vpnConnections: ReadonlyMap<string, VpnConnection>;
  readonly vpnConnectionRoutes: readonly VpnConnectionRoute[];
  readonly routePropagations: readonly RoutePropagation[];
  readonly prefixLists: ReadonlyMap<string, PrefixList>;
  readonly networkAcls: ReadonlyMap<string, InVpc>;
  readonly networkAclEntries: readonly NetworkAclEntry[];
  readonly networkAclAssociations: readonly NetworkAclAssociation[];
  readonly securityGroups: ReadonlyMap<string, SecurityGroup>;
  /** Inline rules and separate rule resources, of all groups. */
  readonly securityGroupRules: readonly SecurityGroupRule[];
  /** Further VPCs in which a group can be used (fact X-06). */
  readonly securityGroupVpcAssociations: readonly SecurityGroupVpcAssociation[];
  readonly dhcpOptions: ReadonlyMap<string, DhcpOptions>;
  readonly dhcpOptionsAssociations: readonly DhcpOptionsAssociation[];
  readonly endpoints: ReadonlyMap<string, VpcEndpoint>;
  readonly subnetGroups: ReadonlyMap<string, SubnetGroup>;
  /**
   * Everything that runs in a subnet, or sends or accepts connections: functions, instances, databases, load balancers
   * …
   */
  readonly workloads: ReadonlyMap<string, Workload>;
  readonly launchTemplates: ReadonlyMap<string, LaunchTemplate>;
  readonly targetGroups: ReadonlyMap<string, TargetGroup>;
  readonly listeners: ReadonlyMap<string, Listener>;
  readonly proxyTargets: readonly ProxyTarget[];
  /** EFS access points, each with its file system. */
  readonly accessPoints: ReadonlyMap<string, AccessPoint>;
  readonly eventSourceMappings: ReadonlyMap<string, EventSourceMapping>;
  readonly taskDefinitions: ReadonlyMap<string, TaskDefinition>;
  readonly grants: readonly Grant[];
  readonly flowLogs: ReadonlyMap<string, FlowLog>;
  readonly privateApis: ReadonlyMap<string, PrivateApi>;
  /** AWS host names that are in no VPC: URLs of functions and APIs. */
  readonly publicEndpoints: ReadonlyMap<string, PublicEndpoint>;
  /** Service networks of VPC Lattice. */
  readonly latticeNetworks: ReadonlyMap<string, NetworkObject>;
  readonly latticeAssociations: readonly LatticeAssociation[];
  readonly latticeListeners: readonly LatticeListener[];
  readonly serviceZones: ReadonlyMap<string, ServiceZone>;
  readonly endpointRecords: readonly EndpointRecord[];
  readonly profileResources: readonly ProfileResource[];
  readonly profileVpcs: readonly ProfileVpc[];
  readonly firewallDomainLists: ReadonlyMap<string, FirewallDomainList>;
  readonly firewallRuleGroups: ReadonlyMap<string, FirewallRuleGroup>;
  readonly firewallRuleGroupVpcs: readonly FirewallRuleGroupVpc[];
  readonly resolverRules: ReadonlyMap<string, ResolverRule>;
  readonly resolverRuleVpcs: readonly ResolverRuleVpc[];
  /** Endpoint services by their logical ids. */
  readonly endpointServices: ReadonlyMap<string, ServiceOwner>;
  readonly clientVpnAuthorizations: readonly ClientVpnAuthorization[];
  readonly clientVpnRoutes: readonly ClientVpnRoute[];
  readonly acceleratorListeners: ReadonlyMap<string, AcceleratorListener>;
  readonly acceleratorEndpoints: readonly AcceleratorEndpoint[];
  /**
   * Objects whose ids leave the file, by an output or a nested stack's parameter. Something outside may add routes or
   * rules to them, so a missing one proves little.
   */
  readonly exportedIds: ReadonlySet<string>;
  /**
   * Why a list may be incomplete. By an object's id: the routes of a table, the rules of a group, the entries of an
   * ACL, and the objects that AWS created with an existing VPC. By the name of a list of the network: the objects of
   * that kind.
   */
  readonly incomplete: ReadonlyMap<string, string>;
  /** Every block that occurs in the file, whether it is well-formed or not. */
  readonly statedCidrs: readonly StatedCidr[];
}

export interface Vpc extends NetworkObject {
  /** The primary IPv4 block first. */
  readonly ipv4: readonly Field<Cidr>[];
  readonly ipv6: readonly Field<Cidr>[];
  /** True if absent (fact DNS-04). */
  readonly dnsSupport: Field<boolean>;
  /** False if absent (fact DNS-04). */
  readonly dnsHostnames: Field<boolean>;
}

export interface Subnet extends InVpc {
  readonly ipv4: Field<Cidr>;
  readonly ipv6: Field<Cidr>;
  /** Whether instances get a public IPv4 address automatically; false if absent (fact SUB-05). */
  readonly mapPublicIp: Field<boolean>;
  /** Whether network interfaces get an IPv6 address automatically; false if absent. */
  readonly assignsIpv6: Field<boolean>;
  /** Whether the resolver returns 64:ff9b::/96 addresses for IPv4-only hosts; false if absent (fact NAT-07). */
  readonly dns64: Field<boolean>;
  readonly zone: Field<Zone>;
  /** The Outpost's ARN; the zone rules of a region do not apply to such a subnet. */
  readonly outpost: Field<string>;
}

export interface RouteTable extends InVpc {
  /** True for the table of subnets without an association. Templates cannot create it, so only an inventory has one. */
  readonly isMain: boolean;
}

export interface RouteTableAssociation extends NetworkObject {
  readonly subnet: Field<Target>;
  readonly routeTable: Field<Target>;
}

export interface Route extends NetworkObject {
  readonly routeTable: Field<Target>;
  readonly destination: RouteDestination;
  /** Every target that is written; AWS accepts exactly one (fact RT-08). */
  readonly targets: readonly RouteTarget[];
  /** True if the target no longer exists, so that matching packets are dropped; only an inventory tells. */
  readonly isBlackhole?: boolean;
}

/** A block, and the family that its property is for, which an unknown block has too; undefined where a block is given without one. */
export interface WrittenBlock {
  readonly kind: 'cidr';
  readonly cidr: Field<Cidr>;
  readonly family?: Family;
}

export type RouteDestination =
  | WrittenBlock
  | { readonly kind: 'prefix-list'; readonly list: Field<Target> }
  | { readonly kind: 'none' };

export interface RouteTarget {
  readonly property: RouteTargetProperty;
  readonly target: Field<Target>;
}

/** Fact RT-08. */
export const ROUTE_TARGET_PROPERTIES = [
  'GatewayId',
  'NatGatewayId',
  'EgressOnlyInternetGatewayId',
  'InstanceId',
  'NetworkInterfaceId',
  'TransitGatewayId',
  'VpcPeeringConnectionId',
  'VpcEndpointId',
  'CarrierGatewayId',
  'LocalGatewayId',
  'CoreNetworkArn',
  'OdbNetworkArn',
] as const;

export type RouteTargetProperty = (typeof ROUTE_TARGET_PROPERTIES)[number];

/** Associates an Elastic IP address with an instance or a network interface. */
export interface ElasticIpAssociation extends NetworkObject {
  readonly elasticIp: Field<Target>;
  readonly instance: Field<Target>;
  readonly networkInterface: Field<Target>;
}

export interface PeeringConnection extends InVpc {
  /** The other VPC, which may belong to another account or region. */
  readonly peer: Field<Target>;
  readonly peerOwner: Field<string>;
  readonly peerRegion: Field<string>;
}

export interface TransitGateway extends NetworkObject {
  /** Whether attachments are associated with the default route table automatically; `enable` if absent. */
  readonly defaultAssociation: Field<'enable' | 'disable'>;
  readonly defaultPropagation: Field<'enable' | 'disable'>;
  /** The default tables for association and propagation, if they are not the one that AWS creates with the gateway. */
  readonly defaultAssociationTable: Field<Target>;
  readonly defaultPropagationTable: Field<Target>;
  /** Off if absent (fact TGW-06). */
  readonly groupReferences: Field<'enable' | 'disable'>;
}

export interface TransitGatewayAttachment extends InVpc {
  readonly transitGateway: Field<Target>;
  readonly subnets: TargetList;
  /** Off if absent (fact TGW-07). */
  readonly applianceMode: Field<'enable' | 'disable'>;
  /** Off if absent (fact TGW-09). */
  readonly ipv6: Field<'enable' | 'disable'>;
  /** On if absent (fact TGW-06). */
  readonly groupReferences: Field<'enable' | 'disable'>;
}

export interface TransitGatewayRouteTable extends NetworkObject {
  readonly transitGateway: Field<Target>;
}

export interface TransitGatewayRoute extends NetworkObject {
  readonly routeTable: Field<Target>;
  readonly destination: Field<Cidr>;
  readonly attachment: Field<Target>;
  readonly blackhole: Field<boolean>;
}

/**
 * Relates an attachment and a table: the association decides which table routes its packets; the propagation, which
 * table learns its VPC's blocks.
 */
export interface TransitGatewayAssociation extends NetworkObject {
  readonly routeTable: Field<Target>;
  readonly attachment: Field<Target>;
}

export interface VpnConnection extends NetworkObject {
  readonly customerGateway: Field<Target>;
  readonly vpnGateway: Field<Target>;
  readonly transitGateway: Field<Target>;
  /** True if the connection has only the static routes that are configured; false if absent (fact VPN-04). */
  readonly staticRoutesOnly: Field<boolean>;
}

/** A block at the remote end of a connection with static routes. */
export interface VpnConnectionRoute extends NetworkObject {
  readonly connection: Field<Target>;
  readonly destination: Field<Cidr>;
}

/** Route tables into which a virtual private gateway propagates routes. */
export interface RoutePropagation extends NetworkObject {
  readonly routeTables: TargetList;
  readonly vpnGateway: Field<Target>;
  /**
   * A VPC Route Server writes what it learns into the tables:
   * https://docs.aws.amazon.com/vpc/latest/userguide/dynamic-routing-route-server.html
   */
  readonly isByRouteServer?: true;
}

export interface PrefixList extends NetworkObject {
  /** The name in an inventory: `com.amazonaws.eu-central-1.s3` for the addresses of an AWS service. */
  readonly name?: string;
  readonly entries: readonly Field<Cidr>[] | undefined;
}

export interface GatewayAttachment extends InVpc {
  readonly internetGateway: Field<Target>;
  readonly vpnGateway: Field<Target>;
}

export interface NatGateway extends NetworkObject {
  readonly subnet: Field<Target>;
  /** Only a regional NAT gateway names its VPC. */
  readonly vpc: Field<Target>;
  /** `public` if absent (fact NAT-01). */
  readonly connectivity: Field<'public' | 'private'>;
  /** `zonal` if absent (fact NAT-02). */
  readonly availability: Field<'zonal' | 'regional'>;
  /** The Elastic IP address. */
  readonly allocation: Field<Target>;
  /** The private IPv4 address that it requests, if it has no further ones. */
  readonly fixedAddress?: Cidr;
  /** The zones in which a regional NAT gateway works, if it lists them. */
  readonly zones?: readonly Field<Zone>[];
}

export interface NetworkAclEntry extends NetworkObject {
  readonly acl: Field<Target>;
  readonly ruleNumber: Field<number>;
  /** Ingress if absent (fact ACL-06). */
  readonly direction: Field<Direction>;
  readonly action: Field<'allow' | 'deny'>;
  readonly protocol: Field<Protocol>;
  readonly ports: Field<PortRange>;
  /** Absent for other protocols. */
  readonly icmp: Field<IcmpType>;
  readonly cidr: Field<Cidr>;
  /** As in `WrittenBlock`. */
  readonly family?: Family;
}

export interface NetworkAclAssociation extends NetworkObject {
  readonly subnet: Field<Target>;
  readonly acl: Field<Target>;
}

export interface SecurityGroup extends InVpc {
  /**
   * With `absent`, a new group gets AWS's allow-all egress rule (fact SG-02), and so does a group with an empty list
   * (G54).
   */
  readonly inlineEgress: 'absent' | 'stated' | 'unknown';
  /** Directions in which the group has rules that are known only at deployment. */
  readonly unknownRules: readonly Direction[];
  /**
   * Set for a group that AWS creates with an EKS cluster, a directory or a VPC origin of CloudFront, whose id it has here. The group of a cluster allows
   * traffic from itself (fact EKS-01).
   */
  readonly createdFor?: 'cluster' | 'directory' | 'vpc-origin';
  /** The rules that AWS creates with such a group. */
  readonly createdRules?: readonly SecurityGroupRule[];
}

export interface SecurityGroupRule {
  /** The rule's group, if it is known; for an inline rule, the resource itself. */
  readonly group: Field<Target>;
  /** The resource in which the rule is written: the group or the rule itself. */
  readonly resource: string;
  /** The inline rule, or the name of the separate rule resource. */
  readonly at: Span;
  /** The list that contains the inline rule, if the rule can be removed from it. */
  readonly list: Sequence | undefined;
  readonly node: Node | undefined;
  readonly direction: Direction;
  readonly protocol: Field<Protocol>;
  /** All ports if the protocol has none, or if the rule means all. */
  readonly ports: Field<PortRange>;
  /** Absent for other protocols. */
  readonly icmp: Field<IcmpType>;
  readonly peer: Peer;
}

/** The source or destination of a rule. */
export type Peer =
  | WrittenBlock
  | { readonly kind: 'group'; readonly group: Field<Target> }
  | { readonly kind: 'prefix-list'; readonly list: Field<Target> }
  | { readonly kind: 'unknown' };

export interface VpcEndpoint extends InVpc {
  /** `Gateway` if absent (fact EP-06). */
  readonly type: Field<EndpointType>;
  readonly service: Field<EndpointService>;
  readonly subnets: TargetList;
  readonly securityGroups: TargetList;
  readonly routeTables: TargetList;
  /** False if absent (fact EP-07). */
  readonly privateDns: Field<boolean>;
  /** Whether its interfaces have an IPv6 address by `IpAddressType`; absent if that is not set. */
  readonly ipv6: Field<boolean>;
  /**
   * True if private DNS applies only to queries through inbound resolver endpoints; the VPC's own hosts then still get
   * the service's public addresses.
   */
  readonly isForInboundResolver: Field<boolean>;
  /** The region of a service in another region; absent for the endpoint's own region. */
  readonly serviceRegion: Field<string>;
  /** The logical id of the endpoint service of the file that it is for. */
  readonly owner?: string;
}

export const ENDPOINT_TYPES = [
  'Gateway',
  'Interface',
  'GatewayLoadBalancer',
  'Resource',
  'ServiceNetwork',
] as const;

export type EndpointType = (typeof ENDPOINT_TYPES)[number];

export interface EndpointService {
  /** The service part of the name, such as `s3` or `ecr.api`; the whole name for a service that is not AWS's. */
  readonly name: string;
  readonly isAws: boolean;
  /** The region that the name of an AWS service has written out. */
  readonly region?: string;
}

/** An endpoint service of the file. */
export interface ServiceOwner extends NetworkObject {
  /** Whether each endpoint waits until the owner accepts it. */
  readonly asksForAcceptance: Field<boolean>;
  /** Its Network Load Balancers. */
  readonly balancers: TargetList;
}

/** A flow log with the VPC, subnet or network interface that it records. */
export interface FlowLog extends NetworkObject {
  readonly of: Field<Target>;
}

/** A block as written, with its position. */
export interface StatedCidr {
  /** The logical id of the resource that contains it. */
  readonly resource: string;
  /** CloudFormation's name of the property. */
  readonly property: string;
  /** The only address family that the property accepts; undefined if it accepts both. */
  readonly family: Family | undefined;
  readonly text: string;
  readonly parsed: Cidr | CidrError;
  readonly at: Span;
  readonly origin?: Scalar;
  readonly defaults: readonly string[];
}

/** Whether two zones are the same; unknown also if that differs from account to account. */
export function isSameZone(a: Field<Zone>, b: Field<Zone>): Truth<'unknown'> {
  if (a.kind !== 'known' || b.kind !== 'known') return 'unknown';
  if (a.value.kind === 'name' && b.value.kind === 'name') return truth(a.value.name === b.value.name);
  if (a.value.kind === 'id' && b.value.kind === 'id') return truth(a.value.id === b.value.id);
  if (a.value.kind === 'nth' && b.value.kind === 'nth' && a.value.region === b.value.region) {
    return truth(a.value.index === b.value.index);
  }
  return isSameName(zoneText(a.value), zoneText(b.value));
}

/** The literal part of a zone's name. */
function zoneText(zone: Zone): string | undefined {
  return zone.kind === 'name' ? zone.name : zone.kind === 'pattern' ? zone.text : undefined;
}

/** Within the stack's region, the last letters of the names distinguish zones (fact REG-02). */
function isSameName(a: string | undefined, b: string | undefined): Truth<'unknown'> {
  if (a === undefined || b === undefined) return 'unknown';
  if (a === b) return 'yes';
  const [one, other] = [IN_REGION.exec(a)?.[1], IN_REGION.exec(b)?.[1]];
  return one !== undefined && other !== undefined && one !== other ? 'no' : 'unknown';
}

const IN_REGION = /^(?:\$\{AWS::Region\}|[a-z]{2}(?:-[a-z]+)+-\d)([a-z])$/;
