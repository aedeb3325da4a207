// Programs that we start, and how all of them are ended again, whatever happens to us.

import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

const windows = process.platform === 'win32';
const running = new Set();

/** Seconds that a program gets to end by itself before it is ended by force. */
const patience = 3;

/**
 * Starts a program. It leads a process group of its own, so that ending the group ends its children
 * too, and Ctrl-C reaches it only through `endAll`, in an orderly way.
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', detached: !windows, ...options });
  running.add(child);
  child.once('exit', () => {
    signalGroup(child, 'SIGTERM'); // what it may have left behind
    running.delete(child);
  });
  child.once('error', () => running.delete(child));
  return child;
}

/** Runs a program to its end and gives its exit code; a program that cannot be started throws. */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, options);
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** Ends one program with its children and waits until it is gone. */
export async function end(child) {
  if (!running.has(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child, 'SIGTERM');
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), patience * 1000);
  await gone;
  clearTimeout(force);
}

const tidying = [];

/** Has this done when we end, by ourselves or by a signal. */
export function atEnd(tidy) {
  tidying.push(tidy);
}

/** Ends every program and tidies up. */
export async function endAll() {
  await Promise.all([...running].map(end));
  for (const tidy of tidying.splice(0)) await tidy();
}

let ending = false;

/** Whether somebody told us to end: programs that end now did not fail. */
export function isEnding() {
  return ending;
}

/** On Ctrl-C and the like: end everything, then ourselves. A second Ctrl-C does not wait. */
export function endOnSignals({ exitCode } = {}) {
  const endBecauseOf = async (signal) => {
    if (ending) process.exit(1);
    ending = true;
    await endAll();
    process.exit(exitCode ?? 128 + constants.signals[signal]);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endBecauseOf);
  // npm passes a signal on to the shell between us only: the shell ends, and we see another parent.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent || !process.env.npm_lifecycle_event) return;
    clearInterval(watch);
    endBecauseOf('SIGTERM');
  }, 300);
  watch.unref();
  process.on('exit', () => {
    for (const child of running) signalGroup(child, 'SIGKILL');
  });
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
