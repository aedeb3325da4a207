import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reservedInAws, subnetSizes } from '../../server/src/cidr/awsSubnet.ts';
import { faultIn } from '../../server/src/cidr/fault.ts';
import { factsOf } from '../../server/src/cidr/summary.ts';
import { cidr } from './arbitraries.ts';

const FAULTS: readonly [text: string, wanted: 'cidr' | 'address', message: string][] = [
  ['', 'cidr', 'The value is empty; a block looks like 10.0.0.0/16.'],
  ['', 'address', 'The value is empty; an address looks like 10.0.0.1.'],
  ['10.0.0.0', 'cidr', '10.0.0.0 has no prefix length, such as /16, or /32 for one address.'],
  ['fd00::', 'cidr', 'fd00:: has no prefix length, such as /64, or /128 for one address.'],
  ['/16', 'cidr', 'The address before the slash is missing; a block looks like 10.0.0.0/16.'],
  ['10.0.0.0/255.255.0.0', 'cidr', 'The prefix length is a number: /16 instead of /255.255.0.0.'],
  ['fd00::/255.255.0.0', 'cidr', 'The prefix length after the slash is a number from 0 to 128.'],
  ['10.0.0.0/a', 'cidr', 'The prefix length after the slash is a number from 0 to 32.'],
  ['10', 'address', '"10" has 1 number; an IPv4 address has 4, as in 10.0.0.0.'],
  ['10.0', 'address', '"10.0" has 2 numbers; an IPv4 address has 4, as in 10.0.0.0.'],
  [':fd00::1', 'address', '":fd00::1" starts or ends with a single colon; omitted zeros are written ::.'],
  ['fd00::1:', 'address', '"fd00::1:" starts or ends with a single colon; omitted zeros are written ::.'],
  ['1:2:3', 'address', '"1:2:3" has 3 parts; an IPv6 address has 8, or :: for omitted zeros.'],
  ['host', 'address', '"host" is not an IP address, which looks like 10.0.0.0.'],
  ['g::1', 'address', '"g::1" is not an IP address, which looks like 2001:db8::.'],
  [' 10.0.0.0/8', 'cidr', '"10.0.0.0/8" contains a space; a block looks like 10.0.0.0/16.'],
  ['10.0.0.0/8', 'address', '"10.0.0.0/8" is a block; an address has no prefix length, as in 10.0.0.0.'],
  ['10.0.0.0/0010', 'cidr', '/0010 has a leading zero; write /10.'],
  ['10.0.0.0/00', 'cidr', '/00 has a leading zero; write /0.'],
  ['10.0.0.0/33', 'cidr', '/33 is too long: an IPv4 prefix is /0 to /32.'],
  ['fd00::/129', 'cidr', '/129 is too long: an IPv6 prefix is /0 to /128.'],
  ['10..0.0.0', 'address', '"10..0.0.0" has an extra dot.'],
  ['010.0.0.0', 'address', '010 has a leading zero, which some programs read as octal; write 10.'],
  ['10.0.256.0', 'address', '256 is too large: each of the four numbers of an IPv4 address is 0 to 255.'],
  [
    'fe80::1%eth0/64',
    'cidr',
    '"fe80::1%eth0" contains a network interface (after %), which a block does not have.',
  ],
  ['%1:2', 'address', '"%1:2" contains a network interface (after %), which a block does not have.'],
  [
    '::ffff:10.0.0.10',
    'address',
    '"::ffff:10.0.0.10" ends in an IPv4 address; AWS expects IPv6 with colons only.',
  ],
  ['::1.2:3', 'address', '"::1.2:3" is not an IP address, which looks like 2001:db8::.'],
  ['fd00:12345::', 'address', '12345 is too long: each part of an IPv6 address has at most 4 digits.'],
  ['1::2::3', 'address', '"1::2::3" contains :: more than once; only one is allowed.'],
  [
    '1:2:3:4::5:6:7:8',
    'address',
    '"1:2:3:4::5:6:7:8" has all 8 parts and also a ::; remove the extra colon.',
  ],
  // Invisible characters are written as one space.
  ['10\u200b\u200b.0', 'address', '"10 .0" is not an IP address, which looks like 10.0.0.0.'],
  // None of these is a netmask.
  ['10.0.0.0/255.255', 'cidr', 'The prefix length after the slash is a number from 0 to 32.'],
  ['10.0.0.0/255.255.1.0', 'cidr', 'The prefix length after the slash is a number from 0 to 32.'],
  ['10.0.0.0/255.0.255.0', 'cidr', 'The prefix length after the slash is a number from 0 to 32.'],
  ['10.0.0.0/0.0.255.0', 'cidr', 'The prefix length after the slash is a number from 0 to 32.'],
  // 48 characters are quoted, and 64 explained.
  ['1.'.repeat(24), 'address', `"${'1.'.repeat(24)}" has 24 numbers; an IPv4 address has 4, as in 10.0.0.0.`],
  [
    '1.'.repeat(32),
    'address',
    `"${'1.'.repeat(24)}…" has 32 numbers; an IPv4 address has 4, as in 10.0.0.0.`,
  ],
  ['1.'.repeat(33), 'address', `"${'1.'.repeat(24)}…" is not an IP address, which looks like 10.0.0.0.`],
];

