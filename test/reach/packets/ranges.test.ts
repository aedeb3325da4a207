import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CidrError, parseAddress, parseCidr } from '../../../server/src/cidr/parse.ts';
import {
  allAddresses,
  EMPTY,
  intersect,
  isEmpty,
  isSame,
  isWithin,
  PRIVATE_IPV4,
  portRanges,
  publicAddresses,
  type Ranges,
  rangesOf,
  subtract,
  unite,
} from '../../../server/src/reach/packets/ranges.ts';

const LIMIT = 24;

/** The numbers of a set, which is small. */
const members = (set: Ranges) =>
  Array.from({ length: LIMIT }, (_, i) => i).filter((n) => set.some(([low, high]) => low <= n && n <= high));

/** Ranges as every function gives them: ascending, disjoint and not adjacent. */
function checkOrder(set: Ranges): void {
  for (const [i, [low, high]] of set.entries()) {
    assert.ok(low <= high);
    const next = set[i + 1];
    if (next) assert.ok(high + 1n < next[0], 'neither overlapping nor adjacent');
  }
}

const smallSet = fc.uniqueArray(fc.nat({ max: LIMIT - 1 }), { maxLength: LIMIT }).map((numbers): Ranges => {
  const result: [bigint, bigint][] = [];
  for (const n of numbers.toSorted((a, b) => a - b)) {
    const last = result.at(-1);
    if (last && last[1] === BigInt(n) - 1n) last[1] = BigInt(n);
    else result.push([BigInt(n), BigInt(n)]);
  }
  return result;
});

test('sets of numbers are united, intersected and subtracted like any others', () => {
  fc.assert(
    fc.property(smallSet, smallSet, smallSet, (a, b, c) => {
      const [inA, inB, inC] = [a, b, c].map((set) => new Set(members(set)));
      const all = members([[0n, BigInt(LIMIT)]]);
      const [either, both, only] = [unite(a, b, c), intersect(a, b), subtract(a, b)];
      assert.deepEqual(
        members(either),
        all.filter((n) => inA!.has(n) || inB!.has(n) || inC!.has(n)),
      );
      assert.deepEqual(
        members(both),
        all.filter((n) => inA!.has(n) && inB!.has(n)),
      );
      assert.deepEqual(
        members(only),
        all.filter((n) => inA!.has(n) && !inB!.has(n)),
      );
      for (const set of [either, both, only]) checkOrder(set);
      assert.equal(
        isWithin(a, b),
        members(a).every((n) => inB!.has(n)),
      );
      assert.equal(isSame(a, b), String(members(a)) === String(members(b)));
      assert.equal(isEmpty(a), members(a).length === 0);
      // Callers compare by identity.
      assert.equal(both === a, members(both).length === members(a).length);
      assert.equal(only === a, members(only).length === members(a).length);
    }),
    { numRuns: 2000 },
  );
});

test('nothing united is nothing, and a set by itself is itself', () => {
  const set = portRanges(80, 90);
  assert.equal(unite(), EMPTY);
  assert.equal(unite(EMPTY, EMPTY), EMPTY);
  assert.equal(unite(EMPTY, set), set);
  assert.deepEqual(unite(portRanges(80, 90), portRanges(91, 95)), [[80n, 95n]]);
  assert.deepEqual(unite(portRanges(85, 86), portRanges(80, 90)), [[80n, 90n]]);
});

test('ports, and the addresses of a block', () => {
  assert.deepEqual(portRanges(443, 443), [[443n, 443n]]);
  assert.equal(portRanges(444, 443), EMPTY);
  const block = (text: string) => rangesOf(parsed(parseCidr(text)));
  assert.deepEqual(block('10.0.1.5/24'), [[0x0a000100n, 0x0a0001ffn]]);
  assert.deepEqual(block('0.0.0.0/0'), allAddresses(4));
  assert.deepEqual(block('::/0'), allAddresses(6));
});

test('which addresses are public', () => {
  // https://www.rfc-editor.org/rfc/rfc6890, the first and the last of each block and their neighbours.
  const cases: [isPublic: boolean, addresses: string][] = [
    [
      false,
      '0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.0 127.255.255.255',
    ],
    [true, '1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0'],
    [false, '169.254.0.0 169.254.255.255 172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255'],
    [true, '169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0'],
    [false, '198.18.0.0 198.19.255.255 224.0.0.0 239.255.255.255 240.0.0.0 255.255.255.255'],
    [true, '198.17.255.255 198.20.0.0 223.255.255.255'],
    [false, '::1 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 4000:: fd00::1 fe80::1'],
    [true, '2000:: 2001:db8::1 3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ];
  for (const [isPublic, addresses] of cases)
    for (const text of addresses.split(' ')) {
      const { family, value } = parsed(parseAddress(text));
      const one: Ranges = [[value, value]];
      assert.equal(isWithin(one, publicAddresses(family)), isPublic, text);
      if (family === 4) assert.equal(isWithin(one, PRIVATE_IPV4), !isPublic, text);
    }
});

function parsed<T extends { kind: string }>(read: T | CidrError): Exclude<T, CidrError> {
  assert.notEqual(read.kind, 'error');
  return read as Exclude<T, CidrError>;
}
