import { nextFree } from '../../cidr/blocks.ts';
import { type Cidr, contains, overlaps } from '../../cidr/cidr.ts';
import { type Field, isOtherTarget, referredResource } from '../../network/field.ts';
import type { Network, Subnet } from '../../network/model.ts';

/**
 * The next block of that size which is free in the subnet's VPC, the same in every scenario; undefined where none is,
 * or where a block that may be in the way is not known.
 */
export function nextFreeBlock(subnet: Subnet, wanted: Cidr, networks: readonly Network[]): Cidr | undefined {
  const family = wanted.family === 4 ? 'ipv4' : 'ipv6';
  const taken: Cidr[] = [];
  let roots: readonly Cidr[] | undefined;
  for (const { network, self } of placesOf(subnet.id, networks)) {
    const vpc = network.vpcs.get(referredResource(self.vpc) ?? '');
    if (!vpc) return undefined;
    for (const other of neighboursOf(self, network)) {
      const block = other[family];
      if (block.kind === 'unknown') return undefined;
      if (block.kind === 'known') taken.push(block.value);
    }
    const blocks = vpc[family].flatMap(blocksOf);
    roots = roots ? intersection(roots, blocks) : blocks;
  }
  // First the VPC's block that the subnet lies in already.
  const inOrder = [...(roots ?? [])].sort(
    (a, b) => Number(contains(b, wanted)) - Number(contains(a, wanted)),
  );
  for (const root of inOrder) {
    const free = nextFree(root, taken, wanted.prefix);
    if (free) return free;
  }
  return undefined;
}

/** True where a subnet may have the block without lying outside of its VPC or on another subnet, in any scenario. */
export function hasRoom(subnet: Subnet, block: Cidr, networks: readonly Network[]): boolean {
  const family = block.family === 4 ? 'ipv4' : 'ipv6';
  return placesOf(subnet.id, networks).every(({ network, self }) => {
    const roots = network.vpcs.get(referredResource(self.vpc) ?? '')?.[family].flatMap(blocksOf) ?? [];
    const isInside = roots.length === 0 || roots.some((root) => contains(root, block));
    const others = neighboursOf(self, network).flatMap((other) => blocksOf(other[family]));
    return isInside && !others.some((other) => overlaps(other, block));
  });
}

/** The subnet in each scenario in which it exists. */
function placesOf(id: string, networks: readonly Network[]) {
  return networks.flatMap((network) => {
    const self = network.subnets.get(id);
    return self ? [{ network, self }] : [];
  });
}

/** All other subnets but those that are surely in another VPC. */
function neighboursOf(self: Subnet, network: Network): readonly Subnet[] {
  const isElsewhere = ({ vpc }: Subnet) =>
    vpc.kind === 'known' && self.vpc.kind === 'known' && isOtherTarget(vpc.value, self.vpc.value);
  return [...network.subnets.values()].filter((other) => other.id !== self.id && !isElsewhere(other));
}

function blocksOf(block: Field<Cidr>): readonly Cidr[] {
  return block.kind === 'known' ? [block.value] : [];
}

/** What both lists cover: of two blocks that overlap, one lies in the other. */
function intersection(some: readonly Cidr[], others: readonly Cidr[]): readonly Cidr[] {
  return some.flatMap((one) =>
    others.flatMap((other) => (contains(other, one) ? [one] : contains(one, other) ? [other] : [])),
  );
}
