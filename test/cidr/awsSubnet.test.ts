import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isSubnetPrefix,
  mayBeInVpc,
  reservedInAws,
  smallestPrefixForHosts,
  usableInAws,
} from '../../server/src/cidr/awsSubnet.ts';
import { formatAddress } from '../../server/src/cidr/format.ts';
import { cidr } from './arbitraries.ts';

test('a VPC has global unicast or unique local addresses of IPv6', () => {
  for (const block of ['2001:db8::/56', 'fd00::/48', '2000::/3', 'fc00::/7'])
    assert.ok(mayBeInVpc(cidr(block)), block);
  for (const block of ['fe80::/64', 'ff00::/8', '::/0', '::1/128'])
    assert.ok(!mayBeInVpc(cidr(block)), block);
});

test('a VPC has no addresses of the host itself, of links or of multicast (CIDR-02)', () => {
  for (const block of ['10.0.0.0/16', '126.0.0.0/8', '128.0.0.0/16', '169.253.0.0/16', '223.0.0.0/8'])
    assert.ok(mayBeInVpc(cidr(block)), block);
  for (const block of ['0.0.0.0/8', '127.1.0.0/16', '169.254.169.0/24', '224.0.0.0/4', '239.0.0.0/8'])
    assert.ok(!mayBeInVpc(cidr(block)), block);
});

test('usable addresses: the size less five (SUB-01, SUB-03)', () => {
  const cases: [block: string, usable: bigint][] = [
    ['10.0.0.0/16', 65_531n],
    ['10.0.16.0/20', 4091n],
    ['10.0.0.0/24', 251n],
    ['10.0.0.7/28', 11n],
    ['10.0.0.0/8', 16_777_211n],
    ['10.0.0.0/29', 3n],
    ['10.0.0.0/30', 0n],
    ['10.0.0.1/32', 0n],
    ['2001:db8::/64', 2n ** 64n - 5n],
    ['::1/128', 0n],
  ];
  for (const [block, usable] of cases) assert.equal(usableInAws(cidr(block)), usable, block);
});

test('the five addresses that AWS keeps (SUB-02, SUB-03)', () => {
  const cases: [block: string, reserved: string][] = [
    ['10.0.1.0/24', 'network 10.0.1.0, router 10.0.1.1, dns 10.0.1.2, future 10.0.1.3, broadcast 10.0.1.255'],
    [
      '10.0.1.77/24',
      'network 10.0.1.0, router 10.0.1.1, dns 10.0.1.2, future 10.0.1.3, broadcast 10.0.1.255',
    ],
    [
      '10.0.0.16/28',
      'network 10.0.0.16, router 10.0.0.17, dns 10.0.0.18, future 10.0.0.19, broadcast 10.0.0.31',
    ],
    [
      '2001:db8::/64',
      'reserved 2001:db8::, router 2001:db8::1, reserved 2001:db8::2, reserved 2001:db8::3, reserved 2001:db8::ffff:ffff:ffff:ffff',
    ],
    ['10.0.0.0/30', ''],
  ];
  for (const [block, expected] of cases) {
    const reserved = reservedInAws(cidr(block));
    assert.equal(
      reserved.map(({ role, address }) => `${role} ${formatAddress(address)}`).join(', '),
      expected,
    );
  }
});

test('the smallest subnet for a number of hosts, /28 to /16 (SUB-01)', () => {
  const cases: [hosts: number, prefix: number | undefined][] = [
    [0, 28],
    [1, 28],
    [11, 28],
    [12, 27],
    [27, 27],
    [251, 24],
    [252, 23],
    [65_531, 16],
    [65_532, undefined],
    [-1, undefined],
    [1.5, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
  ];
  for (const [hosts, prefix] of cases) assert.equal(smallestPrefixForHosts(hosts), prefix, `${hosts}`);
  for (let hosts = 1; hosts <= 65_531; hosts += 13) {
    const prefix = smallestPrefixForHosts(hosts)!;
    assert.ok(2 ** (32 - prefix) - 5 >= hosts);
    assert.ok(prefix === 28 || 2 ** (31 - prefix) - 5 < hosts);
  }
  assert.equal(smallestPrefixForHosts(70_000, 6), 64);
});

test('the sizes that AWS makes (SUB-01, SUB-03, X-07)', () => {
  const sizes = (family: 4 | 6) =>
    Array.from({ length: 129 }, (_, prefix) => prefix).filter((prefix) => isSubnetPrefix(family, prefix));
  assert.deepEqual(sizes(4), [16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28]);
  assert.deepEqual(sizes(6), [44, 48, 52, 56, 60, 64]);
});