test('what is wrong with an address or a block, in a sentence', async (t) => {
  for (const [text, wanted, message] of FAULTS)
    await t.test(`${text || 'nothing'} for ${wanted}`, () =>
      assert.equal(faultIn(text, wanted)?.message, message),
    );
});

test('the sizes of subnets, in words', () => {
  assert.equal(subnetSizes(4), 'subnets from /16 to /28');
  assert.equal(subnetSizes(6), 'subnets from /44 to /64 in steps of 4');
});

test('the smallest block with reserved addresses has eight', () => {
  assert.equal(reservedInAws(cidr('10.0.0.0/29')).length, 5);
  assert.deepEqual(reservedInAws(cidr('10.0.0.0/30')), []);
});

const FACTS: readonly [text: string, facts: Readonly<Record<string, string>>][] = [
  [
    '10.0.1.0/24',
    {
      first: '10.0.1.0',
      last: '10.0.1.255',
      netmask: '255.255.255.0',
      size: '256 addresses',
      usable: '251 (256 less the 5 that AWS reserves in every subnet)',
    },
  ],
  [
    '10.0.1.7/32',
    {
      first: '10.0.1.7',
      last: '10.0.1.7',
      netmask: '255.255.255.255',
      size: '1 address',
      usable: 'none: a subnet needs more than the 5 that AWS reserves in every subnet',
      subnet: 'this block is too small for one: AWS accepts subnets from /16 to /28',
    },
  ],
  ['10.0.0.0/16', { subnet: '' }],
  ['10.0.0.0/28', { subnet: '' }],
  ['10.0.0.0/15', { subnet: 'this block is too large for one: AWS accepts subnets from /16 to /28' }],
  ['10.0.0.0/29', { subnet: 'this block is too small for one: AWS accepts subnets from /16 to /28' }],
  // From 2^53 on, a power is easier to read.
  ['fd00::/75', { size: '2^53 addresses' }],
  ['fd00::/76', { size: '4,503,599,627,370,496 addresses' }],
  [
    'fd00::/50',
    { netmask: '', subnet: 'this block is none of them: AWS accepts subnets from /44 to /64 in steps of 4' },
  ],
];

test('a block in words', async (t) => {
  for (const [text, expected] of FACTS)
    await t.test(text, () => {
      const facts = Object.fromEntries(factsOf(cidr(text)).map(({ name, value }) => [name, value]));
      for (const [name, value] of Object.entries(expected)) assert.equal(facts[name] ?? '', value);
    });
});
