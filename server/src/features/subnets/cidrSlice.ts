import { bitsOf, type Cidr, contains, networkOf } from '../../cidr/cidr.ts';
import type { Network } from '../../network/model.ts';
import type { Data } from '../../syntax/edit.ts';

/**
 * Subnets as slices of the VPC's block: `Fn::Cidr` returns at most 256 blocks of equal size, from the start of the
 * block (FN-01).
 */
export function sliceOf(
  network: Network,
  vpc: string,
  cidrs: readonly Cidr[],
): { readonly of: (cidr: Cidr) => Data } | { readonly refused: string } {
  const block = network.vpcs.get(vpc)?.ipv4[0];
  if (block?.kind !== 'known') return { refused: `The block of ${vpc} is known only after deployment.` };
  const prefixes = new Set(cidrs.map(({ prefix }) => prefix));
  const [prefix] = prefixes;
  if (prefix === undefined || prefixes.size > 1) {
    return {
      refused: 'Fn::Cidr gives blocks of one size; these subnets differ in size.',
    };
  }
  if (!cidrs.every((cidr) => contains(block.value, cidr))) {
    return {
      refused: `Fn::Cidr can split only the first block of ${vpc}; a subnet is in another block.`,
    };
  }
  const bits = bitsOf(4) - prefix;
  const indexOf = (cidr: Cidr) => Number((networkOf(cidr) - networkOf(block.value)) >> BigInt(bits));
  const last = Math.max(...cidrs.map(indexOf));
  const count = Math.min(2 ** Math.ceil(Math.log2(last + 1)), 256);
  if (last > 255)
    return { refused: `Fn::Cidr gives at most 256 blocks; a subnet is number ${last + 1} of its size.` };
  return {
    of: (cidr) => ({
      'Fn::Select': [
        indexOf(cidr),
        { 'Fn::Cidr': [{ 'Fn::GetAtt': [vpc, 'CidrBlock'] }, Math.max(count, 1), bits] },
      ],
    }),
  };
}

/**
 * A block in the notation of another slice of the same block, `Fn::Select` of `Fn::Cidr`; undefined if the other one
 * has another notation, or another block size, or too few blocks.
 */
export function sliceLike(written: Data, root: Cidr, block: Cidr): Data | undefined {
  const select = isCall(written, 'Fn::Select') ? written['Fn::Select'] : undefined;
  const cidr = Array.isArray(select) && isCall(select[1], 'Fn::Cidr') ? select[1]['Fn::Cidr'] : undefined;
  if (!Array.isArray(select) || !Array.isArray(cidr)) return undefined;
  const [count, bits] = [Number(cidr[1]), Number(cidr[2])];
  if (!Number.isInteger(count) || bits !== bitsOf(4) - block.prefix) return undefined;
  const index = Number((networkOf(block) - networkOf(root)) >> BigInt(bits));
  return index < count ? { 'Fn::Select': [index, select[1] as Data] } : undefined;
}

function isCall<K extends string>(data: unknown, name: K): data is Record<K, unknown> {
  return typeof data === 'object' && data !== null && Object.keys(data).length === 1 && name in data;
}
