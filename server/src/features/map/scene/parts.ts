import type { NetworkMap } from '../networkMap.ts';

/** The parts of a map as data, by their names. */
export type VpcMap = NetworkMap['vpcs'][number];
export type ZoneMap = VpcMap['zones'][number];
export type SubnetMap = ZoneMap['tiers'][number]['subnets'][number];
export type WorkloadMap = NetworkMap['elsewhere'][number];

/** What a subnet is called whose VPC, id or block the file does not tell. */
export const UNKNOWN_VPC = 'Unknown VPC';

export function known(blocks: readonly (string | null)[] | null): readonly string[] {
  return (blocks ?? []).filter((one) => one !== null);
}
