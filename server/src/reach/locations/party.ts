import { reservedInAws } from '../../cidr/awsSubnet.ts';
import { bitsOf, type Cidr, type Family, firstAddress, overlaps } from '../../cidr/cidr.ts';
import { formatAddress, formatCidr } from '../../cidr/format.ts';
import { type Group, keyOfGroup } from '../../network/analysis/groupRules.ts';
import {
  type Card,
  cardsOfInstance,
  type Placement,
  placementAt,
  placementsOfNodes,
} from '../../network/analysis/workloads/placement.ts';
import type { Field, NetworkObject } from '../../network/field.ts';
import { find, keyOfField, perNetwork, perParts } from '../../network/lookup.ts';
import type { Network, Subnet, Vpc } from '../../network/model.ts';
import type { TransportProtocol } from '../../network/protocol.ts';
import { type Truth, truth } from '../../network/truth.ts';
import type { Workload } from '../../network/workload.ts';
import { WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import type { Span } from '../../syntax/span.ts';
import {
  allAddresses,
  intersect,
  isEmpty,
  portRanges,
  publicAddresses,
  type Ranges,
  rangesOf,
  subtract,
  unite,
} from '../packets/ranges.ts';
import type { Party } from '../question.ts';
import { hasAddress, hasEndpointAddress, isCardPublic, isPublic } from './publicAddress.ts';

/**
 * The traffic of a question, without source and destination. For ICMP the port is the type: 8, or 128 in IPv6, is a
 * ping.
 */
export interface Traffic {
  readonly protocol: TransportProtocol;
  readonly port: number;
  readonly family: Family;
}

/** The security groups of a location. */
export interface SecurityGroupSet {
  readonly groups: readonly Group[];
  /** The keys of the groups, including those outside of the file. */
  readonly keys: readonly string[];
  /** Why there may be further groups. */
  readonly otherGroups: string | undefined;
  /** True if there are no groups at all, so that nothing is filtered. */
  readonly isUnfiltered: boolean;
  /** For an AWS service: its name, to match rules that refer to its prefix list. */
  readonly service?: string;
}

/** A party in one subnet, or outside of all subnets. */
export interface Location {
  readonly id: string;
  /** The object in the file; undefined for an address, the internet or a service. */
  readonly object: NetworkObject | undefined;
  readonly workload: Workload | undefined;
  readonly subnet: Subnet | undefined;
  readonly addresses: Ranges;
  /** True if `addresses` is only a superset of the actual addresses. */
  readonly isVague: boolean;
  readonly securityGroups: SecurityGroupSet;
  /** The source ports that it uses (fact ACL-05). */
  readonly sourcePorts: Ranges;
  readonly publicness: Truth;
  /** Whether it has an address of the family there. */
  readonly address: Truth;
  /** The network interface, if an instance has several. */
  readonly card?: string;
  /**
   * Set if it preserves its clients' addresses, which `addresses` then contains. `isStrange`: rules that refer to the
   * clients' groups do not match.
   */
  readonly keepsClients?: { readonly of: string; readonly isStrange?: true };
}

/** The locations of a party, and why there may be others. */
export interface Locations {
  readonly locations: readonly Location[];
  readonly others: string | undefined;
}

/** The groups at a plain address are unknown, so nothing is filtered there. */
const UNFILTERED: SecurityGroupSet = { groups: [], keys: [], otherGroups: undefined, isUnfiltered: true };

const ANY_CLIENT: Ranges = portRanges(1024, 65_535);
const LINUX_CLIENT: Ranges = portRanges(32_768, 61_000);
const WINDOWS_CLIENT: Ranges = portRanges(49_152, 65_535);

/** Undefined for a workload that is not in the network. */
export function locationsOf(party: Party, family: Family, network: Network): Locations | undefined {
  if (party.kind === 'address')
    return party.cidr.family === family ? placesOfAddress(party.cidr, network) : undefined;
  const made = placesMade(network);
  const key = `${keyOfParty(party)} ${family}`;
  if (!made.has(key)) made.set(key, findPlaces(party, family, network));
  return made.get(key);
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

const placesMade = perNetwork(() => new Map<string, Locations | undefined>());

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
  const isOwn = service !== undefined && service.region === undefined;
  return isOwn ? place : { ...place, securityGroups: UNFILTERED };
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
    isVague: isService,
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
    locations: subnets.flatMap((subnet) =>
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

/** The address that it requests, if the subnet has it, or else any of the subnet. */
function addressesOf(
  workload: Workload | undefined,
  subnet: Subnet,
  family: Family,
  network: Network,
): Pick<Location, 'addresses' | 'isVague'> {
  const any = addressesIn(subnet, family, network);
  const own = workload && 'privateIp' in workload ? workload.privateIp : undefined;
  if (own?.kind !== 'known' || own.value.family !== family || any.isVague) return any;
  const addresses = intersect(rangesOf(own.value), any.addresses);
  return isEmpty(addresses) ? any : { addresses, isVague: false };
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

/** A block is one location for each subnet that it overlaps, and one for the addresses outside of these. */
function placesOfAddress(cidr: Cidr, network: Network): Locations {
  const places: Location[] = [];
  let rest = rangesOf(cidr);
  for (const subnet of network.subnets.values()) {
    const block = blockOf(subnet, cidr.family);
    if (block.kind !== 'known' || !overlaps(block.value, cidr)) continue;
    const inside = intersect(rest, rangesOf(block.value));
    if (isEmpty(inside)) continue;
    places.push(ofOwner(outsider(textOf(cidr), inside, false, subnet, cidr.family), cidr, network));
    rest = subtract(rest, inside);
  }
  if (!isEmpty(rest)) places.push(outsider(textOf(cidr), rest, false));
  return { locations: places, others: undefined };
}

/** An address in a subnet, with the groups of the instance or interface that requests it. */
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

const ownersOfAddresses = perParts(['workloads'], ({ workloads }) => {
  const owners = new Map<bigint, Workload[]>();
  for (const one of workloads.values()) {
    if (!('privateIp' in one) || one.privateIp?.kind !== 'known') continue;
    const { base } = one.privateIp.value;
    owners.set(base, [...(owners.get(base) ?? []), one]);
  }
  return owners;
});

function textOf(cidr: Cidr): string {
  return cidr.prefix === bitsOf(cidr.family) ? formatAddress(firstAddress(cidr)) : formatCidr(cidr);
}

export function blockOf({ ipv4, ipv6 }: Subnet, family: Family): Field<Cidr> {
  return family === 4 ? ipv4 : ipv6;
}

export function addressesIn(
  subnet: Subnet,
  family: Family,
  network: Network,
): Pick<Location, 'addresses' | 'isVague'> {
  const made = addressesMade(network);
  const key = `${subnet.id} ${family}`;
  let known = made.get(key);
  if (!known) {
    known = findAddresses(subnet, family, network);
    made.set(key, known);
  }
  return known;
}

const addressesMade = perNetwork(() => new Map<string, Pick<Location, 'addresses' | 'isVague'>>());

/**
 * The subnet's addresses without those that AWS reserves (facts SUB-02, SUB-03); if the block is unknown, any address
 * of the VPC.
 */
function findAddresses(
  subnet: Subnet,
  family: Family,
  network: Network,
): Pick<Location, 'addresses' | 'isVague'> {
  const block = blockOf(subnet, family);
  if (block.kind === 'known') {
    const kept = unite(
      ...reservedInAws(block.value).map(({ address }): Ranges => [[address.value, address.value]]),
    );
    const usable = subtract(rangesOf(block.value), kept);
    return { addresses: isEmpty(usable) ? rangesOf(block.value) : usable, isVague: false };
  }
  const vpc = find(network.vpcs, subnet.vpc);
  const blocks = vpc ? knownBlocks(vpc, family) : undefined;
  return { addresses: blocks ?? allAddresses(family), isVague: true };
}

/** The addresses of a VPC; undefined if one of its blocks is unknown. */
export function knownBlocks(vpc: Vpc, family: Family): Ranges | undefined {
  const sets: Ranges[] = [];
  for (const block of family === 4 ? vpc.ipv4 : vpc.ipv6) {
    if (block.kind === 'unknown') return undefined;
    if (block.kind === 'known') sets.push(rangesOf(block.value));
  }
  return sets.length > 0 ? unite(...sets) : undefined;
}

/** The public addresses, without those of the file's VPCs. */
export function internet(family: Family, network: Network): Ranges {
  return (family === 4 ? internetIpv4 : internetIpv6)(network);
}

const internetIpv4 = perNetwork((network) => withoutBlocks(network, 4));
const internetIpv6 = perNetwork((network) => withoutBlocks(network, 6));

/** If the block of a VPC is unknown, the blocks of its subnets may be known. */
function withoutBlocks({ vpcs, subnets }: Network, family: Family): Ranges {
  const taken = unite(
    ...[...vpcs.values()].map((vpc) => knownBlocks(vpc, family) ?? []),
    ...[...subnets.values()].map((subnet) => {
      const block = blockOf(subnet, family);
      return block.kind === 'known' ? rangesOf(block.value) : [];
    }),
  );
  return subtract(publicAddresses(family), taken);
}

/** The span of a location for messages; the start of the file if it has none. */
export function locationAt({ object }: Location): Span {
  return object?.at ?? { start: 0, end: 0 };
}

/** The name of a location for messages: a workload's own name, or for an address in a subnet the subnet's. */
export function nameOf({ id, subnet, object }: Location): string {
  if (id === 'internet') return 'the internet';
  return object || !subnet ? id : `${id} in ${subnet.id}`;
}

/** The block of a subnet's VPC, as a route names it; undefined if it is unknown. */
export function vpcBlockText(
  subnet: Subnet,
  { network, traffic }: { network: Network; traffic: Traffic },
): string | undefined {
  const vpc = find(network.vpcs, subnet.vpc);
  const own = blockOf(subnet, traffic.family);
  const blocks = (traffic.family === 4 ? vpc?.ipv4 : vpc?.ipv6) ?? [];
  const block =
    blocks.find((one) => one.kind === 'known' && own.kind === 'known' && overlaps(one.value, own.value)) ??
    blocks[0];
  return block?.kind === 'known' ? formatCidr(block.value) : undefined;
}
