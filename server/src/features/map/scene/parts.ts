import type { Thing } from '../../../diagram/scene.ts';
import { shortened } from '../../../diagram/textWidth.ts';
import type { NetworkMap } from '../networkMap.ts';

/** The parts of a map as data, by name. */
export type VpcMap = NetworkMap['vpcs'][number];
export type ZoneMap = VpcMap['zones'][number];
export type SubnetMap = ZoneMap['tiers'][number]['subnets'][number];
export type WorkloadMap = NetworkMap['elsewhere'][number];

/** A box before it is placed. */
export type Unplaced = Omit<Thing, 'boxes' | 'inside'>;

/** The name of a subnet whose VPC, id or block is not in the file. */
export const UNKNOWN_VPC = 'Unknown VPC';

/** The `Name` tag of an existing object, by its AWS id. */
export type NameOf = (id: string) => string | undefined;

/** Uses the name as the title if there is one, with the id beside it. */
export function thingWithNames(thing: Unplaced, nameOf: NameOf): Unplaced {
  const { id, shape, lines, accessibleName } = thing;
  const name = id === null ? undefined : nameOf(id);
  if (id === null || name === undefined) return thing;
  return {
    ...thing,
    title: shortened(name),
    lines: shape === 'chip' ? lines : [id, ...lines],
    accessibleName: `${id}, ${accessibleName}`,
  };
}

export const keyOfVpc = ({ id }: VpcMap): string => id ?? UNKNOWN_VPC;

/** Blocks without those that are known only after deployment; empty if none is written. */
export function knownOnly(blocks: readonly (string | null)[] | null): readonly string[] {
  return (blocks ?? []).filter((one) => one !== null);
}

/** A route table with its routes. */
export function namesOfTable({ id, routes }: VpcMap['routeTables'][number]): readonly string[] {
  return [id, ...routes.map((route) => route.id)];
}
