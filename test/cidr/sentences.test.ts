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
