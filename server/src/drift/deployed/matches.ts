import type { Cidr } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { addTo } from '../../multimap.ts';
import type { Field, NetworkObject, Target } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, VpcEndpoint } from '../../network/model.ts';
import { valueAt } from '../../syntax/tree.ts';
import { type ComparedPart, KINDS } from './kinds.ts';
import { type DeployedStack, stackOfTags } from './stack.ts';

/** Which resource of a template is which object of an inventory. */
export interface Matches {
  /** AWS's ids by logical ids. */
  readonly awsIds: ReadonlyMap<string, string>;
  /** Logical ids by AWS's ids. */
  readonly logicalIds: ReadonlyMap<string, string>;
}

/**
 * Pairs the resources of a template with what exists: first by the stack's tags, then, of what no stack has made, by what only
 * one object on each side has: a VPC's or a subnet's block, the subnets of a table or an ACL, the VPC of an internet gateway, the
 * subnet of a NAT gateway, the service of an endpoint, the name of a group.
 */
export function matchesOf(
  own: Network,
  existing: Network,
  inventory: Inventory,
  stack: DeployedStack | undefined,
): Matches {
  const awsIds = new Map<string, string>();
  const logicalIds = new Map<string, string>();
  const pair = (logicalId: string, awsId: string) => {
    awsIds.set(logicalId, awsId);
    logicalIds.set(awsId, logicalId);
  };
  for (const { list, type } of KINDS) {
    for (const id of own[list].keys()) {
      const deployed = stack?.resources.get(id);
      if (deployed?.type === type && existing[list].has(deployed.id)) pair(id, deployed.id);
    }
  }
  for (const kind of KINDS) {
    const candidates = [...existing[kind.list].keys()].filter(
      (id) => !logicalIds.has(id) && !stackOfTags(inventory.parts[kind.part].entries.get(id)?.Tags),
    );
    const wanted = [...own[kind.list].keys()].filter((id) => !awsIds.has(id));
    const ownMarks = marksOf(kind, own, (key) =>
      own.subnets.has(key) || own.vpcs.has(key) ? awsIds.get(key) : key,
    );
    const theirMarks = marksOf(kind, existing, (key) => key, inventory);
    const theirs = byMark(candidates, theirMarks);
    for (const [mark, ids] of byMark(wanted, ownMarks)) {
      const same = theirs.get(mark) ?? [];
      if (ids.length === 1 && same.length === 1) pair(ids[0]!, same[0]!);
    }
  }
  return { awsIds, logicalIds };
}

/** What identifies an object among all others of its kind; undefined if nothing does. */
type Mark = (id: string) => string | undefined;

function byMark(ids: readonly string[], markOf: Mark): ReadonlyMap<string, readonly string[]> {
  const marks = new Map<string, string[]>();
  for (const id of ids) {
    const mark = markOf(id);
    if (mark === undefined) continue;
    addTo(marks, mark, id);
  }
  return marks;
}

/** `idOf`: AWS's id of a VPC or a subnet, by the key that the network has it under. */
function marksOf(
  { list }: ComparedPart,
  network: Network,
  idOf: (key: string) => string | undefined,
  inventory?: Inventory,
): Mark {
  const idIn = (field: Field<Target> | undefined) => {
    const key = field && keyOfField(field);
    return key === undefined ? undefined : idOf(key);
  };
  /** The ids at one end of the associations that have an object at the other end; undefined if there are none. */
  const across = <T>(all: readonly T[], here: End<T>, there: End<T>): Mark => {
    return (id) =>
      joined(
        ...all
          .filter((one) => keyOfField(here(one)) === id)
          .map((one) => idIn(there(one)))
          .sort(),
      );
  };
  switch (list) {
    case 'vpcs':
      return (id) => blockOf(network.vpcs.get(id)?.ipv4[0]);
    case 'subnets':
      return (id) => joined(idIn(network.subnets.get(id)?.vpc), blockOf(network.subnets.get(id)?.ipv4));
    case 'routeTables':
      return across(
        network.routeTableAssociations,
        (one) => one.routeTable,
        (one) => one.subnet,
      );
    case 'networkAcls':
      return across(
        network.networkAclAssociations,
        (one) => one.acl,
        (one) => one.subnet,
      );
    case 'internetGateways':
      return across(
        network.gatewayAttachments,
        (one) => one.internetGateway,
        (one) => one.vpc,
      );
    case 'natGateways':
      return (id) => idIn(network.natGateways.get(id)?.subnet);
    case 'endpoints':
      return (id) => {
        const endpoint = network.endpoints.get(id);
        if (endpoint?.service.kind !== 'known') return undefined;
        return joined(idIn(endpoint.vpc), endpoint.service.value.name, typeOf(endpoint));
      };
    case 'securityGroups':
      return (id) => {
        const group = network.securityGroups.get(id);
        return joined(
          idIn(group?.vpc),
          inventory ? inventory.parts.SecurityGroups.entries.get(id)?.GroupName : nameIn(group),
        );
      };
  }
}

type End<T> = (association: T) => Field<Target>;

/** Undefined if a part is unknown, or if there are none. */
function joined(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.length === 0 || parts.includes(undefined) ? undefined : parts.join(' ');
}

function blockOf(field: Field<Cidr> | undefined): string | undefined {
  return field?.kind === 'known' ? formatCidr(field.value) : undefined;
}

/** The type of an endpoint; without one it is a gateway. */
function typeOf({ type }: VpcEndpoint): string | undefined {
  if (type.kind === 'unknown') return undefined;
  return type.kind === 'known' ? type.value : 'Gateway';
}

/** The name if it is written as a literal; a computed name is not used. */
function nameIn(group: NetworkObject | undefined): string | undefined {
  const name = valueAt(group?.properties, 'GroupName');
  return name?.kind === 'scalar' ? name.text : undefined;
}
