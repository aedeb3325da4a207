// What each test comes to on a store of three tiers, with the sentence, the case and the line of what is not as expected.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHOP } from '../reach/shop.ts';
import { result } from './outcomes.ts';
import { STORE } from './store.ts';

const TIERS =
  '{ app: { kind: [function, instance], name: "{App,Work}" }, data: { kind: [database, cache] }, edge: { subnet: "Public*" } }';

/** `expected`: the outcome, then each failure as `sentence [case] @ text of its place`. */
interface Case {
  readonly about: string;
  readonly test: string;
  readonly expected: readonly string[];
}

const CASES: readonly Case[] = [
  { about: 'reachable', test: 'from: Work, to: Orders, expect: reachable', expected: ['passed'] },
  {
    about: 'reachable, for some places alone',
    test: 'from: 10.0.0.0/23, to: Orders, expect: reachable',
    expected: [
      'failed',
      '10.0.0.0/23 does not always reach Orders on tcp 5432: DataGroup allows tcp 5432 only from AppGroup and 10.0.0.0/24, not from 10.0.0.0/23. @ DataGroup',
    ],
  },
  {
    about: 'reachable in one of two cases',
    test: 'from: Work, to: internet, expect: reachable',
    expected: [
      'failed',
      'Work cannot reach the internet on tcp 443: AppTable has no route to the internet (0.0.0.0/0). [HasNat=false] @ AppTable',
    ],
  },
  { about: 'blocked', test: 'from: internet, to: data, expect: blocked', expected: ['passed'] },
  {
    about: 'blocked, and a rule lets it in',
    test: 'from: internet, to: Web, expect: blocked',
    expected: [
      'failed',
      'The internet reaches Web on tcp 443: WebGroup allows inbound tcp 443 from 0.0.0.0/0. @ { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }',
    ],
  },
  {
    about: 'blocked on two ports, of everything that answers',
    test: 'from: internet, to: "*", port: [22, 3389], expect: blocked',
    expected: ['passed'],
  },
  {
    about: 'blocked on several ports, one of which is open',
    test: 'from: internet, to: Web, port: [22, 443], expect: blocked',
    expected: [
      'failed',
      'The internet reaches Web on tcp 443: WebGroup allows inbound tcp 443 from 0.0.0.0/0. @ { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }',
    ],
  },
  {
    about: 'only-from: whoever is not named and gets there',
    test: 'from: app, to: Orders, expect: only-from',
    expected: [
      'failed',
      'Bastion reaches Orders on tcp 5432: DataGroup allows inbound tcp 5432 from 10.0.0.0/24. @ { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/24 }',
    ],
  },
  {
    about: 'only-from: all are named',
    test: 'from: [app, edge], to: data, expect: only-from',
    expected: ['passed'],
  },
  {
    about: 'only-from: a part of the internet leaves the rest',
    test: 'from: ["*", 0.0.0.0/1], to: Web, expect: only-from',
    expected: [
      'failed',
      '128.0.0.0/3 reaches Web on tcp 443: WebGroup allows inbound tcp 443 from 0.0.0.0/0. @ { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }',
    ],
  },
  {
    about: 'only-from: two halves are all of it',
    test: 'from: ["*", 0.0.0.0/1, 128.0.0.0/1], to: Web, expect: only-from',
    expected: ['passed'],
  },
  {
    about: 'only-to: the internet by the NAT gateway, an endpoint, and a load balancer',
    test: 'from: Work, to: Orders, expect: only-to',
    expected: [
      'failed',
      'Work reaches Web on tcp 443: WebGroup allows inbound tcp 443 from 0.0.0.0/0. [HasNat=true] @ { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }',
      'Work reaches Secrets on tcp 443: SecretsGroup allows inbound tcp 443 from 10.0.0.0/16. @ { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }',
      'Work reaches the internet on tcp 443: AppGroup allows all outbound traffic. [HasNat=true] @ AppGroup',
      'Unknown whether Work reaches Web on tcp 443: Web is internet-facing, so its name has public addresses, which Work does not reach: only private ones, which may change, are left. [HasNat=false] @ Work',
    ],
  },
  {
    about: 'only-to: all are named',
    test: 'from: Work, to: [Orders, Web, Secrets, internet], expect: only-to',
    expected: ['passed'],
  },
  {
    about: 'only-through an endpoint',
    test: 'from: { uses: Orders }, to: secretsmanager, expect: only-through, through: { kind: endpoint }',
    expected: ['passed'],
  },
  {
    about: 'only-through the other way',
    test: 'from: Work, to: secretsmanager, expect: only-through, through: Nat',
    expected: ['failed', 'Work reaches secretsmanager on tcp 443 through Secrets. @ Secrets'],
  },
  {
    about: 'only-through, and no way at all in one case',
    test: 'from: Work, to: internet, expect: only-through, through: { kind: nat-gateway }',
    expected: [
      'failed',
      'Work cannot reach the internet on tcp 443: AppTable has no route to the internet (0.0.0.0/0). [HasNat=false] @ AppTable',
    ],
  },
  {
    about: 'only-through, and the way is direct',
    test: 'from: Work, to: Orders, expect: only-through, through: { kind: [peering, nat-gateway] }',
    expected: ['failed', 'Work reaches Orders on tcp 5432 directly. @ AppTable'],
  },
  {
    about: 'only-through a load balancer: nothing directly, and it passes it on',
    test: 'from: internet, to: App, port: 8080, expect: only-through, through: { kind: load-balancer }',
    expected: ['passed'],
  },
  {
    about: 'only-through a load balancer that does not serve it',
    test: 'from: internet, to: Bastion, port: 22, expect: only-through, through: Web',
    expected: [
      'failed',
      'The internet cannot reach Bastion on tcp 22: Bastion has no public address in PublicA. @ Bastion',
    ],
  },
  {
    about: 'a tag that is known only at deployment',
    test: 'from: { tags: { tier: app } }, to: Orders, expect: reachable',
    expected: ['unknown', 'Unknown: the tag tier of Bastion is unknown: the parameter Tier has no default.'],
  },
  {
    about: 'tags that are known',
    test: 'from: { kind: function, tags: { tier: "a*" } }, to: Orders, expect: reachable',
    expected: ['passed'],
  },
  { about: 'an address', test: 'from: 10.0.0.7, to: Orders, expect: reachable', expected: ['passed'] },
  { about: 'a ping', test: 'from: App, to: Bastion, protocol: icmp, expect: blocked', expected: ['passed'] },
];

