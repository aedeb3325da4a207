import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containsCidr, overlapCidr } from 'cidr-tools';
import fc from 'fast-check';
import { Address4, Address6 } from 'ip-address';
import {
  type Address,
  type Cidr,
  compareCidrs,
  contains,
  equals,
  firstAddress,
  hasHostBits,
  lastAddress,
  netmaskOf,
  overlaps,
  sizeOf,
  withoutHostBits,
} from '../../server/src/cidr/cidr.ts';
import { formatAddress, formatCidr } from '../../server/src/cidr/format.ts';
import { anyCidr, cidr, runs, within } from './arbitraries.ts';

test('first, last, netmask and size', () => {
  const cases: [text: string, first: string, last: string, netmask: string | undefined, size: bigint][] = [
    ['10.0.0.0/16', '10.0.0.0', '10.0.255.255', '255.255.0.0', 65_536n],
    ['10.0.1.5/24', '10.0.1.0', '10.0.1.255', '255.255.255.0', 256n],
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255', '0.0.0.0', 2n ** 32n],
    ['1.2.3.4/32', '1.2.3.4', '1.2.3.4', '255.255.255.255', 1n],
    ['172.31.77.1/20', '172.31.64.0', '172.31.79.255', '255.255.240.0', 4096n],
    ['2001:db8::5/64', '2001:db8::', '2001:db8::ffff:ffff:ffff:ffff', undefined, 2n ** 64n],
    ['::/0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', undefined, 2n ** 128n],
  ];
  for (const [text, first, last, netmask, size] of cases) {
    const block = cidr(text);
    const mask = netmaskOf(block);
    for (const address of [firstAddress(block), lastAddress(block), ...(mask ? [mask] : [])])
      assert.equal(address.kind, 'address');
    assert.equal(formatAddress(firstAddress(block)), first, text);
    assert.equal(formatAddress(lastAddress(block)), last, text);
    assert.equal(mask && formatAddress(mask), netmask, text);
    assert.equal(sizeOf(block), size, text);
  }
});

test('host bits are kept, told and taken off (CIDR-06)', () => {
  const cases: [text: string, network: string][] = [
    ['100.68.0.18/18', '100.68.0.0/18'],
    ['10.0.1.0/24', '10.0.1.0/24'],
    ['10.0.0.1/0', '0.0.0.0/0'],
    ['2001:db8::1/32', '2001:db8::/32'],
  ];
  for (const [text, network] of cases) {
    const block = cidr(text);
    assert.equal(formatCidr(block), text);
    assert.equal(hasHostBits(block), text !== network);
    assert.equal(formatCidr(withoutHostBits(block)), network);
    assert.ok(equals(block, cidr(network)));
  }
});

test('equal bits of unlike families are not equal', () => {
  assert.ok(!equals(cidr('0.0.0.0/0'), cidr('::/0')));
  assert.ok(!equals(cidr('1.2.3.4/8'), cidr('::102:304/8')));
});

test('sorts by address, the larger block first, IPv4 before IPv6', () => {
  const sorted = ['0.0.0.0/0', '10.0.0.0/8', '10.0.0.9/16', '10.0.0.0/24', '10.0.1.0/24', '::/0', '::/64'];
  const shuffled = [4, 6, 2, 0, 5, 3, 1].map((index) => cidr(sorted[index]!));
  assert.deepEqual(shuffled.sort(compareCidrs).map(formatCidr), sorted);
});

test('contains and overlaps', () => {
  const cases: [a: string, b: string, contains: boolean, overlaps: boolean][] = [
    ['10.0.0.0/16', '10.0.1.0/24', true, true],
    ['10.0.1.0/24', '10.0.0.0/16', false, true],
    ['10.0.0.0/16', '10.0.0.0/16', true, true],
    ['10.0.0.0/16', '10.1.0.0/16', false, false],
    ['10.0.255.255/16', '10.0.0.7/24', true, true],
    // ip-cidr finds the first two of these in each other.
    ['0.0.0.0/0', '2001:db8::/32', false, false],
    ['2000::/3', '32.1.2.3/32', false, false],
    ['::/0', '2001:db8::/32', true, true],
    ['255.255.255.255/32', '0.0.0.0/0', false, true],
  ];
  for (const [a, b, inside, common] of cases) {
    assert.equal(contains(cidr(a), cidr(b)), inside, `${a} contains ${b}`);
    assert.equal(overlaps(cidr(a), cidr(b)), common, `${a} overlaps ${b}`);
  }
});

/** Two blocks that are often related: one within the other, or equal up to host bits. */
const pair: fc.Arbitrary<readonly [Cidr, Cidr]> = fc.oneof(
  fc.tuple(anyCidr, anyCidr),
  anyCidr.chain((outer) => fc.tuple(fc.constant(outer), within(outer, 128))),
  anyCidr.chain((outer) => fc.tuple(within(outer, 128), fc.constant(outer))),
);

test('contains and overlaps agree with cidr-tools', () => {
  fc.assert(
    fc.property(pair, ([a, b]) => {
      // cidr-tools compares across families too, so it is asked about equal ones only.
      const same = a.family === b.family;
      assert.equal(contains(a, b), same && containsCidr(formatCidr(a), formatCidr(b)));
      assert.equal(overlaps(a, b), same && overlapCidr(formatCidr(a), formatCidr(b)));
      assert.equal(equals(a, b), contains(a, b) && contains(b, a));
      assert.equal(Math.sign(compareCidrs(a, b)) + Math.sign(compareCidrs(b, a)), 0);
      assert.equal(compareCidrs(a, b) === 0, equals(a, b));
    }),
    runs(2000),
  );
});

test('ranges agree with ip-address', () => {
  fc.assert(
    fc.property(anyCidr, (block) => {
      const text = formatCidr(block);
      const oracle = block.family === 4 ? new Address4(text) : new Address6(text);
      assert.equal(firstAddress(block).value, oracle.startAddress().bigInt());
      assert.equal(lastAddress(block).value, oracle.endAddress().bigInt());
    }),
    runs(1000),
  );
});

test('a block contains exactly the addresses from its first to its last', () => {
  const holds = (block: Cidr, { family, value }: Address) =>
    contains(block, { kind: 'cidr', family, base: value, prefix: family === 4 ? 32 : 128 });
  fc.assert(
    fc.property(anyCidr, (block) => {
      const [first, last] = [firstAddress(block), lastAddress(block)];
      assert.ok(holds(block, first) && holds(block, last));
      assert.ok(!holds(block, { ...first, value: first.value - 1n }) || first.value === 0n);
      assert.ok(!holds(block, { ...last, value: last.value + 1n }));
      assert.ok(!holds(block, { ...first, family: block.family === 4 ? 6 : 4 }));
    }),
    runs(1000),
  );
});
