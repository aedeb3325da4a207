// The engine against the answers worked out by hand and against the simulator.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { testEngine } from './againstEngine.ts';
import { answerIn } from './engine.ts';

testEngine(
  (text, { port, ...rest }) => answerIn(text, port === undefined ? rest : { ...rest, port }).verdict,
);

test('an IPv4 address of the VPC behind NAT64 is unknown, and families do not mix', () => {
  const text = readFileSync(new URL('patterns/dual-stack.yaml', import.meta.url), 'utf8');
  const asked = { from: 'Host', to: '64:ff9b::a00:109', protocol: 'tcp' } as const;
  const answer = answerIn(text, asked);
  assert.equal(answer.verdict, 'unknown');
  assert.deepEqual(answer.assumptions, ['whether NAT64 leads to a private IPv4 address is not looked at']);
  assert.throws(
    () => answerIn(text, { ...asked, to: '192.0.2.1', ipv6: true }),
    /192\.0\.2\.1 is IPv4, and the question is about IPv6\./,
  );
  assert.throws(
    () => answerIn(text, { ...asked, from: '2001:db8::1', to: '192.0.2.1' }),
    /192\.0\.2\.1 is IPv4, and the question is about IPv6\./,
  );
});
