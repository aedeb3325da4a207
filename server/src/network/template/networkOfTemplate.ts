import { SUBNET_GROUP_TYPES, WORKLOAD_TYPES } from '../../aws/workloadTypes.ts';
import { memoized } from '../../memo.ts';
import { table } from '../../table.ts';
import { keptAlone } from '../../template/evaluation/reads.ts';
import type { History, Scenario } from '../../template/evaluation/scenario.ts';
import type { Resource } from '../../template/resource.ts';
import type { Network } from '../model.ts';
import { addContribution, type Contribution, drainDraft } from './contributions.ts';
import { ownerField, targetField } from './fieldOfValue.ts';
import { sharedResources } from './outputs.ts';
import * as parts from './parts.ts';
import { type Draft, emptyDraft, type ResourceReader, readerOf } from './readResource.ts';
import * as accelerator from './resources/accelerator.ts';
import { readStatedCidrs, statesCidrs } from './resources/cidrs.ts';
import * as clientVpn from './resources/clientVpn.ts';
import * as connections from './resources/connections.ts';
import { readDhcpOptions, readDhcpOptionsAssociation, readHostedZone, readRecord } from './resources/dns.ts';
import { readEndpoint } from './resources/endpoint.ts';
import * as lattice from './resources/lattice.ts';
import { readNetworkAclAssociation, readNetworkAclEntry } from './resources/networkAcl.ts';
import * as routing from './resources/routing.ts';
import { readSecurityGroup, readStandaloneRule } from './resources/securityGroup.ts';
import { addSecondaryBlocks, addSubnetBlock, readSubnet, readVpc } from './resources/vpc.ts';
import { readEventSourceMapping } from './resources/workloads/eventSource.ts';
import { readFunction } from './resources/workloads/function.ts';
import * as balancing from './resources/workloads/loadBalancer.ts';
import { readFunctionPolicies, readPolicy, readRole } from './resources/workloads/policy.ts';
import * as hosted from './resources/workloads/publicEndpoints.ts';
import * as workloads from './resources/workloads/workload.ts';
import { holdTheSame, lastingNetwork, settledContributions, settledOn } from './settled.ts';

/** Adds a resource to the network. */
type ReadInto = (reader: ResourceReader, draft: Draft) => void;

