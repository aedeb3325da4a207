import { isSubnetPrefix, SUBNET_PREFIXES, subnetSizes } from '../../cidr/awsSubnet.ts';
import { split } from '../../cidr/blocks.ts';
import type { Cidr } from '../../cidr/cidr.ts';
import {
  type Allocation,
  allocate,
  allocationOf,
  type PlanError,
  type PlannedBlock,
  requestError,
} from './allocate.ts';

/** A tier such as "public": one subnet in every zone, all of one size. */
export interface TierWanted {
  readonly name: string;
  /** Prefix length of each subnet, not of the tier. Without it the tiers share the space evenly. */
  readonly prefix?: number;
}

/** A tier with its allocated block. */
export interface PlannedTier {
  readonly name: string;
  /** One CIDR that covers the tier in every zone and no other tier, for a firewall rule or a route. */
  readonly cidr: Cidr;
  /** Prefix length of each subnet. */
  readonly prefix: number;
}

export interface TierPlan extends Allocation {
  readonly tiers: readonly PlannedTier[];
}

/** Zones are named by letter, a to z; the largest Region of AWS has six. */
export const MOST_PLAN_ZONES = 26;

/**
 * The largest subnet for a tier without a size: /20, 4,091 usable addresses, as in a default VPC (CIDR-16). It leaves
 * half of a /16 free for later.
 */
const LARGEST_UNASKED = 20;

/**
 * Plans tiers × zones around `used`. Every tier gets one aligned block of 1, 2, 4, 8… equal parts, one for each zone;
 * spare parts stay free for later zones. Blocks are listed tier by tier and named like `public-a`.
 */
export function planTiers(
  root: Cidr,
  zones: number,
  tiers: readonly TierWanted[],
  used: readonly Cidr[] = [],
): TierPlan | PlanError {
  if (!Number.isInteger(zones) || zones < 1 || zones > MOST_PLAN_ZONES) {
    return requestError(`The number of zones must be from 1 to ${MOST_PLAN_ZONES}.`);
  }
  if (tiers.length === 0) return requestError('Add at least one tier.');
  for (const { name, prefix } of tiers) {
    if (prefix !== undefined && !isSubnetPrefix(root.family, prefix)) {
      return requestError(`${name} requests subnets of /${prefix}; AWS accepts ${subnetSizes(root.family)}.`);
    }
  }
  // A tier's block has 2^zoneBits parts, the smallest power of two with a part for every zone.
  const zoneBits = Math.ceil(Math.log2(zones));
  const layout = (prefix: number) => `${zones} zones of /${prefix} in ${2 ** zoneBits} equal parts`;
  let failure: PlanError | undefined;
  for (const unasked of unaskedPrefixes(root, tiers)) {
    const sized = tiers.map(({ name, prefix = unasked }) => ({ name, prefix }));
    const covers = sized.map(({ name, prefix }) => ({
      name,
      prefix: prefix - zoneBits,
      ...(zones > 1 && { detail: layout(prefix) }),
    }));
    const placed = allocate(root, covers, used);
    if (!('kind' in placed)) return tierPlanOf(root, zones, sized, placed, used);
    failure = placed;
  }
  // The error of the smallest size tried says what is missing even then.
  return failure!;
}

/** The sizes to try for tiers without a size, the largest first. IPv6 has only one, the usual /64. */
function unaskedPrefixes(root: Cidr, tiers: readonly TierWanted[]): readonly number[] {
  const { smallest } = SUBNET_PREFIXES[root.family];
  if (root.family === 6 || tiers.every(({ prefix }) => prefix !== undefined)) return [smallest];
  return Array.from({ length: smallest - LARGEST_UNASKED + 1 }, (_, index) => LARGEST_UNASKED + index);
}

function tierPlanOf(
  root: Cidr,
  zones: number,
  sized: readonly { name: string; prefix: number }[],
  placed: readonly Cidr[],
  used: readonly Cidr[],
): TierPlan {
  const tiers = sized.map((tier, index) => ({ ...tier, cidr: placed[index]! }));
  const blocks: PlannedBlock[] = [];
  for (const { name, prefix, cidr } of tiers) {
    let zone = 0;
    for (const part of split(cidr, prefix)) {
      if (zone === zones) break;
      blocks.push({ name: `${name}-${zoneLetter(zone)}`, cidr: part, tier: name, zone });
      zone++;
    }
  }
  return { ...allocationOf(root, blocks, used), tiers };
}

/**
 * Plans the same subnets one by one, so that tiers over three zones fill what four equal parts would leave free. No block
 * covers a tier then.
 */
export function planTiersApart(
  root: Cidr,
  zones: number,
  tiers: readonly TierWanted[],
  used: readonly Cidr[],
): Allocation | PlanError {
  const { smallest } = SUBNET_PREFIXES[root.family];
  const wanted = tiers.flatMap(({ name, prefix = smallest }) =>
    Array.from({ length: zones }, (_, zone) => ({
      name: `${name}-${zoneLetter(zone)}`,
      prefix,
      tier: name,
      zone,
    })),
  );
  const placed = allocate(root, wanted, used);
  if ('kind' in placed) return placed;
  const blocks = wanted.map(({ name, tier, zone }, index) => ({ name, cidr: placed[index]!, tier, zone }));
  return allocationOf(root, blocks, used);
}

/** The letter at the end of a zone's name: a for 0, z for 25. */
export function zoneLetter(zone: number): string {
  return String.fromCharCode(97 + zone);
}
