import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressOn } from '../../../server/src/cli/process/progress.ts';

/** A terminal that remembers, and a clock that is set. */
function terminal(env: Record<string, string> = {}, isTTY = true) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const progress = progressOn({ isTTY, write: (text) => written.push(text) }, env, () => clock.ms);
  const showAt = (ms: number, done: number) => {
    clock.ms = ms;
    progress?.show(done, 200);
  };
  return { written, progress, showAt };
}

test('nothing is shown of work that takes less than a second', () => {
  const { written, progress, showAt } = terminal();
  showAt(0, 0);
  showAt(999, 150);
  progress?.clear();
  assert.deepEqual(written, []);
});

test('after a second one line is rewritten ten times a second, and cleared in the end', () => {
  const { written, progress, showAt } = terminal();
  for (const [ms, done] of [
    [1000, 60],
    [1050, 61],
    [1099, 62],
    [1100, 63],
    [1500, 80],
  ] as const)
    showAt(ms, done);
  progress?.clear();
  progress?.clear();
  const line = (done: number) => `\r\u001B[KChecking ${done} of 200 files`;
  assert.deepEqual(written, [line(60), line(63), line(80), '\r\u001B[K']);
});

test('never without a terminal, in continuous integration, or on a dumb terminal', () => {
  assert.equal(terminal({}, false).progress, undefined);
  assert.equal(terminal({ CI: 'true' }).progress, undefined);
  assert.equal(terminal({ TERM: 'dumb' }).progress, undefined);
  assert.ok(terminal({ TERM: 'xterm' }).progress);
});