/** The reader of each resource type; types that are not listed are not part of the network. */
const READ: Readonly<Record<string, ReadInto>> = table({
  'AWS::EC2::VPC': readVpc,
  'AWS::EC2::Subnet': readSubnet,
  'AWS::EC2::RouteTable': ({ object, property }, draft) => {
    draft.routeTables.set(object.id, { ...object, vpc: ownerField(property('VpcId')), isMain: false });
  },
  'AWS::EC2::SubnetRouteTableAssociation': routing.readAssociation,
  'AWS::EC2::GatewayRouteTableAssociation': ({ object, property }, draft) => {
    draft.gatewayRouteTableAssociations.push({
      ...object,
      gateway: targetField(property('GatewayId')),
      routeTable: ownerField(property('RouteTableId')),
    });
  },
  'AWS::EC2::Route': routing.readRoute,
  'AWS::EC2::InternetGateway': ({ object }, draft) => {
    draft.internetGateways.set(object.id, object);
  },
  'AWS::EC2::EgressOnlyInternetGateway': ({ object, property }, draft) => {
    draft.egressOnlyInternetGateways.set(object.id, { ...object, vpc: ownerField(property('VpcId')) });
  },
  'AWS::EC2::VPNGateway': ({ object }, draft) => {
    draft.vpnGateways.set(object.id, object);
  },
  'AWS::EC2::VPCGatewayAttachment': routing.readGatewayAttachment,
  'AWS::EC2::VPCBlockPublicAccessOptions': routing.readBlockPublicAccess,
  'AWS::EC2::VPCBlockPublicAccessExclusion': routing.readBlockPublicAccessExclusion,
  'AWS::EC2::NatGateway': routing.readNatGateway,
  'AWS::EC2::EIP': connections.readElasticIp,
  'AWS::EC2::EIPAssociation': connections.readElasticIpAssociation,
  'AWS::EC2::NetworkInterfaceAttachment': parts.readAttachment,
  'AWS::EC2::VPCPeeringConnection': connections.readPeering,
  'AWS::EC2::TransitGateway': connections.readTransitGateway,
  'AWS::EC2::TransitGatewayAttachment': connections.readTransitGatewayAttachment,
  'AWS::EC2::TransitGatewayVpcAttachment': connections.readTransitGatewayAttachment,
  'AWS::EC2::TransitGatewayRouteTable': connections.readTransitGatewayRouteTable,
  'AWS::EC2::TransitGatewayRoute': connections.readTransitGatewayRoute,
  'AWS::EC2::TransitGatewayRouteTableAssociation': connections.readTransitGatewayLink(
    'transitGatewayAssociations',
  ),
  'AWS::EC2::TransitGatewayRouteTablePropagation': connections.readTransitGatewayLink(
    'transitGatewayPropagations',
  ),
  'AWS::EC2::CustomerGateway': ({ object }, draft) => {
    draft.customerGateways.set(object.id, object);
  },
  'AWS::EC2::VPNConnection': connections.readVpnConnection,
  'AWS::EC2::VPNConnectionRoute': connections.readVpnConnectionRoute,
  'AWS::EC2::VPNGatewayRoutePropagation': connections.readRoutePropagation,
  'AWS::EC2::RouteServerPropagation': connections.readRouteServerPropagation,
  'AWS::EC2::PrefixList': connections.readPrefixList,
  'AWS::EC2::FlowLog': connections.readFlowLog,
  'AWS::EC2::NetworkAcl': ({ object, property }, draft) => {
    draft.networkAcls.set(object.id, { ...object, vpc: ownerField(property('VpcId')) });
  },
  'AWS::EC2::NetworkAclEntry': readNetworkAclEntry,
  'AWS::EC2::SubnetNetworkAclAssociation': readNetworkAclAssociation,
  'AWS::EC2::SecurityGroup': readSecurityGroup,
  'AWS::EC2::SecurityGroupIngress': readStandaloneRule,
  'AWS::EC2::SecurityGroupEgress': readStandaloneRule,
  'AWS::EC2::SecurityGroupVpcAssociation': ({ object, property }, draft) => {
    draft.securityGroupVpcAssociations.push({
      ...object,
      group: ownerField(property('GroupId')),
      vpc: ownerField(property('VpcId')),
    });
  },
  'AWS::EC2::DHCPOptions': readDhcpOptions,
  'AWS::EC2::VPCDHCPOptionsAssociation': readDhcpOptionsAssociation,
  'AWS::EC2::VPCEndpoint': readEndpoint,
  'AWS::Route53::HostedZone': readHostedZone,
  'AWS::Route53::RecordSet': readRecord,
  'AWS::VpcLattice::Service': lattice.readLatticeService,
  'AWS::VpcLattice::ServiceNetwork': ({ object }, draft) => {
    draft.latticeNetworks.set(object.id, object);
  },
  'AWS::VpcLattice::ServiceNetworkServiceAssociation': lattice.readServiceAssociation,
  'AWS::VpcLattice::ServiceNetworkVpcAssociation': lattice.readVpcAssociation,
  'AWS::VpcLattice::Listener': lattice.readLatticeListener,
  'AWS::EC2::LaunchTemplate': workloads.readLaunchTemplate,
  'AWS::AutoScaling::LaunchConfiguration': workloads.readLaunchTemplate,
  'AWS::RDS::DBProxyTargetGroup': workloads.readProxyTarget,
  'AWS::IAM::Role': readRole,
  'AWS::IAM::Policy': readPolicy,
  'AWS::IAM::ManagedPolicy': readPolicy,
  'AWS::ECS::TaskDefinition': parts.readTaskDefinition,
  'AWS::EFS::AccessPoint': ({ object, property }, draft) => {
    draft.accessPoints.set(object.id, { ...object, fileSystem: targetField(property('FileSystemId')) });
  },
  'AWS::Lambda::EventSourceMapping': readEventSourceMapping,
  'AWS::Lambda::Url': hosted.readFunctionUrl,
  'AWS::ApiGateway::RestApi': hosted.readApi,
  'AWS::Serverless::Api': hosted.readApi,
  'AWS::ApiGatewayV2::Api': hosted.readHttpApi,
  'AWS::Serverless::HttpApi': hosted.readHttpApi,
  'AWS::EC2::ClientVpnAuthorizationRule': clientVpn.readAuthorization,
  'AWS::EC2::ClientVpnRoute': clientVpn.readClientVpnRoute,
  'AWS::GlobalAccelerator::Listener': accelerator.readAcceleratorListener,
  'AWS::GlobalAccelerator::EndpointGroup': accelerator.readAcceleratorEndpoints,
  'AWS::ElasticLoadBalancing::LoadBalancer': balancing.readClassicLoadBalancer,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': balancing.readLoadBalancer,
  'AWS::ElasticLoadBalancingV2::TargetGroup': balancing.readTargetGroup,
  'AWS::ElasticLoadBalancingV2::Listener': balancing.readListener,
  'AWS::ElasticLoadBalancingV2::ListenerRule': balancing.readListener,
  'AWS::Lambda::Function': readFunction,
  'AWS::Serverless::Function': (reader, draft) => {
    readFunction(reader, draft);
    readFunctionPolicies(reader, draft);
    hosted.readUrlOfFunction(reader, draft);
  },
  ...Object.fromEntries(Object.keys(WORKLOAD_TYPES).map((type) => [type, workloads.readWorkload])),
  'AWS::Events::Rule': workloads.readScheduledTasks,
  'AWS::Transfer::Server': hosted.readTransferServer,
  'AWS::AppRunner::Service': hosted.readAppRunnerService,
  'AWS::DSQL::Cluster': hosted.readDsqlCluster,
  ...Object.fromEntries(Object.keys(SUBNET_GROUP_TYPES).map((type) => [type, workloads.readSubnetGroup])),
});

