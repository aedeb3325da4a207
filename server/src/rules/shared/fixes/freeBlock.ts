import { nextFree } from '../../../cidr/blocks.ts';
import { type Cidr, contains, overlaps } from '../../../cidr/cidr.ts';
import { formatCidr } from '../../../cidr/format.ts';
import { memoized } from '../../../memo.ts';
import { type Field, isOtherTarget, referredResource, type Target } from '../../../network/field.ts';
import type { Subnet, Vpc } from '../../../network/model.ts';
import type { BlockParts } from './blockParts.ts';

/**
 * The next free block of that size in the subnet's VPC, the same in every scenario; undefined if there is none, or if a
 * block that may overlap is unknown.
 */
export function nextFreeBlock(
  subnet: Subnet,
  wanted: Cidr,
  networks: readonly BlockParts[],
): Cidr | undefined {
  const family = wanted.family === 4 ? 'ipv4' : 'ipv6';
  const lists = new Set<readonly Cidr[]>();
  let roots: readonly Cidr[] | undefined;
  for (const { network, self } of placesOf(subnet.id, networks)) {
    const vpc = network.vpcs.get(referredResource(self.vpc) ?? '');
    const taken = vpc && takenBeside(self, vpc, family, network);
    if (!taken) return undefined;
    lists.add(taken);
    const blocks = vpc[family].flatMap(blocksOf);
    roots = roots ? intersection(roots, blocks) : blocks;
  }
  // The VPC block that contains the subnet comes first.
  const inOrder = [...(roots ?? [])].sort(
    (a, b) => Number(contains(b, wanted)) - Number(contains(a, wanted)),
  );
  const [first] = lists;
  if (!first) return undefined;
  // Subnets with the same neighbours in every scenario share the search.
  const found = foundBeside(first);
  const neighbours = [...lists].map(numberOf).join();
  const key = `${neighbours} ${inOrder.map(formatCidr).join()} ${wanted.prefix}`;
  if (!found.has(key)) {
    // Most subnets are the same object in every scenario.
    const taken = [...new Set([...lists].flat())];
    found.set(key, firstFree(inOrder, taken, wanted.prefix));
  }
  return found.get(key);
}

const foundBeside = memoized((_: readonly Cidr[]) => new Map<string, Cidr | undefined>());

/** A number for a list of blocks, the same for the same list. */
const numberOf = memoized((_: readonly Cidr[]) => numbers++);

let numbers = 0;

function firstFree(roots: readonly Cidr[], taken: readonly Cidr[], prefix: number): Cidr | undefined {
  for (const root of roots) {
    const free = nextFree(root, taken, prefix);
    if (free) return free;
  }
  return undefined;
}

/** The blocks of the other subnets that may be in a VPC, without duplicates; undefined if one of them is unknown. */
function takenBeside(
  self: Subnet,
  vpc: Vpc,
  family: 'ipv4' | 'ipv6',
  network: BlockParts,
): readonly Cidr[] | undefined {
  const { blocks, byText, unknown } = blocksIn(network, vpc.id, family);
  const own = self[family];
  if (unknown > Number(own.kind === 'unknown')) return undefined;
  if (own.kind !== 'known') return blocks;
  const { block, count } = byText.get(formatCidr(own.value))!;
  // Without the subnet's own block the VPC has more room only if the block is inside of the VPC and no other subnet has
  // it.
  const isMissed = count === 1 && vpc[family].flatMap(blocksOf).some((root) => overlaps(root, block));
  return isMissed ? blocks.filter((one) => one !== block) : blocks;
}

interface Blocks {
  readonly blocks: readonly Cidr[];
  /** The blocks by text, with the number of subnets that have each. */
  readonly byText: ReadonlyMap<string, { readonly block: Cidr; readonly count: number }>;
  readonly unknown: number;
}

const blocksCache = memoized((_: BlockParts) => new Map<string, Blocks>());

/** The blocks of all subnets except those that are certainly in another VPC. */
function blocksIn(network: BlockParts, vpc: string, family: 'ipv4' | 'ipv6'): Blocks {
  const cache = blocksCache(network);
  const key = `${vpc} ${family}`;
  let all = cache.get(key);
  if (!all) {
    const byText = new Map<string, { readonly block: Cidr; readonly count: number }>();
    let unknown = 0;
    for (const subnet of network.subnets.values()) {
      if (isOutside(subnet, { kind: 'resource', id: vpc })) continue;
      const own = subnet[family];
      if (own.kind === 'unknown') unknown++;
      if (own.kind !== 'known') continue;
      const text = formatCidr(own.value);
      const { block = own.value, count = 0 } = byText.get(text) ?? {};
      byText.set(text, { block, count: count + 1 });
    }
    all = { blocks: [...byText.values()].map(({ block }) => block), byText, unknown };
    cache.set(key, all);
  }
  return all;
}

/** True for a subnet that is certainly in another VPC. */
function isOutside({ vpc }: Subnet, owner: Target): boolean {
  return vpc.kind === 'known' && isOtherTarget(vpc.value, owner);
}

/** True if a subnet can have the block: in every scenario it is inside of the VPC and overlaps no other subnet. */
export function hasRoom(subnet: Subnet, block: Cidr, networks: readonly BlockParts[]): boolean {
  const family = block.family === 4 ? 'ipv4' : 'ipv6';
  return placesOf(subnet.id, networks).every(({ network, self }) => {
    const roots = network.vpcs.get(referredResource(self.vpc) ?? '')?.[family].flatMap(blocksOf) ?? [];
    const isInside = roots.length === 0 || roots.some((root) => contains(root, block));
    const others = crossStackOf(self, network).flatMap((other) => blocksOf(other[family]));
    return isInside && !others.some((other) => overlaps(other, block));
  });
}

/** The subnet in each scenario in which it exists. */
function placesOf(id: string, networks: readonly BlockParts[]) {
  return networks.flatMap((network) => {
    const self = network.subnets.get(id);
    return self ? [{ network, self }] : [];
  });
}

/** All other subnets except those that are certainly in another VPC. */
function crossStackOf(self: Subnet, network: BlockParts): readonly Subnet[] {
  const { vpc } = self;
  return [...network.subnets.values()].filter(
    (other) => other.id !== self.id && !(vpc.kind === 'known' && isOutside(other, vpc.value)),
  );
}

function blocksOf(block: Field<Cidr>): readonly Cidr[] {
  return block.kind === 'known' ? [block.value] : [];
}

/** The intersection of two lists: of two overlapping blocks, one contains the other. */
function intersection(some: readonly Cidr[], others: readonly Cidr[]): readonly Cidr[] {
  return some.flatMap((one) =>
    others.flatMap((other) => (contains(other, one) ? [one] : contains(one, other) ? [other] : [])),
  );
}
