// For each kind of blocker: its fixes open the way, open nothing else to the internet, and nothing smaller would do, whatever
// else the template has and in whichever order.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { seedOf } from '../../seed.ts';
import { answerIn } from '../engine.ts';
import { tryFixes } from './blockers.ts';
import { BASE, KIND_CASES } from './kindCases.ts';

/** What makes no difference to any question. */
const BESIDE = [
  'Alone: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 172.16.0.0/16 } }',
  'Empty: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.90.0/24, AvailabilityZone: eu-west-1c } }',
  'SpareTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }',
  'Logs: { Type: AWS::Logs::LogGroup }',
  'Outside: { Type: AWS::Lambda::Function, Properties: {} }',
] as const;

for (const [kind, one] of Object.entries(KIND_CASES)) {
  test(`${kind} in the way`, () => {
    if ('testedIn' in one) {
      assert.match(readFileSync(new URL(one.testedIn, import.meta.url), 'utf8'), new RegExp(`'${kind}'`));
      return;
    }
    const [from, to, protocol, port] = one.ask.split(' ');
    assert.ok(protocol === 'tcp' || protocol === 'udp' || protocol === 'icmp');
    const question = { from: from!, to: to!, protocol, port: Number(port) } as const;
    const lines = (BASE + one.text).trimEnd().split('\n');
    const written = fc
      .subarray([...BESIDE])
      .chain((beside) =>
        fc.shuffledSubarray([...lines, ...beside], { minLength: lines.length + beside.length }),
      );
    fc.assert(
      fc.property(written, (resources) => {
        const text = `Resources:\n${resources.join('\n').replaceAll(/^/gm, '  ')}\n`;
        const outcome = tryFixes(text, question);
        assert.equal(
          outcome.kind,
          one.outcome,
          outcome.kind === 'wrong' ? outcome.why : JSON.stringify(outcome),
        );
        if (one.outcome === 'nothing') return;
        const kinds = answerIn(text, question).blockedBy.map(({ reason }) => reason.kind);
        assert.ok(kinds.includes(kind as (typeof kinds)[number]), kinds.join());
      }),
      { numRuns: 6, seed: seedOf() },
    );
  });
}
