// Child processes, which are all ended when this process ends, for whatever reason.

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
    signalGroup(child, 'SIGTERM'); // its own children may still run
    running.delete(child);
  });
  child.once('error', () => running.delete(child));
  return child;
}

/** Runs a program and returns its exit code, 128 + the signal's number if a signal ended it. Throws if it cannot be started. */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, options);
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** Ends a program and its children, and waits until it has exited. */
export async function end(child) {
  if (!running.has(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child, 'SIGTERM');
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), patience * 1000);
  await gone;
  clearTimeout(force);
}

const tidying = [];

/** Registers a function that is called when this process ends, by itself or by a signal. */
export function atEnd(tidy) {
  tidying.push(tidy);
}

/** Ends all programs, then calls the functions of `atEnd`. */
export async function endAll() {
  await Promise.all([...running].map(end));
  for (const tidy of tidying.splice(0)) await tidy();
}

let ending = false;

/** True after a signal to end; programs that end from then on did not fail. */
export function isEnding() {
  return ending;
}

/** On Ctrl-C or another signal, ends all programs and then this process. A second Ctrl-C does not wait for them. */
export function endOnSignals({ exitCode } = {}) {
  const endBecauseOf = async (signal) => {
    if (ending) process.exit(1);
    ending = true;
    await endAll();
    process.exit(exitCode ?? 128 + constants.signals[signal]);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endBecauseOf);
  // npm sends a signal only to the shell that started this process: the shell ends, and the parent's id changes.
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
    // The group has ended already.
  }
}
