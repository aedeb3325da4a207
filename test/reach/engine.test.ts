// The engine against the answers worked out by hand and against the simulator.

import { testEngine } from './againstEngine.ts';
import { answerIn } from './engine.ts';

testEngine(
  (text, { port, ...rest }) => answerIn(text, port === undefined ? rest : { ...rest, port }).verdict,
);
