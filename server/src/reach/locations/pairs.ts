import { memoized } from '../../memo.ts';
import { perNetwork, vpcKeyOf } from '../../network/lookup.ts';
import { isSameZone, type Network } from '../../network/model.ts';
import type { Workload, WorkloadKind } from '../../network/workload.ts';
import { isUnused } from '../filters/balancerFilters.ts';
import type { FlowContext } from '../filters/filter.ts';
import { allowedByGroups } from '../filters/groupAllows.ts';
import { groupOfOtherVpc } from '../filters/groupPlacement.ts';
import { ownBalancerFilter } from '../filters/ownBalancerFilter.ts';
import { mailFilter, pingFilter } from '../filters/senderFilters.ts';
import { serviceFilter } from '../filters/serviceFilter.ts';
import { perMode } from '../packets/flow.ts';
import { type Destination, wholeFlow } from '../packets/path.ts';
import { isWithin, publicAddresses, type Ranges } from '../packets/ranges.ts';
import { ALL_PASS, type Outcome, runPaths, runService, UNDECIDED, verdictOf } from '../packets/run.ts';
import type { Party, Verdict } from '../question.ts';
import { notKnown } from '../routing/deadEnds.ts';
import { forwarderGroups } from '../routing/instance.ts';
import { acceleratorEndpoints } from '../routing/internet/accelerator.ts';
import { pathsByPublicName } from '../routing/internet/publicNames.ts';
import { pathsOf } from '../routing/paths.ts';
import { clusterApiFrom } from '../routing/services/clusterApi.ts';
import { publicEndpointFrom } from '../routing/services/publicEndpoints.ts';
import { destinationsOf } from '../routing/services/services.ts';
import { type Location, type Locations, locationAt, type Traffic } from './location.ts';
import { keyOfParty } from './party.ts';

/** A source location and a destination location, with the paths between them. */
export interface Pair {
  readonly scene: FlowContext;
  readonly destination: Destination;
  readonly outcome: Outcome;
  readonly verdict: Verdict;
  /** True if the destination is a service, whose address is unknown. */
  readonly isService: boolean;
}

export function pairsFrom(
  from: Location,
  to: Locations,
  party: Party,
  traffic: Traffic,
  network: Network,
): readonly Pair[] {
  const scene = { traffic, network };
  return destinationsFrom(from, to, party, scene)
    .filter((destination) => !isItself(from, destination.to) && !isUnused(from, destination.to, network))
    .map((destination): Pair => {
      const own: FlowContext = { ...scene, from, to: destination.to };
      if (isOnTheInternet(own) && isAnsweredThere(party, network) && !isStoppedAnyway(own))
        return { scene: own, destination, outcome: ALL_PASS, verdict: 'reachable', isService: false };
      // An endpoint has its own addresses, known or not, in each of its subnets.
      const isService = destination.to.isSuperset && !destination.to.subnet;
      const known = outcomes(network);
      const key = likeness(own, party);
      const outcome = known.get(key) ?? outcomeOf(own, destination, isService);
      known.set(key, outcome);
      const verdict = verdictOf([outcome]);
      const byName = verdict === 'blocked' ? pathsByPublicName(own, pathsOf) : undefined;
      if (byName) {
        const other = runPaths(own, byName);
        const named = { ...destination, paths: byName };
        return { scene: own, destination: named, outcome: other, verdict: verdictOf([other]), isService };
      }
      return { scene: own, destination, outcome, verdict, isService };
    });
}

function destinationsFrom(
  from: Location,
  to: Locations,
  party: Party,
  scene: Omit<FlowContext, 'from' | 'to'>,
): readonly Destination[] {
  if (party.kind === 'service') return destinationsOf(from, party, scene, to.locations[0]!);
  if (party.kind === 'public-endpoint') return publicEndpointFrom(from, party.id, scene, to.locations[0]!);
  if (party.kind === 'workload') {
    const api = clusterApiFrom(from, scene.network.workloads.get(party.id), to.locations, scene);
    if (api) return api;
  }
  if (party.kind === 'file-system' && isInOtherVpc(from, to.locations))
    return [unnamedFiles(nameOfOtherVpc(party.id), { ...scene, from, to: to.locations[0]! })];
  const places = party.kind === 'file-system' ? answeredTo(from, to.locations) : to.locations;
  if (party.kind === 'file-system' && places.length === 0 && to.locations.length > 0)
    return [unnamedFiles(noTargetInZone(party.id, from), { ...scene, from, to: to.locations[0]! })];
  return places.map((place) => ({
    to: place,
    paths: perMode((mode) => pathsOf({ ...scene, from, to: place }, mode)),
  }));
}

/** The name of a file system resolves to the mount target in the client's zone (fact EFS-05). */
function answeredTo(from: Location, places: readonly Location[]): readonly Location[] {
  const { subnet } = from;
  if (!subnet) return places;
  return places.filter((one) => !one.subnet || isSameZone(one.subnet.zone, subnet.zone) !== 'no');
}

/**
 * In a zone without a mount target the name does not resolve by itself; the EFS client can be told another zone:
 * https://docs.aws.amazon.com/efs/latest/ug/mounting-one-zone.html
 */
function noTargetInZone(id: string, { subnet }: Location): string {
  return `the name of ${id} resolves to the mount target of the client’s zone, and the zone of ${subnet!.id} has none`;
}

/** Whether all mount targets are certainly in VPCs other than the client's. */
function isInOtherVpc({ subnet }: Location, places: readonly Location[]): boolean {
  const own = vpcKeyOf(subnet);
  if (own === undefined || places.length === 0) return false;
  return places.every((place) => {
    const vpc = vpcKeyOf(place.subnet);
    return vpc !== undefined && vpc !== own;
  });
}

