import { ENDPOINT_SERVICES, GATEWAY_SERVICES } from '../../aws/services.ts';
import type { ChangeOf, NewEndpoint } from '../../changes/change.ts';
import { routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import type { TargetList } from '../../network/field.ts';
import { keyOfField, vpcKeyOf } from '../../network/lookup.ts';
import { isSameZone, type Network, type Subnet, type Vpc } from '../../network/model.ts';
import type { Reason } from '../../wording/reason.ts';
import type { Pair } from '../locations/pairs.ts';
import type { Blocker } from '../question.ts';
import { isFor, isGateway } from '../routing/services/gatewayEndpoint.ts';

/**
 * A new endpoint for an AWS service that the subnets of some pairs do not reach, and the DNS attributes that it needs.
 */
export function endpointFix(pairs: readonly Pair[], own: Blocker): readonly Blocker[] {
  const [first] = pairs;
  if (!first?.isService || first.scene.traffic.family !== 4) return [];
  const { from, to, network } = first.scene;
  // Function URLs and public APIs have no endpoints.
  if (!ENDPOINT_SERVICES.has(to.id)) return [];
  const failing = pairs.flatMap(({ scene }) => scene.from.subnet ?? []);
  const subnets = from.workload ? (placements(network).get(from.id)?.subnets ?? []) : failing;
  const wanted = { service: to.id, failing, all: subnets, groups: from.securityGroups.keys };
  const [endpoint, ...attributes] = newEndpoint(wanted, network).toReversed();
  if (!endpoint) return [];
  const reason: Reason =
    own.reason.kind === 'no-route'
      ? { kind: 'no-path-to-service', subnets: [...new Set(failing.map(({ id }) => id))], to: to.id }
      : own.reason;
  return [{ ...own, reason, change: endpoint }, ...attributes.flatMap((change) => dnsOff(change, network))];
}

interface Wanted {
  readonly service: string;
  /** The subnets without a path to the service. */
  readonly failing: readonly Subnet[];
  /** All subnets of the client, since the name resolves to the addresses of the endpoint in any of them. */
  readonly all: readonly Subnet[];
  /** The client's groups, which a new endpoint gets if the VPC has no other endpoint with groups. */
  readonly groups: readonly string[];
}

/**
 * The changes in order: the DNS attributes of the VPC that the endpoint needs, then the endpoint. Empty if none can be
 * determined.
 */
export function newEndpoint(
  { service, failing, all, groups }: Wanted,
  network: Network,
): readonly (NewEndpoint | ChangeOf<'enable-dns'>)[] {
  const vpcs = new Set(failing.map(vpcKeyOf));
  const [vpc] = vpcs;
  const owner = network.vpcs.get(vpc ?? '');
  // Whether an endpoint exists already is unknown for a VPC outside of the file.
  if (vpc === undefined || vpcs.size > 1 || !owner || network.incomplete.has('endpoints')) return [];
  const others = [...network.endpoints.values()].filter((endpoint) => keyOfField(endpoint.vpc) === vpc);
  const isOfGateways = GATEWAY_SERVICES.has(service);
  // An existing endpoint is changed, not replaced.
  if (others.some((endpoint) => isFor(endpoint, service) && isGateway(endpoint) === isOfGateways)) return [];
  if (isOfGateways) {
    const tables = tablesOf(failing, network);
    return tables ? [{ kind: 'add-endpoint', type: 'Gateway', service, vpc, tables }] : [];
  }
  const [shared] = others.flatMap((endpoint) => {
    const ids = isGateway(endpoint) ? [] : idsOf(endpoint.securityGroups);
    return ids.length > 0 ? [ids] : [];
  });
  const own = { subnets: oneInEachZone(all), groups: shared ?? groups };
  if (own.subnets.length === 0 || own.groups.length === 0) return [];
  return [...namesFirst(owner), { kind: 'add-endpoint', type: 'Interface', service, vpc, ...own }];
}

function tablesOf(subnets: readonly Subnet[], network: Network): readonly string[] | undefined {
  const tables = new Set<string>();
  for (const subnet of subnets) {
    const found = routeTableOf(subnet, network);
    if (found.kind !== 'table') return undefined;
    tables.add(found.table.id);
  }
  return [...tables];
}

/** An endpoint accepts one subnet in each zone (fact EP-05). */
function oneInEachZone(all: readonly Subnet[]): readonly string[] {
  const subnets: Subnet[] = [];
  for (const subnet of all)
    if (subnets.every((other) => isSameZone(other.zone, subnet.zone) === 'no')) subnets.push(subnet);
  return subnets.map(({ id }) => id);
}

function idsOf(list: TargetList): readonly string[] {
  return list.kind === 'known' ? list.items.flatMap((item) => keyOfField(item) ?? []) : [];
}

/**
 * AWS refuses private DNS in a VPC without DNS support and DNS hostnames, and hostnames are off by default (fact
 * DNS-05).
 */
function namesFirst({ id, dnsSupport, dnsHostnames }: Vpc): readonly ChangeOf<'enable-dns'>[] {
  const off: ChangeOf<'enable-dns'>['attribute'][] = [];
  if (dnsSupport.kind === 'known' && !dnsSupport.value) off.push('EnableDnsSupport');
  if (dnsHostnames.kind === 'absent' || (dnsHostnames.kind === 'known' && !dnsHostnames.value))
    off.push('EnableDnsHostnames');
  return off.map((attribute) => ({ kind: 'enable-dns', vpc: id, attribute }));
}

function dnsOff(change: NewEndpoint | ChangeOf<'enable-dns'>, { vpcs }: Network): readonly Blocker[] {
  const vpc = vpcs.get(change.vpc);
  if (change.kind !== 'enable-dns' || !vpc) return [];
  const { attribute } = change;
  return [
    { code: null, resource: vpc.id, at: vpc.at, reason: { kind: 'dns-off', vpc: vpc.id, attribute }, change },
  ];
}
