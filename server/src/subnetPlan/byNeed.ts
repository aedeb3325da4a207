import { usableInAws } from '../cidr/awsSubnet.ts';
import { freeBlocks, totalSize } from '../cidr/blocks.ts';
import { type Cidr, contains } from '../cidr/cidr.ts';
import { formatCidr, formatCount } from '../cidr/format.ts';
import type { Allocation } from './allocate/allocate.ts';
import { type HostsWanted, planHosts } from './allocate/hosts.ts';
import { planTiers, type TierWanted } from './allocate/tiers.ts';
import { fillGaps, put, withRoot } from './change.ts';
import {
  type Block,
  findBlock,
  freeBlock,
  isLabelled,
  leavesOf,
  type Root,
  rowKey,
  type SubnetPlan,
} from './model.ts';
import { type OperationResult, refused } from './operations.ts';

/** The result of planning by need: the whole new plan or the reason for a refusal, with the figures of a preview. */
export type NeedOutcome = OperationResult & {
  readonly preview?: {
    readonly blocks: readonly { readonly name: string; readonly cidr: Cidr }[];
    /** Usable addresses beyond the requested hosts; null unless planned by hosts. */
    readonly spare: bigint | null;
  };
};

/** Where to plan: a whole root, or a block that is free or split. Labelled blocks in it are left as they are. */
interface Target {
  readonly root: Root;
  readonly cidr: Cidr;
  readonly used: readonly Cidr[];
}

function targetOf(plan: SubnetPlan, key: string): Target | undefined {
  const found = findBlock(plan, key);
  if (!found) return undefined;
  const { root } = found;
  const cidr = found.kind === 'root' ? root.cidr : found.block.cidr;
  const blocks = found.kind === 'root' ? root.blocks : [found.block];
  return { root, cidr, used: usedIn(blocks) };
}

/** The blocks that are in use: labelled leaves. Labels of the groups above them are only names. */
function usedIn(blocks: readonly Block[]): readonly Cidr[] {
  return leavesOf(blocks)
    .filter(isLabelled)
    .map(({ cidr }) => cidr);
}

/** Plans subnets by the number of hosts that each must hold: the smallest blocks that fit, around the existing ones. */
export function planByHosts(plan: SubnetPlan, key: string, wanted: readonly HostsWanted[]): NeedOutcome {
  const target = targetOf(plan, key);
  if (!target) return refused('This block is no longer in the plan.');
  if (wanted.length === 0) return refused('Add at least one subnet.');
  const placed = planHosts(target.cidr, wanted, target.used);
  if (placed.kind === 'error') return refused(placed.message);
  const blocks = placed.blocks.map(({ name, cidr }) => ({ ...freeBlock(cidr), name }));
  const asked = wanted.reduce((sum, { hosts }) => sum + BigInt(hosts), 0n);
  const given = placed.blocks.reduce((sum, { cidr }) => sum + usableInAws(cidr), 0n);
  return outcome(plan, target, placed, blocks, given - asked);
}

/**
 * Plans tiers over the plan's zones: each tier gets one aligned block that covers its subnets and those of no other
 * tier. Parts for zones that do not exist become a gap named after the tier.
 */
export function planByTiers(plan: SubnetPlan, key: string, tiers: readonly TierWanted[]): NeedOutcome {
  const target = targetOf(plan, key);
  if (!target) return refused('This block is no longer in the plan.');
  const placed = planTiers(target.cidr, plan.zones, tiers, target.used);
  if (placed.kind === 'error') return refused(placed.message);
  const blocks = placed.tiers.map((tier): Block => {
    const subnets = placed.blocks
      .filter((block) => block.tier === tier.name && contains(tier.cidr, block.cidr))
      .map(
        ({ name, cidr, zone }): Block => ({ ...freeBlock(cidr), name, tier: tier.name, zone: zone ?? null }),
      );
    if (subnets.length === 1) return subnets[0]!;
    const gaps = freeBlocks(
      tier.cidr,
      subnets.map(({ cidr }) => cidr),
    ).map(
      (cidr): Block => ({ ...freeBlock(cidr), name: `${tier.name} spare`, tier: tier.name, isGap: true }),
    );
    const parts = fillGaps(tier.cidr, [...subnets, ...gaps]);
    return { ...freeBlock(tier.cidr), name: tier.name, tier: tier.name, blocks: parts };
  });
  return outcome(plan, target, placed, blocks, null);
}

function outcome(
  plan: SubnetPlan,
  { root, cidr }: Target,
  placed: Allocation,
  blocks: readonly Block[],
  spare: bigint | null,
): NeedOutcome {
  const all = blocks.reduce(put, root.blocks);
  const count = placed.blocks.length;
  const total = totalSize(placed.blocks.map((block) => block.cidr));
  return {
    kind: 'done',
    plan: withRoot(plan, { ...root, blocks: all }),
    message:
      `${count === 1 ? '1 subnet' : `${formatCount(BigInt(count))} subnets`} planned in ${formatCidr(cidr)}: ` +
      `${formatCount(total)} addresses.`,
    key: rowKey(root, blocks[0]),
    preview: { blocks: placed.blocks, spare },
  };
}