/**
 * In another VPC the name of a file system does not resolve, unless somebody has created a record there:
 * https://docs.aws.amazon.com/efs/latest/ug/mount-fs-different-vpc.html
 */
function nameOfOtherVpc(id: string): string {
  return `the name of ${id} resolves in its own VPC alone: ask for a mount target, whose address is used elsewhere`;
}

function unnamedFiles(why: string, scene: FlowContext): Destination {
  const { to } = scene;
  const hop = { resource: to.id, kind: 'workload', at: locationAt(to) } as const;
  return {
    to,
    paths: () => [{ flow: wholeFlow(scene), checks: [notKnown({ why }, scene, hop)] }],
  };
}

/** Whether AWS itself refuses the traffic, whatever the network is. */
function isStoppedAnyway(scene: FlowContext): boolean {
  return [serviceFilter, pingFilter, mailFilter].some((filter) => filter(scene) !== undefined);
}

/** False for a private API and a service of VPC Lattice, which do not answer from the internet. */
function isAnsweredThere(party: Party, network: Network): boolean {
  if (party.kind !== 'public-endpoint') return true;
  const { kind, isPrivate } = network.publicEndpoints.get(party.id) ?? {};
  if (kind === 'lattice') return false;
  return (
    isPrivate === undefined || isPrivate.kind === 'absent' || (isPrivate.kind === 'known' && !isPrivate.value)
  );
}

function outcomeOf(scene: FlowContext, { paths }: Destination, isService: boolean): Outcome {
  return isService ? OUTCOMES[runService([{ scene, paths }])] : runPaths(scene, paths);
}

/**
 * Workloads in the same subnet whose groups allow the same have the same outcome, so the cost grows with distinct
 * placements.
 */
const outcomes = perNetwork(() => new Map<string, Outcome>());

/**
 * A key that is equal for pairs with the same outcome: their locations, what their groups allow, how they send, and what they are, since
 * AWS treats some kinds in a way of their own. A name, such as that of a service or a file system, decides itself which addresses it has.
 */
function likeness(scene: FlowContext, party: Party): string {
  const { from, to, traffic, network } = scene;
  const side = (place: Location) => {
    const { id, object, workload, subnet, publicness, address, sourcePorts, addresses } = place;
    // An address in a subnet, and a party outside of all subnets, have no other identity. To a load balancer each
    // target is distinct.
    const isOneOfMany =
      subnet &&
      object &&
      !place.preservesClients &&
      !hasOwnPaths(workload) &&
      !acceleratorEndpoints(network).has(id) &&
      !(place === to && from.workload?.kind === 'load-balancer');
    return [
      isOneOfMany ? `${subnet.id} ${ownAddress(workload)}` : `${subnet?.id} ${id} ${textOfRanges(addresses)}`,
      groupOfOtherVpc(place, network)?.id,
      workload?.kind,
      // Over a transit gateway, rules of an endpoint's group cannot refer to other groups (fact TGW-06).
      network.endpoints.has(id),
      network.endpoints.get(id)?.owner,
      JSON.stringify([publicness, address]),
      place.securityGroups.keys.filter((key) => forwarderGroups(network).has(key)).join(' '),
      textOfRanges(sourcePorts),
    ];
  };
  const filter = (direction: 'egress' | 'ingress') => {
    const [own, peer] = direction === 'egress' ? [from, to] : [to, from];
    if (own.securityGroups.isUnfiltered) return 'all';
    // Across a transit gateway group references may or may not match, so the key contains both cases.
    return [peer.securityGroups, undefined].map((behind) =>
      (['certain', 'possible'] as const).map((mode) =>
        textOfRanges(
          allowedByGroups(own.securityGroups, direction, behind, traffic, network, mode).addresses,
        ),
      ),
    );
  };
  return [
    side(from),
    filter('egress'),
    side(to),
    filter('ingress'),
    party.kind === 'workload' || party.kind === 'address' ? '' : keyOfParty(party),
    serviceFilter(scene) !== undefined,
    ownBalancerFilter(scene) !== undefined,
    traffic.protocol,
    traffic.port,
    traffic.family,
  ].join('|');
}

function ownAddress(workload: Workload | undefined): string {
  return workload?.fixedAddresses?.map(({ base }) => base).join(' ') ?? '';
}

/** Whether the outcome depends on more than location and groups: listeners, target groups, authorization rules. */
function hasOwnPaths(workload: Workload | undefined): boolean {
  if (workload && OWN_PATHS.has(workload.kind)) return true;
  return workload !== undefined && ('hasFloatingAddresses' in workload || 'isIsolated' in workload);
}

const OWN_PATHS: ReadonlySet<WorkloadKind> = new Set([
  'load-balancer',
  'client-vpn-endpoint',
  'kubernetes-cluster',
]);

const textOfRanges = memoized((ranges: Ranges) => ranges.map(([low, high]) => `${low}-${high}`).join());

/** The outcome that corresponds to a verdict, for combination with outcomes of other pairs. */
const OUTCOMES: Readonly<Record<Verdict, Outcome>> = {
  reachable: ALL_PASS,
  partial: { passes: 'yes', fails: 'yes' },
  blocked: { passes: 'no', fails: 'yes' },
  unknown: UNDECIDED,
};

function isItself(from: Location, to: Location): boolean {
  return from.object !== undefined && from.object === to.object && from.subnet === to.subnet;
}

/** From a function outside of any VPC to the internet or an AWS service. */
export function isOnTheInternet({ from, to, traffic }: FlowContext): boolean {
  const isThere = from.id === 'internet' && to.subnet === undefined && to.object === undefined;
  return isThere && (to.isSuperset || isWithin(to.addresses, publicAddresses(traffic.family)));
}
