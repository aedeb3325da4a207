import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeText, linesOfParts, splitLines } from '../../client/src/cidr/cidrLines.ts';
import type { Cidr } from '../../server/src/cidr/cidr.ts';
import { parseCidr } from '../../server/src/cidr/parse.ts';

describe('the palette calculator', () => {
  test('tells everything about a block, in sections', () => {
    assert.equal(
      shown('10.0.16.0/20'),
      `10.0.16.0/20
  10.0.16.0 – 10.0.31.255: first and last address
  4,096: addresses
  4,091: usable in an AWS subnet
  255.255.240.0: netmask
Reserved by AWS
  10.0.16.0: the subnet's own network address
  10.0.16.1: the VPC router
  10.0.16.2: DNS
  10.0.16.3: future use
  10.0.31.255: broadcast
Halves
  10.0.16.0/21: 10.0.16.0 – 10.0.23.255, 2,043 usable
  10.0.24.0/21: 10.0.24.0 – 10.0.31.255, 2,043 usable
Quarters
  10.0.16.0/22: 10.0.16.0 – 10.0.19.255, 1,019 usable
  10.0.20.0/22: 10.0.20.0 – 10.0.23.255, 1,019 usable
  10.0.24.0/22: 10.0.24.0 – 10.0.27.255, 1,019 usable
  10.0.28.0/22: 10.0.28.0 – 10.0.31.255, 1,019 usable
Neighbours
  10.0.32.0/20: next block of this size
  10.0.0.0/20: previous block of this size
  10.0.0.0/19: containing block, twice as large`,
    );
  });

  const first: [typed: string, firstLine: string][] = [
    ['10.0.1.5/24', '10.0.1.0/24: what AWS stores for 10.0.1.5/24, which has host bits set'],
    ['  10.0.0.0/16 ', '10.0.0.0 – 10.0.255.255: first and last address'],
    ['2001:db8::/56', '2001:db8:: – 2001:db8:0:ff:ffff:ffff:ffff:ffff: first and last address'],
  ];
  for (const [typed, line] of first) {
    test(`begins with the likeliest answer for "${typed}"`, () => {
      assert.equal(shown(typed).split('\n')[1]!.trim(), line);
    });
  }

  const edges: [block: string, has: RegExp, hasNot: RegExp][] = [
    [
      '0.0.0.0/0',
      /4,294,967,296: addresses; AWS accepts subnets from \/16 to \/28 only/,
      /next block|before|twice|Kept/,
    ],
    ['10.0.0.0/29', /8: addresses; AWS accepts/, /usable in|Reserved by AWS/],
    ['10.0.0.1/32', / {2}1: address; AWS accepts/, /Halves|Quarters/],
    ['10.0.0.0/31', /10\.0\.0\.1\/32: 10\.0\.0\.1 – 10\.0\.0\.1, 1 address$/m, /Quarters/],
    ['255.255.255.0/24', /255\.255\.254\.0\/24: previous block of this size/, /next block/],
    ['2001:db8::/64', /2\^64: addresses\n {2}2\^64 − 5: usable/, /netmask|Halves/],
  ];
  for (const [block, has, hasNot] of edges) {
    test(`says of ${block} only what holds`, () => {
      assert.match(shown(block), has);
      assert.doesNotMatch(shown(block), hasNot);
    });
  }

  const sentences: [typed: string, sentence: RegExp][] = [
    ['10.0.0', /has 3 numbers; an IPv4 address has 4/],
    ['10.0.0.256/24', /256 is too large/],
    ['10.0.0.0/33', /is \/0 to \/32/],
    ['10.0.0.5', /no prefix length/],
    ['x'.repeat(5000), /is not an IP address/],
  ];
  for (const [typed, sentence] of sentences) {
    test(`says in one sentence what is wrong with "${typed.slice(0, 20)}"`, () => {
      const answer = describeText(typed);
      assert.equal(answer.kind, 'sentence');
      assert.match(answer.kind === 'sentence' ? answer.text : '', sentence);
    });
  }

  test('has nothing to say of a blank', () => assert.deepEqual(describeText('  '), { kind: 'blank' }));

  test('copies numbers without commas and ranges with a plain hyphen', () => {
    const answer = describeText('10.0.16.0/20');
    assert.ok(answer.kind === 'block');
    const [range, size] = answer.sections[0]!.lines;
    assert.equal(range!.copy, '10.0.16.0-10.0.31.255');
    assert.equal(size!.copy, '4096');
  });

  test('splits into 2 to 256 blocks, IPv6 in steps of four bits, never beyond one address', () => {
    const sizes = (text: string) =>
      splitLines(block(text)).map(({ value, meaning }) => `${value} ${meaning}`);
    assert.deepEqual(sizes('10.0.0.0/22').slice(0, 2), [
      '/23 2 blocks, 507 usable each',
      '/24 4 blocks, 251 usable each',
    ]);
    assert.equal(sizes('10.0.0.0/22').at(-1), '/30 256 blocks, 4 addresses each');
    assert.deepEqual(sizes('10.0.0.0/31'), ['/32 2 blocks, 1 address each']);
    assert.deepEqual(sizes('10.0.0.0/32'), []);
    assert.deepEqual(
      splitLines(block('2001:db8::/56')).map(({ prefix }) => prefix),
      [60, 64],
    );
    assert.deepEqual(
      linesOfParts(block('10.0.0.0/22'), 23).map(({ value }) => value),
      ['10.0.0.0/23', '10.0.2.0/23'],
    );
  });
});

/** The answer as text: titles, and under each its lines. */
function shown(typed: string): string {
  const answer = describeText(typed);
  if (answer.kind !== 'block') return answer.kind === 'sentence' ? answer.text : '';
  return answer.sections
    .flatMap(({ title, lines }) => [title, ...lines.map(({ value, meaning }) => `  ${value}: ${meaning}`)])
    .join('\n');
}

function block(text: string): Cidr {
  const cidr = parseCidr(text);
  assert.ok(cidr.kind === 'cidr');
  return cidr;
}
