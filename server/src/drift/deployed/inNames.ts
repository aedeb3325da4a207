import type { Field, Target } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';

/** What the objects of a list belong to, where that is another object. */
const OWNER = {
  routes: 'routeTable',
  routeTableAssociations: 'subnet',
  networkAclEntries: 'acl',
  networkAclAssociations: 'subnet',
  gatewayAttachments: 'internetGateway',
  securityGroupRules: 'group',
} as const;

/**
 * The existing network with a template's names: logical ids in place of AWS's. An object of a list is named after its
 * owner, so that it can be named as the cause of a difference. Workloads are omitted: reachability in the existing
 * network is asked for the template's workloads.
 */
export function inNames(existing: Network, names: ReadonlyMap<string, string>): Network {
  const renamed = renameIn(existing, names) as Network;
  const named = (list: keyof typeof OWNER) =>
    renamed[list].map((item) => ({ ...item, id: ownerOf(list, item) ?? 'an unknown object' }));
  return {
    ...renamed,
    routes: named('routes') as Network['routes'],
    routeTableAssociations: named('routeTableAssociations') as Network['routeTableAssociations'],
    networkAclEntries: named('networkAclEntries') as Network['networkAclEntries'],
    networkAclAssociations: named('networkAclAssociations') as Network['networkAclAssociations'],
    gatewayAttachments: named('gatewayAttachments') as Network['gatewayAttachments'],
    workloads: new Map(),
    subnetGroups: new Map(),
  };
}

function ownerOf(list: keyof typeof OWNER, item: object): string | undefined {
  return keyOfField((item as Readonly<Record<string, Field<Target>>>)[OWNER[list]]!);
}

function renameIn(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => renameIn(item, names));
  if (value instanceof Map)
    return new Map([...value].map(([key, item]) => [names.get(key) ?? key, renameIn(item, names)]));
  if (value instanceof Set) return value;
  if (isTarget(value)) {
    const name = names.get(value.id);
    return name === undefined ? value : { kind: 'resource', id: name };
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      (key === 'id' || key === 'resource') && typeof held === 'string'
        ? (names.get(held) ?? held)
        : renameIn(held, names),
    ]),
  );
}

function isTarget(value: object): value is Extract<Target, { kind: 'id' }> {
  return 'kind' in value && value.kind === 'id' && 'id' in value && typeof value.id === 'string';
}

/**
 * The parts of the existing network that the template does not decide: without the rules, routes, entries and
 * associations of the template's own objects, and with `isOutside` without everything in a VPC of the template.
 */
export function besides(existing: Network, own: Network, which: 'everything' | 'outside'): Network {
  const isInside = (thing: object) => {
    const vpc = 'vpc' in thing ? keyOfField(thing.vpc as Field<Target>) : undefined;
    return which === 'outside' && vpc !== undefined && own.vpcs.has(vpc);
  };
  const isOwn = (id: string) =>
    own.securityGroups.has(id) ||
    own.routeTables.has(id) ||
    own.networkAcls.has(id) ||
    own.subnets.has(id) ||
    own.internetGateways.has(id) ||
    own.vpcs.has(id);
  const hidden = new Set<string>();
  const parts = Object.entries(existing).map(([part, content]) => {
    if (!(content instanceof Map) || part === 'incomplete') return [part, content];
    const kept = [...content].filter(([id, thing]) => {
      if (isInside(thing)) hidden.add(id);
      return !hidden.has(id);
    });
    return [part, new Map(kept)];
  });
  const network = Object.fromEntries(parts) as Network;
  const lists = (Object.keys(OWNER) as (keyof typeof OWNER)[]).map((list) => [
    list,
    (network[list] as readonly object[]).filter((item) => {
      const owner = ownerOf(list, item);
      return owner === undefined || !(isOwn(owner) || hidden.has(owner));
    }),
  ]);
  return {
    ...network,
    ...Object.fromEntries(lists),
    incomplete: new Map([...existing.incomplete].filter(([id]) => !isOwn(id))),
  };
}
