import { bitsOf, type Cidr, type Family, firstAddress, overlaps } from '../../cidr/cidr.ts';
import { formatAddress, formatCidr } from '../../cidr/format.ts';
import { keyOfGroup } from '../../network/analysis/groupRules.ts';
import { ownersOfAddresses } from '../../network/analysis/workloads/addressOwners.ts';
import {
  type Card,
  cardsOfInstance,
  type Placement,
  placementAt,
  placementsOfNodes,
} from '../../network/analysis/workloads/placement.ts';
import type { NetworkObject } from '../../network/field.ts';
import { keyOfField, perNetwork } from '../../network/lookup.ts';
import { isSameZone, type Network, type Subnet } from '../../network/model.ts';
import { truth } from '../../network/truth.ts';
import type { Workload } from '../../network/workload.ts';
import { WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import { intersect, isEmpty, portRanges, type Ranges, rangesOf, subtract, unite } from '../packets/ranges.ts';
import type { Party } from '../question.ts';
import { addressesIn, blockOf, internet } from './addresses.ts';
import type { Location, Locations, SecurityGroupSet } from './location.ts';
import { hasAddress, hasEndpointAddress, isCardPublic, isPublic } from './publicAddress.ts';

/** The groups at a plain address are unknown, so nothing is filtered there. */
const UNFILTERED: SecurityGroupSet = { groups: [], keys: [], otherGroups: undefined, isUnfiltered: true };

const ANY_CLIENT: Ranges = portRanges(1024, 65_535);
const LINUX_CLIENT: Ranges = portRanges(32_768, 61_000);
const WINDOWS_CLIENT: Ranges = portRanges(49_152, 65_535);

/** Undefined for a workload that is not in the network. */
export function locationsOf(party: Party, family: Family, network: Network): Locations | undefined {
  if (party.kind === 'address')
    return party.cidr.family === family ? placesOfAddress(party.cidr, network) : undefined;
  const cache = locationsCache(network);
  const key = `${keyOfParty(party)} ${family}`;
  if (!cache.has(key)) cache.set(key, findPlaces(party, family, network));
  return cache.get(key);
}

/** A key that is different for different parties. */
export function keyOfParty(party: Exclude<Party, { kind: 'address' }>): string {
  switch (party.kind) {
    case 'workload':
      return `#${party.id}`;
    case 'internet':
      return 'internet';
    case 'service':
      return `aws ${party.name} ${party.region ?? ''}`;
    case 'public-endpoint':
      return `name ${party.id}`;
    case 'file-system':
      return `files ${party.id}`;
  }
}

/** The name of a file system resolves to the address of a mount target (fact EFS-05). */
function placesOfFileSystem(id: string, family: Family, network: Network): Locations {
  const targets = mountTargetsOf(id, network).flatMap(
    (target) => locationsOf({ kind: 'workload', id: target.id }, family, network) ?? [],
  );
  return {
    locations: targets.flatMap(({ locations }) => locations),
    others: targets.find(({ others }) => others !== undefined)?.others,
  };
}

/** The mount targets of a file system that are in the file. */
export function mountTargetsOf(id: string, network: Network): readonly Workload[] {
  return [...network.workloads.values()].filter(
    (one) => one.kind === 'mount-target' && keyOfField(one.fileSystem) === id,
  );
}

const locationsCache = perNetwork(() => new Map<string, Locations | undefined>());

function findPlaces(
  party: Exclude<Party, { kind: 'address' }>,
  family: Family,
  network: Network,
): Locations | undefined {
  switch (party.kind) {
    case 'workload': {
      const object = network.workloads.get(party.id) ?? network.endpoints.get(party.id);
      const placement = placementAt(party.id, network);
      return object && placement && locationsOfWorkload(object, placement, family, network);
    }
    case 'internet':
      return { locations: [outsider('internet', internet(family, network), false)], others: undefined };
    case 'service':
      return { locations: [named(party.name, party, family, network)], others: undefined };
    case 'public-endpoint':
      return { locations: [named(party.id, undefined, family, network)], others: undefined };
    case 'file-system':
      return placesOfFileSystem(party.id, family, network);
  }
}

/** An AWS name with public addresses. AWS's prefix list of a service is that of its own region. */
function named(
  id: string,
  service: Extract<Party, { kind: 'service' }> | undefined,
  family: Family,
  network: Network,
): Location {
  const place = outsider(id, internet(family, network), true);
  if (!service) return { ...place, securityGroups: UNFILTERED };
  const securityGroups = service.region === undefined ? place.securityGroups : UNFILTERED;
  return { ...place, securityGroups, serves: service.name };
}

/** In IPv6, everything with an address in a subnet has a public address. */
function outsider(
  id: string,
  addresses: Ranges,
  isService: boolean,
  subnet?: Subnet,
  family?: Family,
): Location {
  return {
    id,
    object: undefined,
    workload: undefined,
    subnet,
    addresses,
    isSuperset: isService,
    securityGroups: isService ? { ...UNFILTERED, service: id } : UNFILTERED,
    sourcePorts: ANY_CLIENT,
    publicness: truth(family === 6),
    address: 'yes',
  };
}

function locationsOfWorkload(
  object: NetworkObject,
  placement: Placement,
  family: Family,
  network: Network,
): Locations {
  const workload = network.workloads.get(object.id);
  const endpoint = workload ? undefined : network.endpoints.get(object.id);
  const cards = workload ? cardsOfInstance(workload, network) : [];
  if (cards.length > 0) return locationsOfCards(workload!, cards, placement, family, network);
  const { subnets, otherSubnets } = placement;
  const nodes = workload ? placementsOfNodes(workload, network) : [];
  const behind = (nodes.length > 0 ? nodes : [placement]).map(groupsIn);
  const sourcePorts = sourcePortsOf(workload);
  return {
    locations: inOwnZone(workload, subnets).flatMap((subnet) =>
      behind.map((securityGroups) => ({
        id: object.id,
        object,
        workload,
        subnet,
        ...addressesOf(workload, subnet, family, network),
        securityGroups,
        sourcePorts,
        publicness: workload ? isPublic(workload, subnet, family, network) : truth(family === 6),
        address: endpoint
          ? hasEndpointAddress(endpoint, subnet, family)
          : hasAddress(workload, subnet, family),
      })),
    ),
    others: otherSubnets,
  };
}

/** The subnets of a workload that are, or may be, in the one zone in which it runs. */
function inOwnZone(workload: Workload | undefined, subnets: readonly Subnet[]): readonly Subnet[] {
  const zone = workload && 'zone' in workload ? workload.zone : undefined;
  const there = zone ? subnets.filter((subnet) => isSameZone(subnet.zone, zone) !== 'no') : [];
  return there.length > 0 ? there : subnets;
}

/** The addresses that it requests of the subnet, or else any of these. */
function addressesOf(
  workload: Workload | undefined,
  subnet: Subnet,
  family: Family,
  network: Network,
): Pick<Location, 'addresses' | 'isSuperset'> {
  const any = addressesIn(subnet, family, network);
  if (!workload?.fixedAddresses || family === 6 || any.isSuperset) return any;
  const addresses = intersect(unite(...workload.fixedAddresses.map(rangesOf)), any.addresses);
  return isEmpty(addresses) ? any : { addresses, isSuperset: false };
}

/** The groups of a placement, whatever its subnets are. */
export function groupsIn({ groups, otherGroups, groupsAt }: Placement): SecurityGroupSet {
  const named = groupsAt.kind === 'known' ? groupsAt.items.flatMap((item) => keyOfField(item) ?? []) : [];
  const keys = [...new Set([...groups.map(keyOfGroup), ...named])];
  const isUnfiltered = keys.length === 0 && otherGroups === undefined;
  return { groups, keys, otherGroups, isUnfiltered };
}

function sourcePortsOf(workload: Workload | undefined): Ranges {
  if (workload && 'isWindows' in workload && workload.isWindows) return WINDOWS_CLIENT;
  // Desktops are of either system.
  if (workload?.type === 'AWS::WorkSpaces::Workspace') return ANY_CLIENT;
  return workload && WORKLOAD_KINDS[workload.kind].runsOnLinux ? LINUX_CLIENT : ANY_CLIENT;
}

/** An instance has all of its network interfaces at once, each in its subnet with its own groups. */
function locationsOfCards(
  workload: Workload,
  cards: readonly Card[],
  { otherSubnets }: Placement,
  family: Family,
  network: Network,
): Locations {
  const sourcePorts = sourcePortsOf(workload);
  return {
    locations: cards.flatMap(({ networkInterface, placement }, i) =>
      (placement?.subnets ?? []).map(
        (subnet): Location => ({
          id: workload.id,
          object: workload,
          workload,
          subnet,
          ...addressesIn(subnet, family, network),
          securityGroups: groupsIn(placement!),
          sourcePorts,
          publicness: isCardPublic(
            workload,
            networkInterface,
            i === 0,
            cards.length,
            subnet,
            family,
            network,
          ),
          address: hasAddress(networkInterface ?? workload, subnet, family),
          card: networkInterface?.id ?? `interface ${i}`,
        }),
      ),
    ),
    others: otherSubnets,
  };
}

/**
 * A block is one location for each subnet that it overlaps, without the addresses that AWS reserves (fact SUB-02), and one for
 * the addresses outside of these. A reserved address alone is one that nothing has.
 */
function placesOfAddress(cidr: Cidr, network: Network): Locations {
  const places: Location[] = [];
  let rest = rangesOf(cidr);
  for (const subnet of network.subnets.values()) {
    const block = blockOf(subnet, cidr.family);
    if (block.kind !== 'known' || !overlaps(block.value, cidr)) continue;
    const inside = intersect(rest, rangesOf(block.value));
    const { addresses } = addressesIn(subnet, cidr.family, network);
    const usable = intersect(inside, addresses);
    if (isEmpty(usable)) continue;
    places.push(ofOwner(outsider(cidrText(cidr), usable, false, subnet, cidr.family), cidr, network));
    rest = subtract(rest, inside);
  }
  if (!isEmpty(rest)) places.push(outsider(cidrText(cidr), rest, false));
  return { locations: places, others: undefined };
}

/** An address in a subnet, with the groups of what requests it. */
function ofOwner(place: Location, cidr: Cidr, network: Network): Location {
  const { subnet } = place;
  if (cidr.prefix !== bitsOf(cidr.family)) return place;
  const [owner, ...others] = (ownersOfAddresses(network).get(cidr.base) ?? []).flatMap(
    ({ id }) =>
      locationsOf({ kind: 'workload', id }, cidr.family, network)?.locations.filter(
        (one) => one.subnet === subnet && one.card === undefined,
      ) ?? [],
  );
  if (!owner || others.length > 0) return place;
  return { ...place, securityGroups: owner.securityGroups, sourcePorts: owner.sourcePorts };
}

function cidrText(cidr: Cidr): string {
  return cidr.prefix === bitsOf(cidr.family) ? formatAddress(firstAddress(cidr)) : formatCidr(cidr);
}
