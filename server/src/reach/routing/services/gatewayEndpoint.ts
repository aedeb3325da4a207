import { GATEWAY_SERVICES } from '../../../aws/services.ts';
import { routeTableOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { type Field, type Target, unknownOf, valueOr } from '../../../network/field.ts';
import { find, keyOfField, routesByTable } from '../../../network/lookup.ts';
import type { Network, PrefixList, Route, RouteTable, Subnet, VpcEndpoint } from '../../../network/model.ts';
import type { Truth } from '../../../network/truth.ts';
import { reasonOf, type UnknownReason } from '../../../network/unknownReason.ts';
import { servesRegion } from './region.ts';

/** The gateway endpoint of a service on a subnet's table (fact EP-02), and why there may be an unknown one. */
export function gatewayEndpointFor(
  subnet: Subnet,
  { name: service, region }: { readonly name: string; readonly region?: string },
  network: Network,
): { readonly endpoint: VpcEndpoint | undefined; readonly unknownReason: UnknownReason | undefined } {
  const effective = routeTableOf(subnet, network);
  if (effective.kind !== 'table') return { endpoint: undefined, unknownReason: undefined };
  let unknownReason = reasonOf(network.incomplete.get('endpoints'));
  for (const endpoint of network.endpoints.values()) {
    if (!isGateway(endpoint)) continue;
    const is = isOnTable(endpoint, effective.table, service, region, network);
    if (is === 'yes') return { endpoint, unknownReason: undefined };
    if (is !== 'no') unknownReason = is;
  }
  for (const route of routesByTable(network).of.get(effective.table.id) ?? []) {
    if (!isOfGatewayEndpoint(route) || find(network.endpoints, route.targets[0]!.target)) continue;
    const served = serviceOfList(find(network.prefixLists, route.destination.list));
    if (served === undefined || served === service)
      unknownReason ??= unknownOf(
        `${keyOfField(route.targets[0]!.target) ?? 'an endpoint'}, the target of ${route.id}, is unknown`,
        route.targets[0]!.target,
      );
  }
  return { endpoint: undefined, unknownReason };
}

/** Whether a gateway endpoint is for a service and associated with a route table. */
function isOnTable(
  endpoint: VpcEndpoint,
  table: RouteTable,
  service: string,
  region: string | undefined,
  network: Network,
): Truth {
  const { id, routeTables } = endpoint;
  const isOn =
    routeTables.kind === 'known' && routeTables.items.some((item) => keyOfField(item) === table.id);
  if (isOn && endpoint.service.kind === 'unknown' && GATEWAY_SERVICES.has(service))
    return unknownOf(`the service of ${id} is known only after deployment`, endpoint.service);
  if (!isFor(endpoint, service)) return 'no';
  const serves = servesRegion(endpoint, region === undefined ? {} : { region }, network);
  if (isOn) return serves;
  if (serves !== 'yes') return 'no';
  if (routeTables.kind === 'unknown')
    return unknownOf(`the route tables of ${id} are known only after deployment`, routeTables);
  const unread =
    routeTables.kind === 'known' ? routeTables.items.find(({ kind }) => kind === 'unknown') : undefined;
  if (unread) return unknownOf(`a route table of ${id} is known only after deployment`, unread);
  return 'no';
}

/** AWS adds a route for the service's addresses to each table of a gateway endpoint (fact EP-02). */
export function isOfGatewayEndpoint(
  route: Route,
): route is Route & { destination: { kind: 'prefix-list'; list: Field<Target> } } {
  return route.destination.kind === 'prefix-list' && route.targets[0]?.property === 'VpcEndpointId';
}

/** The service of an AWS-managed prefix list: `s3` for `com.amazonaws.eu-central-1.s3`. */
export function serviceOfList(list: PrefixList | undefined): string | undefined {
  return /^(?:cn\.)?com\.amazonaws\.[a-z0-9-]+\.([a-z0-9.-]+)$/.exec(list?.name ?? '')?.[1];
}

/** `Gateway` if the type is absent (fact EP-06). */
export function isGateway({ type }: VpcEndpoint): boolean {
  return valueOr(type, 'Gateway') === 'Gateway';
}

export function isFor({ service }: VpcEndpoint, name: string): boolean {
  return service.kind === 'known' && service.value.isAws && service.value.name === name;
}
