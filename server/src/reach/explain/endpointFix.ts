import { GATEWAY_SERVICES } from '../../aws/services.ts';
import type { Change, NewEndpoint } from '../../changes/change.ts';
import { placements } from '../../network/analysis/placement.ts';
import { routeTableOf } from '../../network/analysis/subnetRoutes.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import { isSameZone, type Network, type Subnet, type TargetList, type Vpc } from '../../network/model.ts';
import type { Reason } from '../../wording/reason.ts';
import { type FlowContext, vpcKeyOf } from '../filters/flowFilters.ts';
import type { Pair } from '../locations/pairs.ts';
import type { Blocker } from '../question.ts';
import { isFor, isGateway } from '../routing/routing.ts';

/** A new endpoint for a service of AWS that the subnets of some pairs do not reach, and what has to be turned on for it. */
export function endpointFix(pairs: readonly Pair[], own: Blocker): readonly Blocker[] {
  const [first] = pairs;
  if (!first?.isService || first.scene.traffic.family !== 4) return [];
  const { from, to, network } = first.scene;
  const subnets = pairs.flatMap(({ scene }) => scene.from.subnet ?? []);
  const vpcs = new Set(subnets.map(vpcKeyOf));
  const [vpc] = vpcs;
  // Whether one is there already is not known of a VPC that lies outside.
  if (vpc === undefined || vpcs.size > 1 || !network.vpcs.has(vpc) || network.incomplete.has('endpoints'))
    return [];
  const endpoint = GATEWAY_SERVICES.has(to.id)
    ? gatewayEndpoint(to.id, vpc, subnets, network)
    : interfaceEndpoint(to.id, vpc, first.scene);
  if (!endpoint) return [];
  const reason: Reason =
    own.reason.kind === 'no-route'
      ? { kind: 'no-way-to-service', subnets: [...new Set(subnets.map(({ id }) => id))], to: to.id }
      : own.reason;
  const blocker = { ...own, reason, resource: own.resource, change: endpoint };
  const owner = find(network.vpcs, from.subnet!.vpc);
  return [blocker, ...namesFirst(endpoint, owner)];
}

function gatewayEndpoint(
  service: string,
  vpc: string,
  subnets: readonly Subnet[],
  network: Network,
): NewEndpoint | undefined {
  const isThere = [...network.endpoints.values()].some(
    (endpoint) => isGateway(endpoint) && keyOfField(endpoint.vpc) === vpc && isFor(endpoint, service),
  );
  if (isThere) return undefined;
  const tables = new Set<string>();
  for (const subnet of subnets) {
    const found = routeTableOf(subnet, network);
    if (found.kind !== 'table') return undefined;
    tables.add(found.table.id);
  }
  return { kind: 'add-endpoint', type: 'Gateway', service, vpc, tables: [...tables] };
}

/** In all subnets of the client, as a name answers with the addresses of all of them, one in a zone (fact EP-05). */
function interfaceEndpoint(
  service: string,
  vpc: string,
  { from, network }: FlowContext,
): NewEndpoint | undefined {
  const others = [...network.endpoints.values()].filter((endpoint) => keyOfField(endpoint.vpc) === vpc);
  // One that does not answer yet is mended.
  if (others.some((endpoint) => isFor(endpoint, service))) return undefined;
  const all = from.workload ? (placements(network).get(from.id)?.subnets ?? []) : [from.subnet!];
  const subnets: Subnet[] = [];
  for (const subnet of all)
    if (subnets.every((other) => isSameZone(other.zone, subnet.zone) === false)) subnets.push(subnet);
  const [shared] = others.flatMap((endpoint) =>
    isGateway(endpoint) ? [] : [idsOf(endpoint.securityGroups)],
  );
  const groups = shared && shared.length > 0 ? shared : from.securityGroups.keys;
  if (subnets.length === 0 || groups.length === 0) return undefined;
  return {
    kind: 'add-endpoint',
    type: 'Interface',
    service,
    vpc,
    subnets: subnets.map(({ id }) => id),
    groups,
  };
}

function idsOf(list: TargetList): readonly string[] {
  return list.kind === 'known' ? list.items.flatMap((item) => keyOfField(item) ?? []) : [];
}

/** AWS refuses private DNS in a VPC without resolver and host names (fact DNS-05), which a new VPC has off (fact DNS-05). */
function namesFirst({ type }: NewEndpoint, vpc: Vpc | undefined): readonly Blocker[] {
  if (type === 'Gateway' || !vpc) return [];
  const { dnsSupport, dnsHostnames } = vpc;
  const off: Extract<Change, { kind: 'enable-dns' }>['attribute'][] = [];
  if (dnsSupport.kind === 'known' && !dnsSupport.value) off.push('EnableDnsSupport');
  if (dnsHostnames.kind === 'absent' || (dnsHostnames.kind === 'known' && !dnsHostnames.value))
    off.push('EnableDnsHostnames');
  return off.map((attribute) => ({
    code: null,
    resource: vpc.id,
    at: vpc.at,
    reason: { kind: 'dns-off', vpc: vpc.id, attribute },
    change: { kind: 'enable-dns', vpc: vpc.id, attribute },
  }));
}
