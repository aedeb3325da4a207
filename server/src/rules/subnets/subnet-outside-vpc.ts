import { type Cidr, contains, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { type Field, referredResource } from '../../network/field.ts';
import type { Network, Subnet } from '../../network/model.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { NEVER_OF_VPC } from '../shared/blocks.ts';
import { nextFreeBlock } from '../shared/fixes/freeBlock.ts';
import { isShared } from '../shared/fixes/sharedLiteral.ts';

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
      const vpc = network.vpcs.get(referredResource(subnet.vpc) ?? '');
      if (!vpc) continue;
      for (const [block, blocks] of [
        [subnet.ipv4, vpc.ipv4],
        [subnet.ipv6, vpc.ipv6],
      ] as const) {
        // An unknown block of the VPC may contain the subnet.
        if (block.kind !== 'known' || blocks.length === 0 || !blocks.every(isKnown)) continue;
        if (blocks.some((outer) => contains(outer.value, block.value))) continue;
        const outside = blocks.map((outer) => formatCidr(outer.value)).join(' and ');
        yield {
          at: block.at,
          resource: subnet.id,
          defaults: [...new Set([...block.defaults, ...blocks.flatMap((outer) => outer.defaults)])],
          message: `${subnet.id} (${formatCidr(block.value)}) is outside ${vpc.id} (${outside}). AWS rejects ${subnet.id}.`,
          related: blocks.map((outer) => ({
            at: outer.at,
            message: `${vpc.id} has ${formatCidr(outer.value)}`,
          })),
          fixes: fixesOf(block, subnet, file.networks),
          ...causeOf(blocks),
        };
      }
    }
  },
});

/** In a block that AWS does not give a VPC no subnet fits. */
function causeOf(blocks: readonly KnownBlock[]): Pick<Report, 'cause'> {
  const refused = blocks.find(({ value }) => !isVpcSize(value));
  if (refused) return { cause: { rule: 'vpc-size', at: refused.at } };
  const never = blocks.find(({ value }) => NEVER_OF_VPC.some((range) => overlaps(range, value)));
  return never ? { cause: { rule: 'vpc-cidr-refused', at: never.at } } : {};
}

/** Fact CIDR-01. */
function isVpcSize({ family, prefix }: Cidr): boolean {
  return family !== 4 || (prefix >= 16 && prefix <= 28);
}

type KnownBlock = Extract<Field<Cidr>, { kind: 'known' }>;

function isKnown(block: Field<Cidr>): block is KnownBlock {
  return block.kind === 'known';
}

function fixesOf(
  { origin, value }: KnownBlock,
  subnet: Subnet,
  networks: readonly Network[],
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
