import { find, keyOfField, vpcKeyOf } from '../../../network/lookup.ts';
import { reasonOf, type UnknownReason, unknownBecause } from '../../../network/unknownReason.ts';
import type { PublicEndpoint } from '../../../network/workload.ts';
import { constantFilter, type FlowContext, onEveryPath } from '../../filters/filter.ts';
import type { Location } from '../../locations/location.ts';
import { locationsOf } from '../../locations/party.ts';
import { perMode } from '../../packets/flow.ts';
import { type Destination, wholeFlow } from '../../packets/path.ts';
import { gatewayEndpointFor } from './gatewayEndpoint.ts';
import { destinationsOf } from './services.ts';

const S3 = { kind: 'service', name: 's3' } as const;

/**
 * The paths to an access point of a bucket that is bound to a VPC. S3 rejects what does not come from that VPC, and it is an
 * endpoint for S3 that says where a request comes from:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html
 */
export function accessPointFrom(
  from: Location,
  { id, at, vpc = { kind: 'absent' } }: PublicEndpoint,
  scene: Omit<FlowContext, 'from' | 'to'>,
  place: Location,
): readonly Destination[] {
  const [service = place] = locationsOf(S3, scene.traffic.family, scene.network)?.locations ?? [];
  const destinations = destinationsOf(from, S3, scene, service);
  const bound = keyOfField(vpc);
  const comesFrom = sourceVpcOf(from, destinations, scene);
  if (bound !== undefined && comesFrom === bound) return destinations;
  const unknown = vpc.kind === 'unknown' ? unknownBecause(`the VPC of ${id} is unknown`, vpc) : undefined;
  const state = unknown ?? (typeof comesFrom === 'object' ? comesFrom : 'closed');
  const check = constantFilter({ resource: id, kind: 'endpoint', at }, state, () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'access-point-of-vpc', accessPoint: id, vpc: bound ?? 'its VPC' },
    change: { kind: 'other', what: `Ask through an endpoint for s3 in ${bound ?? 'its VPC'}` },
  }));
  const flow = wholeFlow({ ...scene, from, to: place });
  return [{ to: place, paths: perMode(() => [{ flow, checks: [onEveryPath(check)] }]) }];
}

/** The VPC of the endpoint that a request to S3 passes: its key, undefined without an endpoint, or why it is unknown. */
function sourceVpcOf(
  from: Location,
  destinations: readonly Destination[],
  { network }: Omit<FlowContext, 'from' | 'to'>,
): string | UnknownReason | undefined {
  const named = destinations
    .map(({ to }) => to.object && network.endpoints.get(to.object.id))
    .find((one) => one);
  if (named) return find(network.vpcs, named.vpc)?.id ?? keyOfField(named.vpc);
  if (!from.subnet) return undefined;
  const { endpoint, unknownReason } = gatewayEndpointFor(from.subnet, S3, network);
  if (endpoint) return vpcKeyOf(from.subnet);
  return unknownReason ?? reasonOf(network.incomplete.get('endpoints'));
}
