import type { Analysis } from '../../analysis.ts';
import { formatCidr } from '../../cidr/format.ts';
import { mergeInventory } from '../../inventory/inventory.ts';
import { memoized } from '../../memo.ts';
import { type GroupRules, keyOfGroup, rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { groupUsers } from '../../network/analysis/groupUse.ts';
import { overlayOnInventory } from '../../network/analysis/overlay.ts';
import { freeIn } from '../../network/analysis/subnets/freeBlocks.ts';
import { vpcsOfObjects } from '../../network/analysis/vpcOf.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import type { InVpc } from '../../network/field.ts';
import { networkOfInventory } from '../../network/inventory/networkOfInventory.ts';
import { aclAssociationsBySubnet, entriesByAcl, keyOfField, routesByTable } from '../../network/lookup.ts';
import type {
  NatGateway,
  Network,
  Peer,
  Route,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  VpcEndpoint,
} from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import { networkOfZappa } from '../../network/zappa/networkOfSettings.ts';
import { positionAt } from '../../syntax/span.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { distinguishingConditions } from '../../template/scenarios/distinguishingConditions.ts';
import { directionOf } from '../hover/resource/acl.ts';
import { subnetsOfTable } from '../hover/resource/routes.ts';
import { zonesOf } from './subnets.ts';
import { block, entry, named, namesIn, plain, traffic } from './values.ts';
import type { View } from './view.ts';
import { workloadMap } from './workloads.ts';

export type NetworkMap = ReturnType<typeof mapOf> & {
  /** The condition values of the scenario, such as `UseNat=true`; null if there is only one scenario. */
  readonly scenario: string | null;
};

/**
 * The network of a template as plain data, one map per scenario of its conditions. Empty for other files. The shape is
 * documented in docs/map.md.
 */
export function networkMaps(analysis: Analysis): readonly NetworkMap[] {
  if (analysis.content.kind !== 'template') return [];
  return mapsIn(analysis).map(({ map }) => map);
}

/** A map with the network that it is of, in the first of its scenarios. */
export interface MappedNetwork {
  readonly map: NetworkMap;
  readonly network: Network;
  /** Undefined for a file without conditions. */
  readonly scenario: Scenario | undefined;
}

/** The maps of a file of any kind; scenarios whose maps are the same are one. */
export const mapsIn = memoized((analysis: Analysis): readonly MappedNetwork[] => {
  const { lines } = analysis;
  const lineOf: View['lineOf'] = ({ start }) => positionAt(lines, start).line + 1;
  const ways = new Map<
    string,
    { one: NetworkInFile; map: ReturnType<typeof mapOf>; scenarios: Scenario[] }
  >();
  const all = networksIn(analysis);
  for (const one of all) {
    const map = mapOf({ network: one.network, lineOf });
    const key = all.length > 1 ? JSON.stringify(map) : '';
    const known = ways.get(key) ?? { one, map, scenarios: [] };
    if (one.scenario) known.scenarios.push(one.scenario);
    ways.set(key, known);
  }
  const scenarios = all.flatMap(({ scenario }) => scenario ?? []);
  return [...ways.values()].map(({ one, map, scenarios: own }) => ({
    ...one,
    map: { scenario: ways.size === 1 ? null : scenarioText(own, scenarios), ...map },
  }));
});

type NetworkInFile = Pick<MappedNetwork, 'network' | 'scenario'>;

/** What a file describes: of settings, their stages in the networks that exist. */
function networksIn({ content, inventory }: Analysis): readonly NetworkInFile[] {
  switch (content.kind) {
    case 'template':
      return content.scenarios.all.map((scenario) => ({ scenario, network: networkOfTemplate(scenario) }));
    case 'zappa':
      return [
        {
          scenario: undefined,
          network: overlayOnInventory(
            networkOfZappa(content.settings, inventory),
            inventory && networkOfInventory(inventory),
          ),
        },
      ];
    case 'inventory':
      return [
        { scenario: undefined, network: networkOfInventory(inventory ?? mergeInventory([content.file])) },
      ];
    case 'unreadable':
      return [];
  }
}

function scenarioText(scenarios: readonly Scenario[], all: readonly Scenario[]): string {
  return distinguishingConditions(scenarios, all)
    .map(({ name, holds }) => `${name}=${holds}`)
    .join(',');
}

function mapOf(view: View) {
  const { network } = view;
  const homes = vpcsOfObjects(network);
  const outer = new Set([...network.subnets.keys()].map((id) => homes.get(id) ?? null));
  for (const id of network.vpcs.keys()) outer.delete(id);
  return {
    vpcs: [...network.vpcs.keys(), ...outer].map((id) => vpcMap(id, homes, view)),
    /** Workloads in no VPC, in the default VPC of the account, or in an unknown one. */
    elsewhere: [...network.workloads.values()]
      .filter(({ id }) => !isShown(homes.get(id), network, outer))
      .map((workload) => workloadMap(workload, view)),
  };
}

function isShown(vpc: string | undefined, { vpcs }: Network, outer: ReadonlySet<string | null>): boolean {
  return vpc !== undefined && (vpcs.has(vpc) || outer.has(vpc));
}

/** A VPC of the file, or a VPC outside of it in which the file creates subnets; `id` is null if it is unknown. */
function vpcMap(id: string | null, homes: ReadonlyMap<string, string>, view: View) {
  const { network } = view;
  const vpc = id === null ? undefined : network.vpcs.get(id);
  const own = <T extends { id: string }>(objects: Iterable<T>): T[] =>
    [...objects].filter((one) => (homes.get(one.id) ?? null) === id);
  return {
    id,
    line: vpc ? view.lineOf(vpc.at) : null,
    ipv4: vpc ? vpc.ipv4.map(block) : null,
    ipv6: vpc ? vpc.ipv6.map(block) : null,
    // Fact DNS-04.
    dnsSupport: vpc ? plain(vpc.dnsSupport, true) : null,
    dnsHostnames: vpc ? plain(vpc.dnsHostnames, false) : null,
    free: vpc
      ? vpc.ipv4.map((one) =>
          one.kind === 'known' ? (freeIn(one.value, vpc, network)?.map(formatCidr) ?? null) : null,
        )
      : null,
    zones: zonesOf(own(network.subnets.values()), view),
    internetGateways: own(network.internetGateways.values()).map((one) => entry(one, view)),
    egressOnlyInternetGateways: own(network.egressOnlyInternetGateways.values()).map((one) =>
      entry(one, view),
    ),
    vpnGateways: own(network.vpnGateways.values()).map((one) => entry(one, view)),
    natGateways: own(network.natGateways.values()).map((one) => natMap(one, view)),
    routeTables: own(network.routeTables.values()).map((one) => tableMap(one, view)),
    networkAcls: own(network.networkAcls.values()).map((one) => aclMap(one, view)),
    securityGroups: own(network.securityGroups.values()).map((one) => groupMap(one, view)),
    endpoints: own(network.endpoints.values()).map((one) => endpointMap(one, view)),
    peerings: own(network.peerings.values()).map((one) => ({ ...entry(one, view), peer: named(one.peer) })),
    transitGatewayAttachments: own(network.transitGatewayAttachments.values()).map((one) => ({
      ...entry(one, view),
      transitGateway: named(one.transitGateway),
      subnets: namesIn(one.subnets),
    })),
    workloads: id === null ? [] : own(network.workloads.values()).map((one) => workloadMap(one, view)),
  };
}

function natMap(nat: NatGateway, view: View) {
  return {
    ...entry(nat, view),
    // Facts NAT-01, NAT-02.
    connectivity: plain(nat.connectivity, 'public'),
    availability: plain(nat.availability, 'zonal'),
    subnet: named(nat.subnet),
  };
}

function tableMap(table: RouteTable, view: View) {
  const { network } = view;
  return {
    ...entry(table, view),
    subnets: subnetsOfTable(table.id, network),
    routes: (routesByTable(network).of.get(table.id) ?? []).map((route) => routeMap(route, view)),
    /** True if the table's id leaves the file, so that other stacks may add routes. */
    isHandedOn: network.exportedIds.has(table.id),
  };
}

function routeMap(route: Route, view: View) {
  const { destination, targets } = route;
  const [first] = targets;
  return {
    ...entry(route, view),
    destination:
      destination.kind === 'cidr'
        ? block(destination.cidr)
        : destination.kind === 'prefix-list'
          ? named(destination.list)
          : null,
    target: first ? named(first.target) : null,
    targetProperty: first?.property ?? null,
  };
}

function aclMap(acl: InVpc, view: View) {
  const { network } = view;
  const associations = [...aclAssociationsBySubnet(network).of.values()].flat();
  return {
    ...entry(acl, view),
    subnets: associations.filter((one) => keyOfField(one.acl) === acl.id).map(({ subnet }) => named(subnet)),
    entries: (entriesByAcl(network).of.get(acl.id) ?? []).map((one) => ({
      ...entry(one, view),
      direction: directionOf(one) ?? null,
      number: plain(one.ruleNumber),
      action: plain(one.action),
      ...traffic(one.protocol, one.ports),
      cidr: block(one.cidr),
    })),
  };
}

function groupMap(group: SecurityGroup, view: View) {
  const one = { kind: 'group', group } as const;
  const rules: GroupRules = rulesOfGroup(one, view.network);
  return {
    ...entry(group, view),
    users: groupUsers(view.network).get(keyOfGroup(one)) ?? [],
    ingress: rules.ingress.map((rule) => ruleMap(rule, view)),
    egress: rules.egress.map((rule) => ruleMap(rule, view)),
    // Facts SG-02, G54.
    allowsAllOut: { yes: true, no: false, unknown: null }[rules.allowAllOut],
    mayHaveMore: { ingress: rules.mayHaveMore.ingress ?? null, egress: rules.mayHaveMore.egress ?? null },
  };
}

function ruleMap(rule: SecurityGroupRule, view: View) {
  return {
    line: view.lineOf(rule.at),
    ...traffic(rule.protocol, rule.ports),
    peerKind: rule.peer.kind,
    peer: peerName(rule.peer),
  };
}

function peerName(peer: Peer): string | null {
  switch (peer.kind) {
    case 'cidr':
      return block(peer.cidr);
    case 'group':
      return named(peer.group);
    case 'prefix-list':
      return named(peer.list);
    case 'unknown':
      return null;
  }
}

function endpointMap(endpoint: VpcEndpoint, view: View) {
  const placed = placements(view.network).get(endpoint.id)!;
  return {
    ...entry(endpoint, view),
    // Facts EP-06, EP-07.
    type: plain(endpoint.type, 'Gateway'),
    service: endpoint.service.kind === 'known' ? endpoint.service.value.name : null,
    privateDns: plain(endpoint.privateDns, false),
    routeTables: namesIn(endpoint.routeTables),
    subnets: placed.subnets.map(({ id }) => id),
    otherSubnets: placed.otherSubnets ?? null,
    groups: namesIn(endpoint.securityGroups),
  };
}
