// An answer does not hang on the questions that were asked of the network before it.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { networksOf } from '../../../server/src/features/reachability/networks.ts';
import { analyze } from '../../../server/src/languageService.ts';
import type { Network } from '../../../server/src/network/model.ts';
import { reach } from '../../../server/src/reach/answer.ts';
import type { Party, Question } from '../../../server/src/reach/question.ts';
import { randomFrom } from '../../robustness/random.ts';
import { seedOf } from '../../seed.ts';

const ROOT = new URL('../../../', import.meta.url);

const OUTSIDE: readonly Party[] = [
  { kind: 'internet' },
  { kind: 'service', name: 's3' },
  { kind: 'service', name: 's3', region: 'us-west-2' },
  { kind: 'service', name: 'sqs' },
  { kind: 'service', name: 'email-smtp' },
];

const TRAFFIC: readonly Pick<Question, 'protocol' | 'port'>[] = [
  { protocol: 'tcp' },
  { protocol: 'tcp', port: 443 },
  { protocol: 'tcp', port: 22 },
  { protocol: 'udp', port: 53 },
  { protocol: 'icmp' },
];

/** The questions of a network: every pair of its parties with some traffic. */
function questionsOf(network: Network, most: number): readonly Question[] {
  const files = [...network.workloads.values()].flatMap((one) =>
    one.kind === 'mount-target' && one.fileSystem.kind === 'known' ? [one.fileSystem.value.id] : [],
  );
  const inside = [
    ...[...network.workloads.keys(), ...network.endpoints.keys()].map(
      (id): Party => ({ kind: 'workload', id }),
    ),
  ].slice(0, most);
  const named = [
    ...files.map((id): Party => ({ kind: 'file-system', id })),
    ...[...network.publicEndpoints.keys()].map((id): Party => ({ kind: 'public-endpoint', id })),
  ];
  return [...inside, OUTSIDE[0]!].flatMap((from) =>
    [...inside, ...named, ...OUTSIDE].flatMap((to) =>
      from === to ? [] : TRAFFIC.map((traffic): Question => ({ from, to, ...traffic })),
    ),
  );
}

test('an answer is the same whatever was asked before', () => {
  const files = globSync('{examples,test/field/reach}/**/*.{yaml,json}', { cwd: ROOT }).sort();
  const { below, pick } = randomFrom(seedOf());
  const chosen = process.env.DEEP === '1' ? files : Array.from({ length: 60 }, () => pick(files));
  let asked = 0;
  for (const file of new Set(chosen)) {
    const analysis = analyze(file, readFileSync(new URL(file, ROOT), 'utf8'));
    for (const { network } of analysis ? networksOf(analysis) : []) {
      const questions = [...questionsOf(network, 8)];
      for (let left = questions.length; left > 0; left--) {
        const question = questions.splice(below(left), 1)[0]!;
        const alone = reach(question, { ...network })?.verdict;
        assert.equal(reach(question, network)?.verdict, alone, `${file}: ${JSON.stringify(question)}`);
        asked++;
      }
    }
  }
  assert.ok(asked > 2000, `Only ${asked} questions were asked.`);
});
