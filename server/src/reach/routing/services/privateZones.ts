import { hostOfService } from '../../../aws/services.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Network, VpcEndpoint } from '../../../network/model.ts';
import type { EndpointRecord, ServiceZone } from '../../../network/names.ts';
import { isFor } from './gatewayEndpoint.ts';

/**
 * What a private hosted zone of the file says of a service's name in a VPC. The zone stands in place of the public names even where it
 * has no record: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
 */
export type NamedByZone =
  | { readonly kind: 'endpoint'; readonly endpoint: VpcEndpoint }
  | { readonly kind: 'unknown'; readonly why: string };

export function namedByZone(
  { name }: { readonly name: string },
  vpc: string,
  network: Network,
): NamedByZone | undefined {
  const host = hostOfService(name);
  const profiles = inProfilesOf(vpc, network);
  const zones = [...network.serviceZones.values()];
  // The zone with the narrower name decides: that of the service before that of its region.
  for (const zone of [...zones.filter((one) => one.host === host), ...zones.filter(isOfRegion)]) {
    const { id, vpcs } = zone;
    const isThere =
      profiles.known.has(id) ||
      (vpcs.kind === 'known' && vpcs.items.some((item) => keyOfField(item) === vpc));
    const mayBeThere = vpcs.kind === 'unknown' || (vpcs.kind === 'known' && vpcs.items.some(isUnknown));
    if (!isThere && mayBeThere)
      return { kind: 'unknown', why: `the VPCs of the hosted zone ${id} are unknown` };
    if (!isThere) continue;
    const records = recordsOf(zone, host, network);
    const [record] = records;
    const endpoint = record && network.endpoints.get(record.endpoint);
    if (endpoint && records.every((one) => one.endpoint === endpoint.id))
      return { kind: 'endpoint', endpoint };
    return { kind: 'unknown', why: `the hosted zone ${id} gives the name of ${name} in ${vpc}` };
  }
  if (profiles.why !== undefined) return { kind: 'unknown', why: profiles.why };
  const shared = [...network.endpoints.values()].find(
    (endpoint) => profiles.known.has(endpoint.id) && isFor(endpoint, name),
  );
  return shared && { kind: 'endpoint', endpoint: shared };
}

/** Whether a zone has the name of a region, in which all its services are: `eu-west-1.amazonaws.com`. */
function isOfRegion({ host }: ServiceZone): boolean {
  return host === '';
}

/**
 * The records for the name of a service. In the zone of a region they are those of that name, or else a wildcard:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
 */
function recordsOf(zone: ServiceZone, host: string, network: Network): readonly EndpointRecord[] {
  const own = network.endpointRecords.filter((one) => keyOfField(one.zone) === zone.id);
  if (!isOfRegion(zone)) return own;
  const exact = own.filter((one) => one.host === host);
  return exact.length > 0 ? exact : own.filter((one) => one.host === '*');
}

/**
 * The hosted zones and endpoints that a Route 53 Profile brings to a VPC, and why there may be others:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-associate-vpc-endpoints.html
 */
function inProfilesOf(
  vpc: string,
  { profileVpcs, profileResources }: Network,
): { readonly known: ReadonlySet<string>; readonly why: string | undefined } {
  const associations = profileVpcs.filter((one) => one.vpc.kind === 'unknown' || keyOfField(one.vpc) === vpc);
  const [maybe] = associations.filter((one) => one.vpc.kind === 'unknown');
  const own = associations.flatMap(({ profile }) => keyOfField(profile) ?? []);
  const resources = profileResources.filter(({ profile }) => own.includes(keyOfField(profile) ?? ''));
  const unread = resources.find(({ resource }) => resource === undefined);
  const why = maybe
    ? `${maybe.id} may bring the names of a Route 53 Profile to ${vpc}`
    : unread && `the file does not say which names ${unread.id} brings to ${vpc}`;
  return { known: new Set(resources.flatMap(({ resource }) => resource ?? [])), why };
}

function isUnknown({ kind }: { readonly kind: string }): boolean {
  return kind === 'unknown';
}
