import type { Family } from '../../cidr/cidr.ts';
import type { Network } from '../../network/model.ts';
import type { Party, Question } from '../question.ts';
import { type Location, type Locations, locationsOf } from './party.ts';

/** IPv6 where it is asked for, one of the parties is an IPv6 address, or has no IPv4 block. */
export function addressFamily({ from, to, ipv6 }: Question, network: Network): Family {
  if (ipv6) return 6;
  const families = [from, to].flatMap((party) => (party.kind === 'address' ? [party.cidr.family] : []));
  if (families.length > 0) return families.includes(6) ? 6 : 4;
  for (const party of [from, to]) {
    const places = party.kind === 'workload' ? (locationsOf(party, 4, network)?.locations ?? []) : [];
    if (
      places.length > 0 &&
      places.every(({ subnet }) => subnet?.ipv4.kind === 'absent' && subnet.ipv6.kind !== 'absent')
    )
      return 6;
  }
  return 4;
}

/** A function outside of any VPC sends from Lambda's own network, which is on the internet (fact LAM-01). */
export function sourceLocations(party: Party, family: Family, network: Network): Locations | undefined {
  const places = locationsOf(party, family, network);
  const workload = party.kind === 'workload' ? network.workloads.get(party.id) : undefined;
  if (places?.locations.length === 0 && places.others === undefined) {
    if (workload?.kind === 'function' && isDetached(workload.subnets)) {
      const outside = locationsOf({ kind: 'internet' }, family, network);
      // From there it has IPv4 alone (fact LAM-09).
      const [place] = family === 6 ? (outside?.locations ?? []) : [];
      if (!place) return outside;
      const own: Location = { ...place, id: workload.id, object: workload, workload, address: 'no' };
      return { locations: [own], others: undefined };
    }
    return { locations: [], others: `the subnets of ${workload?.id ?? 'the source'} are not in this file` };
  }
  return places;
}

function isDetached(list: { readonly kind: string; readonly items?: readonly unknown[] }): boolean {
  return list.kind === 'absent' || (list.kind === 'known' && list.items?.length === 0);
}
