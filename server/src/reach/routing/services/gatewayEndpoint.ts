import { GATEWAY_SERVICES } from '../../../aws/services.ts';
import { routeTableOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import type { Field, Target } from '../../../network/field.ts';
import { find, keyOfField, routesByTable } from '../../../network/lookup.ts';
import type { Network, PrefixList, Route, Subnet, VpcEndpoint } from '../../../network/model.ts';
import { servesRegion } from './region.ts';

/** The gateway endpoint of a service on a subnet's table (fact EP-02), and why there may be one that is not seen. */
export function gatewayEndpointFor(
  subnet: Subnet,
  { name: service, region }: { readonly name: string; readonly region?: string },
  network: Network,
): { readonly endpoint: VpcEndpoint | undefined; readonly doubt: string | undefined } {
  const effective = routeTableOf(subnet, network);
  if (effective.kind !== 'table') return { endpoint: undefined, doubt: undefined };
  let doubt = network.incomplete.get('endpoints');
  for (const endpoint of network.endpoints.values()) {
    if (!isGateway(endpoint)) continue;
    const { routeTables } = endpoint;
    const isOn =
      routeTables.kind === 'known' &&
      routeTables.items.some((item) => keyOfField(item) === effective.table.id);
    if (isOn && endpoint.service.kind === 'unknown' && GATEWAY_SERVICES.has(service))
      doubt = `the service of ${endpoint.id} is known only after deployment`;
    if (!isFor(endpoint, service)) continue;
    const serves = servesRegion(endpoint, region === undefined ? {} : { region }, network);
    if (typeof serves === 'object' && isOn) doubt = serves.why;
    if (serves !== 'yes') continue;
    if (routeTables.kind === 'unknown')
      doubt = `the route tables of ${endpoint.id} are known only after deployment`;
    if (routeTables.kind !== 'known') continue;
    if (isOn) return { endpoint, doubt: undefined };
    if (routeTables.items.some(({ kind }) => kind === 'unknown'))
      doubt = `a route table of ${endpoint.id} is known only after deployment`;
  }
  for (const route of routesByTable(network).of.get(effective.table.id) ?? []) {
    if (!isOfGatewayEndpoint(route) || find(network.endpoints, route.targets[0]!.target)) continue;
    const served = serviceOfList(find(network.prefixLists, route.destination.list));
    if (served === undefined || served === service)
      doubt ??= `${keyOfField(route.targets[0]!.target) ?? 'an endpoint'}, the target of ${route.id}, is unknown`;
  }
  return { endpoint: undefined, doubt };
}

/** AWS adds a route for the addresses of the service to each table of a gateway endpoint (fact EP-02). */
export function isOfGatewayEndpoint(
  route: Route,
): route is Route & { destination: { kind: 'prefix-list'; list: Field<Target> } } {
  return route.destination.kind === 'prefix-list' && route.targets[0]?.property === 'VpcEndpointId';
}

/** The service whose addresses AWS keeps in a list: `s3` for `com.amazonaws.eu-central-1.s3`. */
export function serviceOfList(list: PrefixList | undefined): string | undefined {
  return /^(?:cn\.)?com\.amazonaws\.[a-z0-9-]+\.([a-z0-9.-]+)$/.exec(list?.name ?? '')?.[1];
}

/** `Gateway` where the type is absent (fact EP-06). */
export function isGateway({ type }: VpcEndpoint): boolean {
  return type.kind === 'absent' || (type.kind === 'known' && type.value === 'Gateway');
}

export function isFor({ service }: VpcEndpoint, name: string): boolean {
  return service.kind === 'known' && service.value.isAws && service.value.name === name;
}
