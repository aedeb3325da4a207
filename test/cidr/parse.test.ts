import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import IPCIDR from 'ip-cidr';
import { formatAddress, formatCidr } from '../../server/src/cidr/format.ts';
import { type CidrReason, parseAddress, parseCidr } from '../../server/src/cidr/parse.ts';
import { anyCidr, runs } from './arbitraries.ts';

test('reads blocks and writes them in their canonical spelling', () => {
  const cases: [text: string, canonical: string][] = [
    ['10.0.0.0/16', '10.0.0.0/16'],
    ['10.0.1.5/24', '10.0.1.5/24'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255/32', '255.255.255.255/32'],
    ['::/0', '::/0'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001/128', '2001:db8::1/128'],
    ['1:2:3:4:5:6:7::/112', '1:2:3:4:5:6:7:0/112'],
    ['::ffff:a00:0/104', '::ffff:a00:0/104'],
  ];
  for (const [text, canonical] of cases) {
    const read = parseCidr(text);
    assert.equal(read.kind, 'cidr', text);
    assert.equal(formatCidr(read), canonical);
  }
});

test('says what is wrong with a block and where', () => {
  // The carets stand under the characters at fault.
  const cases: [text: string, under: string, reason: CidrReason][] = [
    ['', '', 'empty'],
    ['  ', '^^', 'empty'],
    [' 10.0.0.0/8', '^', 'whitespace'],
    ['10.0.0.0/8\n', '          ^', 'whitespace'],
    ['10.0.0.0 / 8', '        ^', 'whitespace'],
    ['10.0.0.0  /8', '        ^^', 'whitespace'],
    ['10.0.0.0', '^^^^^^^^', 'no-prefix'],
    ['2001:db8::', '^^^^^^^^^^', 'no-prefix'],
    ['10.0.0.0/', '        ^', 'prefix-malformed'],
    ['10.0.0.0/-1', '         ^^', 'prefix-malformed'],
    ['10.0.0.0/8.0', '         ^^^', 'prefix-malformed'],
    ['10.0.0.0/8/8', '         ^^^', 'prefix-malformed'],
    ['2001:db8::/32/64', '           ^^^^^', 'prefix-malformed'],
    ['10.0.0.0/255.255.255.0', '         ^^^^^^^^^^^^^', 'prefix-malformed'],
    ['10.0.0.0/33', '         ^^', 'prefix-range'],
    ['::/129', '   ^^^', 'prefix-range'],
    ['10.0.0.0/99999999999999999999999', '         ^^^^^^^^^^^^^^^^^^^^^^^', 'prefix-range'],
    ['10.0.0.0/08', '         ^^', 'leading-zero'],
    ['10.0.0.0/024', '         ^^^', 'leading-zero'],
    ['2001:db8::/032', '           ^^^', 'leading-zero'],
    ['010.0.0.0/8', '^^^', 'leading-zero'],
    ['10.00.0.0/8', '   ^^', 'leading-zero'],
    ['10.0.0.256/8', '       ^^^', 'octet-range'],
    ['10.0.0/24', '^^^^^^', 'octet-count'],
    ['10.0.0./24', '^^^^^^^', 'octet-count'],
    ['10/8', '^^', 'octet-count'],
    ['1.2.3.4.5/8', '^^^^^^^^^', 'octet-count'],
    ['10..0.0.0/8', '^^^^^^^^^', 'not-an-address'],
    ['10.0.0.0./8', '^^^^^^^^^', 'not-an-address'],
    ['fe80::1%eth0/64', '       ^^^^^', 'zone-id'],
    ['::ffff:10.0.0.0/104', '       ^^^^^^^^', 'ipv4-mapped'],
    ['::1.2.3.4/10', '  ^^^^^^^', 'ipv4-mapped'],
    ['64:ff9b::10.0.0.0/96', '         ^^^^^^^^', 'ipv4-mapped'],
    ['1::2::3/64', '^^^^^^^', 'group-count'],
    ['2001:db8:::/32', '^^^^^^^^^^^', 'group-count'],
    ['1:2:3/64', '^^^^^', 'group-count'],
    ['1:2:3:4:5:6:7:8:9/64', '^^^^^^^^^^^^^^^^^', 'group-count'],
    ['1:2:3:4:5:6:7:8::/64', '^^^^^^^^^^^^^^^^^', 'group-count'],
    [':1:2:3:4:5:6:7/64', '^^^^^^^^^^^^^^', 'group-count'],
    ['1:2:3:4:5:6:7:/64', '^^^^^^^^^^^^^^', 'group-count'],
    ['2001:db812::/32', '     ^^^^^', 'group-range'],
    ['::g/64', '^^^', 'not-an-address'],
    ['/8', '^', 'not-an-address'],
    ['VpcCidr', '^^^^^^^', 'not-an-address'],
    ['10.0.0.0\u200b/8', '^^^^^^^^^', 'not-an-address'],
    ['１0.0.0.0/8', '^^^^^^^^', 'not-an-address'],
  ];
  for (const [text, under, reason] of cases) {
    const read = parseCidr(text);
    assert.ok(read.kind === 'error', text);
    assert.equal(read.reason, reason, text);
    assert.equal(' '.repeat(read.span.start) + '^'.repeat(read.span.end - read.span.start), under, text);
  }
});

test('explains a mistake in words for a beginner', () => {
  const cases: [text: string, message: string][] = [
    ['10.0.0/24', '"10.0.0" has 3 numbers; an IPv4 address has 4, as in 10.0.0.0.'],
    ['10.0.0.0/255.255.255.0', 'The prefix length is a number: /24 instead of /255.255.255.0.'],
    ['010.0.0.0/8', '010 has a leading zero, which some programs read as octal; write 10.'],
    ['10.0.0.0', '10.0.0.0 has no prefix length, such as /16, or /32 for one address.'],
  ];
  for (const [text, message] of cases) {
    const read = parseCidr(text);
    assert.equal(read.kind === 'error' && read.message, message);
  }
});

test('reads an address, and no block in its place', () => {
  const cases: [text: string, answer: string][] = [
    ['10.0.0.1', '10.0.0.1'],
    ['FD00:EC2::253', 'fd00:ec2::253'],
    ['10.0.0.1/32', 'unexpected-prefix'],
    ['::1/128', 'unexpected-prefix'],
    ['10.0.0', 'octet-count'],
    ['fe80::1%eth0', 'zone-id'],
    ['::ffff:10.0.0.1', 'ipv4-mapped'],
    ['', 'empty'],
    ['internet', 'not-an-address'],
  ];
  for (const [text, answer] of cases) {
    const read = parseAddress(text);
    assert.equal(read.kind === 'error' ? read.reason : formatAddress(read), answer, text);
  }
});

test('what is written is what is read', () => {
  fc.assert(
    fc.property(anyCidr, (block) => assert.deepEqual(parseCidr(formatCidr(block)), block)),
    runs(2000),
  );
});

/** Texts that are blocks, nearly are, or look like ones. */
const nearBlock = fc.oneof(
  fc
    .tuple(
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 3, maxLength: 5 }),
      fc.integer({ min: 0, max: 40 }),
    )
    .map(([octets, prefix]) => `${octets.join('.')}/${prefix}`),
  fc
    .tuple(anyCidr, fc.nat(20), fc.constantFrom('', '0', '.', ':', '/', ' ', '%', 'f', '9', '::'))
    .map(([block, at, extra]) => {
      const text = formatCidr(block);
      return text.slice(0, at) + extra + text.slice(at + (extra.length % 2));
    }),
  fc.string({ unit: fc.constantFrom(...'0123456789./:abf% '), maxLength: 24 }),
  fc.string(),
);

