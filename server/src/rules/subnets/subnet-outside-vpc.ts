import { nextFree } from '../../cidr/blocks.ts';
import type { Cidr } from '../../cidr/cidr.ts';
import { contains } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { type Field, type Network, referredResource, type Subnet } from '../../network/model.ts';
import { defineRule, type Fix } from '../defineRule.ts';

/** A subnet's block that lies in none of its VPC's blocks. */
export default defineRule({
  id: 'subnet-outside-vpc',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet lies outside of its VPC',
  why: "A subnet is a part of one of its VPC's blocks. AWS refuses one that lies outside of all of them.",
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html', 'SUB-01'],
  cfnLint: 'E3059',

  *check({ network }) {
    for (const subnet of network.subnets.values()) {
      const vpc = network.vpcs.get(referredResource(subnet.vpc) ?? '');
      if (!vpc) continue;
      for (const [block, blocks] of [
        [subnet.ipv4, vpc.ipv4],
        [subnet.ipv6, vpc.ipv6],
      ] as const) {
        // A block that is not known may be the one that the subnet lies in.
        if (block.kind !== 'known' || blocks.length === 0 || !blocks.every(isKnown)) continue;
        if (blocks.some((outer) => contains(outer.value, block.value))) continue;
        const outside = blocks.map((outer) => formatCidr(outer.value)).join(' and ');
        yield {
          at: block.at,
          resource: subnet.id,
          defaults: [...new Set([...block.defaults, ...blocks.flatMap((outer) => outer.defaults)])],
          message: `${subnet.id} (${formatCidr(block.value)}) lies outside of ${vpc.id} (${outside}). AWS refuses it.`,
          related: blocks.map((outer) => ({
            at: outer.at,
            message: `${vpc.id} has ${formatCidr(outer.value)}`,
          })),
          fixes: fixesOf(block, blocks[0]!.value, subnet, network),
        };
      }
    }
  },
});

type KnownBlock = Extract<Field<Cidr>, { kind: 'known' }>;

function isKnown(block: Field<Cidr>): block is KnownBlock {
  return block.kind === 'known';
}

function fixesOf(block: KnownBlock, primary: Cidr, subnet: Subnet, network: Network): readonly Fix[] {
  if (!block.origin || block.value.family !== primary.family) return [];
  const others = [...network.subnets.values()].filter((other) => other.id !== subnet.id);
  const taken = others.map((other) => (primary.family === 4 ? other.ipv4 : other.ipv6));
  // Another subnet whose block is not known may lie anywhere.
  if (!taken.filter((other) => other.kind !== 'absent').every(isKnown)) return [];
  const free = nextFree(
    primary,
    taken.filter(isKnown).map((other) => other.value),
    block.value.prefix,
  );
  if (!free) return [];
  const value = formatCidr(free);
  return [
    {
      title: `Use ${value}, the next free block of ${subnet.vpc.kind === 'known' ? subnet.vpc.value.id : 'the VPC'}`,
      preferred: false,
      edits: [{ op: 'replace', node: block.origin, value }],
    },
  ];
}
