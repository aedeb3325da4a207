import { formatCidr } from '../../cidr/format.ts';
import { sharedBlocks } from '../../network/analysis/sharedBlocks.ts';
import { find, keyOfField, vpcKeyOf } from '../../network/lookup.ts';
import type { Network, PeeringConnection, Route } from '../../network/model.ts';
import { constantFilter, type Filter, type FlowContext } from '../filters/filter.ts';
import { knownBlocks } from '../locations/addresses.ts';
import { nameOf } from '../locations/location.ts';
import { isWithin } from '../packets/ranges.ts';
import type { Blocker } from '../question.ts';
import { inboundEndpointFor, ownResolver } from './alwaysAnswered.ts';
import { outTo } from './beyond.ts';
import { farEndOutside } from './deadEnds.ts';
import { betweenSubnets } from './insideVpc.ts';
import type { NextHop } from './routeTable.ts';
import { leads } from './takenRoute.ts';

/** A predicate for next hops: true for the target with that key. */
const goesTo = (key: string, property: string) => (nextHop: NextHop) =>
  nextHop.kind === 'route' &&
  nextHop.target.property === property &&
  keyOfField(nextHop.target.target) === key;

/** Facts PCX-01, X-06: both tables need a route to the connection, and packets do not go further than the peer. */
export function acrossPeering(
  peering: PeeringConnection,
  route: Route,
  scene: FlowContext,
): readonly Filter[] {
  const { from, to } = scene;
  const own = vpcKeyOf(from.subnet);
  const [one, other] = [keyOfField(peering.vpc), keyOfField(peering.peer)];
  const far = one === own ? other : other === own ? one : undefined;
  const there = vpcKeyOf(to.subnet);
  const isHere = one === own || other === own;
  const isOpen = one === undefined || other === undefined;
  const isJoined = isHere && far !== undefined && far === there;
  const isAllKnown =
    scene.network.vpcs.has(far ?? '') &&
    !(to.subnet === undefined && scene.network.incomplete.has('subnets'));
  const state = isJoined
    ? 'open'
    : isOpen || (isHere && !isAllKnown)
      ? { why: farEndOutside(peering) }
      : 'closed';
  const refused = refusal(peering, scene.network);
  if (refused) return [leads(route, scene), refused];
  const join = constantFilter({ resource: peering.id, kind: 'peering', at: peering.at }, state, () => ({
    resource: route.id,
    at: route.at,
    ...whyNotJoined(peering, far, scene),
  }));
  if (typeof state === 'object') return [leads(route, scene), ...outTo(join, scene)];
  if (!isJoined) return [leads(route, scene), join];
  // Replies to packets that a NAT gateway sent into the peer need no route (fact NAT-08).
  const isBack = scene.network.natGateways.has(from.id)
    ? () => true
    : goesTo(peering.id, 'VpcPeeringConnectionId');
  return betweenSubnets(scene, isBack, [leads(route, scene), join], {
    property: 'VpcPeeringConnectionId',
    id: peering.id,
  });
}

/** The addresses of the peer that are in none of its subnets belong to nothing, and its resolver answers its own hosts. */
function whyNotJoined(
  { id }: PeeringConnection,
  far: string | undefined,
  { to, network }: FlowContext,
): Pick<Blocker, 'code' | 'reason' | 'change'> {
  const peer = network.vpcs.get(far ?? '');
  const blocks = peer && knownBlocks(peer, 4);
  if (!peer || !blocks || !isWithin(to.addresses, blocks))
    return {
      code: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
      reason: { kind: 'peer-only', peering: id, vpc: far, to: nameOf(to) },
      change: { kind: 'other', what: `Use a direct connection to ${nameOf(to)}` },
    };
  const isResolver = ownResolver(to.addresses, peer) !== undefined;
  return {
    code: null,
    reason: { kind: isResolver ? 'resolver-of-vpc' : 'nobody-there', to: nameOf(to), vpc: peer.id },
    change: {
      kind: 'other',
      what: isResolver ? inboundEndpointFor(peer.id) : `Ask for an address that something in ${peer.id} has`,
    },
  };
}

/** AWS refuses the connection if one pair of blocks overlaps; a VPC shares all of its blocks with itself. */
function refusal({ id, at, vpc, peer }: PeeringConnection, network: Network): Filter | undefined {
  const [one, other] = [find(network.vpcs, vpc), find(network.vpcs, peer)];
  const shared = one && other && sharedBlocks(one, other);
  if (!shared) return undefined;
  const [own, far] = shared;
  return constantFilter({ resource: id, kind: 'peering', at }, 'closed', () => ({
    code: 'BAD_STATE',
    resource: id,
    at,
    reason: {
      kind: 'peering-overlap',
      peering: id,
      vpcs: [one.id, other.id],
      blocks: [formatCidr(own.value), formatCidr(far.value)],
    },
    change: { kind: 'other', what: 'Use CIDR blocks that do not overlap' },
  }));
}
