import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inFolder } from '../cli/folder.ts';
import { HOST_BITS, OUTSIDE } from '../cli/templates.ts';
import { cli, vpcLens } from './program.ts';

// What SECURITY.md promises and no other file here tests.

const root = new URL('../../', import.meta.url);
const sources = globSync('{server/src,client/src,client/webview}/**/*.{ts,tsx}', { cwd: root }).map(
  (file) => [file.replaceAll('\\', '/'), readFileSync(new URL(file, root), 'utf8')] as const,
);

/** Files with a line that matches, as `file: line`; an import is one line. */
function found(pattern: RegExp): string[] {
  return sources.flatMap(([file, text]) =>
    text
      .replace(/^import \{[^}]*\}/gm, (names) => names.replaceAll('\n', ' '))
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
}

test('no source reaches for the network, another process, or code in a text', () => {
  assert.ok(sources.length > 300);
  const modules =
    'net|tls|http|https|http2|dns|dgram|inspector|child_process|cluster|worker_threads|vm|repl|undici';
  const importing = found(
    new RegExp(`(?:from|import|require)\\s*\\(?\\s*['"](?:node:)?(?:${modules})(?:/[a-z]+)?['"]`),
  );
  assert.deepEqual(importing.sort(), [
    // The command line beside it, for a language model's question.
    "client/src/assistants/languageModelTools.ts: import { execFile } from 'node:child_process';",
    // Threads, and below the program itself, all by paths beside it.
    "server/src/cli/check/checkAll.ts: const { Worker } = await import('node:worker_threads');",
    "server/src/cli/check/checkAll.ts: import type { Worker } from 'node:worker_threads';",
    // For `diff --git` alone.
    "server/src/files/git.ts: import { spawn } from 'node:child_process';",
    "server/src/main/checkThread.ts: import { parentPort, workerData } from 'node:worker_threads';",
    "server/src/main/loadProgram.ts: import { Script } from 'node:vm';",
  ]);
  assert.deepEqual(
    found(
      /\b(?:fetch|eval|XMLHttpRequest|WebSocket|EventSource|importScripts|sendBeacon)\s*\(|new Function\b/,
    ),
    [
      // In a browser, the program beside it.
      'server/src/main/languageServerInWorker.ts: declare function importScripts(script: string): void;',
      'server/src/main/languageServerInWorker.ts: importScripts(program);',
    ],
  );
});

test('files of a user are read in one place and written in one', () => {
  const reading = found(
    /\b(?:readFile|readFileSync|openSync|createReadStream|readSync|open)\b.*from '(?:node:)?fs|import .*\b(?:readFileSync|openSync|readSync)\b/,
  );
  assert.deepEqual([...new Set(reading.map((line) => line.split(':')[0]))].sort(), [
    'server/src/cli/rulePages.ts', // the pages of rules that came with it
    'server/src/cli/writeText.ts', // what it writes
    'server/src/files/readFile.ts',
    'server/src/main/loadProgram.ts', // the program and its cache
  ]);
  const writing = sources.filter(
    ([, text]) =>
      text.includes("'node:fs") &&
      /\b(?:writeFile|writeFileSync|writeSync|appendFile|createWriteStream|renameSync|rmSync|unlink\w*|mkdir\w*|chmodSync|chownSync)\b/.test(
        text,
      ),
  );
  assert.deepEqual(writing.map(([file]) => file).sort(), [
    'server/src/cli/process/output.ts', // standard output
    'server/src/cli/writeText.ts',
    'server/src/main/loadProgram.ts', // its cache
  ]);
});

test('git is asked for objects alone', () => {
  const text = readFileSync(new URL('server/src/files/git.ts', root), 'utf8');
  const asked = [...text.matchAll(/await git\(\w+, \[\s*'([\w-]+)'/g)].map(([, command]) => command);
  assert.deepEqual(asked, ['rev-parse', 'rev-parse', 'ls-tree', 'cat-file']);
  assert.doesNotMatch(text, /shell: true|--textconv|--filters/);
  assert.deepEqual(
    sources.filter(([, source]) => source.includes('files/git.ts')).map(([file]) => file),
    ['server/src/cli/diff/pairs.ts'],
  );
});

/** Every file below a folder with its text and time of change. */
function stateOf(folder: string): unknown {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path, readFileSync(path, 'utf8'), statSync(path).mtimeMs, statSync(path).mode]);
}

const COMMANDS = [
  ['check'],
  ['check', '--format=sarif'],
  ['check', '--fix-dry-run'],
  ['map', 'net.yaml', '--format=svg'],
  ['reach', 'net.yaml', '--from=internet', '--to=10.0.1.4'],
  ['diff', 'net.yaml', 'net.yaml'],
  ['cidr', '10.0.0.0/16', '--split=18'],
  ['new', 'nat', '--with=rds'],
  ['rules', 'cidr-host-bits'],
];

test('nothing is written but by --fix, and then nothing but what is fixed', async () => {
  await inFolder({ 'net.yaml': HOST_BITS, 'other.yaml': OUTSIDE, 'vpc-lens.json': '{}' }, (folder) => {
    const before = stateOf(folder);
    for (const args of COMMANDS) {
      vpcLens(args, folder);
      assert.deepEqual(stateOf(folder), before, args.join(' '));
    }
    vpcLens(['check', '--fix'], folder);
    assert.notEqual(readFileSync(join(folder, 'net.yaml'), 'utf8'), HOST_BITS);
    assert.equal(readFileSync(join(folder, 'other.yaml'), 'utf8'), OUTSIDE);
    assert.deepEqual(readdirSync(folder).sort(), ['net.yaml', 'other.yaml', 'vpc-lens.json']);
  });
});

test('under strace: no socket, no other program, no file opened for writing', async (t) => {
  if (spawnSync('strace', ['-o', '/dev/null', 'true']).status !== 0)
    return t.skip('there is no strace that works');
  await inFolder({ 'net.yaml': HOST_BITS, 'zappa_settings.json': '{"dev": {}}' }, (folder) => {
    const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
    const log = join(folder, '..', `${folder.split('/').at(-1)}.strace`);
    for (const args of COMMANDS) {
      const traced = [
        '-f',
        '-qq',
        '-e',
        'trace=socket,connect,sendto,execve,openat,open,creat,unlink,rename',
        '-o',
        log,
      ];
      spawnSync('strace', [...traced, process.execPath, cli, ...args], { cwd: folder, env });
      const calls = readFileSync(log, 'utf8').split('\n');
      assert.ok(calls.length > 5);
      assert.deepEqual(
        calls.filter((call) => /\b(?:socket|connect|sendto)\(/.test(call) && !call.includes('AF_UNIX')),
        [],
        args.join(' '),
      );
      assert.equal(calls.filter((call) => /\bexecve\(/.test(call)).length, 1, args.join(' '));
      const written = calls.filter((call) =>
        /O_WRONLY|O_RDWR|O_CREAT|\b(?:creat|unlink|rename)\(/.test(call),
      );
      assert.deepEqual(
        written.filter((call) => !/\/dev\/(?:null|tty|pts)|\/proc\//.test(call)),
        [],
        args.join(' '),
      );
    }
    spawnSync('rm', ['-f', log]);
  });
});

test('SECURITY.md names each of these tests that exists, and none that does not', () => {
  const page = readFileSync(new URL('SECURITY.md', root), 'utf8');
  const named = [...page.matchAll(/test\/security\/(\w+)\.test\.ts/g)].map(([, name]) => name);
  const there = readdirSync(new URL('./', import.meta.url))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => name.replace('.test.ts', ''));
  assert.deepEqual([...new Set(named)].sort(), there.sort());
});
