// The code that a run leaves for the next is run, so it must be nobody else's.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inFolder } from '../cli/folder.ts';
import { HOST_BITS } from '../cli/templates.ts';
import { cli } from './program.ts';

const isPosix = process.getuid !== undefined;

/** A folder for temporary files, the cache in it, and `vpc-lens check` on a template beside it. */
async function around(
  use: (cache: string, check: (env?: NodeJS.ProcessEnv) => string) => void,
): Promise<void> {
  await inFolder({ 'work/net.yaml': HOST_BITS, 'tmp/.keep': '' }, (folder) => {
    const tmp = join(folder, 'tmp');
    const { NODE_DISABLE_COMPILE_CACHE: _, ...outer } = process.env;
    const check = (env: NodeJS.ProcessEnv = {}) => {
      const { stdout, stderr, status } = spawnSync(process.execPath, [cli, 'check', '--format=json'], {
        cwd: join(folder, 'work'),
        encoding: 'utf8',
        env: { ...outer, TMPDIR: tmp, TEMP: tmp, TMP: tmp, ...env },
      });
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /cidr-host-bits/);
      return stdout;
    };
    use(join(tmp, isPosix ? `vpc-lens-code-${process.getuid!()}` : 'vpc-lens-code'), check);
    assert.deepEqual(readdirSync(join(folder, 'work')), ['net.yaml']);
  });
}

test('a run leaves one file that only its user may change, and the next uses it', async () => {
  await around((cache, check) => {
    const first = check();
    const [name, ...others] = readdirSync(cache);
    assert.deepEqual([name, others], [`check-${process.version}`, []]);
    const file = join(cache, name!);
    if (isPosix) {
      assert.equal(statSync(cache).mode & 0o777, 0o700);
      assert.equal(statSync(file).mode & 0o777, 0o600);
    }
    const before = statSync(file);
    assert.equal(check(), first);
    assert.equal(statSync(file).ino, before.ino, 'It is written again.');
    // Of a run that took no time, hardly anything can have been compiled.
    writeFileSync(file, readFileSync(file, 'latin1').replace(/"took":\d+/, '"took":0'), 'latin1');
    check();
    assert.notEqual(statSync(file).ino, before.ino, 'It is not written again.');
  });
});

test('what is no code of this program is replaced', async () => {
  await around((cache, check) => {
    check();
    const file = join(cache, readdirSync(cache)[0]!);
    const good = readFileSync(file);
    const damages: Uint8Array[] = [
      new Uint8Array(),
      good.subarray(0, 1000),
      Buffer.concat([Buffer.alloc(good.length - 256), good.subarray(-256)]),
      Buffer.from(good.toString('latin1').replace(process.version, 'v1.2.3'), 'latin1'),
    ];
    for (const damaged of damages) {
      writeFileSync(file, damaged);
      check();
      assert.equal(readFileSync(file).length > 100_000, true);
      assert.ok(!readFileSync(file).equals(damaged));
    }
  });
});

test('a folder that others may write into, or that leads elsewhere, is not used', {
  skip: !isPosix,
}, async () => {
  await around((cache, check) => {
    mkdirSync(cache);
    chmodSync(cache, 0o777);
    check();
    assert.deepEqual(readdirSync(cache), []);
  });
  await around((cache, check) => {
    const elsewhere = `${cache}-elsewhere`;
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, cache);
    check();
    assert.deepEqual(readdirSync(elsewhere), []);
  });
});

test('without a folder for temporary files, or where Node is told so, nothing is kept', async () => {
  await around((cache, check) => {
    check({ NODE_DISABLE_COMPILE_CACHE: '1' });
    assert.ok(!existsSync(cache));
    const nowhere = join(cache, 'no', 'such', 'folder');
    writeFileSync(cache, '');
    check({ TMPDIR: nowhere, TEMP: nowhere, TMP: nowhere });
  });
});
