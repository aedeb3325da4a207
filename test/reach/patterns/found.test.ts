// What random networks have shown, tried on the simulator and on the engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerIn } from '../engine.ts';
import { render } from '../render/render.ts';
import { explain, verdictOf } from '../simulator/verdict.ts';
import { FOUND } from './found.ts';
import { BY_GATEWAYS } from './gateways.ts';
import { JOINED } from './joined.ts';
import { questionOf } from './patterns.ts';

for (const { why, world, answers } of [...FOUND, ...JOINED, ...BY_GATEWAYS]) {
  test(why, () => {
    const text = render(world, 0);
    for (const [asked, verdict, because] of answers) {
      const { port, ...rest } = questionOf(asked);
      const question = { ...rest, port };
      const said = `${asked}: ${because}`;
      assert.equal(verdictOf(world, question), verdict, `${said}\n${explain(world, question)}`);
      const answer = answerIn(text, port === undefined ? rest : { ...rest, port });
      assert.equal(answer.verdict, verdict, `${said} (engine)`);
    }
  });
}
