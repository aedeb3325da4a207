import { type Cidr, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf, type Field } from '../../network/field.ts';
import { defineRule } from '../defineRule.ts';
import { blocks, NEVER_OF_VPC } from '../shared/blocks.ts';

/** A block that AWS gives no VPC, or not beside the VPC's first one. */
export default defineRule({
  id: 'vpc-cidr-refused',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'AWS does not allow this CIDR block in the VPC',
  why: 'AWS rejects VPC blocks in 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 and 224.0.0.0/4. A secondary block cannot overlap another block of the VPC, and cannot be in a different private range than the primary block: next to 10.0.0.0/16 AWS rejects 172.16.0.0/12, 192.168.0.0/16 and 198.19.0.0/16, and accepts the rest of 10.0.0.0/8, 100.64.0.0/10 and public ranges. The stack fails with "InvalidVpc.Range" or "The CIDR is restricted".',
  howToFix:
    'Choose a block in the same private range as the primary block, in 100.64.0.0/10, or a public range that you own.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',
    'CIDR-02',
    'CIDR-07',
    'CIDR-09',
    'CIDR-10',
    'CIDR-11',
    'CIDR-12',
    'CIDR-13',
    'CIDR-14',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const vpc of network.vpcs.values()) {
      const [first, ...others] = vpc.ipv4;
      for (const block of vpc.ipv4) {
        // The size of others is what `vpc-size` tells.
        const range =
          block.kind === 'known' && hasSize(block.value) ? rangeOf(block.value, NEVER_OF_VPC) : undefined;
        if (block.kind !== 'known' || !range) continue;
        yield {
          at: block.at,
          resource: vpc.id,
          defaults: defaultsOf(block),
          message: `${formatCidr(block.value)} is in ${formatCidr(range)}, which AWS does not allow in a VPC. AWS rejects ${vpc.id}.`,
        };
      }
      // Without the first block nobody knows what may stand beside it.
      if (first?.kind !== 'known' || !hasSize(first.value) || rangeOf(first.value, NEVER_OF_VPC)) continue;
      for (const [index, block] of others.entries()) {
        if (block.kind !== 'known' || !hasSize(block.value) || rangeOf(block.value, NEVER_OF_VPC)) continue;
        const twin = [first, ...others.slice(0, index)].find((one) => isOver(one, block.value));
        const range = twin ? undefined : rangeOf(block.value, refusedBeside(first.value));
        if (!twin && !range) continue;
        const other = twin?.kind === 'known' ? twin : first;
        yield {
          at: block.at,
          resource: vpc.id,
          defaults: defaultsOf(block, other),
          message: twin
            ? `${formatCidr(block.value)} overlaps ${formatCidr(other.value)}, another block of ${vpc.id}. AWS rejects it.`
            : `The primary block of ${vpc.id} is ${formatCidr(first.value)}, so AWS rejects secondary blocks in ${formatCidr(range!)}, such as ${formatCidr(block.value)}.`,
          related: [{ at: other.at, message: `${formatCidr(other.value)} is a block of ${vpc.id}` }],
        };
      }
    }
  },
});

/** Fact CIDR-01. */
function hasSize({ prefix }: Cidr): boolean {
  return prefix >= 16 && prefix <= 28;
}

function isOver(field: Field<Cidr>, block: Cidr): boolean {
  return field.kind === 'known' && overlaps(field.value, block);
}

function rangeOf(block: Cidr, ranges: readonly Cidr[]): Cidr | undefined {
  return ranges.find((range) => overlaps(range, block));
}

/** Facts CIDR-09 to CIDR-13. The narrow exceptions within a range of the own kind are left out. */
function refusedBeside(first: Cidr): readonly Cidr[] {
  const own = PRIVATE.find((range) => overlaps(range, first));
  return PRIVATE.filter((range) => range !== own);
}

const PRIVATE = blocks('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16');
