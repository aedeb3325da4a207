import type { Thing } from '../../../diagram/scene.ts';
import { shortened } from '../../../diagram/textWidth.ts';
import type { NetworkMap } from '../networkMap.ts';

/** The parts of a map as data, by their names. */
export type VpcMap = NetworkMap['vpcs'][number];
export type ZoneMap = VpcMap['zones'][number];
export type SubnetMap = ZoneMap['tiers'][number]['subnets'][number];
export type WorkloadMap = NetworkMap['elsewhere'][number];

/** A thing without its place. */
export type Unplaced = Omit<Thing, 'boxes' | 'inside'>;

/** What a subnet is called whose VPC, id or block the file does not tell. */
export const UNKNOWN_VPC = 'Unknown VPC';

/** The name of something that exists, whose id is one of AWS's: its tag `Name`. */
export type NameOf = (id: string) => string | undefined;

/** With its name as the title, where it has one, and its id beside it. */
export function thingWithNames(thing: Unplaced, nameOf: NameOf): Unplaced {
  const { id, shape, lines, spoken } = thing;
  const name = id === null ? undefined : nameOf(id);
  if (id === null || name === undefined) return thing;
  return {
    ...thing,
    title: shortened(name),
    lines: shape === 'chip' ? lines : [id, ...lines],
    spoken: `${id}, ${spoken}`,
  };
}

export const keyOfVpc = ({ id }: VpcMap): string => id ?? UNKNOWN_VPC;

export function knownOnly(blocks: readonly (string | null)[] | null): readonly string[] {
  return (blocks ?? []).filter((one) => one !== null);
}

/** A route table with its routes. */
export function namesOfTable({ id, routes }: VpcMap['routeTables'][number]): readonly string[] {
  return [id, ...routes.map((route) => route.id)];
}
