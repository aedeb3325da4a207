import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excludeCidr } from 'cidr-tools';
import fc from 'fast-check';
import {
  freeBlocks,
  largestOf,
  nextFree,
  split,
  splitCount,
  totalSize,
} from '../../server/src/cidr/blocks.ts';
import {
  bitsOf,
  type Cidr,
  compareCidrs,
  contains,
  equals,
  overlaps,
  sizeOf,
} from '../../server/src/cidr/cidr.ts';
import { formatCidr } from '../../server/src/cidr/format.ts';
import { addressesOf, anyNetwork, cidr, runs, smallNetwork, within } from './arbitraries.ts';

const list = (text: string) => (text === '' ? [] : text.split(' ').map(cidr));
const text = (blocks: Iterable<Cidr>) => [...blocks].map(formatCidr).join(' ');

test('splits a block', () => {
  const cases: [block: string, prefix: number, parts: string][] = [
    ['10.0.0.0/24', 26, '10.0.0.0/26 10.0.0.64/26 10.0.0.128/26 10.0.0.192/26'],
    ['10.0.1.5/24', 25, '10.0.1.0/25 10.0.1.128/25'],
    ['10.0.0.0/24', 24, '10.0.0.0/24'],
    ['255.255.255.254/31', 32, '255.255.255.254/32 255.255.255.255/32'],
    ['2001:db8::/63', 64, '2001:db8::/64 2001:db8:0:1::/64'],
    ['10.0.0.0/24', 23, ''],
    ['10.0.0.0/24', 33, ''],
    ['10.0.0.0/24', 25.5, ''],
    ['10.0.0.0/24', Number.NaN, ''],
  ];
  for (const [block, prefix, parts] of cases) {
    assert.equal(text(split(cidr(block), prefix)), parts);
    assert.equal(splitCount(cidr(block), prefix), BigInt(list(parts).length));
  }
});

test('splitting makes blocks one by one, however many there are', () => {
  const blocks = split(cidr('::/0'), 128);
  blocks.next();
  assert.equal(formatCidr(blocks.next().value!), '::1/128');
  assert.equal(splitCount(cidr('::/0'), 128), 2n ** 128n);
});

test('what is left of a block', () => {
  const cases: [root: string, taken: string, free: string][] = [
    ['10.0.0.0/24', '', '10.0.0.0/24'],
    ['10.0.0.0/24', '10.0.0.0/24', ''],
    ['10.0.0.0/24', '10.0.0.0/8', ''],
    ['10.0.0.0/24', '10.0.1.0/24 2001:db8::/32', '10.0.0.0/24'],
    ['10.0.0.0/24', '10.0.0.64/26', '10.0.0.0/26 10.0.0.128/25'],
    ['10.0.0.7/24', '10.0.0.65/26', '10.0.0.0/26 10.0.0.128/25'],
    ['10.0.0.0/24', '10.0.0.64/27 10.0.0.64/26 10.0.0.80/28', '10.0.0.0/26 10.0.0.128/25'],
    [
      '255.255.255.0/24',
      '255.255.255.255/32',
      '255.255.255.0/25 255.255.255.128/26 255.255.255.192/27 255.255.255.224/28 255.255.255.240/29 255.255.255.248/30 255.255.255.252/31 255.255.255.254/32',
    ],
    ['2001:db8::/62', '2001:db8:0:1::/64', '2001:db8::/64 2001:db8:0:2::/63'],
  ];
  for (const [root, taken, free] of cases) {
    const left = freeBlocks(cidr(root), list(taken));
    assert.equal(text(left), free);
    assert.ok(left.every(({ kind }) => kind === 'cidr'));
  }
});

