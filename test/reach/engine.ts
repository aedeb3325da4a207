import assert from 'node:assert/strict';
import { analyze, type ReachAnswer, type ReachRequest, reachIn } from '../../server/src/languageService.ts';

/** What the engine answers to a question about a template; of several scenarios there may be one only. */
export function answerIn(text: string, request: ReachRequest): ReachAnswer {
  const analysis = analyze(text.trimStart().startsWith('{') ? 'net.json' : 'net.yaml', text, {
    kind: 'template',
  });
  assert.ok(analysis, 'The text is no template.');
  const result = reachIn(analysis, request);
  assert.equal(result.kind, 'answers', result.kind === 'refused' ? result.sentence : '');
  assert.ok(
    result.kind === 'answers' && result.answers.length === 1,
    'The answer differs between scenarios.',
  );
  return result.answers[0]!;
}
