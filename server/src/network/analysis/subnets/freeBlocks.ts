import { freeBlocks } from '../../../cidr/blocks.ts';
import type { Cidr } from '../../../cidr/cidr.ts';
import { referredResource } from '../../field.ts';
import type { Network, Vpc } from '../../model.ts';

/**
 * The largest blocks inside of `root`, a block of the VPC, that no subnet uses; undefined if a subnet's block is
 * unknown, since it could be anywhere. A subnet whose VPC is unknown counts as one of this VPC.
 */
export function freeIn(root: Cidr, vpc: Vpc, network: Network): readonly Cidr[] | undefined {
  const family = root.family === 4 ? 'ipv4' : 'ipv6';
  const taken: Cidr[] = [];
  for (const subnet of network.subnets.values()) {
    const owner = referredResource(subnet.vpc);
    if (owner !== undefined && owner !== vpc.id) continue;
    const block = subnet[family];
    if (block.kind === 'unknown') return undefined;
    if (block.kind === 'known') taken.push(block.value);
  }
  return freeBlocks(root, taken);
}
