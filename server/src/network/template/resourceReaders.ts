import { SUBNET_GROUP_TYPES, WORKLOAD_TYPES } from '../../aws/workloadTypes.ts';
import { table } from '../../table.ts';
import type { Resource } from '../../template/resource.ts';
import type { Template } from '../../template/template.ts';
import { ownerField, targetField } from './fieldOfValue.ts';
import * as parts from './parts.ts';
import type { Draft, ResourceReader } from './readResource.ts';
import * as accelerator from './resources/accelerator.ts';
import { statesCidrs } from './resources/cidrs.ts';
import * as clientVpn from './resources/clientVpn.ts';
import * as connections from './resources/connections.ts';
import * as dns from './resources/dns.ts';
import { readEndpoint, readEndpointService } from './resources/endpoint.ts';
import * as lattice from './resources/lattice.ts';
import { readNetworkAclAssociation, readNetworkAclEntry } from './resources/networkAcl.ts';
import * as routing from './resources/routing.ts';
import { readSecurityGroup, readStandaloneRule } from './resources/securityGroup.ts';
import { addSecondaryBlocks, addSubnetBlock, readSubnet, readVpc } from './resources/vpc.ts';
import { readBeanstalkEnvironment } from './resources/workloads/beanstalk.ts';
import { readEventSourceMapping, readFunctionEvents } from './resources/workloads/eventSource.ts';
import { readExpressService } from './resources/workloads/expressService.ts';
import { readFunction } from './resources/workloads/function.ts';
import * as balancing from './resources/workloads/loadBalancer.ts';
import {
  readConnector,
  readFunctionPolicies,
  readOwnConnectors,
  readPolicy,
  readRole,
} from './resources/workloads/policy.ts';
import * as hosted from './resources/workloads/publicEndpoints.ts';
import * as workloads from './resources/workloads/workload.ts';

/** Adds a resource to the network. */
type ReadInto = (reader: ResourceReader, draft: Draft) => void;

/** The reader of each resource type; types that are not listed are not part of the network. */
export const READ: Readonly<Record<string, ReadInto>> = table({
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
  'AWS::EC2::DHCPOptions': dns.readDhcpOptions,
  'AWS::EC2::VPCDHCPOptionsAssociation': dns.readDhcpOptionsAssociation,
  'AWS::EC2::VPCEndpoint': readEndpoint,
  'AWS::EC2::VPCEndpointService': readEndpointService,
  'AWS::Route53::HostedZone': dns.readHostedZone,
  'AWS::Route53Profiles::ProfileAssociation': dns.readProfileVpc,
  'AWS::Route53Resolver::FirewallDomainList': dns.readFirewallDomainList,
  'AWS::Route53Resolver::FirewallRuleGroup': dns.readFirewallRuleGroup,
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': dns.readFirewallRuleGroupVpc,
  'AWS::Route53Resolver::ResolverRule': dns.readResolverRule,
  'AWS::Route53Resolver::ResolverRuleAssociation': dns.readResolverRuleVpc,
  'AWS::Route53Profiles::ProfileResourceAssociation': dns.readProfileResource,
  'AWS::Route53::RecordSet': dns.readRecord,
  'AWS::Route53::RecordSetGroup': dns.readRecordGroup,
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
  'AWS::Serverless::Connector': readConnector,
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
  'AWS::AppSync::GraphQLApi': hosted.readGraphqlApi,
  'AWS::S3::AccessPoint': hosted.readAccessPoint,
  'AWS::CloudFront::Distribution': hosted.readDistribution,
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
  'AWS::Lambda::Function': (reader, draft) => {
    readFunction(reader, draft);
    readOwnConnectors(reader, draft);
  },
  'AWS::Serverless::Function': (reader, draft) => {
    readFunction(reader, draft);
    readFunctionPolicies(reader, draft);
    readOwnConnectors(reader, draft);
    readFunctionEvents(reader, draft);
    hosted.readUrlOfFunction(reader, draft);
  },
  ...Object.fromEntries(Object.keys(WORKLOAD_TYPES).map((type) => [type, workloads.readWorkload])),
  'AWS::Events::Rule': workloads.readScheduledTasks,
  'AWS::ElasticBeanstalk::Environment': readBeanstalkEnvironment,
  'AWS::ECS::ExpressGatewayService': readExpressService,
  'AWS::StepFunctions::StateMachine': workloads.readTasksOfStates,
  'AWS::Serverless::StateMachine': workloads.readTasksOfStates,
  'AWS::Transfer::Server': hosted.readTransferServer,
  'AWS::AppRunner::Service': hosted.readAppRunnerService,
  'AWS::DSQL::Cluster': hosted.readDsqlCluster,
  ...Object.fromEntries(Object.keys(SUBNET_GROUP_TYPES).map((type) => [type, workloads.readSubnetGroup])),
});

/** Types that change objects which may come after them in the text, so they are read last. */
export const READ_LAST: Readonly<Record<string, ReadInto>> = table({
  'AWS::EC2::VPCCidrBlock': addSecondaryBlocks,
  'AWS::EC2::SubnetCidrBlock': addSubnetBlock,
  'AWS::EC2::Instance': parts.addInterfaces,
  'AWS::EC2::TransitGatewayConnect': connections.addConnectAttachment,
  'AWS::DirectConnect::DirectConnectGatewayAssociation': connections.addDirectConnectAttachment,
  'AWS::EC2::ClientVpnTargetNetworkAssociation': clientVpn.addAssociatedSubnet,
  'AWS::ECS::Service': parts.addTaskPorts,
  'AWS::ECS::TaskSet': parts.addTaskPorts,
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
  'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::StateMachine',
]);

/** Types that only give names to VPC endpoints. */
const BESIDE_ENDPOINTS: ReadonlySet<string> = new Set([
  'AWS::Route53::HostedZone',
  'AWS::Route53::RecordSet',
  'AWS::Route53::RecordSetGroup',
  'AWS::Route53Profiles::ProfileAssociation',
  'AWS::Route53Profiles::ProfileResourceAssociation',
]);

/** Which resources of a template are part of its network; the conditions of others do not affect it. */
export function partOfNetwork({ resources }: Template): (resource: Resource) => boolean {
  const hasEndpoint = [...resources.values()].some(({ type }) => type === 'AWS::EC2::VPCEndpoint');
  return ({ type }) => isRead(type) && !TOLD_ABOUT.has(type) && (hasEndpoint || !BESIDE_ENDPOINTS.has(type));
}

/** Most resources of a large template have types that are not part of the network. */
export function isRead(type: string): boolean {
  return READ_TYPES.has(type) || statesCidrs(type);
}

/** The types that are part of the network. */
export const READ_TYPES: ReadonlySet<string> = new Set([...Object.keys(READ), ...Object.keys(READ_LAST)]);
