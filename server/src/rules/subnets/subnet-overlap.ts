import { isSubnetPrefix } from '../../cidr/awsSubnet.ts';
import { type Cidr, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { isSameTarget, type KnownField, type Network, type Subnet } from '../../network/model.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { nextFreeBlock } from '../shared/freeBlock.ts';
import { isShared } from '../shared/sharedLiteral.ts';

/** Two subnets of one VPC that share addresses. */
export default defineRule({
  id: 'subnet-overlap',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two subnets of one VPC overlap',
  why: 'Every address of a VPC belongs to one subnet at most. AWS makes one of the two and refuses the other, and with it the stack.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html', 'SUB-01'],
  cfnLint: 'E3060',

  *check({ network, networks }) {
    for (const family of ['ipv4', 'ipv6'] as const) {
      const placed = [...network.subnets.values()].flatMap((subnet) => {
        const block = subnet[family];
        // A block of a size that AWS does not make is refused for that.
        return block.kind === 'known' && isSubnetPrefix(block.value.family, block.value.prefix)
          ? [{ subnet, block }]
          : [];
      });
      // Sorted by address, a block can only overlap one that starts before it ends; ties keep the order of the text.
      const byAddress = placed.map((one, order) => ({ ...one, order })).sort((a, b) => compareStart(a, b));
      const found: { first: Placed; second: Placed }[] = [];
      for (const [i, one] of byAddress.entries()) {
        for (let j = i + 1; j < byAddress.length; j++) {
          const other = byAddress[j]!;
          if (!overlaps(one.block.value, other.block.value)) break;
          if (!areInOneVpc(one.subnet, other.subnet)) continue;
          found.push(one.order < other.order ? { first: one, second: other } : { first: other, second: one });
        }
      }
      // One finding for a subnet, however many it overlaps.
      const reported = new Set<Subnet>();
      for (const { first, second } of found.sort(
        (a, b) => a.second.order - b.second.order || a.first.order - b.first.order,
      )) {
        if (reported.has(second.subnet)) continue;
        reported.add(second.subnet);
        yield {
          at: second.block.at,
          resource: second.subnet.id,
          defaults: [...new Set([...first.block.defaults, ...second.block.defaults])],
          message: `${describe(second)} overlaps ${describe(first)}. AWS refuses one of them.`,
          related: [{ at: first.block.at, message: `${describe(first)} stands here` }],
          fixes: fixesOf(second, networks),
        };
      }
    }
  },
});

interface Placed {
  readonly subnet: Subnet;
  readonly block: KnownField<Cidr>;
  readonly order: number;
}

function compareStart(a: Placed, b: Placed): number {
  const difference = start(a) - start(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : a.block.value.prefix - b.block.value.prefix;
}

function start({ block: { value } }: Placed): bigint {
  const hostBits = BigInt((value.family === 4 ? 32 : 128) - value.prefix);
  return (value.base >> hostBits) << hostBits;
}

/** Known for certain: two subnets whose VPCs are not known may be in different ones. */
function areInOneVpc(a: Subnet, b: Subnet): boolean {
  return a.vpc.kind === 'known' && b.vpc.kind === 'known' && isSameTarget(a.vpc.value, b.vpc.value);
}

function describe({ subnet, block }: Placed): string {
  return `${subnet.id} (${formatCidr(block.value)})`;
}

/** The next free block of the same size, offered only where every block that may be in the way is known. */
function fixesOf({ subnet, block: { origin, value } }: Placed, networks: readonly Network[]): readonly Fix[] {
  // Where the other one reads the same literal, both would move.
  const free = origin && !isShared(origin, networks) ? nextFreeBlock(subnet, value, networks) : undefined;
  if (!origin || !free) return [];
  const text = formatCidr(free);
  return [
    {
      title: `Use ${text}, the next free block`,
      preferred: true,
      edits: [{ op: 'replace', node: origin, value: text }],
    },
  ];
}
