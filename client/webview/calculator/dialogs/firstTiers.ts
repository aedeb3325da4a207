import { type SubnetPlan, subnetsOf, tierNames } from '../../../../server/src/subnetPlan/index.ts';

/** A row of the plan's table. */
export interface TierRow {
  readonly name: string;
  /** A prefix length or a number of hosts; empty for the default. */
  readonly size: string;
}

const FIRST_TIERS: readonly TierRow[] = [
  { name: 'public', size: '24' },
  { name: 'private', size: '' },
  { name: 'data', size: '24' },
];
/** Names that people give to the same tier. */
const SAME_TIER = [['public'], ['private', 'app', 'application'], ['data', 'database', 'db', 'isolated']];

/**
 * The default tiers that the plan lacks, as large as most of the subnets that it has. A plan that has them all gets a
 * tier of another name.
 */
export function firstTiers(plan: SubnetPlan): readonly TierRow[] {
  const words = tierNames(plan).map((tier) => tier.toLowerCase().split('-'));
  const size = usualSize(plan);
  const missing = FIRST_TIERS.filter(
    (_, index) => !words.some((tier) => tier.some((word) => SAME_TIER[index]!.includes(word))),
  ).map((line) => (size === undefined ? line : { ...line, size }));
  if (missing.length > 0) return missing;
  const name =
    ['app', 'services'].find((one) => !tierNames(plan).includes(one)) ?? `tier-${tierNames(plan).length + 1}`;
  return [{ name, size: size ?? '' }];
}

/** The most frequent prefix length of the plan's subnets; undefined without subnets. */
function usualSize(plan: SubnetPlan): string | undefined {
  const counts = new Map<number, number>();
  for (const { block } of subnetsOf(plan))
    counts.set(block.cidr.prefix, (counts.get(block.cidr.prefix) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && String(most[0]);
}
