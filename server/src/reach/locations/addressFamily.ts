import type { Family } from '../../cidr/cidr.ts';
import { placementAt } from '../../network/analysis/workloads/placement.ts';
import { hasNoItems } from '../../network/field.ts';
import type { Network } from '../../network/model.ts';
import { type UnknownReason, unknownBecause } from '../../network/unknownReason.ts';
import type { Workload } from '../../network/workload.ts';
import { WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import type { Party, Question } from '../question.ts';
import type { Location, Locations } from './location.ts';
import { locationsOf } from './party.ts';

/** IPv6 if the question says so, if one of the parties is an IPv6 address, or if one has no IPv4 address. */
export function addressFamily({ from, to, ipv6 }: Question, network: Network): Family {
  if (ipv6) return 6;
  const families = [from, to].flatMap((party) => (party.kind === 'address' ? [party.cidr.family] : []));
  if (families.length > 0) return families.includes(6) ? 6 : 4;
  for (const party of [from, to]) {
    const places = party.kind === 'workload' ? (locationsOf(party, 4, network)?.locations ?? []) : [];
    if (places.length > 0 && places.every(({ address }) => address === 'no')) return 6;
  }
  return 4;
}

/** What is outside of any VPC may send from a network of AWS's, which is on the internet (fact LAM-01). */
export function sourceLocations(
  party: Party,
  to: Party,
  family: Family,
  network: Network,
): Locations | undefined {
  const places = locationsOf(party, family, network);
  const workload = party.kind === 'workload' ? network.workloads.get(party.id) : undefined;
  if (workload && isOutsideVpcs(to)) {
    const byInternet = besideItsVpc(workload, places, family, network);
    if (byInternet) return byInternet;
  }
  return places?.locations.length === 0 && places.others === undefined
    ? outsideVpcs(workload, family, network)
    : places;
}

/** The location from which a workload without a subnet in the file sends. */
function outsideVpcs(
  workload: Workload | undefined,
  family: Family,
  network: Network,
): Locations | undefined {
  const internet = locationsOf({ kind: 'internet' }, family, network);
  const [place] = internet?.locations ?? [];
  if (workload && isOnInternet(workload)) {
    if (!place) return internet;
    if (family === 4) return { locations: [{ ...place, workload }], others: undefined };
    // Outside of VPCs a function has only IPv4 (fact LAM-09); IPv6 of the other kinds is not documented.
    const own: Location = { ...place, id: workload.id, object: workload, workload, address: 'no' };
    return { locations: [own], others: undefined };
  }
  if (place && workload && isElsewhere(workload)) {
    // Nothing private is reached from there, whatever it is.
    const address = { why: 'the file does not say from where it sends' };
    return {
      locations: [{ ...place, id: workload.id, object: workload, workload, address }],
      others: undefined,
    };
  }
  return {
    locations: [],
    others: { why: `the subnets of ${workload?.id ?? 'the source'} are not in this file` },
  };
}

/** Whether it is outside of any VPC, in AWS's own network, which is on the internet. */
function isOnInternet({ kind, subnets }: Workload): boolean {
  return WORKLOAD_KINDS[kind].isOnInternetWithoutVpc === true && hasNoItems(subnets);
}

/** Whether it is outside of any VPC, in a network that AWS does not describe. */
function isElsewhere({ kind, subnets }: Workload): boolean {
  return WORKLOAD_KINDS[kind].isPlacedOnRequest === true && hasNoItems(subnets);
}

/** Parties that are certainly in no VPC. */
function isOutsideVpcs({ kind }: Party): boolean {
  return kind === 'internet' || kind === 'service' || kind === 'public-endpoint';
}

/**
 * Without enhanced VPC routing a warehouse reaches services and the internet through AWS's network and the internet, and so does a
 * notebook with direct internet access: https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html
 * https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html
 */
function besideItsVpc(
  workload: Workload,
  places: Locations | undefined,
  family: Family,
  network: Network,
): Locations | undefined {
  if (!('sendsByVpc' in workload) || !workload.sendsByVpc) return undefined;
  const { sendsByVpc } = workload;
  if (sendsByVpc.kind === 'known' && sendsByVpc.value) return undefined;
  if (sendsByVpc.kind === 'unknown')
    return {
      locations: places?.locations ?? [],
      others: unknownBecause(`whether ${workload.id} sends through its VPC is unknown`, sendsByVpc),
    };
  const [place] = locationsOf({ kind: 'internet' }, family, network)?.locations ?? [];
  return place && { locations: [{ ...place, workload }], others: undefined };
}

/** Why the location of a destination is unknown, although AWS will place it somewhere. */
export function whyNowhere(
  party: Party,
  { locations }: Locations,
  network: Network,
): UnknownReason | undefined {
  if (locations.length > 0) return undefined;
  if (party.kind === 'file-system') return { why: `no mount target of ${party.id} is in this file` };
  if (party.kind !== 'workload') return undefined;
  const { id } = party;
  const workload = network.workloads.get(id);
  if (!workload || placementAt(id, network)?.subnetsAt.kind !== 'absent')
    return { why: `the subnets of ${id} are not in this file` };
  return WORKLOAD_KINDS[workload.kind].isPlacedOnRequest
    ? { why: `${id} names no subnets, so it is outside of any VPC` }
    : { why: `${id} names no subnets, so it is in the default VPC, which is not in this file` };
}
