import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Address4, Address6 } from 'ip-address';
import { bitsOf } from '../../server/src/cidr/cidr.ts';
import { formatAddress } from '../../server/src/cidr/format.ts';
import { parseAddress } from '../../server/src/cidr/parse.ts';
import { bits, family, runs } from './arbitraries.ts';

test('IPv6 as RFC 5952 writes it', () => {
  // Sections 4.1 to 4.3, in this order.
  const cases: [text: string, canonical: string][] = [
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:DB8::ABCD', '2001:db8::abcd'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:0:0:0:0:0:0', '1::'],
  ];
  for (const [text, canonical] of cases) {
    const read = parseAddress(text);
    assert.ok(read.kind === 'address', text);
    assert.equal(formatAddress(read), canonical);
  }
});

test('addresses are written as ip-address writes them, and read back', () => {
  const address = family.chain((which) =>
    bits(bitsOf(which)).map((value) => ({ kind: 'address' as const, family: which, value })),
  );
  fc.assert(
    fc.property(address, (one) => {
      const text = formatAddress(one);
      const oracle = one.family === 4 ? Address4.fromBigInt(one.value) : Address6.fromBigInt(one.value);
      assert.equal(text, oracle.correctForm());
      assert.deepEqual(parseAddress(text), one);
    }),
    runs(2000),
  );
});