/** These change objects that may come after them in the text, so they are read last. */
const READ_LAST: Readonly<Record<string, ReadInto>> = table({
  'AWS::EC2::VPCCidrBlock': addSecondaryBlocks,
  'AWS::EC2::SubnetCidrBlock': addSubnetBlock,
  'AWS::EC2::Instance': parts.addInterfaces,
  'AWS::EC2::TransitGatewayConnect': connections.addConnectAttachment,
  'AWS::EC2::ClientVpnTargetNetworkAssociation': clientVpn.addAssociatedSubnet,
  'AWS::ECS::Service': parts.addTaskPorts,
  'AWS::RDS::DBInstance': parts.takeClusterPort,
  'AWS::RDS::DBProxyEndpoint': parts.takeProxyPort,
  'AWS::DocDB::DBInstance': parts.takeClusterPort,
  'AWS::Neptune::DBInstance': parts.takeClusterPort,
});

/** Types that show how others are used; their conditions do not affect any packet. */
const TOLD_ABOUT: ReadonlySet<string> = new Set([
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::ECS::TaskDefinition',
  'AWS::EC2::FlowLog',
  // Few of them start tasks.
  'AWS::Events::Rule',
]);

/** Whether resources of a type are part of the network; the conditions of others do not affect it. */
export function isPartOfNetwork(type: string): boolean {
  return isRead(type) && !TOLD_ABOUT.has(type);
}

/**
 * The network of a template in one scenario, without resources whose condition is false. Memoized: rules, hovers and
 * lenses of the same scenario get the same object.
 */
export const networkOfTemplate = memoized(makeNetwork);

/** Most resources of a large template have types that are not part of the network. */
function isRead(type: string): boolean {
  return READ_TYPES.has(type) || statesCidrs(type);
}

const READ_TYPES = new Set([...Object.keys(READ), ...Object.keys(READ_LAST)]);

function makeNetwork(scenario: Scenario): Network {
  const common = commonOf(scenario);
  const like = networksLike(scenario, common);
  const contributions = new Map<Resource['id'], readonly Contribution[]>();
  for (const resource of common.resources) {
    if (!exists(resource, scenario)) continue;
    const own = contributionsOf(resource, scenario).answer;
    const settled = settledAmong(like, resource.id, settledAs.get(own) ?? own);
    settledAs.set(own, settled);
    contributions.set(resource.id, settled);
  }
  const late = common.resources.filter((one) => one.type in READ_LAST && exists(one, scenario));
  const same = late.length > 0 ? undefined : like.find((one) => isMadeOf(one, contributions, common.shared));
  const network = same?.network ?? putTogether(contributions, late, scenario, like);
  const made: NetworkMade = { network, contributions };
  common.first ??= made;
  common.made.set(nameOf(scenario), made);
  return network;
}

