import { type Cidr, endOf, equals, networkOf, overlaps, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { referredResource } from '../../network/field.ts';
import type { Network, Subnet } from '../../network/model.ts';

/** The block of a VPC, and the blocks that its subnets use in any scenario. */
export interface VpcSpace {
  readonly root: Cidr;
  readonly taken: readonly Cidr[];
  /** The VPC's subnets in the order of the text. */
  readonly siblings: readonly { readonly subnet: Subnet; readonly block: Cidr }[];
}

/** Undefined if a block is unknown or differs between scenarios. The block of the subnet `own` counts as free. */
export function spaceOf(networks: readonly Network[], vpc: string, own?: string): VpcSpace | undefined {
  let root: Cidr | undefined;
  const siblings = new Map<string, { readonly subnet: Subnet; readonly block: Cidr }>();
  for (const network of networks) {
    const block = network.vpcs.get(vpc)?.ipv4[0];
    if (!block) continue;
    if (block.kind !== 'known' || (root && !equals(root, withoutHostBits(block.value)))) return undefined;
    root = withoutHostBits(block.value);
    for (const subnet of network.subnets.values()) {
      if (subnet.id === own || !mayBeIn(subnet, vpc)) continue;
      if (subnet.ipv4.kind === 'unknown') return undefined;
      if (subnet.ipv4.kind === 'absent') continue;
      const taken = withoutHostBits(subnet.ipv4.value);
      siblings.set(`${subnet.id} ${formatCidr(taken)}`, { subnet, block: taken });
    }
  }
  if (!root) return undefined;
  const all = [...siblings.values()];
  return { root, taken: all.map(({ block }) => block), siblings: all };
}

function mayBeIn(subnet: Subnet, vpc: string): boolean {
  const owner = referredResource(subnet.vpc);
  return owner === undefined || owner === vpc;
}

/** The block of equal size directly after another, if it is free. */
export function blockBehind(root: Cidr, taken: readonly Cidr[], last: Cidr): Cidr | undefined {
  const next: Cidr = { ...last, base: endOf(last) };
  const isFree =
    next.base < endOf(root) &&
    networkOf(next) >= networkOf(root) &&
    !taken.some((one) => overlaps(one, next));
  return isFree ? next : undefined;
}
