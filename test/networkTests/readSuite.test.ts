// Every mistake that somebody can make in a file of tests is told at its place, and costs its own test alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isTestedBy, readTestFile } from '../../server/src/languageService.ts';

/** `<…>` marks what is underlined. */
const MISTAKES: readonly (readonly [text: string, message: string])[] = [
  ['<- a>', 'Network tests are a mapping with the key tests.'],
  ['<tiers>: {}', 'The key tests is missing.'],
  ['tests: <{}>', 'tests must be a list.'],
  ['tests: [<x>]', 'A test must be a mapping with from, to and expect.'],
  ['test: []\n<tests>: []', ''],
  ['tests: [{ <from>: a, expect: blocked }]', 'to is missing.'],
  ['tests: [{ title: <a> }]', 'from, to and expect are missing.'],
  [
    'tests: [{ from: a, to: b, expect: <open> }]',
    'expect must be one of reachable, blocked, only-from, only-to, only-through.',
  ],
  ['tests: [{ from: a, to: b, expect: blocked, <prot>: 443 }]', 'Unknown key prot. Did you mean port?'],
  [
    'tests: [{ from: a, to: b, expect: blocked, port: <https> }]',
    'port must be a number from 0 to 65535, or a list of them.',
  ],
  [
    'tests: [{ from: a, to: b, expect: blocked, port: [22, <65536>] }]',
    'port must be a number from 0 to 65535, or a list of them.',
  ],
  ['tests: [{ from: a, to: b, expect: blocked, port: <[]> }]', 'port has no number.'],
  ['tests: [{ from: a, to: b, expect: blocked, protocol: icmp, port: <8> }]', 'A ping has no port.'],
  [
    'tests: [{ from: a, to: b, expect: blocked, protocol: <tpc> }]',
    'protocol must be one of tcp, udp, icmp.',
  ],
  ['tests: [{ from: a, to: b, expect: blocked, ipv6: <maybe> }]', 'ipv6 must be true or false.'],
  [
    'tests: [{ <from>: a, to: b, expect: only-through }]',
    'through is missing: what every way must lead through.',
  ],
  ['tests: [{ from: a, to: b, expect: blocked, through: <Nat> }]', 'through is for expect: only-through.'],
  [
    'tests: [{ from: a, to: b, expect: only-through, through: <{ kind: nat, name: Nat }> }]',
    'through must be a name, or a mapping with kind.',
  ],
  [
    'tests: [{ from: a, to: b, expect: only-through, through: { kind: <nat> } }]',
    'kind must be one of endpoint, nat-gateway, load-balancer, firewall, peering, transit-gateway, vpn-gateway, egress-only-internet-gateway.',
  ],
  ['tests: [{ from: <[]>, to: b, expect: blocked }]', 'from names nothing.'],
  [
    'tests: [{ from: <{}>, to: b, expect: blocked }]',
    'from must be a name, or a mapping with name, kind, tags, subnet, uses.',
  ],
  ['tests: [{ from: { <tag>: { a: b } }, to: b, expect: blocked }]', 'Unknown key tag. Did you mean tags?'],
  [
    'tests: [{ from: { kind: <databse> }, to: b, expect: blocked }]',
    'Unknown kind databse. Did you mean database?',
  ],
  [
    'tests: [{ from: { tags: <app> }, to: b, expect: blocked }]',
    'tags must be a mapping of keys and values: {tier: data}.',
  ],
  [
    'tests: [{ from: { tags: { tier: <[]> } }, to: b, expect: blocked }]',
    'The tag tier must have a plain value.',
  ],
  [
    'tests: [{ from: <"a@(b)*">, to: b, expect: blocked }]',
    'The pattern a@(b)* has a group in parentheses, which is not read; {a,b} is.',
  ],
  ['tiers: <[]>\ntests: []', 'tiers must be a mapping of names: {app: {tags: {tier: app}}}.'],
  [
    'template: <infra/net.yaml>\ntests: []',
    'infra/net.yaml is in another folder; tests are beside their template.',
  ],
  ['template: <{}>\ntests: []', 'template must be the name of a file: "network.yaml".'],
  ['tests: [<&a [*a]>]', ''],
];

for (const [marked, expected] of MISTAKES) {
  test(`${expected || 'another mistake'}: ${marked}`, () => {
    const text = marked.replace(/[<>]/g, '');
    const { mistakes } = readTestFile(text);
    assert.equal(mistakes.length, 1, JSON.stringify(mistakes));
    if (expected === '') return;
    assert.equal(mistakes[0]!.message, expected);
    assert.equal(
      text.slice(mistakes[0]!.start, mistakes[0]!.end),
      /<(.*)>/.exec(marked)![1]!.replace(/[<>]/g, ''),
    );
  });
}

test('a test with a mistake is left out, and the others stay', () => {
  const { suite } = readTestFile(
    'tests:\n- { from: a, to: b, expect: bloked }\n- { from: a, to: b, expect: blocked }',
  );
  assert.deepEqual(
    suite.tests.map(({ title }) => title),
    ['a → b: blocked'],
  );
});

test('broken YAML is told once', () => {
  const { mistakes } = readTestFile('tests:\n  - { from: a');
  assert.equal(mistakes.length, 1);
});

test('no text makes it throw', () => {
  const pieces = fc.constantFrom(
    'tests:',
    'tiers:',
    '\n',
    '  - ',
    '{ from: a',
    ', to: [b]',
    ', expect: blocked',
    ' }',
    '*',
    '&a',
    ': ',
    '[',
    '<<: *a',
    'port: 1e9',
    '"',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const text = parts.join('');
      const { mistakes } = readTestFile(text);
      for (const { start, end } of mistakes)
        assert.ok(0 <= start && start <= end && end <= text.length, text);
    }),
    { numRuns: 500 },
  );
});

test('which files a file of tests is about', () => {
  const about = (tests: string, text: string, tested: string) =>
    isTestedBy(tests, readTestFile(text).suite, tested);
  assert.ok(about('infra/net.nettest.yaml', 'tests: []', 'infra/net.yaml'));
  assert.ok(about('net.nettest.yml', 'tests: []', 'net.template'));
  assert.ok(about('zappa_settings.nettest.yaml', 'tests: []', 'zappa_settings.json'));
  assert.ok(!about('net.nettest.yaml', 'tests: []', 'other.yaml'));
  assert.ok(!about('net.nettest.yaml', 'tests: []', 'net.nettest.yaml'));
  assert.ok(about('all.nettest.yaml', 'template: [a.yaml, "stack-*.yaml"]\ntests: []', 'infra/stack-1.yaml'));
  assert.ok(!about('all.nettest.yaml', 'template: "*.yaml"\ntests: []', 'all.nettest.yaml'));
});
