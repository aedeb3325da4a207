import fc from 'fast-check';
import { bitsOf, type Cidr, type Family, withoutHostBits } from '../../server/src/cidr/cidr.ts';
import { parseCidr } from '../../server/src/cidr/parse.ts';

/** Fewer runs than a release needs, enough to find what is wrong; fast-check prints the seed of a failure. */
export const runs = (numRuns: number) => ({ numRuns });

/** The block in the text; throws where the text is none, so only for texts that a test is sure of. */
export function cidr(text: string): Cidr {
  const read = parseCidr(text);
  if (read.kind === 'error') throw new Error(`${text}: ${read.message}`);
  return read;
}

export const family = fc.constantFrom<Family>(4, 6);

/** A number of that many bits, with runs of zeros and ones more often than chance gives them. */
export function bits(width: number): fc.Arbitrary<bigint> {
  const most = (1n << BigInt(width)) - 1n;
  const any = fc.bigInt({ min: 0n, max: most });
  const sparse = fc.tuple(any, any, any).map(([a, b, c]) => a & b & c);
  return fc.oneof(
    any,
    sparse,
    sparse.map((value) => most ^ value),
    fc.constantFrom(0n, 1n, most),
  );
}

/** Any block, host bits and all. */
export const anyCidr: fc.Arbitrary<Cidr> = family.chain((which) =>
  fc
    .tuple(bits(bitsOf(which)), fc.integer({ min: 0, max: bitsOf(which) }))
    .map(([base, prefix]): Cidr => ({ kind: 'cidr', family: which, base, prefix })),
);

/** Any block as AWS stores it. */
export const anyNetwork = anyCidr.map(withoutHostBits);

/** A block within the given one, at most `deeper` bits longer. */
export function within(root: Cidr, deeper: number): fc.Arbitrary<Cidr> {
  const width = bitsOf(root.family);
  const longest = Math.min(width, root.prefix + deeper);
  const network = withoutHostBits(root);
  return fc
    .record({ prefix: fc.integer({ min: root.prefix, max: longest }), offset: bits(width - root.prefix) })
    .map(({ prefix, offset }) => withoutHostBits({ ...network, prefix, base: network.base + offset }));
}

/** A small network of either family with some of it taken: few enough addresses to count one by one. */
export const smallNetwork: fc.Arbitrary<{ root: Cidr; taken: readonly Cidr[] }> = fc
  .tuple(family, fc.integer({ min: 3, max: 7 }), bits(128))
  .map(([which, hostBits, value]): Cidr => {
    const width = bitsOf(which);
    const base = value & ((1n << BigInt(width)) - 1n);
    return withoutHostBits({ kind: 'cidr', family: which, base, prefix: width - hostBits });
  })
  .chain((root) =>
    fc.record({ root: fc.constant(root), taken: fc.array(within(root, 7), { maxLength: 4 }) }),
  );

/** Every address of the blocks, for a network small enough to list. */
export function addressesOf(blocks: readonly Cidr[]): Set<bigint> {
  const all = new Set<bigint>();
  for (const block of blocks) {
    const { base, prefix } = withoutHostBits(block);
    const end = base + (1n << BigInt(bitsOf(block.family) - prefix));
    for (let address = base; address < end; address++) all.add(address);
  }
  return all;
}
