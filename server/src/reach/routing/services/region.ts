import { perParts } from '../../../network/lookup.ts';
import type { Network, VpcEndpoint } from '../../../network/model.ts';
import type { Truth } from '../../../network/truth.ts';
import { unknownBecause } from '../../../network/unknownReason.ts';

/**
 * The region of a file's network, if the names of its zones or of the services of its endpoints contain it. Without
 * `ServiceRegion` an endpoint is for a service of its own region:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html
 */
const ownRegion = perParts(['subnets', 'endpoints'], ({ subnets, endpoints }): string | undefined => {
  for (const { zone } of subnets.values()) {
    const name = zone.kind === 'known' && zone.value.kind === 'name' ? zone.value.name : undefined;
    const region = /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/.exec(name ?? '')?.[1];
    if (region !== undefined) return region;
  }
  const named = [...endpoints.values()].flatMap(({ service, serviceRegion }) =>
    serviceRegion.kind === 'absent' && service.kind === 'known' ? (service.value.region ?? []) : [],
  );
  return new Set(named).size === 1 ? named[0] : undefined;
});

/**
 * Whether an endpoint is for a service in the requested region; by default that is the VPC's own:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html
 */
export function servesRegion(
  { id, serviceRegion }: VpcEndpoint,
  { region: asked }: { readonly region?: string },
  network: Network,
): Truth {
  if (serviceRegion.kind === 'unknown')
    return unknownBecause(`the ServiceRegion of ${id} is unknown`, serviceRegion);
  if (serviceRegion.kind === 'absent' && asked === undefined) return 'yes';
  const own = ownRegion(network);
  const served = serviceRegion.kind === 'known' ? serviceRegion.value : own;
  const wanted = asked ?? own;
  if (served !== undefined && wanted !== undefined) return served === wanted ? 'yes' : 'no';
  return {
    why: `whether ${id} is for another region than is asked for depends on where the stack is deployed`,
  };
}
