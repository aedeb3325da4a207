import { memoized } from '../memo.ts';
import type { Field, Target } from './field.ts';
import type { Network, SecurityGroupRule, Subnet } from './model.ts';
import { derivedFrom, originalOf } from './watched.ts';

/**
 * The key under which the model keeps what a target names: a logical id, an id of AWS, or `Vpc.DefaultSecurityGroup` and
 * the like for what AWS makes with a VPC.
 */
export function keyOf(target: Target): string {
  if (target.kind !== 'resource') return target.id;
  return target.attribute?.startsWith('Default') ? `${target.id}.${target.attribute}` : target.id;
}

/** As `keyOf`; undefined where the field names nothing that is known. */
export function keyOfField(field: Field<Target>): string | undefined {
  return field.kind === 'known' ? keyOf(field.value) : undefined;
}

/** The key of the VPC that a subnet belongs to; undefined where that is not known. */
export function vpcKeyOf(subnet: Subnet | undefined): string | undefined {
  return subnet && keyOfField(subnet.vpc);
}

/** What a field names in one of the network's maps; undefined where it is not in this network or not known. */
export function find<T>(map: ReadonlyMap<string, T>, field: Field<Target>): T | undefined {
  const key = keyOfField(field);
  return key === undefined ? undefined : map.get(key);
}

/** Makes a function that works its answer out once for each network: networks never change. */
export function perNetwork<T>(make: (network: Network) => T): (network: Network) => T {
  const once = memoized(make);
  return (network) => once(originalOf(network));
}

/**
 * As `perNetwork`, for what rests on a few parts of a network only: networks that have these parts in common, as one has with
 * what a change makes of it, share the answer.
 */
export function perParts<P extends keyof Network, T>(
  names: readonly [P, ...P[]],
  make: (parts: Pick<Network, P>) => T,
): (network: Pick<Network, P>) => T {
  const byNetwork = new WeakMap<object, Answered<T>>();
  const byParts: Answers<T> = new WeakMap();
  const answered = (network: Pick<Network, P>): T => {
    const known = byNetwork.get(network);
    if (known) return known.answer;
    const last = names.slice(1).reduce((answers, part) => {
      const inner = answers.get(network[part]) ?? new WeakMap();
      answers.set(network[part], inner);
      return inner as Answers<T>;
    }, byParts);
    const part = network[names[0]];
    const made = (last.get(part) as Answered<T> | undefined) ?? { answer: make(network) };
    last.set(part, made);
    byNetwork.set(network, made);
    return made.answer;
  };
  const name = `answer ${++answers}`;
  return (network) => derivedFrom(network, name, answered);
}

let answers = 0;

interface Answered<T> {
  readonly answer: T;
}

/** By one part after the other, so that an answer lasts as long as all of them. */
type Answers<T> = WeakMap<object, Answers<T> | Answered<T>>;

/** Items by what they belong to. Those whose owner is not known stand apart: they may belong to any. */
export interface ByOwner<T> {
  readonly of: ReadonlyMap<string, readonly T[]>;
  readonly unowned: readonly T[];
}

/** Items by the key of their owner, in their own order. An owner that is absent leaves its item out. */
export function byOwner<T>(items: Iterable<T>, ownerOf: (item: T) => Field<Target>): ByOwner<T> {
  const of = new Map<string, T[]>();
  const unowned: T[] = [];
  for (const item of items) {
    const owner = ownerOf(item);
    if (owner.kind === 'unknown') unowned.push(item);
    if (owner.kind !== 'known') continue;
    const key = keyOf(owner.value);
    const list = of.get(key);
    if (list) list.push(item);
    else of.set(key, [item]);
  }
  return { of: lastingLists(of), unowned: lastingList(unowned) };
}

/** As `byOwner`, for items that name their resource plainly. */
function byResource<T extends { readonly resource: string }>(
  items: Iterable<T>,
): ReadonlyMap<string, readonly T[]> {
  const of = new Map<string, T[]>();
  for (const item of items) {
    const list = of.get(item.resource);
    if (list) list.push(item);
    else of.set(item.resource, [item]);
  }
  return lastingLists(of);
}

function lastingLists<T>(lists: ReadonlyMap<string, readonly T[]>): ReadonlyMap<string, readonly T[]> {
  return new Map([...lists].map(([key, list]) => [key, lastingList(list)]));
}

/** The very list that was made of the same items before: what was found of it then is kept under it. */
function lastingList<T>(items: readonly T[]): readonly T[] {
  const first: unknown = items[0];
  if (typeof first !== 'object' || first === null) return items;
  const known = lists.get(first) as readonly T[] | undefined;
  if (known?.length === items.length && known.every((item, i) => item === items[i])) return known;
  lists.set(first, items);
  return items;
}

/** By their first items. */
const lists = new WeakMap<object, readonly unknown[]>();

export const routesByTable = perParts(['routes'], ({ routes }) =>
  byOwner(routes, ({ routeTable }) => routeTable),
);

export const tableAssociationsBySubnet = perParts(['routeTableAssociations'], ({ routeTableAssociations }) =>
  byOwner(routeTableAssociations, ({ subnet }) => subnet),
);

export const tableAssociationsByTable = perParts(['routeTableAssociations'], ({ routeTableAssociations }) =>
  byOwner(routeTableAssociations, ({ routeTable }) => routeTable),
);

export const rulesByGroup = perParts(['securityGroupRules'], ({ securityGroupRules }) =>
  byOwner(securityGroupRules, ({ group }) => group),
);

/** A network of which only the rules of some groups are at hand, for questions that rest on no others. */
export interface NetworkOfGroups extends Network {
  readonly onlyRulesOf: ReadonlySet<string>;
}

/** Thrown where a question rests on the rules of another group after all. */
export const RULES_NOT_AT_HAND = new Error('These rules are not at hand.');

/** The rules that are surely of a group, and those that may be of any. */
export function rulesOfKey(
  key: string,
  network: Network | NetworkOfGroups,
): { readonly own: readonly SecurityGroupRule[]; readonly unowned: readonly SecurityGroupRule[] } {
  if ('onlyRulesOf' in network && !network.onlyRulesOf.has(key)) throw RULES_NOT_AT_HAND;
  const { of, unowned } = rulesByGroup(network);
  return { own: of.get(key) ?? [], unowned };
}

export const cidrsByResource = perParts(['statedCidrs'], ({ statedCidrs }) => byResource(statedCidrs));

export const entriesByAcl = perParts(['networkAclEntries'], ({ networkAclEntries }) =>
  byOwner(networkAclEntries, ({ acl }) => acl),
);

export const aclAssociationsBySubnet = perParts(['networkAclAssociations'], ({ networkAclAssociations }) =>
  byOwner(networkAclAssociations, ({ subnet }) => subnet),
);

export const subnetsByVpc = perParts(['subnets'], ({ subnets }) =>
  byOwner(subnets.values(), ({ vpc }) => vpc),
);