test('the next free block', () => {
  const cases: [root: string, taken: string, prefix: number, block: string | undefined][] = [
    ['10.0.0.0/16', '', 24, '10.0.0.0/24'],
    ['10.0.0.0/16', '10.0.0.0/24', 24, '10.0.1.0/24'],
    // 10.0.1.0 is free, but no /23 begins there.
    ['10.0.0.0/16', '10.0.0.0/24', 23, '10.0.2.0/23'],
    ['10.0.0.0/16', '10.0.0.0/17 10.0.128.0/17', 28, undefined],
    ['10.0.0.0/24', '10.0.0.128/25', 25, '10.0.0.0/25'],
    ['10.0.0.0/24', '', 23, undefined],
    ['10.0.0.0/24', '', 33, undefined],
    ['10.0.3.9/16', '10.0.0.9/24', 24, '10.0.1.0/24'],
    ['2001:db8::/56', '2001:db8::/64', 64, '2001:db8:0:1::/64'],
  ];
  for (const [root, taken, prefix, block] of cases) {
    const next = nextFree(cidr(root), list(taken), prefix);
    assert.equal(next && formatCidr(next), block);
  }
});

test('the largest of several, and their sum', () => {
  assert.equal(largestOf([]), undefined);
  assert.equal(formatCidr(largestOf(list('10.0.0.0/26 10.0.1.0/25 10.0.2.0/25'))!), '10.0.1.0/25');
  assert.equal(totalSize(list('10.0.0.0/26 10.0.1.0/25')), 192n);
});

test('splitting is a partition in order', () => {
  fc.assert(
    fc.property(anyNetwork, fc.integer({ min: 0, max: 6 }), (root, deeper) => {
      const prefix = Math.min(bitsOf(root.family), root.prefix + deeper);
      const parts = [...split(root, prefix)];
      assert.equal(totalSize(parts), sizeOf(root));
      for (const [index, part] of parts.entries()) {
        assert.ok(contains(root, part) && part.prefix === prefix);
        if (index > 0) assert.equal(parts[index - 1]!.base + sizeOf(part), part.base);
      }
    }),
    runs(300),
  );
});

test('what is left is exactly the complement, in the largest aligned blocks', () => {
  fc.assert(
    fc.property(smallNetwork, ({ root, taken }) => {
      const free = freeBlocks(root, taken);
      const used = addressesOf(taken);
      const rest = [...addressesOf([root])].filter((address) => !used.has(address));
      assert.deepEqual([...addressesOf(free)], rest);
      assert.equal(totalSize(free), BigInt(addressesOf(free).size), 'no address twice');
      assert.deepEqual([...free].sort(compareCidrs), free);
      for (const block of free) {
        // The block of twice the size is not wholly free, or is larger than the root.
        const twice = { ...block, prefix: block.prefix - 1 };
        assert.ok(block.prefix === root.prefix || taken.some((one) => overlaps(one, twice)));
      }
    }),
    runs(500),
  );
});

test('subtracting agrees with cidr-tools at any size', () => {
  const rootAndTaken = anyNetwork.chain((root) =>
    fc.tuple(fc.constant(root), fc.array(fc.oneof(within(root, 128), anyNetwork), { maxLength: 6 })),
  );
  fc.assert(
    fc.property(rootAndTaken, ([root, taken]) => {
      const same = taken.filter(({ family }) => family === root.family).map(formatCidr);
      const theirs = excludeCidr([formatCidr(root)], same)
        .map(cidr)
        .sort(compareCidrs);
      assert.equal(text(freeBlocks(root, taken)), text(theirs));
    }),
    runs(500),
  );
});

test('the next free block is the lowest there is', () => {
  const question = smallNetwork.chain(({ root, taken }) =>
    fc.record({
      root: fc.constant(root),
      taken: fc.constant(taken),
      prefix: fc.integer({ min: root.prefix, max: bitsOf(root.family) }),
    }),
  );
  fc.assert(
    fc.property(question, ({ root, taken, prefix }) => {
      const lowest = [...split(root, prefix)].find((block) => !taken.some((one) => overlaps(one, block)));
      const next = nextFree(root, taken, prefix);
      assert.ok(lowest && next ? equals(lowest, next) : lowest === next);
    }),
    runs(1000),
  );
});
