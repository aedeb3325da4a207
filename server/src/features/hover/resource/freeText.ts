import type { Cidr } from '../../../cidr/cidr.ts';
import { formatCidr } from '../../../cidr/format.ts';
import { joined, type Markdown, md } from '../../../escape/markdown.ts';
import { freeIn } from '../../../network/analysis/subnets/freeBlocks.ts';
import type { Network, Vpc } from '../../../network/model.ts';

/** How many free blocks a hover lists before "…". */
const MOST_FREE = 4;

/** Undefined if a subnet's block is unknown, since it may be anywhere. */
export function freeText(root: Cidr, vpc: Vpc, network: Network): Markdown | undefined {
  const free = freeIn(root, vpc, network);
  if (!free) return undefined;
  if (free.length === 0) return md`${vpc.id} has no free addresses.`;
  const listed = free.slice(0, MOST_FREE).map((block) => md`\`${formatCidr(block)}\``);
  return md`Free in ${vpc.id}: ${joined(listed, ', ')}${free.length > MOST_FREE ? ', …' : ''}`;
}
