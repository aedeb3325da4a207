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
import type { TransportProtocol } from '../network/protocol.ts';
import { freeRuleNumber } from './aclNumber.ts';
import type { Change } from './change.ts';

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
    case 'allow-in-acl': {
      const entry = aclEntryOf(change, network);
      return entry && { ...network, networkAclEntries: [...network.networkAclEntries, entry] };
    }
    case 'add-route': {
      if (!change.target) return undefined;
      const route: Route = {
        ...NEW_RESOURCE,
        routeTable: targetOf(change.table),
        destination: { kind: 'cidr', cidr: blockField(change.destination) },
        targets: routeTargets(change.target),
      };
      return { ...network, routes: [...network.routes, route] };
    }
    case 'redirect-route':
      return {
        ...network,
        routes: network.routes.map((route) =>
          route.id === change.route
            ? { ...route, isBlackhole: false, targets: routeTargets(change.target) }
            : route,
        ),
      };
    case 'associate-table': {
      const [subnet, routeTable] = [targetOf(change.subnet), targetOf(change.table)];
      const association = { ...NEW_RESOURCE, subnet, routeTable };
      return { ...network, routeTableAssociations: [...network.routeTableAssociations, association] };
    }
    case 'attach-gateway': {
      const attachment = attachmentOf(change, network);
      return attachment && { ...network, gatewayAttachments: [...network.gatewayAttachments, attachment] };
    }
    case 'move-nat':
      return {
        ...network,
        natGateways: replaced(network.natGateways, change.nat, (nat) => ({
          ...nat,
          subnet: targetOf(change.subnet),
        })),
      };
    case 'enable-private-dns': {
      const endpoint = network.endpoints.get(change.endpoint);
      const vpc = endpoint?.vpc.kind === 'known' ? endpoint.vpc.value.id : '';
      return {
        ...network,
        endpoints: replaced(network.endpoints, change.endpoint, (one) => ({
          ...one,
          privateDns: known(true),
        })),
        // AWS refuses private DNS in a VPC without DNS hostnames (fact DNS-05).
        vpcs: replaced(network.vpcs, vpc, (one) => ({ ...one, dnsHostnames: known(true) })),
      };
    }
    case 'enable-dns':
      return {
        ...network,
        vpcs: replaced(network.vpcs, change.vpc, (vpc) => ({
          ...vpc,
          [change.attribute === 'EnableDnsSupport' ? 'dnsSupport' : 'dnsHostnames']: known(true),
        })),
      };
    case 'endpoint-on-table':
      return {
        ...network,
        endpoints: replaced(network.endpoints, change.endpoint, (endpoint) => ({
          ...endpoint,
          routeTables: withItems(endpoint.routeTables, [change.table]),
        })),
      };
    case 'add-endpoint': {
      const endpoint = endpointOf(change);
      return { ...network, endpoints: new Map(network.endpoints).set(endpoint.id, endpoint) };
    }
    case 'use-subnets':
      return {
        ...network,
        workloads: replaced(network.workloads, change.workload, (workload) => ({
          ...workload,
          subnets: withItems(workload.subnets, change.subnets, change.instead),
        })),
      };
    case 'use-group':
      return {
        ...network,
        workloads: replaced(network.workloads, change.workload, (workload) => ({
          ...workload,
          securityGroups: listOf([change.group]),
        })),
      };
    case 'public-address':
    case 'other':
      return undefined;
  }
}

type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

const NEW_RESOURCE = { id: 'The new resource', at: NOWHERE, properties: undefined };

/** Undefined where the ACL has no free rule number. */
function aclEntryOf(change: ChangeOf<'allow-in-acl'>, network: Network): NetworkAclEntry | undefined {
  const number = freeRuleNumber(change, network);
  if (number === undefined) return undefined;
  const isIpv6 = change.cidr.includes(':');
  return {
    ...NEW_RESOURCE,
    acl: targetOf(change.acl),
    ruleNumber: known(number),
    direction: known(change.direction),
    action: known('allow'),
    protocol: known(change.protocol === 'icmp' && isIpv6 ? 'icmpv6' : change.protocol),
    ports: known({ from: change.from, to: change.to }),
    icmp: change.protocol === 'icmp' ? known({ type: change.from, code: -1 }) : ABSENT,
    cidr: blockField(change.cidr),
  };
}

function routeTargets({ property, id }: ChangeOf<'redirect-route'>['target']): Route['targets'] {
  return [{ property: property as RouteTargetProperty, target: targetOf(id) }];
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

/** The ICMP type of an echo request. */
const PING = { 4: 8, 6: 128 } as const;

function ruleOf(change: Extract<Change, { kind: 'allow-in-group' }>): SecurityGroupRule {
  const { peer, protocol, port, direction } = change;
  const isIpv6 = 'cidr' in peer && peer.cidr.includes(':');
  const from = port ?? PING[isIpv6 ? 6 : 4];
  return {
    group: targetOf(change.group),
    resource: change.group,
    at: NOWHERE,
    list: undefined,
    node: undefined,
    direction,
    protocol: known(protocolOf(protocol, isIpv6)),
    ports: known({ from, to: from }),
    icmp: protocol === 'icmp' ? known({ type: from, code: -1 }) : ABSENT,
    peer:
      'group' in peer
        ? { kind: 'group', group: targetOf(peer.group) }
        : { kind: 'cidr', cidr: blockField(peer.cidr) },
  };
}

function protocolOf(protocol: TransportProtocol, isIpv6: boolean) {
  return protocol === 'icmp' && isIpv6 ? 'icmpv6' : protocol;
}
