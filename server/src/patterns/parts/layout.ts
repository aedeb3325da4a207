import { formatCidr } from '../../cidr/format.ts';
import type { PlanError } from '../../subnetPlan/allocate/allocate.ts';
import { planTiers, zoneLetter } from '../../subnetPlan/allocate/tiers.ts';
import type { NetworkRequest } from '../request.ts';

export type TierName = 'public' | 'private' | 'database';

export interface PlannedSubnet {
  /** The logical id, such as PrivateA. */
  readonly id: string;
  /** The route table's logical id. */
  readonly table: string;
  readonly cidr: string;
  /** From 0. */
  readonly zone: number;
  readonly letter: string;
}

/** The subnets of a network by their tier; a tier that it does not have is empty. */
export type SubnetsByTier = Readonly<Record<TierName, readonly PlannedSubnet[]>>;

/** Subnets without workloads that grow, 251 addresses each, where the VPC has room for them. */
const SMALL = 24;

/** The tiers that the network needs, and the blocks of their subnets. */
export function layoutOf(request: NetworkRequest): SubnetsByTier | PlanError {
  const { pattern, zones, cidr, extras } = request;
  const hasPublic =
    pattern.appTier === 'public' ||
    pattern.nat === 'per-zone' ||
    pattern.nat === 'single' ||
    extras.has('bastion');
  const tiers: readonly TierName[] = [
    ...(hasPublic ? (['public'] as const) : []),
    ...(pattern.appTier === 'private' ? (['private'] as const) : []),
    ...(extras.has('rds') ? (['database'] as const) : []),
  ];
  const isRoomy = cidr.prefix <= 20;
  const wanted = tiers.map((name) =>
    isRoomy && name !== pattern.appTier ? { name, prefix: SMALL } : { name },
  );
  const plan = planTiers(cidr, zones, wanted);
  if (plan.kind === 'error') return plan;
  const subnetsOf = (tier: TierName) =>
    plan.blocks
      .filter((block) => block.tier === tier)
      .map((block): PlannedSubnet => {
        const zone = block.zone ?? 0;
        const letter = zoneLetter(zone).toUpperCase();
        const name = capital(tier);
        const isOwn = tier === 'private' && pattern.nat === 'per-zone';
        return {
          id: `${name}${letter}`,
          table: `${name}Table${isOwn ? letter : ''}`,
          cidr: formatCidr(block.cidr),
          zone,
          letter,
        };
      });
  return { public: subnetsOf('public'), private: subnetsOf('private'), database: subnetsOf('database') };
}

export function tablesOf(subnets: readonly PlannedSubnet[]): readonly string[] {
  return [...new Set(subnets.map(({ table }) => table))];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
