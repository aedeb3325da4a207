import assert from 'node:assert/strict';
import { test } from 'node:test';
import { misspellingsOf } from '../../server/src/wording/nearest.ts';

const NAMES = ['tcp', 'udp', 'Vpc', 'CidrBlock', 'Ipv6CidrBlock', 'SubnetId', 'SubnetIds'];

const CASES: readonly (readonly [typed: string, slips: readonly string[]])[] = [
  ['tpc', ['tcp', 'Vpc']], // swapped, and changed
  ['Vpcc', ['Vpc']], // one too many
  ['CidrBlok', ['CidrBlock']], // one too few
  ['CdrBlok', []], // two in seven letters
  ['CidrBlog', ['CidrBlock']], // two in eight letters
  ['vpc', ['Vpc']], // another case
  ['subnetid', ['SubnetId']], // another case alone, though SubnetIds is near too
  ['SubnetIdx', ['SubnetId', 'SubnetIds']], // two are near
  ['Network', []],
];

for (const [typed, slips] of CASES) {
  test(`${typed} can be a slip of ${slips.join(' or ') || 'nothing'}`, () => {
    assert.deepEqual(misspellingsOf(typed, NAMES), slips);
  });
}
