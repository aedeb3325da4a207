import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rulePageId } from '../../client/src/rulePages/rulePageId.ts';

const cases: [path: string, id: string | undefined][] = [
  ['/cidr-host-bits.md', 'cidr-host-bits'],
  ['cidr-host-bits.md', 'cidr-host-bits'],
  ['/../../package.json', undefined],
  ['/../../etc/secret.md', 'secret'],
  ['/..%2f..%2fsecret.md', '2fsecret'],
  ['/.md', undefined],
  ['/Rules.md', 'README'],
  ['/rules/README.md', 'README'],
  ['/Rules2.md', undefined],
  ['/aRules.md', undefined],
  ['/cidr-host-bits.md/', undefined],
  ['/cidr-host-bits', undefined],
  ['', undefined],
];

for (const [path, id] of cases) {
  test(`the rule id in ${JSON.stringify(path)}: ${id}`, () => assert.equal(rulePageId(path), id));
}
