import { type Cidr, equals, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, Route, Subnet } from '../../network/model.ts';
import { evaluate } from '../../template/evaluation/evaluate.ts';
import { isCertainValue } from '../../template/evaluation/value.ts';
import { presentResources, type Replacement, type TemplateIn } from './replacements.ts';
import { nameProperty } from './updateBehavior.ts';
import { nestedValue } from './values.ts';

/** A new resource that cannot be created while an old one exists, so that the whole update is rolled back. */
export interface UpdateFailure {
  /** The resource of the new version. */
  readonly id: string;
  /** The old version's resource that conflicts: the same one, or another that is deleted or replaced later. */
  readonly old: string;
  readonly why:
    | { readonly kind: 'name'; readonly property: string; readonly name: string }
    | { readonly kind: 'block'; readonly block: string; readonly oldBlock: string }
    | { readonly kind: 'route'; readonly destination: string; readonly table: string }
    | { readonly kind: 'elastic-ip'; readonly address: string };
}

export interface UpdateVersions {
  readonly before: TemplateIn & { readonly network: Network };
  readonly after: TemplateIn & { readonly network: Network };
}

/**
 * Why the update fails. CloudFormation creates new resources first and deletes old ones at the end:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export function failures(
  versions: UpdateVersions,
  replaced: readonly Replacement[],
): readonly UpdateFailure[] {
  const certain = new Set(replaced.filter(({ certainty }) => certainty === 'yes').map(({ id }) => id));
  const possible = new Set(replaced.map(({ id }) => id));
  const old = new Set(presentResources(versions.before.scenario).map(({ id }) => id));
  const isMade = (id: string) => certain.has(id) || !old.has(id);
  const isMine = (id: string) => versions.after.scenario.template.resources.has(id);
  return [
    ...sameNames(versions, certain),
    ...sameBlocks(versions, isMade, possible).filter(({ id }) => isMine(id)),
    ...sameRoutes(versions, isMade, possible).filter(({ id }) => isMine(id)),
    ...sameAddresses(versions, isMade, possible).filter(({ id }) => isMine(id)),
  ];
}

/** "You can't perform an update that causes a custom-named resource to be replaced": https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html */
function sameNames(
  { before, after }: UpdateVersions,
  certain: ReadonlySet<string>,
): readonly UpdateFailure[] {
  return presentResources(after.scenario).flatMap(({ id, type, properties }) => {
    const property = certain.has(id) ? nameProperty(type) : undefined;
    if (property === undefined) return [];
    const was = before.scenario.template.resources.get(id)?.properties;
    const name = nestedValue(evaluate(properties, after.scenario), property);
    const oldName = nestedValue(evaluate(was, before.scenario), property);
    if (!isCertainValue(name) || !isCertainValue(oldName) || name.text !== oldName.text) return [];
    return [{ id, old: id, why: { kind: 'name', property, name: name.text } }];
  });
}

/** Subnets of a VPC cannot overlap (fact SUB-01); a VPC that is replaced has none yet. */
function sameBlocks(
  { before, after }: UpdateVersions,
  isMade: (id: string) => boolean,
  possible: ReadonlySet<string>,
): readonly UpdateFailure[] {
  const there = [...before.network.subnets.values()];
  return [...after.network.subnets.values()].flatMap((subnet) => {
    const vpc = keyOfField(subnet.vpc);
    const block = blockOf(subnet);
    if (!isMade(subnet.id) || vpc === undefined || !block || isMade(vpc) || possible.has(vpc)) return [];
    const inTheWay = there.find((old) => {
      const oldBlock = blockOf(old);
      return keyOfField(old.vpc) === vpc && oldBlock !== undefined && overlaps(oldBlock, block);
    });
    if (!inTheWay) return [];
    const oldBlock = formatCidr(blockOf(inTheWay)!);
    return [{ id: subnet.id, old: inTheWay.id, why: { kind: 'block', block: formatCidr(block), oldBlock } }];
  });
}

/** A block that is the same wherever the stack is deployed. */
function blockOf({ ipv4 }: Subnet): Cidr | undefined {
  return ipv4.kind === 'known' && ipv4.defaults.length === 0 ? ipv4.value : undefined;
}

/**
 * A table has one route for a destination, so a route with another name cannot be created beside the old one.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
 */
function sameRoutes(
  { before, after }: UpdateVersions,
  isMade: (id: string) => boolean,
  possible: ReadonlySet<string>,
): readonly UpdateFailure[] {
  return after.network.routes.flatMap((route) => {
    const table = keyOfField(route.routeTable);
    const destination = destinationOf(route);
    if (!isMade(route.id) || table === undefined || !destination || isMade(table) || possible.has(table))
      return [];
    const inTheWay = before.network.routes.find((old) => {
      const oldDestination = destinationOf(old);
      return keyOfField(old.routeTable) === table && oldDestination && equals(oldDestination, destination);
    });
    if (!inTheWay) return [];
    return [
      { id: route.id, old: inTheWay.id, why: { kind: 'route', destination: formatCidr(destination), table } },
    ];
  });
}

function destinationOf({ destination }: Route): Cidr | undefined {
  const cidr = destination.kind === 'cidr' ? destination.cidr : undefined;
  return cidr?.kind === 'known' && cidr.defaults.length === 0 ? cidr.value : undefined;
}

/**
 * An Elastic IP address of another NAT gateway has to be released from it first.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html
 */
function sameAddresses(
  { before, after }: UpdateVersions,
  isMade: (id: string) => boolean,
  possible: ReadonlySet<string>,
): readonly UpdateFailure[] {
  return [...after.network.natGateways.values()].flatMap(({ id, allocation }) => {
    const address = keyOfField(allocation);
    if (!isMade(id) || address === undefined || isMade(address) || possible.has(address)) return [];
    const old = [...before.network.natGateways.values()].find(
      (one) => keyOfField(one.allocation) === address,
    );
    return old ? [{ id, old: old.id, why: { kind: 'elastic-ip', address } }] : [];
  });
}
