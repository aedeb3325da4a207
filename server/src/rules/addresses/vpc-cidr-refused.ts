import { type Cidr, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { RFC1918 } from '../../cidr/privateBlocks.ts';
import { defaultsOf, type Field } from '../../network/field.ts';
import type { Vpc } from '../../network/model.ts';
import { fieldIn, integerField } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { blocks, NEVER_OF_VPC } from '../shared/blocks.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A block that AWS accepts for no VPC, or not as a secondary block of this one. */
export default defineRule({
  id: 'vpc-cidr-refused',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'AWS does not allow this CIDR block in the VPC',
  why: 'AWS rejects VPC blocks in 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 and 224.0.0.0/4. A secondary block cannot overlap another block of the VPC, and cannot be in a different private range than the primary block: next to 10.0.0.0/16 AWS rejects 172.16.0.0/12, 192.168.0.0/16 and 198.19.0.0/16, and accepts the rest of 10.0.0.0/8, 100.64.0.0/10 and public ranges. A pool of IPAM has no block for a VPC that is larger than the pool. The stack fails with "InvalidVpc.Range" or "The CIDR is restricted".',
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
    'https://docs.aws.amazon.com/vpc/latest/ipam/create-vpc-ipam.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/39046',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    yield* largerThanPool(file);
    for (const vpc of network.vpcs.values()) {
      yield* vpc.ipv4.flatMap((block) => neverAllowed(vpc, block));
      const [first, ...others] = vpc.ipv4;
      // Which secondary blocks AWS accepts depends on the first block.
      if (!first || !isPossible(first)) continue;
      yield* others.flatMap((block, index) => refusedAsSecondary(vpc, first, others.slice(0, index), block));
    }
  },
});

function neverAllowed(vpc: Vpc, block: Field<Cidr>): readonly Report[] {
  // vpc-size reports the size of other blocks.
  if (block.kind !== 'known' || !hasSize(block.value)) return [];
  const range = rangeOf(block.value, NEVER_OF_VPC);
  if (!range) return [];
  return [
    {
      at: block.at,
      resource: vpc.id,
      defaults: defaultsOf(block),
      message: `${formatCidr(block.value)} is in ${formatCidr(range)}, which AWS does not allow in a VPC. AWS rejects ${vpc.id}.`,
    },
  ];
}

/** A secondary block that overlaps one before it, or is of a range that does not go with the primary block. */
function refusedAsSecondary(
  vpc: Vpc,
  first: KnownBlock,
  before: readonly Field<Cidr>[],
  block: Field<Cidr>,
): readonly Report[] {
  if (!isPossible(block)) return [];
  const twin = [first, ...before].find((one) => one.kind === 'known' && overlaps(one.value, block.value));
  const range = twin ? undefined : rangeOf(block.value, refusedBeside(first.value));
  if (!twin && !range) return [];
  const other = twin?.kind === 'known' ? twin : first;
  return [
    {
      at: block.at,
      resource: vpc.id,
      defaults: defaultsOf(block, other),
      message: twin
        ? `${formatCidr(block.value)} overlaps ${formatCidr(other.value)}, another block of ${vpc.id}. AWS rejects it.`
        : `The primary block of ${vpc.id} is ${formatCidr(first.value)}, so AWS rejects secondary blocks in ${formatCidr(range!)}, such as ${formatCidr(block.value)}.`,
      related: [{ at: other.at, message: `${formatCidr(other.value)} is a block of ${vpc.id}` }],
    },
  ];
}

type KnownBlock = Extract<Field<Cidr>, { readonly kind: 'known' }>;

/** A block that a VPC can have by itself. */
function isPossible(block: Field<Cidr>): block is KnownBlock {
  return block.kind === 'known' && hasSize(block.value) && !rangeOf(block.value, NEVER_OF_VPC);
}

/** Fact CIDR-01. */
function hasSize({ prefix }: Cidr): boolean {
  return prefix >= 16 && prefix <= 28;
}

function rangeOf(block: Cidr, ranges: readonly Cidr[]): Cidr | undefined {
  return ranges.find((range) => overlaps(range, block));
}

/**
 * The private ranges in which AWS rejects secondary blocks (facts CIDR-09 to CIDR-13). Its exceptions within the range
 * of the first block are left out.
 */
function refusedBeside(first: Cidr): readonly Cidr[] {
  const own = PRIVATE.find((range) => overlaps(range, first));
  return PRIVATE.filter((range) => range !== own);
}

const PRIVATE = [...RFC1918, ...blocks('198.19.0.0/16')];

/** A VPC that asks a pool of IPAM for more addresses than all blocks of the pool have. */
function* largerThanPool(file: CheckedFile): Generator<Report> {
  for (const pool of resourcesOfTypes(file, ['AWS::EC2::IPAMPool'])) {
    const size = sizeOf(pool, file);
    if (size === undefined) continue;
    for (const { object, property } of resourcesOfTypes(file, ['AWS::EC2::VPC'])) {
      const [named, length] = [property('Ipv4IpamPoolId'), property('Ipv4NetmaskLength')];
      const wanted = integerField(length);
      if (named.kind !== 'reference' || named.resource !== pool.object.id) continue;
      if (wanted.kind !== 'known' || 2 ** (32 - wanted.value) <= size) continue;
      yield {
        at: wanted.at,
        resource: object.id,
        defaults: defaultsOf(wanted),
        message: `${object.id} asks ${pool.object.id} for a /${wanted.value}, and all blocks of the pool together are smaller. AWS rejects ${object.id}.`,
        related: [{ at: pool.object.at, message: `${pool.object.id} has its blocks here` }],
      };
    }
  }
}

/**
 * The number of addresses of a pool; undefined if another resource adds blocks to it, or if one of its own is unknown.
 */
function sizeOf({ object, property }: ResourceReader, file: CheckedFile): number | undefined {
  const own = property('ProvisionedCidrs');
  if (own.kind !== 'list' || own.hasGaps || own.items.length === 0) return undefined;
  const isAdded = resourcesOfTypes(file, ['AWS::EC2::IPAMPoolCidr']).some(({ property }) => {
    const to = property('IpamPoolId');
    return to.kind !== 'reference' || to.resource === object.id;
  });
  if (isAdded) return undefined;
  const sizes = own.items.map((item) => {
    const text = fieldIn(item, 'Cidr');
    const block = text.kind === 'known' && text.defaults.length === 0 ? parseCidr(text.text) : undefined;
    return block?.kind === 'cidr' && block.family === 4 ? 2 ** (32 - block.prefix) : Number.NaN;
  });
  const size = sizes.reduce((sum, one) => sum + one, 0);
  return Number.isNaN(size) ? undefined : size;
}
