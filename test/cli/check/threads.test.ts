// Several threads say what one says, in the same order, and a thread that fails is no success.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Workers } from '../../../server/src/cli/check/checkAll.ts';
import { checkIn } from '../commandLine.ts';
import { type Files, inFolder } from '../folder.ts';
import { HOST_BITS, OUTSIDE } from '../templates.ts';

/** The thread that the program starts, at once and whatever there is to do. */
function workers(most: number, file = 'dist/worker.cjs'): Workers {
  return {
    file: fileURLToPath(new URL(`../../../${file}`, import.meta.url)),
    version: '1.2.3',
    most,
    worthMs: 0,
  };
}

/** Files that find, files that are fine, and all that is told beside them. */
function many(count: number): Files {
  const files: Record<string, string> = {
    'team/vpc-lens.json':
      '{"rules": {"subnet-outside-vpc": "off"}, "inventory": "missing.json", "unheard": 1}',
    'left/vpc-lens.json': '{"exclude": ["**"]}',
    'left/net.yaml': HOST_BITS,
    'wrong/.vpc-lens/vpcs.json': '{"Vpcs": [{"VpcId": 3}], "Subnets": 4}',
  };
  const folders = ['', 'team/', 'wrong/'];
  for (let n = 0; n < count; n++) files[`${folders[n % 3]}net-${n}.yaml`] = n % 2 ? HOST_BITS : OUTSIDE;
  return files;
}

test('findings, notes and fixes are the same with one, two and three threads', async () => {
  await inFolder(many(24), async (folder) => {
    for (const args of [
      ['--format=json'],
      ['--format=sarif', '--profile=strict'],
      ['--fix-dry-run', '--format=json', '--parameter', 'Unheard=1'],
    ]) {
      const alone = await checkIn(folder, args);
      assert.notEqual(alone.stdout, '');
      assert.match(alone.stderr, /vpc-lens\.json:1:\d+.*\n/);
      for (const most of [1, 2])
        assert.deepEqual(await checkIn(folder, args, { workers: workers(most) }), alone, args.join(' '));
    }
  });
});

test('the first file that cannot be done is named, whichever thread met it', async () => {
  await inFolder({ ...many(20), 'net-7.json': '[]', 'net-9.json': '[]' }, async (folder) => {
    const args = ['net-9.json', 'net-1.yaml', 'net-7.json', '.'];
    const alone = await checkIn(folder, args);
    assert.equal(alone.status, 2);
    assert.deepEqual(await checkIn(folder, args, { workers: workers(1) }), alone);
  });
});

test('a thread that ends early leaves its file unknown, and the status is 2', async () => {
  await inFolder(many(30), async (folder) => {
    const seen: unknown[] = [];
    const { status, stdout, stderr } = await checkIn(folder, ['--fail-on=never'], {
      workers: workers(1, 'test/cli/check/brokenThread.mjs'),
      onFailure: (error) => seen.push(error),
      // The first thread waits at its fourth file until the other has taken one.
      progress: { show: (done) => until(() => done < 3 || existsSync(join(folder, 'taken'))), clear() {} },
    });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^VPC Lens failed on \S+\.yaml; --debug shows where\.\n$/);
    assert.match(String(seen[0]), /This thread is broken/);
  });
});

/** Holds this thread, not others. */
function until(isSo: () => boolean): void {
  const latest = Date.now() + 20_000;
  while (!isSo()) assert.ok(Date.now() < latest, 'It does not come.');
}

test('Ctrl-C ends all threads', { skip: process.platform === 'win32' }, async () => {
  await inFolder(many(30), async (folder) => {
    const program = fileURLToPath(new URL('./endlessThreads.ts', import.meta.url));
    const run = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(run, 'exit');
    await once(run.stdout, 'data');
    run.kill('SIGINT');
    assert.deepEqual(await ended, [null, 'SIGINT']);
  });
});