test('agrees with ip-cidr on every text, but for what ip-cidr is known to get wrong', () => {
  // Zones, IPv4 tails, a second prefix, zeros before the prefix.
  const misread = (text: string) =>
    text.includes(':') ? /[%.]|\/.*\/|\/0[0-9]/.test(text) : /\/0[0-9]$/.test(text);
  fc.assert(
    fc.property(nearBlock, (text) => {
      const ours = parseCidr(text);
      if (misread(text)) return assert.equal(ours.kind, 'error');
      assert.equal(ours.kind === 'cidr', IPCIDR.isValidCIDR(text));
      if (ours.kind === 'error') return;
      const theirs = new IPCIDR(text);
      assert.equal(ours.base, IPCIDR.formatIP<bigint>(theirs.address, { type: 'bigInteger' }));
      assert.equal(ours.prefix, theirs.address.subnetMask);
      assert.equal(ours.family === 4, theirs.address.v4);
    }),
    runs(5000),
  );
});

test('every refusal has a span within the text and one short printable sentence', () => {
  const text = fc.oneof(nearBlock, fc.string({ unit: 'binary', maxLength: 300 }));
  fc.assert(
    fc.property(text, (written) => {
      for (const read of [parseCidr(written), parseAddress(written)]) {
        if (read.kind !== 'error') continue;
        assert.ok(
          0 <= read.span.start && read.span.start <= read.span.end && read.span.end <= written.length,
        );
        assert.match(read.message, /^[^\p{Cc}]{10,200}\.$/u);
      }
    }),
    runs(2000),
  );
});

test('reading is cheap and the memory of it bounded', () => {
  const started = performance.now();
  for (let i = 0; i < 20_000; i++) parseCidr('10.0.12.0/24');
  for (let i = 0; i < 20_000; i++) parseCidr('2001:db8:12::/48');
  // 12 ms, where ip-cidr alone takes more than a second.
  assert.ok(performance.now() - started < 600);
  // More blocks than are remembered, each still read rightly.
  for (let i = 0; i < 5000; i++) {
    const read = parseCidr(`2001:db8:${i.toString(16)}::/48`);
    assert.equal(read.kind === 'cidr' && read.base, (0x20010db8n << 96n) | (BigInt(i) << 80n));
  }
});

test('a pasted page is refused at once', () => {
  const started = performance.now();
  for (const text of ['1.', '1:', '0', ':', '1.:', ' ', '/']) {
    for (const end of ['', ':', '/8']) assert.equal(parseCidr(text.repeat(200_000) + end).kind, 'error');
  }
  assert.ok(performance.now() - started < 1000);
});
