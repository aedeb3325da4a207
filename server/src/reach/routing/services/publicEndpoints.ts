import { vpcKeyOf } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import { unknownBecause } from '../../../network/unknownReason.ts';
import type { PublicEndpoint } from '../../../network/workload.ts';
import type { Reason } from '../../../wording/reason.ts';
import { constantFilter, type FilterState, type FlowContext, onEveryPath } from '../../filters/filter.ts';
import type { Location } from '../../locations/location.ts';
import { perMode } from '../../packets/flow.ts';
import { type Destination, wholeFlow } from '../../packets/path.ts';
import { accessPointFrom } from './accessPoint.ts';
import { latticeServiceFrom } from './lattice.ts';
import { destinationsOf, interfaceEndpoints, privateDnsOf } from './services.ts';

const API_SERVICE = 'execute-api';

/**
 * The paths to an AWS name that is in no VPC. In a VPC with private DNS for execute-api the names of all APIs resolve
 * to the endpoint's addresses, and the endpoint serves private APIs only:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
 */
export function publicEndpointFrom(
  from: Location,
  id: string,
  scene: Omit<FlowContext, 'from' | 'to'>,
  place: Location,
): readonly Destination[] {
  const { network } = scene;
  const endpoint = network.publicEndpoints.get(id);
  if (endpoint?.kind === 'access-point') return accessPointFrom(from, endpoint, scene, place);
  if (endpoint?.kind === 'lattice') return latticeServiceFrom(from, endpoint, scene, place);
  const service = { kind: 'service', name: endpoint?.kind === 'api' ? API_SERVICE : id } as const;
  const destinations = destinationsOf(from, service, scene, place);
  if (!endpoint || endpoint.kind === 'function-url') return destinations;
  const isCaught = destinations.some(({ to }) => to.object !== undefined);
  const limit = limitOf(endpoint, vpcKeyOf(from.subnet), isCaught, network);
  if (!limit) return destinations;
  const { state, reason, what } = limit;
  const check = constantFilter({ resource: id, kind: 'endpoint', at: endpoint.at }, state, () => ({
    code: null,
    resource: id,
    at: endpoint.at,
    reason,
    change: { kind: 'other', what },
  }));
  const flow = wholeFlow({ ...scene, from, to: place });
  return [{ to: place, paths: perMode(() => [{ flow, checks: [onEveryPath(check)] }]) }];
}

/** Why clients in a VPC, or outside of all VPCs, get no answer by the endpoint's own name, or perhaps none. */
interface Limit {
  readonly state: Exclude<FilterState, 'open'>;
  readonly reason: Reason;
  /** The imperative that removes it; empty if nothing in the file does. */
  readonly what: string;
}

/**
 * The limit of a name for clients in a VPC; undefined if it answers them as the service's own name does. `isCaught`: the
 * name resolves to an endpoint of the VPC.
 */
function limitOf(
  { id, kind, isPrivate }: PublicEndpoint,
  vpc: string | undefined,
  isCaught: boolean,
  network: Network,
): Limit | undefined {
  if (isPrivate.kind === 'unknown') {
    const state = unknownBecause(`whether ${id} is private is unknown`, isPrivate);
    return { state, reason: { kind: 'private-api', api: id }, what: '' };
  }
  const isKnownPrivate = isPrivate.kind === 'known' && isPrivate.value;
  if (kind === 'hosted') {
    if (!isKnownPrivate) return undefined;
    const why = `${id} is private and answers by an endpoint alone: ask for the endpoint`;
    return {
      state: vpc === undefined ? 'closed' : { why },
      reason: { kind: 'private-endpoint', endpoint: id },
      what: 'Ask for its endpoint',
    };
  }
  if (isKnownPrivate) return isCaught ? undefined : limitOfPrivateApi(id, vpc, network);
  if (!isCaught) return undefined;
  const [catching] = interfaceEndpoints({ name: API_SERVICE }, vpc!, network);
  return {
    state: 'closed',
    reason: { kind: 'public-api-caught', api: id, endpoint: catching?.id },
    what: `Turn private DNS of ${catching?.id ?? 'the endpoint'} off, or give ${id} a domain name of its own`,
  };
}

function limitOfPrivateApi(api: string, vpc: string | undefined, network: Network): Limit {
  const reason = { kind: 'private-api', api } as const;
  const there = vpc === undefined ? [] : interfaceEndpoints({ name: API_SERVICE }, vpc, network);
  if (there.some((one) => privateDnsOf(one, network) !== 'yes')) {
    const { id } = there[0]!;
    return {
      state: { why: `${api} answers here by the names of the endpoint ${id} alone: ask for ${id}` },
      reason: { kind: 'private-api-by-endpoint-names', api },
      what: `Turn private DNS of ${id} on`,
    };
  }
  if (vpc !== undefined && network.incomplete.has('endpoints'))
    return { state: { why: network.incomplete.get('endpoints')! }, reason, what: '' };
  return { state: 'closed', reason, what: 'Add an interface endpoint for execute-api' };
}
