import { type Cidr, contains } from '../../../cidr/cidr.ts';
import { type KnownField, referredResource } from '../../../network/field.ts';
import type { Network, Subnet } from '../../../network/model.ts';
import type { Report } from '../../defineRule.ts';

/** A block of a subnet that is in none of the blocks of its VPC, with these. */
export interface OutsideBlock {
  readonly vpc: string;
  readonly block: KnownField<Cidr>;
  readonly blocks: readonly KnownField<Cidr>[];
}

/** The blocks of a subnet that are certainly outside of its VPC: all blocks of the VPC are known. */
export function outsideBlocks(subnet: Subnet, network: Network): readonly OutsideBlock[] {
  const vpc = network.vpcs.get(referredResource(subnet.vpc) ?? '');
  if (!vpc) return [];
  return (['ipv4', 'ipv6'] as const).flatMap((family): OutsideBlock[] => {
    const block = subnet[family];
    const blocks = vpc[family].filter((one) => one.kind === 'known');
    // An unknown block of the VPC may contain the subnet.
    if (block.kind !== 'known' || blocks.length === 0 || blocks.length < vpc[family].length) return [];
    if (blocks.some((outer) => contains(outer.value, block.value))) return [];
    return [{ vpc: vpc.id, block, blocks }];
  });
}

/** A subnet outside of its VPC has the wrong VpcId or the wrong block; what it is joined with is right. */
export function causeOutside(subnets: readonly Subnet[], network: Network): Pick<Report, 'cause'> {
  const [outside] = subnets.flatMap((subnet) => outsideBlocks(subnet, network));
  return outside ? { cause: { rule: 'subnet-outside-vpc', at: outside.block.at } } : {};
}
