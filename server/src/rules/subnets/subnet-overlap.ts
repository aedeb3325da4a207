import { isSubnetPrefix } from '../../cidr/awsSubnet.ts';
import { type Cidr, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { addTo } from '../../multimap.ts';
import type { KnownField, Target } from '../../network/field.ts';
import type { Subnet } from '../../network/model.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { type BlockParts, blockParts } from '../shared/fixes/blockParts.ts';
import { nextFreeBlock } from '../shared/fixes/freeBlock.ts';
import { isShared } from '../shared/fixes/sharedLiteral.ts';
import { crossAssociationOf } from '../shared/placement/crossAssociation.ts';

/** Two subnets of one VPC that share addresses. */
export default defineRule({
  id: 'subnet-overlap',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two subnets of one VPC overlap',
  why: 'Each address of a VPC can belong to only one subnet. AWS creates one of the two subnets and rejects the other, and the stack fails.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html', 'SUB-01'],
  cfnLint: 'E3060',

  *check(file) {
    for (const family of ['ipv4', 'ipv6'] as const) {
      const placed = [...file.network.subnets.values()].flatMap((subnet, order) => {
        const block = subnet[family];
        // Subnets of unknown VPCs may be in different ones. subnet-size reports a block of a size that AWS does not
        // make.
        return subnet.vpc.kind === 'known' &&
          block.kind === 'known' &&
          isSubnetPrefix(block.value.family, block.value.prefix)
          ? [{ subnet, block, order, vpc: nameOf(subnet.vpc.value) }]
          : [];
      });
      const firsts = new Map<Placed, Placed>();
      for (const together of byVpc(placed).values()) addFirsts(together, firsts);
      // One finding for a subnet, however many it overlaps.
      for (const second of placed) {
        const first = firsts.get(second);
        if (!first) continue;
        yield {
          at: second.block.at,
          resource: second.subnet.id,
          defaults: [...first.block.defaults, ...second.block.defaults],
          message: `${describe(second)} overlaps ${describe(first)}. AWS rejects one of them.`,
          related: [{ at: first.block.at, message: `${describe(first)} is defined here` }],
          fixes: fixesOf(second, blockParts(file)),
          ...crossAssociationOf(second.subnet, file.network),
          ...crossAssociationOf(first.subnet, file.network),
        };
      }
    }
  },
});

interface Placed {
  readonly subnet: Subnet;
  readonly block: KnownField<Cidr>;
  readonly order: number;
  readonly vpc: string;
}

/** A key that is equal for VPCs that are certainly the same. */
function nameOf(target: Target): string {
  const attribute = target.kind === 'resource' ? (target.attribute ?? '') : '';
  return `${target.kind} ${target.id} ${attribute}`;
}

function byVpc(placed: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> {
  const groups = new Map<string, Placed[]>();
  for (const one of placed) {
    addTo(groups, one.vpc, one);
  }
  return groups;
}

function compareStart(a: Placed, b: Placed): number {
  const difference = start(a) - start(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : a.block.value.prefix - b.block.value.prefix;
}

function start({ block: { value } }: Placed): bigint {
  const hostBits = BigInt((value.family === 4 ? 32 : 128) - value.prefix);
  return (value.base >> hostBits) << hostBits;
}

/** Finds, for each subnet of a VPC that overlaps earlier ones in the text, the first of these. */
function addFirsts(placed: readonly Placed[], firsts: Map<Placed, Placed>): void {
  // Of two overlapping blocks, one contains the other and comes first by address.
  const open: { readonly one: Placed; readonly around: Placed; within: Placed }[] = [];
  const close = () => {
    const { one, around, within } = open.pop()!;
    const first = earlier(around, within);
    if (first !== one) firsts.set(one, first);
    const outer = open.at(-1);
    if (outer) outer.within = earlier(outer.within, within);
  };
  for (const one of placed.toSorted(compareStart)) {
    while (open.length > 0 && !overlaps(open.at(-1)!.one.block.value, one.block.value)) close();
    open.push({ one, around: earlier(open.at(-1)?.around ?? one, one), within: one });
  }
  while (open.length > 0) close();
}

function earlier(a: Placed, b: Placed): Placed {
  return a.order <= b.order ? a : b;
}

function describe({ subnet, block }: Placed): string {
  return `${subnet.id} (${formatCidr(block.value)})`;
}

/** The next free block of the same size, offered only if every block that may overlap it is known. */
function fixesOf(
  { subnet, block: { origin, value } }: Placed,
  networks: readonly BlockParts[],
): readonly Fix[] {
  // If both subnets have the block from one literal, a change would move both.
  const free = origin && !isShared(origin, networks) ? nextFreeBlock(subnet, value, networks) : undefined;
  if (!origin || !free) return [];
  const text = formatCidr(free);
  return [
    {
      title: `Use ${text}, the next free block`,
      // Whether to move the other one, or to change both blocks, is for the user to decide.
      preferred: false,
      edits: [{ op: 'replace', node: origin, value: text }],
    },
  ];
}