function settledAmong(like: readonly NetworkMade[], id: string, own: readonly Contribution[]) {
  let settled = own;
  for (const { contributions } of like) {
    const before = contributions.get(id);
    settled = settledContributions(before, settled);
    if (settled === before) break;
  }
  return settled;
}

/** By the contributions that were read: the equal ones of an earlier version. */
const settledAs = new WeakMap<readonly Contribution[], readonly Contribution[]>();

/** A network, and what each resource contributes to it. */
interface NetworkMade {
  readonly network: Network;
  readonly contributions: ReadonlyMap<string, readonly Contribution[]>;
}

function isMadeOf(
  { network, contributions: before }: NetworkMade,
  contributions: NetworkMade['contributions'],
  shared: ReadonlySet<string>,
): boolean {
  return holdTheSame(before, contributions) && holdTheSame(network.exportedIds, shared);
}

function putTogether(
  contributions: NetworkMade['contributions'],
  late: readonly Resource[],
  scenario: Scenario,
  like: readonly NetworkMade[],
): Network {
  const draft = emptyDraft();
  for (const own of contributions.values()) for (const one of own) addContribution(one, draft);
  for (const resource of late) READ_LAST[resource.type]?.(readerOf(resource, scenario), draft);
  for (const id of commonOf(scenario).shared) draft.exportedIds.add(id);
  let network: Network = draft;
  for (const one of like) {
    network = settledOn(one.network, network);
    if (network === one.network) return network;
  }
  return late.length > 0 ? lastingNetwork(network) : network;
}

/**
 * Networks that are likely to be nearly equal: those of the last two versions, and of another scenario of this version.
 */
function networksLike(scenario: Scenario, { first, versions }: Common): readonly NetworkMade[] {
  const name = nameOf(scenario);
  return [...versions.map((made) => made.get(name)), first].filter((one) => one !== undefined);
}

function nameOf({ conditions }: Scenario): string {
  return [...conditions].join();
}

/** Shared by all scenarios of a template. */
interface Common {
  /** The resources that are read, in the order of the text. */
  readonly resources: readonly Resource[];
  readonly shared: ReadonlySet<string>;
  /** The network that was built first. */
  first?: NetworkMade;
  /** The networks of this version, by the conditions that are true. */
  readonly made: Map<string, NetworkMade>;
  /** Those of earlier versions. A text that is broken for one version is often as before in the next. */
  readonly versions: readonly ReadonlyMap<string, NetworkMade>[];
}

function commonOf({ template, values }: Scenario): Common {
  const known = commons.get(values.inAll);
  if (known) return known;
  const resources = [...template.resources.values()].filter(({ type }) => isRead(type));
  const shared = sharedResources(template);
  const versions = (networksMade.get(values.history) ?? []).slice(0, 2);
  const common: Common = { resources, shared, made: new Map(), versions };
  networksMade.set(values.history, [common.made, ...versions]);
  commons.set(values.inAll, common);
  return common;
}

/** The networks of the newest versions of a document, newest first. */
const networksMade = new WeakMap<History, readonly ReadonlyMap<string, NetworkMade>[]>();

const commons = new WeakMap<object, Common>();

/** A draft that single resources are read into. */
const scratch = emptyDraft();

/** What a resource contributes to the network. */
const contributionsOf = keptAlone((resource: Resource, scenario): readonly Contribution[] => {
  const reader = readerOf(resource, scenario);
  drainDraft(scratch); // Removes what a reader left behind when it threw.
  READ[resource.type]?.(reader, scratch);
  readStatedCidrs(reader, scratch);
  return drainDraft(scratch);
});

/** A condition that cannot be evaluated, because it does not exist, excludes its resource: AWS refuses the template. */
export function exists(resource: Resource, scenario: Scenario): boolean {
  return resource.condition === undefined || scenario.conditions.get(resource.condition) === true;
}
