import { parseCidr } from '../../../cidr/parse.ts';
import { addTo } from '../../../multimap.ts';
import type { Field, Target } from '../../field.ts';
import { keyOfField, perParts } from '../../lookup.ts';
import type { Network } from '../../model.ts';
import type { Workload } from '../../workload.ts';

/** The workloads that request a private address, as their first or a further one. */
export const ownersOfAddresses = perParts(['workloads'], ({ workloads }) => {
  const owners = new Map<bigint, Workload[]>();
  for (const one of workloads.values()) {
    for (const { base } of [...(one.fixedAddresses ?? []), ...(one.secondAddresses ?? [])])
      addTo(owners, base, one);
  }
  return owners;
});

/** The id of a workload that is named by its id or by a private address that it alone requests. */
export function workloadNamedBy(target: Field<Target>, network: Network): string | undefined {
  const key = keyOfField(target);
  if (key === undefined || network.workloads.has(key)) return key;
  const address = parseCidr(`${key}/32`);
  const owners = address.kind === 'cidr' ? (ownersOfAddresses(network).get(address.base) ?? []) : [];
  return owners.length === 1 ? owners[0]!.id : undefined;
}
