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

/**
 * The network that one file describes in one scenario, in AWS's own nouns. Objects that others refer to by name are
 * found by it; the others are in the order of the text.
 */
export interface Network {
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly routeTables: ReadonlyMap<string, RouteTable>;
  readonly routeTableAssociations: readonly RouteTableAssociation[];
  /** Tables of what comes in through a gateway, not of what a subnet sends (fact RT-13). */
  readonly gatewayRouteTableAssociations: readonly GatewayRouteTableAssociation[];
  readonly routes: readonly Route[];
  readonly internetGateways: ReadonlyMap<string, NetworkObject>;
  readonly egressOnlyInternetGateways: ReadonlyMap<string, InVpc>;
  readonly vpnGateways: ReadonlyMap<string, NetworkObject>;
  readonly gatewayAttachments: readonly GatewayAttachment[];
  /** What the account lets through its internet gateways (fact BPA-01), and what is exempt from it. */
  readonly blockPublicAccess: readonly BlockPublicAccessOptions[];
  readonly blockPublicAccessExclusions: readonly BlockPublicAccessExclusion[];
  readonly natGateways: ReadonlyMap<string, NatGateway>;
  readonly elasticIps: ReadonlyMap<string, NetworkObject>;
  readonly elasticIpAssociations: readonly ElasticIpAssociation[];
  /** Written with the instance or as resources of their own. */
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
  /** Inline rules and rules that are resources of their own, of all groups. */
  readonly securityGroupRules: readonly SecurityGroupRule[];
  /** VPCs beside its own that a group is used in (fact X-06). */
  readonly securityGroupVpcAssociations: readonly SecurityGroupVpcAssociation[];
  readonly dhcpOptions: ReadonlyMap<string, DhcpOptions>;
  readonly dhcpOptionsAssociations: readonly DhcpOptionsAssociation[];
  readonly endpoints: ReadonlyMap<string, VpcEndpoint>;
  readonly subnetGroups: ReadonlyMap<string, SubnetGroup>;
  /** Everything that runs in a subnet, sends or answers: functions, instances, databases, load balancers … */
  readonly workloads: ReadonlyMap<string, Workload>;
  readonly launchTemplates: ReadonlyMap<string, LaunchTemplate>;
  readonly targetGroups: ReadonlyMap<string, TargetGroup>;
  readonly listeners: ReadonlyMap<string, Listener>;
  readonly proxyTargets: readonly ProxyTarget[];
  /** The file system behind each EFS access point. */
  readonly accessPoints: ReadonlyMap<string, AccessPoint>;
  readonly eventSourceMappings: ReadonlyMap<string, EventSourceMapping>;
  readonly taskDefinitions: ReadonlyMap<string, TaskDefinition>;
  readonly grants: readonly Grant[];
  readonly flowLogs: ReadonlyMap<string, FlowLog>;
  readonly privateApis: ReadonlyMap<string, PrivateApi>;
  /** What answers under a name of AWS's, in no VPC: URLs of functions and APIs. */
  readonly publicEndpoints: ReadonlyMap<string, PublicEndpoint>;
  readonly clientVpnAuthorizations: readonly ClientVpnAuthorization[];
  readonly clientVpnRoutes: readonly ClientVpnRoute[];
  readonly acceleratorListeners: ReadonlyMap<string, AcceleratorListener>;
  readonly acceleratorEndpoints: readonly AcceleratorEndpoint[];
  /**
   * Objects that others outside of the file get to know, by an output or a nested stack's parameter, and may add routes
   * or rules to. What they lack here proves little.
   */
  readonly exportedIds: ReadonlySet<string>;
  /**
   * Why there may be more than is here. By the id of an object: routes of a table, rules of a group, entries of an ACL, and
   * what AWS made with a VPC that exists already. By the name of a list of the network: objects of that kind.
   */
  readonly incomplete: ReadonlyMap<string, string>;
  /** Every block that is written down anywhere, well-formed or not. */
  readonly statedCidrs: readonly StatedCidr[];
}

export interface Vpc extends NetworkObject {
  /** The primary IPv4 block first. */
  readonly ipv4: readonly Field<Cidr>[];
  readonly ipv6: readonly Field<Cidr>[];
  /** True where it is absent (fact DNS-04). */
  readonly dnsSupport: Field<boolean>;
  /** False where it is absent (fact DNS-04). */
  readonly dnsHostnames: Field<boolean>;
}

export interface Subnet extends InVpc {
  readonly ipv4: Field<Cidr>;
  readonly ipv6: Field<Cidr>;
  /** Whether instances get a public IPv4 address by themselves; false where it is absent (fact SUB-05). */
  readonly mapPublicIp: Field<boolean>;
  /** Whether network interfaces get an IPv6 address by themselves; false where it is absent. */
  readonly assignsIpv6: Field<boolean>;
  /** Whether names of IPv4-only hosts answer with an address of 64:ff9b::/96; false where it is absent (fact NAT-07). */
  readonly dns64: Field<boolean>;
  readonly zone: Field<Zone>;
  /** The Outpost's ARN; such a subnet is in no zone of AWS's own. */
  readonly outpost: Field<string>;
}

