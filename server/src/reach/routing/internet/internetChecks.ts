import { RFC1918 } from '../../../cidr/privateBlocks.ts';
// The filters between a subnet and the internet: the route, the gateway, a public address at either end.

import { parseCidr } from '../../../cidr/parse.ts';
import { vpcKeyOf } from '../../../network/lookup.ts';
import type { Network, Route, Subnet } from '../../../network/model.ts';
import { kindText, WORKLOAD_KINDS } from '../../../network/workloadKinds.ts';
import { constantFilter, type Filter, type FlowContext, filterState } from '../../filters/filter.ts';
import { internet } from '../../locations/addresses.ts';
import { type Location, locationAt, nameOf } from '../../locations/location.ts';
import { canHavePublicAddress } from '../../locations/publicAddress.ts';
import { narrow } from '../../packets/flow.ts';
import { EMPTY, isWithin, type Ranges, rangesOf } from '../../packets/ranges.ts';
import type { Blocker } from '../../question.ts';
import { isAttached } from '../gateways.ts';

export function attached(
  gateway: string,
  route: Route | undefined,
  scene: FlowContext,
  subnet?: Subnet,
): Filter {
  const { from, network } = scene;
  const object = network.internetGateways.get(gateway);
  const vpc = vpcKeyOf(subnet ?? from.subnet);
  const at = object?.at ?? route?.at ?? locationAt(scene.to);
  return constantFilter(
    { resource: gateway, kind: 'internet-gateway', at },
    filterState(isAttached(gateway, vpc, network)),
    () => ({
      // Without its gateway a route has the state blackhole:
      // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
      code: 'BAD_STATE_ROUTE',
      resource: gateway,
      at,
      reason: { kind: 'not-attached', gateway, vpc },
      change: { kind: 'attach-gateway', gateway, vpc: vpc ?? '' },
    }),
    `is attached to ${vpc ?? 'the VPC'}`,
  );
}

/** An internet gateway leads to public addresses only. */
export function onlyPublic(
  resource: string,
  route: Route | undefined,
  scene: FlowContext,
  side: 'from' | 'to',
): Filter | undefined {
  const { traffic, network } = scene;
  const other = scene[side];
  const at = route?.at ?? locationAt(scene.to);
  if (other.id === 'internet' || other.isSuperset) return undefined;
  return {
    hop: { resource, kind: 'internet-gateway', at },
    isQuiet: true,
    apply: (flow, mode) => narrow(flow, side, internet(traffic.family, network), mode),
    blocker: (): Blocker => ({
      code: privateCode(other, side, resource, network),
      resource,
      at,
      reason: { kind: 'private-address', other: nameOf(other) },
      change: { kind: 'other', what: `Add a route to the network of ${nameOf(other)}` },
    }),
  };
}

const RFC6598 = parseRanges('100.64.0.0/10');

function parseRanges(text: string): Ranges {
  const block = parseCidr(text);
  return block.kind === 'cidr' ? rangesOf(block) : EMPTY;
}

/** AWS's explanation codes distinguish the kinds of private addresses, and exist only for internet gateways. */
function privateCode(
  { addresses }: Location,
  side: 'from' | 'to',
  resource: string,
  { natGateways }: Network,
): string | null {
  if (natGateways.has(resource)) return null;
  const prefix = side === 'to' ? 'DESTINATION_ADDRESS_NOT_IN' : 'SOURCE_ADDRESS_NOT_IN';
  const end = side === 'to' ? 'EGRESS' : 'INGRESS';
  if (RFC1918.some((block) => isWithin(addresses, rangesOf(block)))) return `IGW_${prefix}_RFC1918_${end}`;
  return isWithin(addresses, RFC6598) ? `IGW_${prefix}_RFC6598_${end}` : null;
}

export function publicAddressFilter(scene: FlowContext, direction: 'egress' | 'ingress'): Filter {
  const place = direction === 'egress' ? scene.from : scene.to;
  const { publicness } = place;
  const state = filterState(publicness);
  const at = locationAt(place);
  const { workload } = place;
  const isNever = workload && WORKLOAD_KINDS[workload.kind].publicAddress === 'never';
  const subnets = place.subnet ? [place.subnet.id] : [];
  return constantFilter(
    { resource: place.id, kind: 'public-address', direction, at },
    state,
    () => ({
      code:
        direction === 'egress'
          ? 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'
          : 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
      resource: place.id,
      at,
      reason: isNever
        ? { kind: 'public-subnet', workload: place.id, subnets, is: kindText(workload.kind) }
        : { kind: 'no-public-address', workload: place.id, subnets },
      change:
        workload && canHavePublicAddress(workload)
          ? { kind: 'public-address', workload: place.id }
          : { kind: 'other', what: `Move ${place.id} to subnets with a route to a NAT gateway` },
    }),
    'has a public address',
  );
}
