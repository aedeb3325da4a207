import { hostOfService } from '../../../aws/services.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Network, VpcEndpoint } from '../../../network/model.ts';

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
  for (const { id, host: own, vpcs } of network.serviceZones.values()) {
    if (own !== host) continue;
    const isThere = vpcs.kind === 'known' && vpcs.items.some((item) => keyOfField(item) === vpc);
    const mayBeThere = vpcs.kind === 'unknown' || (vpcs.kind === 'known' && vpcs.items.some(isUnknown));
    if (!isThere && mayBeThere)
      return { kind: 'unknown', why: `the VPCs of the hosted zone ${id} are unknown` };
    if (!isThere) continue;
    const records = network.endpointRecords.filter(({ zone }) => keyOfField(zone) === id);
    const [record] = records;
    const endpoint = record && network.endpoints.get(record.endpoint);
    if (endpoint && records.every((one) => one.endpoint === endpoint.id))
      return { kind: 'endpoint', endpoint };
    return { kind: 'unknown', why: `the hosted zone ${id} gives the name of ${name} in ${vpc}` };
  }
  return undefined;
}

function isUnknown({ kind }: { readonly kind: string }): boolean {
  return kind === 'unknown';
}