for (const { about, test: text, expected } of CASES) {
  test(about, () => {
    const { outcome, failures, mistakes } = result(text, STORE, TIERS);
    assert.deepEqual(mistakes, []);
    const shown = failures.map(({ message, scenario, at }) => {
      const when = scenario === null ? '' : ` [${scenario}]`;
      return `${message}${when}${at ? ` @ ${STORE.slice(at.start, at.end)}` : ''}`;
    });
    assert.deepEqual([outcome, ...shown], expected);
  });
}

const MISTAKES: readonly (readonly [test: string, ...messages: string[]])[] = [
  ['from: Wrok, to: Orders, expect: blocked', 'Unknown source "Wrok". Did you mean Work?'],
  ['from: Work, to: "Or*s", expect: blocked'],
  ['from: Work, to: "Oder*", expect: blocked', 'net.yaml has nothing named Oder*.'],
  ['from: { kind: cache }, to: Orders, expect: blocked', 'net.yaml has no cache.'],
  ['from: { subnet: "Nope*" }, to: Orders, expect: blocked', 'net.yaml has nothing in Nope*.'],
  [
    'from: { tags: { team: x } }, to: { uses: s3 }, expect: blocked',
    'net.yaml has nothing with team=x.',
    'net.yaml has nothing using s3.',
  ],
  ['from: none, to: Orders, expect: blocked', 'net.yaml has nothing of the tier none.'],
  [
    'from: s3, to: Orders, expect: blocked',
    's3 is an AWS service, which can be a destination but not a source.',
  ],
  [
    'from: Orders, to: [s3, "*"], expect: only-through, through: Natt',
    'net.yaml has nothing named Natt that packets go through.',
  ],
  [
    'from: Work, to: 10.0.0.7, ipv6: true, expect: blocked',
    '10.0.0.7 is an IPv4 address, but the question is about IPv6.',
  ],
];

for (const [text, ...expected] of MISTAKES) {
  test(`a test that names what is not there is an error: ${text}`, () => {
    const { outcome, mistakes } = result(text, STORE, '{ none: { kind: broker } }');
    assert.deepEqual(
      mistakes.map(({ message }) => message),
      expected,
    );
    assert.equal(outcome === 'error', expected.length > 0);
  });
}

test('the fix of a way that must be open is an edit of the template', () => {
  const { failures } = result('from: AppFunction, to: Database, expect: reachable', SHOP);
  const [fix] = failures.flatMap(({ fixes }) => fixes);
  assert.equal(fix?.title, 'Allow tcp 5432 from AppGroup in DbGroup');
  assert.ok(fix.edits && fix.edits.length > 0);
});