/** An availability zone: by name or id, or as the nth of the account's, which two places can have in common. */
export type Zone =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'nth'; readonly region: string; readonly index: number }
  /** A name that only the deployment knows all of: `${AWS::Region}a`, `${Zone}`, `item 0 of Zones`. Equal texts are one zone. */
  | { readonly kind: 'pattern'; readonly text: string };

export interface RouteTable extends InVpc {
  /** The one that subnets without an association use. No template can make it, so only an inventory has one. */
  readonly isMain: boolean;
}

export interface RouteTableAssociation extends NetworkObject {
  readonly subnet: Field<Target>;
  readonly routeTable: Field<Target>;
}

export interface Route extends NetworkObject {
  readonly routeTable: Field<Target>;
  readonly destination: RouteDestination;
  /** Every target that is written; AWS takes exactly one (fact RT-08). */
  readonly targets: readonly RouteTarget[];
  /** Its target is gone and what it would take is dropped, as an inventory tells. */
  readonly isBlackhole?: boolean;
}

export type RouteDestination =
  | { readonly kind: 'cidr'; readonly cidr: Field<Cidr> }
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

/** Gives an Elastic IP address to an instance or a network interface. */
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
  /** Whether attachments use one table of all by themselves; `enable` where it is absent. */
  readonly defaultAssociation: Field<'enable' | 'disable'>;
  readonly defaultPropagation: Field<'enable' | 'disable'>;
  /** The tables that these two mean in place of the one that AWS makes with the gateway. */
  readonly defaultAssociationTable: Field<Target>;
  readonly defaultPropagationTable: Field<Target>;
  /** Off where it is absent (fact TGW-06). */
  readonly groupReferences: Field<'enable' | 'disable'>;
}

