import { addTo } from '../../multimap.ts';
import { writtenOut } from '../../network/analysis/workloads/interchangeable.ts';
import { perNetwork } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';

/**
 * The objects of a network as texts without spans, by the logical id or stage that states them: a group with its rules,
 * a route, a subnet.
 */
const textsByOwner = perNetwork((network): ReadonlyMap<string, string> => {
  const texts = new Map<string, string[]>();
  for (const [part, content] of partsOf(network)) {
    for (const [owner, item] of itemsOf(content)) {
      const text = `${part} ${writtenOut(item, JSON.stringify)}`;
      addTo(texts, owner, text);
    }
  }
  return new Map([...texts].map(([owner, list]) => [owner, list.sort().join('\n')]));
});

/** The logical ids and stages whose objects differ between two networks, sorted. */
export function changedOwners(before: Network, after: Network): readonly string[] {
  const [old, now] = [textsByOwner(before), textsByOwner(after)];
  const all = new Set([...old.keys(), ...now.keys()]);
  return [...all].sort().filter((owner) => old.get(owner) !== now.get(owner));
}

/**
 * The network with the objects of some owners taken from the other network. Parts without objects of these owners stay
 * the same.
 */
export function withOwners(network: Network, other: Network, owners: ReadonlySet<string>): Network {
  const mixed = partsOf(network).map(([part, content]) => [part, mix(content, other[part], owners)] as const);
  return { ...network, ...Object.fromEntries(mixed) };
}

type NetworkPartName = Exclude<keyof Network, 'statedCidrs'>;

/** Stated blocks are for rules; they do not affect packets. */
function partsOf({
  statedCidrs: _,
  ...parts
}: Network): readonly (readonly [NetworkPartName, Network[NetworkPartName]])[] {
  return Object.entries(parts) as (readonly [NetworkPartName, Network[NetworkPartName]])[];
}

function itemsOf(content: Network[NetworkPartName]): readonly (readonly [owner: string, item: unknown])[] {
  if (content instanceof Map) return [...content].map(([key, item]) => [ownerOf(key), [key, item]]);
  if (content instanceof Set) return [...content].map((key) => [ownerOf(key), key]);
  return (content as readonly (object & { readonly id?: string; readonly resource?: string })[]).map(
    (item) => [item.id ?? item.resource ?? '', item],
  );
}

/** `Vpc.DefaultSecurityGroup` belongs to the VPC. */
function ownerOf(key: string): string {
  return key.split('.')[0]!;
}

function mix(
  content: Network[NetworkPartName],
  other: Network[NetworkPartName],
  owners: ReadonlySet<string>,
): unknown {
  const theirs = itemsOf(other).filter(([owner]) => owners.has(owner));
  const own = itemsOf(content);
  const kept = own.filter(([owner]) => !owners.has(owner));
  if (theirs.length === 0 && kept.length === own.length) return content;
  const items = [...kept, ...theirs].map(([, item]) => item);
  if (content instanceof Map) return new Map(items as readonly (readonly [string, unknown])[]);
  return content instanceof Set ? new Set(items) : items;
}
