import { memoized } from '../memo.ts';
import { addTo } from '../multimap.ts';
import type { Field, Target } from './field.ts';
import type { Network, SecurityGroupRule, Subnet } from './model.ts';
import { derivedFrom, originalOf } from './watched.ts';

/**
 * The key of the object that a target refers to: a logical id, an AWS id, or `Vpc.DefaultSecurityGroup` and the like
 * for objects that AWS creates with a VPC.
 */
export function keyOf(target: Target): string {
  if (target.kind !== 'resource') return target.id;
  return target.attribute?.startsWith('Default') ? `${target.id}.${target.attribute}` : target.id;
}

/** As `keyOf`; undefined if the field refers to nothing known. */
export function keyOfField(field: Field<Target>): string | undefined {
  return field.kind === 'known' ? keyOf(field.value) : undefined;
}

/** The key of the VPC that a subnet belongs to; undefined if it is unknown. */
export function vpcKeyOf(subnet: Subnet | undefined): string | undefined {
  return subnet && keyOfField(subnet.vpc);
}

/**
 * The object of one of the network's maps that a field refers to; undefined if it is unknown or not in this network.
 */
export function find<T>(map: ReadonlyMap<string, T>, field: Field<Target>): T | undefined {
  const key = keyOfField(field);
  return key === undefined ? undefined : map.get(key);
}

/** Memoizes a function of a network. Networks are immutable. */
export function perNetwork<T>(make: (network: Network) => T): (network: Network) => T {
  const once = memoized(make);
  return (network) => once(originalOf(network));
}

/**
 * As `perNetwork`, for a function of only some parts of a network: networks that share these parts, as before and after
 * a change elsewhere, share the result.
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

/** Nested by one part after the other, so that an answer lives as long as all of the parts. */
type Answers<T> = WeakMap<object, Answers<T> | Answered<T>>;

/** Items grouped by owner. Items whose owner is unknown are separate: they may belong to any. */
export interface ByOwner<T> {
  readonly of: ReadonlyMap<string, readonly T[]>;
  readonly unowned: readonly T[];
}

/** Groups items by the key of their owner, keeping their order. Items whose owner is absent are left out. */
export function byOwner<T>(items: Iterable<T>, ownerOf: (item: T) => Field<Target>): ByOwner<T> {
  const of = new Map<string, T[]>();
  const unowned: T[] = [];
  for (const item of items) {
    const owner = ownerOf(item);
    if (owner.kind === 'unknown') unowned.push(item);
    if (owner.kind !== 'known') continue;
    const key = keyOf(owner.value);
    addTo(of, key, item);
  }
  return { of: lastingLists(of), unowned: lastingList(unowned) };
}

/** As `byOwner`, for items that have their resource's name as a plain text. */
function byResource<T extends { readonly resource: string }>(
  items: Iterable<T>,
): ReadonlyMap<string, readonly T[]> {
  const of = new Map<string, T[]>();
  for (const item of items) {
    addTo(of, item.resource, item);
  }
  return lastingLists(of);
}

function lastingLists<T>(lists: ReadonlyMap<string, readonly T[]>): ReadonlyMap<string, readonly T[]> {
  return new Map([...lists].map(([key, list]) => [key, lastingList(list)]));
}

/** Returns the earlier list with the same items, so that results memoized by list stay valid. */
function lastingList<T>(items: readonly T[]): readonly T[] {
  const first: unknown = items[0];
  if (typeof first !== 'object' || first === null) return items;
  const known = lists.get(first) as readonly T[] | undefined;
  if (known?.length === items.length && known.every((item, i) => item === items[i])) return known;
  lists.set(first, items);
  return items;
}

/** By the first item of each list. */
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

/** A network that has the rules of some groups only, for questions that depend on no others. */
export interface NetworkOfGroups extends Network {
  readonly onlyRulesOf: ReadonlySet<string>;
}

/** Thrown if a question depends on the rules of another group after all. */
export const RULES_NOT_AT_HAND = new Error('These rules are not at hand.');

/** The rules that certainly belong to a group, and those that may belong to any. */
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

/** Whether a subnet has an IPv6 block, or may have one that is known only at deployment. */
export function hasIpv6Subnets({ subnets }: Network): boolean {
  return [...subnets.values()].some(({ ipv6 }) => ipv6.kind !== 'absent');
}
