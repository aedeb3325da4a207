import { memoized } from '../../memo.ts';
import { perNetwork } from '../lookup.ts';
import type { Network } from '../model.ts';

/**
 * The union of a file's network and an existing network, so that the AWS ids in the file can be looked up. If both have
 * an object, the file's wins. Spans of the existing network's objects do not refer to the file. Returns the same object
 * for the same two networks, so that memoized results are shared.
 */
export function overlayOnInventory(own: Network, existing: Network | undefined): Network {
  return existing ? unionsOf(own)(existing) : own;
}

const unionsOf = perNetwork((own) =>
  memoized((existing: Network) => {
    const union = join(own, existing);
    parts.set(union, { own, existing });
    return union;
  }),
);

/** The two networks of a union. */
const parts = new WeakMap<Network, { readonly own: Network; readonly existing: Network }>();

/** Whether an object of a union comes from the existing network, so that its span is in another text. */
export function isExisting(id: string, union: Network): boolean {
  const of = parts.get(union);
  // `Vpc.DefaultSecurityGroup` comes from the same network as its VPC.
  const [owner = id] = id.split('.');
  return of !== undefined && !idsIn(of.own).has(owner) && idsIn(of.existing).has(owner);
}

const idsIn = perNetwork(
  ({ exportedIds: _, incomplete: __, statedCidrs: ___, ...lists }): ReadonlySet<string> => {
    const ids = Object.values(lists).flatMap((list: unknown) =>
      list instanceof Map
        ? [...list.keys()]
        : (list as readonly { readonly id?: string; readonly resource?: string }[]).flatMap(
            ({ id, resource }) => id ?? resource ?? [],
          ),
    );
    return new Set<string>(ids);
  },
);

function join(own: Network, existing: Network): Network {
  const lists = Object.keys(own) as (keyof Network)[];
  const joined = lists.map((name) => [name, joinLists(own[name], existing[name])]);
  // Exported ids and stated blocks are those of the file alone.
  return {
    ...(Object.fromEntries(joined) as unknown as Network),
    exportedIds: own.exportedIds,
    statedCidrs: own.statedCidrs,
  };
}

function joinLists(own: Network[keyof Network], existing: Network[keyof Network]): unknown {
  if (own instanceof Map)
    return new Map([...own, ...[...(existing as typeof own)].filter(([id]) => !own.has(id))]);
  return Array.isArray(own) ? [...own, ...(existing as readonly unknown[])] : own;
}
