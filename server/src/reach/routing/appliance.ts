import type { RouteTarget } from '../../network/model.ts';

/** What a route may lead to that handles packets which are not its own. */
const APPLIANCES: ReadonlySet<RouteTarget['property']> = new Set([
  'InstanceId',
  'NetworkInterfaceId',
  'VpcEndpointId',
]);

/**
 * Whether a route leads to an appliance: an instance or interface, or the endpoint of a Gateway Load Balancer or of a firewall
 * (fact RT-14). What it lets through no template says.
 */
export function isAppliance({ property }: RouteTarget): boolean {
  return APPLIANCES.has(property);
}

/** Ends the sentence "it is not known: …". */
export function whyAppliance(target: string): string {
  return `the file does not say what ${target} does with packets that are not its own`;
}
