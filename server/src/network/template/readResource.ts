import { entriesOf, type Node, resolved, type Sequence, valueAt } from '../../syntax/tree.ts';
import { evaluate } from '../../template/evaluation/evaluate.ts';
import { globalsFor, typeNamed } from '../../template/evaluation/reads.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { NO_VALUE, unknown, type Value } from '../../template/evaluation/value.ts';
import { ignoresGlobal } from '../../template/ignoredGlobals.ts';
import type { Resource } from '../../template/resource.ts';
import type { NetworkObject } from '../field.ts';
import type { Network } from '../model.ts';

/** The value of a property by its name. */
export type Property = (name: string) => Value;

/** A resource that exists in a scenario, with functions to read it. */
export interface ResourceReader {
  readonly resource: Resource;
  readonly object: NetworkObject;
  readonly property: Property;
  /** The list that a property is written as, for edits; undefined for a call or anything else. */
  readonly listOf: (name: string) => Sequence | undefined;
  /** The type of another resource of the template; undefined if there is no such resource. */
  readonly typeOf: (id: string) => string | undefined;
  /** SAM's `Globals` for a kind of resource, such as `Function`. */
  readonly globals: (kind: string) => Globals | undefined;
}

export interface Globals {
  readonly node: Node;
  readonly property: Property;
}

/** A network under construction: the lists and maps of `Network`, writable. */
export type Draft = {
  readonly [K in keyof Network]: Network[K] extends ReadonlyMap<string, infer T>
    ? Map<string, T>
    : Network[K] extends readonly (infer T)[]
      ? T[]
      : Set<string>;
};

export function emptyDraft(): Draft {
  return {
    vpcs: new Map(),
    subnets: new Map(),
    routeTables: new Map(),
    routeTableAssociations: [],
    gatewayRouteTableAssociations: [],
    routes: [],
    internetGateways: new Map(),
    egressOnlyInternetGateways: new Map(),
    vpnGateways: new Map(),
    gatewayAttachments: [],
    blockPublicAccess: [],
    blockPublicAccessExclusions: [],
    natGateways: new Map(),
    elasticIps: new Map(),
    elasticIpAssociations: [],
    networkInterfaceAttachments: [],
    peerings: new Map(),
    transitGateways: new Map(),
    transitGatewayAttachments: new Map(),
    transitGatewayRouteTables: new Map(),
    transitGatewayRoutes: [],
    transitGatewayAssociations: [],
    transitGatewayPropagations: [],
    customerGateways: new Map(),
    vpnConnections: new Map(),
    vpnConnectionRoutes: [],
    routePropagations: [],
    prefixLists: new Map(),
    networkAcls: new Map(),
    networkAclEntries: [],
    networkAclAssociations: [],
    securityGroups: new Map(),
    securityGroupRules: [],
    securityGroupVpcAssociations: [],
    dhcpOptions: new Map(),
    dhcpOptionsAssociations: [],
    endpoints: new Map(),
    subnetGroups: new Map(),
    workloads: new Map(),
    launchTemplates: new Map(),
    targetGroups: new Map(),
    listeners: new Map(),
    proxyTargets: [],
    accessPoints: new Map(),
    eventSourceMappings: new Map(),
    taskDefinitions: new Map(),
    grants: [],
    flowLogs: new Map(),
    privateApis: new Map(),
    publicEndpoints: new Map(),
    latticeNetworks: new Map(),
    latticeAssociations: [],
    latticeListeners: [],
    serviceZones: new Map(),
    endpointRecords: [],
    profileResources: [],
    profileVpcs: [],
    firewallDomainLists: new Map(),
    firewallRuleGroups: new Map(),
    firewallRuleGroupVpcs: [],
    resolverRules: new Map(),
    resolverRuleVpcs: [],
    endpointServices: new Map(),
    clientVpnAuthorizations: [],
    clientVpnRoutes: [],
    acceleratorListeners: new Map(),
    acceleratorEndpoints: [],
    exportedIds: new Set(),
    incomplete: new Map(),
    statedCidrs: [],
  };
}

export function readerOf(resource: Resource, scenario: Scenario): ResourceReader {
  const properties = resolved(resource.properties);
  const isOpen = mayHaveMore(properties);
  return {
    resource,
    object: {
      id: resource.id,
      at: resource.key,
      properties: properties?.kind === 'mapping' ? properties : undefined,
    },
    property: (name) => {
      const node = valueAt(properties, name);
      if (!node && isOpen) return unknown('a macro may say it', resource.key);
      return evaluate(node, scenario);
    },
    listOf: (name) => {
      const node = valueAt(properties, name);
      return node?.kind === 'sequence' && node.tag === undefined ? node : undefined;
    },
    typeOf: (id) => typeNamed(scenario, id),
    globals: (kind) => {
      const node = globalsFor(scenario, kind);
      const isIgnored = (name: string) => ignoresGlobal(resource.body, name);
      return (
        node && {
          node,
          property: (name) => (isIgnored(name) ? NO_VALUE : evaluate(valueAt(node, name), scenario)),
        }
      );
    },
  };
}

/** Properties that `Fn::Transform` and `Fn::ForEach` add are known only at deployment. */
function mayHaveMore(properties: Node | undefined): boolean {
  if (properties?.kind === 'mapping' && properties.tag === undefined) {
    return entriesOf(properties).some(({ key }) => key.text.startsWith('Fn::'));
  }
  return properties?.kind === 'mapping' || properties?.kind === 'sequence';
}
