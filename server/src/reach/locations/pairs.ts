import { memoized } from '../../memo.ts';
import { perNetwork, vpcKeyOf } from '../../network/lookup.ts';
import { isSameZone, type Network } from '../../network/model.ts';
import type { Workload } from '../../network/workload.ts';
import { isUnused } from '../filters/balancerFilters.ts';
import type { FlowContext } from '../filters/filter.ts';
import { allowedByGroups } from '../filters/groupAllows.ts';
import { strangeGroup } from '../filters/groupPlacement.ts';
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
import { pathsOf } from '../routing/paths.ts';
import { clusterApiFrom } from '../routing/services/clusterApi.ts';
import { publicEndpointFrom } from '../routing/services/publicEndpoints.ts';
import { destinationsOf } from '../routing/services/services.ts';
import type { Location, Locations, Traffic } from './location.ts';

/** A pair of places with its ways. */
export interface Pair {
  readonly scene: FlowContext;
  readonly destination: Destination;
  readonly outcome: Outcome;
  readonly verdict: Verdict;
  /** The destination is a service, by an address that is not known. */
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
      // An endpoint's own addresses, known or not, are others for each of its subnets.
      const isService = destination.to.isVague && !destination.to.subnet;
      const known = outcomes(network);
      const key = likeness(own);
      const outcome = known.get(key) ?? outcomeOf(own, destination, isService);
      known.set(key, outcome);
      return { scene: own, destination, outcome, verdict: verdictOf([outcome]), isService };
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
    return [unnamedFiles(party.id, { ...scene, from, to: to.locations[0]! })];
  const places = party.kind === 'file-system' ? answeredTo(from, to.locations) : to.locations;
  return places.map((place) => ({
    to: place,
    paths: perMode((mode) => pathsOf({ ...scene, from, to: place }, mode)),
  }));
}

/** The name of a file system answers with the mount target of the asker's zone (fact EFS-05). */
function answeredTo(from: Location, places: readonly Location[]): readonly Location[] {
  const { subnet } = from;
  if (!subnet) return places;
  const same = places.filter((one) => one.subnet && isSameZone(one.subnet.zone, subnet.zone) !== 'no');
  return same.length > 0 ? same : places;
}

/** Whether the mount targets are surely all in VPCs other than the asker's. */
function isInOtherVpc({ subnet }: Location, places: readonly Location[]): boolean {
  const own = vpcKeyOf(subnet);
  if (own === undefined || places.length === 0) return false;
  return places.every((place) => {
    const vpc = vpcKeyOf(place.subnet);
    return vpc !== undefined && vpc !== own;
  });
}

/**
 * In another VPC the name of a file system does not resolve, unless somebody has made a record there:
 * https://docs.aws.amazon.com/efs/latest/ug/mount-fs-different-vpc.html
 */
function unnamedFiles(id: string, scene: FlowContext): Destination {
  const why = `the name of ${id} resolves in its own VPC alone: ask for a mount target, whose address is used elsewhere`;
  return {
    to: scene.to,
    paths: () => [{ flow: wholeFlow(scene), checks: [notKnown(why, scene)] }],
  };
}

/** By AWS itself, without a network between. */
function isStoppedAnyway(scene: FlowContext): boolean {
  return [serviceFilter, pingFilter, mailFilter].some((filter) => filter(scene) !== undefined);
}

/** A private API does not answer the internet. */
function isAnsweredThere(party: Party, network: Network): boolean {
  if (party.kind !== 'public-endpoint') return true;
  const { isPrivate } = network.publicEndpoints.get(party.id) ?? {};
  return (
    isPrivate === undefined || isPrivate.kind === 'absent' || (isPrivate.kind === 'known' && !isPrivate.value)
  );
}

function outcomeOf(scene: FlowContext, { paths }: Destination, isService: boolean): Outcome {
  return isService ? OUTCOMES[runService([{ scene, paths }])] : runPaths(scene, paths);
}

/** Workloads of the same subnet whose groups let the same through fare alike, so cost grows with distinct placements. */
const outcomes = perNetwork(() => new Map<string, Outcome>());

/** One text for all pairs that come to the same: where they are, what their groups let through, how they send. */
function likeness({ from, to, traffic, network }: FlowContext): string {
  const side = (place: Location) => {
    const { id, object, workload, subnet, publicness, address, sourcePorts, addresses } = place;
    // Of an address in a subnet, and of a party outside of all, nothing else tells who it is. To a load balancer each target is
    // its own.
    const isOneOfMany =
      subnet &&
      object &&
      !place.keepsClients &&
      !hasOwnWays(workload) &&
      !acceleratorEndpoints(network).has(id) &&
      !(place === to && from.workload?.kind === 'load-balancer');
    return [
      isOneOfMany ? subnet.id : `${subnet?.id} ${id} ${textOfRanges(addresses)}`,
      strangeGroup(place, network)?.id,
      workload?.kind === 'function',
      // Over a transit gateway no rule of an endpoint's group names another group (fact TGW-06).
      network.endpoints.has(id),
      JSON.stringify([publicness, address]),
      place.securityGroups.keys.filter((key) => forwarderGroups(network).has(key)).join(' '),
      textOfRanges(sourcePorts),
    ];
  };
  const filter = (direction: 'egress' | 'ingress') => {
    const [own, peer] = direction === 'egress' ? [from, to] : [to, from];
    if (own.securityGroups.isUnfiltered) return 'all';
    // Across a transit gateway groups may not be matched, so both readings count.
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
    traffic.protocol,
    traffic.port,
    traffic.family,
  ].join('|');
}

/** What of these gets through rests on more than places and groups: listeners, target groups, authorization rules. */
function hasOwnWays(workload: Workload | undefined): boolean {
  return workload?.kind === 'load-balancer' || workload?.kind === 'client-vpn-endpoint';
}

const textOfRanges = memoized((ranges: Ranges) => ranges.map(([low, high]) => `${low}-${high}`).join());

/** The outcome of a pair by its verdict, where it stands beside others of another kind. */
const OUTCOMES: Readonly<Record<Verdict, Outcome>> = {
  reachable: ALL_PASS,
  partial: { passes: 'yes', fails: 'yes' },
  blocked: { passes: 'no', fails: 'yes' },
  unknown: UNDECIDED,
};

function isItself(from: Location, to: Location): boolean {
  return from.object !== undefined && from.object === to.object && from.subnet === to.subnet;
}

/** From a function outside of any VPC to the internet or a service of AWS. */
export function isOnTheInternet({ from, to, traffic }: FlowContext): boolean {
  const isThere = from.id === 'internet' && to.subnet === undefined && to.object === undefined;
  return isThere && (to.isVague || isWithin(to.addresses, publicAddresses(traffic.family)));
}
