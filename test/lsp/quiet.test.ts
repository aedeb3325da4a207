import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuiet } from '../../server/src/lsp/quiet.ts';

test('work that nobody waits for goes on when everything else has ended', async () => {
  const quiet = createQuiet();
  const ended: string[] = [];
  const background = quiet.idle().then(() => ended.push('search'));
  const check = async () => {
    await quiet.settled();
    for (let slice = 0; slice < 5; slice++) await quiet.pause();
    ended.push('check');
  };
  await Promise.all([background, check()]);
  assert.deepEqual(ended, ['check', 'search']);
});

test('work that nobody waits for goes on when no request is waiting', async () => {
  const quiet = createQuiet();
  const answered = quiet.asked();
  let isIdle = false;
  const background = quiet.idle().then(() => {
    isIdle = true;
  });
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  assert.equal(isIdle, false);
  answered();
  await background;
});

test('texts are settled when no other has arrived meanwhile', async () => {
  const quiet = createQuiet();
  let isSettled = false;
  const settled = quiet.settled().then(() => {
    isSettled = true;
  });
  for (let i = 0; i < 20; i++) {
    quiet.arrived();
    await new Promise(setImmediate);
  }
  assert.equal(isSettled, false);
  await settled;
});
