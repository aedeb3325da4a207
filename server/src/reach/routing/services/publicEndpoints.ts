import { vpcKeyOf } from '../../../network/lookup.ts';
import type { Reason } from '../../../wording/reason.ts';
import { constantFilter, type FilterState, type FlowContext, onEveryPath } from '../../filters/filter.ts';
import type { Location } from '../../locations/location.ts';
import { perMode } from '../../packets/flow.ts';
import { type Destination, wholeFlow } from '../../packets/path.ts';
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
  if (endpoint?.kind === 'lattice') return latticeServiceFrom(from, endpoint, scene, place);
  const service = { kind: 'service', name: endpoint?.kind === 'api' ? API_SERVICE : id } as const;
  const destinations = destinationsOf(from, service, scene, place);
  if (!endpoint || endpoint.kind === 'function-url') return destinations;
  const { isPrivate } = endpoint;
  const vpc = vpcKeyOf(from.subnet);
  const isCaught = destinations.some(({ to }) => to.object !== undefined);
  const own: FlowContext = { ...scene, from, to: place };
  const only = (
    state: Exclude<FilterState, 'open'>,
    reason: Reason,
    what: string,
  ): readonly Destination[] => {
    const check = constantFilter({ resource: id, kind: 'endpoint', at: endpoint.at }, state, () => ({
      code: null,
      resource: id,
      at: endpoint.at,
      reason,
      change: { kind: 'other', what },
    }));
    return [{ to: place, paths: perMode(() => [{ flow: wholeFlow(own), checks: [onEveryPath(check)] }]) }];
  };
  if (isPrivate.kind === 'unknown')
    return only(
      { why: `whether ${id} is private is unknown: ${isPrivate.why}` },
      { kind: 'private-api', api: id },
      '',
    );
  if (endpoint.kind === 'hosted') {
    if (isPrivate.kind !== 'known' || !isPrivate.value) return destinations;
    const reason = { kind: 'private-endpoint', endpoint: id } as const;
    const why = `${id} is private and answers by an endpoint alone: ask for the endpoint`;
    return only(vpc === undefined ? 'closed' : { why }, reason, 'Ask for its endpoint');
  }
  if (isPrivate.kind === 'known' && isPrivate.value) {
    if (isCaught) return destinations;
    const there = vpc === undefined ? [] : interfaceEndpoints({ name: API_SERVICE }, vpc, network);
    if (there.some((one) => privateDnsOf(one, network) !== 'yes'))
      return only(
        {
          why: `${id} answers here by the names of the endpoint ${there[0]!.id} alone: ask for ${there[0]!.id}`,
        },
        { kind: 'private-api-by-endpoint-names', api: id },
        `Turn private DNS of ${there[0]!.id} on`,
      );
    if (vpc !== undefined && network.incomplete.has('endpoints'))
      return only({ why: network.incomplete.get('endpoints')! }, { kind: 'private-api', api: id }, '');
    return only('closed', { kind: 'private-api', api: id }, 'Add an interface endpoint for execute-api');
  }
  if (!isCaught) return destinations;
  const [catching] = interfaceEndpoints({ name: API_SERVICE }, vpc!, network);
  return only(
    'closed',
    { kind: 'public-api-caught', api: id, endpoint: catching?.id },
    `Turn private DNS of ${catching?.id ?? 'the endpoint'} off, or give ${id} a domain name of its own`,
  );
}
