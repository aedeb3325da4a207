import type { Family } from '../../cidr/cidr.ts';
import type { Network } from '../../network/model.ts';
import type { Party, Question } from '../question.ts';
import { type Place, type Places, placesOf } from './party.ts';

/** IPv6 where it is asked for, one of the parties is an IPv6 address, or has no IPv4 block. */
export function familyOf({ from, to, ipv6 }: Question, network: Network): Family {
  if (ipv6) return 6;
  const families = [from, to].flatMap((party) => (party.kind === 'address' ? [party.cidr.family] : []));
  if (families.length > 0) return families.includes(6) ? 6 : 4;
  for (const party of [from, to]) {
    const places = party.kind === 'workload' ? (placesOf(party, 4, network)?.places ?? []) : [];
    if (
      places.length > 0 &&
      places.every(({ subnet }) => subnet?.ipv4.kind === 'absent' && subnet.ipv6.kind !== 'absent')
    )
      return 6;
  }
  return 4;
}

/** A function outside of any VPC sends from Lambda's own network, which is on the internet (fact LAM-01). */
export function sourcePlaces(party: Party, family: Family, network: Network): Places | undefined {
  const places = placesOf(party, family, network);
  const workload = party.kind === 'workload' ? network.workloads.get(party.id) : undefined;
  if (places?.places.length === 0 && places.others === undefined) {
    if (workload?.kind === 'function' && isDetached(workload.subnets)) {
      const outside = placesOf({ kind: 'internet' }, family, network);
      // From there it has IPv4 alone (fact LAM-09).
      const [place] = family === 6 ? (outside?.places ?? []) : [];
      if (!place) return outside;
      const own: Place = { ...place, id: workload.id, object: workload, workload, address: { is: 'no' } };
      return { places: [own], others: undefined };
    }
    return { places: [], others: `the subnets of ${workload?.id ?? 'the source'} are not in the file` };
  }
  return places;
}

function isDetached(list: { readonly kind: string; readonly items?: readonly unknown[] }): boolean {
  return list.kind === 'absent' || (list.kind === 'known' && list.items?.length === 0);
}
