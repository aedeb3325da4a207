import type { Scenario } from '../template/evaluate.ts';
import type { Resource } from '../template/template.ts';
import { readStatedCidrs, statesCidrs } from './fromCidrs.ts';
import { readEndpoint } from './fromEndpoint.ts';
import { readNetworkAclAssociation, readNetworkAclEntry } from './fromNetworkAcl.ts';
import { type Draft, emptyDraft, type ResourceReader, readerOf } from './fromResource.ts';
import * as routing from './fromRouting.ts';
import { readSecurityGroup, readStandaloneRule } from './fromSecurityGroup.ts';
import { ownerField } from './fromValue.ts';
import { addSecondaryBlocks, readSubnet, readVpc } from './fromVpc.ts';
import { readDbSubnetGroup, readFunction, readLoadBalancer } from './fromWorkload.ts';
import type { Network } from './model.ts';

/** Puts what a resource is into the network. */
type Read = (reader: ResourceReader, draft: Draft) => void;

/** What to make of each type; types that are not here have no part in the network. */
const READ: Readonly<Record<string, Read>> = {
  'AWS::EC2::VPC': readVpc,
  'AWS::EC2::Subnet': readSubnet,
  'AWS::EC2::RouteTable': ({ object, property }, draft) => {
    draft.routeTables.set(object.id, { ...object, vpc: ownerField(property('VpcId')) });
  },
  'AWS::EC2::SubnetRouteTableAssociation': routing.readAssociation,
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
  'AWS::EC2::NatGateway': routing.readNatGateway,
  'AWS::EC2::EIP': ({ object }, draft) => {
    draft.elasticIps.set(object.id, object);
  },
  'AWS::EC2::NetworkAcl': ({ object, property }, draft) => {
    draft.networkAcls.set(object.id, { ...object, vpc: ownerField(property('VpcId')) });
  },
  'AWS::EC2::NetworkAclEntry': readNetworkAclEntry,
  'AWS::EC2::SubnetNetworkAclAssociation': readNetworkAclAssociation,
  'AWS::EC2::SecurityGroup': readSecurityGroup,
  'AWS::EC2::SecurityGroupIngress': readStandaloneRule,
  'AWS::EC2::SecurityGroupEgress': readStandaloneRule,
  'AWS::EC2::VPCEndpoint': readEndpoint,
  'AWS::RDS::DBSubnetGroup': readDbSubnetGroup,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': readLoadBalancer,
  'AWS::Lambda::Function': readFunction,
  'AWS::Serverless::Function': readFunction,
};

/** Whether resources of a type have a part in the network; the conditions of all others make no difference to it. */
export function isPartOfNetwork(type: string): boolean {
  return type in READ || statesCidrs(type) || type === 'AWS::EC2::VPCCidrBlock';
}

/** The network of a template in one scenario: resources whose condition is false do not exist in it. */
export function networkOfTemplate(scenario: Scenario): Network {
  const draft = emptyDraft();
  const readers = [...scenario.template.resources.values()]
    .filter((resource) => exists(resource, scenario))
    .map((resource) => readerOf(resource, scenario));
  for (const reader of readers) {
    READ[reader.resource.type]?.(reader, draft);
    readStatedCidrs(reader, draft);
  }
  for (const reader of readers) {
    if (reader.resource.type === 'AWS::EC2::VPCCidrBlock') addSecondaryBlocks(reader, draft);
  }
  return draft;
}

/** A condition that cannot be decided, because it does not exist, hides its resource: AWS refuses the template. */
function exists(resource: Resource, scenario: Scenario): boolean {
  return resource.condition === undefined || scenario.conditions.get(resource.condition) === true;
}
