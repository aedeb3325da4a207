import { type Cidr, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { type KnownField, referredResource } from '../../network/field.ts';
import type { Subnet } from '../../network/model.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { NEVER_OF_VPC } from '../shared/blocks.ts';
import { type BlockParts, blockParts } from '../shared/fixes/blockParts.ts';
import { nextFreeBlock } from '../shared/fixes/freeBlock.ts';
import { isShared } from '../shared/fixes/sharedLiteral.ts';
import { crossAssociationOf } from '../shared/placement/crossAssociation.ts';
import { outsideBlocks } from '../shared/placement/subnetOutsideVpc.ts';

/** A subnet's block that is in none of its VPC's blocks. */
export default defineRule({
  id: 'subnet-outside-vpc',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The subnet is outside its VPC's CIDR blocks",
  why: "A subnet must be part of one of its VPC's CIDR blocks. AWS rejects any other, and the stack fails.",
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html', 'SUB-01'],
  cfnLint: 'E3059',

  *check(file) {
    const { network } = file;
    for (const subnet of network.subnets.values()) {
      for (const { vpc, block, blocks } of outsideBlocks(subnet, network)) {
        const outside = blocks.map((outer) => formatCidr(outer.value)).join(' and ');
        yield {
          at: block.at,
          resource: subnet.id,
          defaults: [...block.defaults, ...blocks.flatMap((outer) => outer.defaults)],
          message: `${subnet.id} (${formatCidr(block.value)}) is outside ${vpc} (${outside}). AWS rejects ${subnet.id}.`,
          related: blocks.map((outer) => ({
            at: outer.at,
            message: `${vpc} has ${formatCidr(outer.value)}`,
          })),
          // The block may be right in the VPC of the subnet's route table.
          fixes: crossAssociationOf(subnet, network).cause ? [] : fixesOf(block, subnet, blockParts(file)),
          // A block that is too large for a subnet is too large for its VPC.
          cause: { rule: 'subnet-size', at: block.at },
          ...causeOf(blocks),
        };
      }
    }
  },
});

/** A VPC block that AWS rejects can contain no subnet. */
function causeOf(blocks: readonly KnownField<Cidr>[]): Pick<Report, 'cause'> {
  const refused = blocks.find(({ value }) => !isVpcSize(value));
  if (refused) return { cause: { rule: 'vpc-size', at: refused.at } };
  const never = blocks.find(({ value }) => NEVER_OF_VPC.some((range) => overlaps(range, value)));
  return never ? { cause: { rule: 'vpc-cidr-refused', at: never.at } } : {};
}

/** Fact CIDR-01. */
function isVpcSize({ family, prefix }: Cidr): boolean {
  return family !== 4 || (prefix >= 16 && prefix <= 28);
}

function fixesOf(
  { origin, value }: KnownField<Cidr>,
  subnet: Subnet,
  networks: readonly BlockParts[],
): readonly Fix[] {
  const free = origin && !isShared(origin, networks) ? nextFreeBlock(subnet, value, networks) : undefined;
  if (!origin || !free) return [];
  const text = formatCidr(free);
  return [
    {
      title: `Use ${text}, the next free block of ${referredResource(subnet.vpc) ?? 'the VPC'}`,
      preferred: false,
      edits: [{ op: 'replace', node: origin, value: text }],
    },
  ];
}