export interface TransitGatewayAttachment extends InVpc {
  readonly transitGateway: Field<Target>;
  readonly subnets: TargetList;
  /** Off where it is absent (fact TGW-07). */
  readonly applianceMode: Field<'enable' | 'disable'>;
  /** Off where it is absent (fact TGW-09). */
  readonly ipv6: Field<'enable' | 'disable'>;
  /** On where it is absent (fact TGW-06). */
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

/** Of an attachment with a table: which table it asks, or which learns its VPC's blocks. */
export interface TransitGatewayAssociation extends NetworkObject {
  readonly routeTable: Field<Target>;
  readonly attachment: Field<Target>;
}

export interface VpnConnection extends NetworkObject {
  readonly customerGateway: Field<Target>;
  readonly vpnGateway: Field<Target>;
  readonly transitGateway: Field<Target>;
  /** Whether it has the routes that are written for it and learns none; false where it is absent (fact VPN-04). */
  readonly staticRoutesOnly: Field<boolean>;
}

/** A block at the other end of a connection with static routes. */
export interface VpnConnectionRoute extends NetworkObject {
  readonly connection: Field<Target>;
  readonly destination: Field<Cidr>;
}

/** Route tables that learn the routes of a virtual private gateway. */
export interface RoutePropagation extends NetworkObject {
  readonly routeTables: TargetList;
  readonly vpnGateway: Field<Target>;
}

export interface PrefixList extends NetworkObject {
  /** As an inventory tells it: `com.amazonaws.eu-central-1.s3` for the addresses of a service of AWS. */
  readonly name?: string;
  readonly entries: readonly Field<Cidr>[] | undefined;
}

export interface GatewayAttachment extends InVpc {
  readonly internetGateway: Field<Target>;
  readonly vpnGateway: Field<Target>;
}

export interface NatGateway extends NetworkObject {
  readonly subnet: Field<Target>;
  /** Only a regional one names its VPC itself. */
  readonly vpc: Field<Target>;
  /** `public` where it is absent (fact NAT-01). */
  readonly connectivity: Field<'public' | 'private'>;
  /** `zonal` where it is absent (fact NAT-02). */
  readonly availability: Field<'zonal' | 'regional'>;
  /** The Elastic IP address. */
  readonly allocation: Field<Target>;
}

export interface NetworkAclEntry extends NetworkObject {
  readonly acl: Field<Target>;
  readonly ruleNumber: Field<number>;
  /** Ingress where it is absent (fact ACL-06). */
  readonly direction: Field<Direction>;
  readonly action: Field<'allow' | 'deny'>;
  readonly protocol: Field<Protocol>;
  readonly ports: Field<PortRange>;
  /** Absent for other protocols. */
  readonly icmp: Field<IcmpType>;
  readonly cidr: Field<Cidr>;
}

export interface NetworkAclAssociation extends NetworkObject {
  readonly subnet: Field<Target>;
  readonly acl: Field<Target>;
}

export interface SecurityGroup extends InVpc {
  /** `absent` gives a new group AWS's own allow-all rule (fact SG-02), and so does a list of no rules (G54). */
  readonly inlineEgress: 'absent' | 'stated' | 'unknown';
  /** Directions in which it has rules of its own that are known only when the stack is deployed. */
  readonly unknownRules: readonly Direction[];
  /** EKS makes it with a cluster, whose id it has here; its members reach each other (fact EKS-01). */
  readonly isOfCluster?: true;
}

export interface SecurityGroupRule {
  /** The group, as far as it is known; an inline rule's is its own resource. */
  readonly group: Field<Target>;
  /** The resource it is written in: the group or the rule itself. */
  readonly resource: string;
  /** The rule as written in its group, or the name of a resource of its own. */
  readonly at: Span;
  /** The list it is an item of, where it is inline and can be taken out of it. */
  readonly list: Sequence | undefined;
  readonly node: Node | undefined;
  readonly direction: Direction;
  readonly protocol: Field<Protocol>;
  /** All ports where the protocol has none or all are meant. */
  readonly ports: Field<PortRange>;
  /** Absent for other protocols. */
  readonly icmp: Field<IcmpType>;
  readonly peer: Peer;
}

/** The source of an ingress rule, the destination of an egress rule. */
export type Peer =
  | { readonly kind: 'cidr'; readonly cidr: Field<Cidr> }
  | { readonly kind: 'group'; readonly group: Field<Target> }
  | { readonly kind: 'prefix-list'; readonly list: Field<Target> }
  | { readonly kind: 'unknown' };

export interface VpcEndpoint extends InVpc {
  /** `Gateway` where it is absent (fact EP-06). */
  readonly type: Field<EndpointType>;
  readonly service: Field<EndpointService>;
  readonly subnets: TargetList;
  readonly securityGroups: TargetList;
  readonly routeTables: TargetList;
  /** False where it is absent (fact EP-07). */
  readonly privateDns: Field<boolean>;
  /** Whether `IpAddressType` gives its interfaces an IPv6 address; absent where nothing is said. */
  readonly ipv6: Field<boolean>;
  /** Private DNS is for those who ask the VPC's inbound resolver endpoints, and the VPC itself keeps the service's public addresses. */
  readonly isForInboundResolver: Field<boolean>;
  /** The region of a service elsewhere; absent for one of the endpoint's own region. */
  readonly serviceRegion: Field<string>;
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
  /** As AWS names it after the region, such as `s3` or `ecr.api`; the whole name for one that is not AWS's. */
  readonly name: string;
  readonly isAws: boolean;
}

/** What a flow log looks at: a VPC, a subnet or a network interface. */
export interface FlowLog extends NetworkObject {
  readonly of: Field<Target>;
}

/** A block as written, and where. */
export interface StatedCidr {
  /** The logical id of the resource it is written in. */
  readonly resource: string;
  /** CloudFormation's name of the property. */
  readonly property: string;
  /** The only family that the property takes; undefined where it takes both. */
  readonly family: Family | undefined;
  readonly text: string;
  readonly parsed: Cidr | CidrError;
  readonly at: Span;
  readonly origin?: Scalar;
  readonly defaults: readonly string[];
}

/** Whether two zones are the same; unknown where that differs from account to account too. */
export function isSameZone(a: Field<Zone>, b: Field<Zone>): Truth<'unknown'> {
  if (a.kind !== 'known' || b.kind !== 'known') return 'unknown';
  if (a.value.kind === 'name' && b.value.kind === 'name') return truth(a.value.name === b.value.name);
  if (a.value.kind === 'id' && b.value.kind === 'id') return truth(a.value.id === b.value.id);
  if (a.value.kind === 'nth' && b.value.kind === 'nth' && a.value.region === b.value.region) {
    return truth(a.value.index === b.value.index);
  }
  return isSameName(zoneText(a.value), zoneText(b.value));
}

/** A zone's name as far as it is written. */
function zoneText(zone: Zone): string | undefined {
  return zone.kind === 'name' ? zone.name : zone.kind === 'pattern' ? zone.text : undefined;
}

/** Letters of the one region that the stack is in tell its zones apart (fact REG-02). */
function isSameName(a: string | undefined, b: string | undefined): Truth<'unknown'> {
  if (a === undefined || b === undefined) return 'unknown';
  if (a === b) return 'yes';
  const [one, other] = [IN_REGION.exec(a)?.[1], IN_REGION.exec(b)?.[1]];
  return one !== undefined && other !== undefined && one !== other ? 'no' : 'unknown';
}

const IN_REGION = /^(?:\$\{AWS::Region\}|[a-z]{2}(?:-[a-z]+)+-\d)([a-z])$/;
