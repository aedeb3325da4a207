import { formatCidr } from '../../cidr/format.ts';
import { type GroupRules, keyOfGroup, rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { groupUsers } from '../../network/analysis/groupUse.ts';
import { freeIn } from '../../network/analysis/subnets/freeBlocks.ts';
import { directionOfEntry } from '../../network/analysis/subnets/subnetAcl.ts';
import { vpcsOfObjects } from '../../network/analysis/vpcOf.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import type { InVpc } from '../../network/field.ts';
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
import { subnetsOfTable } from '../hover/resource/routes.ts';
import { zonesOf } from './subnets.ts';
import { block, entry, namesOfTargets, plain, targetId, traffic } from './values.ts';
import type { MapSource } from './view.ts';
import { workloadMap } from './workloads.ts';

export type NetworkMap = ReturnType<typeof mapOf> & {
  /** The condition values of the scenario, such as `UseNat=true`; null if there is only one scenario. */
  readonly scenario: string | null;
};

/** The map of one network, without the scenario. */
export function mapOf(view: MapSource) {
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
function vpcMap(id: string | null, homes: ReadonlyMap<string, string>, view: MapSource) {
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
    peerings: own(network.peerings.values()).map((one) => ({
      ...entry(one, view),
      peer: targetId(one.peer),
    })),
    transitGatewayAttachments: own(network.transitGatewayAttachments.values()).map((one) => ({
      ...entry(one, view),
      transitGateway: targetId(one.transitGateway),
      subnets: namesOfTargets(one.subnets),
    })),
    workloads: id === null ? [] : own(network.workloads.values()).map((one) => workloadMap(one, view)),
  };
}

function natMap(nat: NatGateway, view: MapSource) {
  return {
    ...entry(nat, view),
    // Facts NAT-01, NAT-02.
    connectivity: plain(nat.connectivity, 'public'),
    availability: plain(nat.availability, 'zonal'),
    subnet: targetId(nat.subnet),
  };
}

function tableMap(table: RouteTable, view: MapSource) {
  const { network } = view;
  return {
    ...entry(table, view),
    subnets: subnetsOfTable(table.id, network),
    routes: (routesByTable(network).of.get(table.id) ?? []).map((route) => routeMap(route, view)),
    /** True if the table's id leaves the file, so that other stacks may add routes. */
    isHandedOn: network.exportedIds.has(table.id),
  };
}

function routeMap(route: Route, view: MapSource) {
  const { destination, targets } = route;
  const [first] = targets;
  return {
    ...entry(route, view),
    destination:
      destination.kind === 'cidr'
        ? block(destination.cidr)
        : destination.kind === 'prefix-list'
          ? targetId(destination.list)
          : null,
    target: first ? targetId(first.target) : null,
    targetProperty: first?.property ?? null,
  };
}

function aclMap(acl: InVpc, view: MapSource) {
  const { network } = view;
  const associations = [...aclAssociationsBySubnet(network).of.values()].flat();
  return {
    ...entry(acl, view),
    subnets: associations
      .filter((one) => keyOfField(one.acl) === acl.id)
      .map(({ subnet }) => targetId(subnet)),
    entries: (entriesByAcl(network).of.get(acl.id) ?? []).map((one) => ({
      ...entry(one, view),
      direction: directionOfEntry(one) ?? null,
      number: plain(one.ruleNumber),
      action: plain(one.action),
      ...traffic(one.protocol, one.ports),
      cidr: block(one.cidr),
    })),
  };
}

function groupMap(group: SecurityGroup, view: MapSource) {
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

function ruleMap(rule: SecurityGroupRule, view: MapSource) {
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
      return targetId(peer.group);
    case 'prefix-list':
      return targetId(peer.list);
    case 'unknown':
      return null;
  }
}

function endpointMap(endpoint: VpcEndpoint, view: MapSource) {
  const placed = placements(view.network).get(endpoint.id)!;
  return {
    ...entry(endpoint, view),
    // Facts EP-06, EP-07.
    type: plain(endpoint.type, 'Gateway'),
    service: endpoint.service.kind === 'known' ? endpoint.service.value.name : null,
    privateDns: plain(endpoint.privateDns, false),
    routeTables: namesOfTargets(endpoint.routeTables),
    subnets: placed.subnets.map(({ id }) => id),
    otherSubnets: placed.otherSubnets?.why ?? null,
    groups: namesOfTargets(endpoint.securityGroups),
  };
}
