import { parseCidr } from '../cidr/parse.ts';
import { ABSENT, type Field, type KnownField, type Target, type TargetList } from '../network/field.ts';
import type {
  Network,
  NetworkAclEntry,
  Route,
  RouteTargetProperty,
  SecurityGroupRule,
  VpcEndpoint,
} from '../network/model.ts';
import { ECHO_REQUEST, protocolOverFamily } from '../network/protocol.ts';
import type { Workload } from '../network/workload.ts';
import { freeRuleNumber } from './aclNumber.ts';
import type { Change, ChangeOf } from './change.ts';

const NOWHERE = { start: 0, end: 0 };

function known<T>(value: T): KnownField<T> {
  return { kind: 'known', value, at: NOWHERE, defaults: [] };
}

/** The target with a key of the model. */
function targetOf(key: string): KnownField<Target> {
  const [id, attribute] = key.split('.');
  return known(
    attribute === undefined ? { kind: 'resource', id: key } : { kind: 'resource', id: id!, attribute },
  );
}

function blockField(text: string): Field<ReturnType<typeof cidrOf>> {
  return known(cidrOf(text));
}

function cidrOf(text: string) {
  const parsed = parseCidr(text);
  if (parsed.kind !== 'cidr') throw new Error(`A change names ${text}, which is no block.`);
  return parsed;
}

/**
 * The network after a change, as its edit would produce it; undefined for a change that the user has to make by hand.
 */
export function applyChange(change: Change, network: Network): Network | undefined {
  switch (change.kind) {
    case 'allow-in-group':
      return { ...network, securityGroupRules: [...network.securityGroupRules, ruleOf(change)] };
    case 'allow-in-acl':
      return withAclEntry(change, network);
    case 'add-route':
      return withRoute(change, network);
    case 'redirect-route':
      return withRedirectedRoute(change, network);
    case 'associate-table':
      return withAssociation(change, network);
    case 'attach-gateway':
      return withAttachment(change, network);
    case 'move-nat': {
      const subnet = targetOf(change.subnet);
      return {
        ...network,
        natGateways: replaced(network.natGateways, change.nat, (nat) => ({ ...nat, subnet })),
      };
    }
    case 'enable-private-dns':
      return withPrivateDns(change, network);
    case 'enable-dns':
      return withDns(change, network);
    case 'endpoint-on-table':
      return withEndpointOnTable(change, network);
    case 'add-endpoint': {
      const endpoint = endpointOf(change);
      return { ...network, endpoints: new Map(network.endpoints).set(endpoint.id, endpoint) };
    }
    case 'use-subnets':
      return withWorkload(network, change.workload, ({ subnets }) => ({
        subnets: withItems(subnets, change.subnets, change.instead),
      }));
    case 'use-group':
      return withWorkload(network, change.workload, () => ({ securityGroups: listOf([change.group]) }));
    case 'public-address':
    case 'other':
      return undefined;
  }
}

const NEW_RESOURCE = { id: 'The new resource', at: NOWHERE, properties: undefined };

/** Undefined where the ACL has no free rule number. */
function withAclEntry(change: ChangeOf<'allow-in-acl'>, network: Network): Network | undefined {
  const entry = aclEntryOf(change, network);
  return entry && { ...network, networkAclEntries: [...network.networkAclEntries, entry] };
}

function aclEntryOf(change: ChangeOf<'allow-in-acl'>, network: Network): NetworkAclEntry | undefined {
  const number = freeRuleNumber(change, network);
  if (number === undefined) return undefined;
  return {
    ...NEW_RESOURCE,
    acl: targetOf(change.acl),
    ruleNumber: known(number),
    direction: known(change.direction),
    action: known('allow'),
    protocol: known(protocolOverFamily(change.protocol, change.cidr.includes(':') ? 6 : 4)),
    ports: known({ from: change.from, to: change.to }),
    icmp: change.protocol === 'icmp' ? known({ type: change.from, code: -1 }) : ABSENT,
    cidr: blockField(change.cidr),
  };
}

/** Undefined where no target is named yet. */
function withRoute(change: ChangeOf<'add-route'>, network: Network): Network | undefined {
  if (!change.target) return undefined;
  const route: Route = {
    ...NEW_RESOURCE,
    routeTable: targetOf(change.table),
    destination: { kind: 'cidr', cidr: blockField(change.destination) },
    targets: routeTargets(change.target),
  };
  return { ...network, routes: [...network.routes, route] };
}

function withRedirectedRoute(change: ChangeOf<'redirect-route'>, network: Network): Network {
  const targets = routeTargets(change.target);
  const routes = network.routes.map((route) =>
    route.id === change.route ? { ...route, isBlackhole: false, targets } : route,
  );
  return { ...network, routes };
}

function routeTargets({ property, id }: ChangeOf<'redirect-route'>['target']): Route['targets'] {
  return [{ property: property as RouteTargetProperty, target: targetOf(id) }];
}

function withAssociation(change: ChangeOf<'associate-table'>, network: Network): Network {
  const [subnet, routeTable] = [targetOf(change.subnet), targetOf(change.table)];
  const association = { ...NEW_RESOURCE, subnet, routeTable };
  return { ...network, routeTableAssociations: [...network.routeTableAssociations, association] };
}

function withAttachment(change: ChangeOf<'attach-gateway'>, network: Network): Network | undefined {
  const attachment = attachmentOf(change, network);
  return attachment && { ...network, gatewayAttachments: [...network.gatewayAttachments, attachment] };
}

/** Undefined where no gateway is named yet. */
function attachmentOf({ gateway, vpc }: ChangeOf<'attach-gateway'>, { vpnGateways }: Network) {
  if (gateway === undefined) return undefined;
  const isVpn = vpnGateways.has(gateway);
  return {
    ...NEW_RESOURCE,
    vpc: targetOf(vpc),
    internetGateway: isVpn ? ABSENT : targetOf(gateway),
    vpnGateway: isVpn ? targetOf(gateway) : ABSENT,
  };
}

function withPrivateDns(change: ChangeOf<'enable-private-dns'>, network: Network): Network {
  const vpc = network.endpoints.get(change.endpoint)?.vpc;
  return {
    ...network,
    endpoints: replaced(network.endpoints, change.endpoint, (endpoint) => ({
      ...endpoint,
      privateDns: known(true),
    })),
    // AWS refuses private DNS in a VPC without DNS hostnames (fact DNS-05).
    vpcs:
      vpc?.kind === 'known'
        ? replaced(network.vpcs, vpc.value.id, (one) => ({ ...one, dnsHostnames: known(true) }))
        : network.vpcs,
  };
}

function withDns(change: ChangeOf<'enable-dns'>, network: Network): Network {
  const attribute = change.attribute === 'EnableDnsSupport' ? 'dnsSupport' : 'dnsHostnames';
  return {
    ...network,
    vpcs: replaced(network.vpcs, change.vpc, (vpc) => ({ ...vpc, [attribute]: known(true) })),
  };
}

function withEndpointOnTable(change: ChangeOf<'endpoint-on-table'>, network: Network): Network {
  return {
    ...network,
    endpoints: replaced(network.endpoints, change.endpoint, (endpoint) => ({
      ...endpoint,
      routeTables: withItems(endpoint.routeTables, [change.table]),
    })),
  };
}

function withWorkload(
  network: Network,
  id: string,
  changed: (workload: Workload) => Partial<Pick<Workload, 'subnets' | 'securityGroups'>>,
): Network {
  return {
    ...network,
    workloads: replaced(network.workloads, id, (workload) => ({ ...workload, ...changed(workload) })),
  };
}

function endpointOf(change: ChangeOf<'add-endpoint'>): VpcEndpoint {
  const { type, service, vpc } = change;
  const isGateway = type === 'Gateway';
  return {
    ...NEW_RESOURCE,
    id: `The new endpoint for ${service}`,
    vpc: targetOf(vpc),
    type: known(type),
    service: known({ name: service, isAws: true }),
    subnets: isGateway ? ABSENT : listOf(change.subnets),
    securityGroups: isGateway ? ABSENT : listOf(change.groups),
    routeTables: isGateway ? listOf(change.tables) : ABSENT,
    privateDns: known(!isGateway),
    ipv6: ABSENT,
    isForInboundResolver: ABSENT,
    serviceRegion: ABSENT,
  };
}

function listOf(keys: readonly string[]): TargetList {
  return { kind: 'known', items: keys.map(targetOf), at: NOWHERE };
}

function replaced<T>(
  map: ReadonlyMap<string, T>,
  key: string,
  change: (one: T) => T,
): ReadonlyMap<string, T> {
  const one = map.get(key);
  return one === undefined ? map : new Map(map).set(key, change(one));
}

/** A list with further items, without duplicates and without the items that they replace. */
function withItems(list: TargetList, keys: readonly string[], instead?: string): TargetList {
  const items = list.kind === 'known' ? list.items : [];
  const kept = items.filter((item) => !(item.kind === 'known' && item.value.id === instead));
  const present = kept.flatMap((item) => (item.kind === 'known' ? [item.value.id] : []));
  const more = keys.filter((key) => !present.includes(key)).map(targetOf);
  return { kind: 'known', items: [...kept, ...more], at: NOWHERE };
}

function ruleOf(change: ChangeOf<'allow-in-group'>): SecurityGroupRule {
  const { peer, protocol, port, direction } = change;
  const family = 'cidr' in peer && peer.cidr.includes(':') ? 6 : 4;
  const from = port ?? ECHO_REQUEST[family];
  return {
    group: targetOf(change.group),
    resource: change.group,
    at: NOWHERE,
    list: undefined,
    node: undefined,
    direction,
    protocol: known(protocolOverFamily(protocol, family)),
    ports: known({ from, to: from }),
    icmp: protocol === 'icmp' ? known({ type: from, code: -1 }) : ABSENT,
    peer:
      'group' in peer
        ? { kind: 'group', group: targetOf(peer.group) }
        : { kind: 'cidr', cidr: blockField(peer.cidr) },
  };
}
