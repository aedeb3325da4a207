import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkIn } from '../cli/commandLine.ts';
import { inFolder } from '../cli/folder.ts';
import { FINE, HOST_BITS, OUTSIDE } from '../cli/templates.ts';
import { cli, vpcLens } from './program.ts';

// An exit status of 0 means that every file that was asked for was read whole, and that every rule ran.

const isUnix = process.platform !== 'win32';
const isRoot = process.getuid?.() === 0;

test('a file or folder below a folder that cannot be looked at: status 2, and which', {
  skip: !isUnix,
}, async () => {
  const unreadable: Record<string, (folder: string) => void> = {
    'sub/net.yaml': (folder) => {
      spawnSync('mkfifo', [join(folder, 'sub/net.yaml')]);
    },
    'sub/gone.yaml': (folder) => symlinkSync('nowhere', join(folder, 'sub/gone.yaml')),
    'sub/loop.json': (folder) => symlinkSync('loop.json', join(folder, 'sub/loop.json')),
  };
  for (const [name, make] of Object.entries(unreadable)) {
    for (const format of ['text', 'json']) {
      await inFolder({ 'net.yaml': FINE, 'sub/fine.yaml': OUTSIDE }, async (folder) => {
        make(folder);
        const { status, stdout, stderr } = await checkIn(folder, ['--format', format]);
        assert.deepEqual({ status, stdout }, { status: 2, stdout: '' }, name);
        assert.match(
          stderr,
          new RegExp(`^${name} (cannot be read|is not a regular file, so it is skipped)\\.\\n$`),
        );
      });
    }
  }
});

test('folders that nest deeper than names can be long', { skip: !isUnix }, async () => {
  await inFolder({ 'net.yaml': FINE }, async (folder) => {
    const script = `
      const name = 'd'.repeat(200);
      for (let i = 0; i < 30; i++) { require('fs').mkdirSync(name); process.chdir(name); }`;
    assert.equal(spawnSync(process.execPath, ['-e', script], { cwd: folder }).status, 0);
    const { status, stdout, stderr } = await checkIn(folder, []);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
    assert.match(stderr, /d{200} cannot be read\.\n$/);
    spawnSync('rm', ['-rf', folder]);
  });
});

test('what the user may not read, as another user', { skip: !isRoot }, async () => {
  await inFolder({ 'net.yaml': FINE, 'sub/net.yaml': FINE, 'locked/net.yaml': FINE }, (folder) => {
    const script = `
      const fs = require('fs');
      fs.chmodSync('.', 0o755); fs.chmodSync('sub/net.yaml', 0o600); fs.chmodSync('locked', 0o700);
      process.setgid(65534); process.setuid(65534);
      import(${JSON.stringify(cli)});`;
    writeFileSync(join(folder, 'as-nobody.cjs'), script);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['as-nobody.cjs', 'check', '--format=json'],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, NODE_DISABLE_COMPILE_CACHE: '1' },
      },
    );
    // The folder of the sources may be closed to other users.
    if (stderr.includes('ERR_MODULE') || stderr.includes('EACCES')) return;
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' }, stderr);
    assert.deepEqual(stderr.trimEnd().split('\n').sort(), [
      'locked cannot be read.',
      'sub/net.yaml cannot be read.',
    ]);
  });
});

test('an output that cannot be written', { skip: process.platform !== 'linux' }, async () => {
  await inFolder({ 'net.yaml': FINE }, (folder) => {
    for (const args of [['check'], ['check', '--format=json'], ['cidr', '10.0.0.0/16'], ['rules']]) {
      const { status, stderr } = spawnSync(process.execPath, [cli, ...args], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      });
      assert.deepEqual(
        { status, stderr },
        { status: 2, stderr: 'The output cannot be written: ENOSPC.\n' },
        args.join(' '),
      );
    }
  });
});

test('an empty path is none', async () => {
  await inFolder({ 'net.yaml': FINE }, async (folder) => {
    for (const args of [[''], ['net.yaml', '']]) {
      assert.deepEqual(await checkIn(folder, args), { status: 2, stdout: '', stderr: 'A PATH is empty.\n' });
    }
    assert.equal(vpcLens(['map', ''], folder).status, 2);
    assert.equal(vpcLens(['check', '--stdin-filename='], folder, FINE).status, 2);
  });
});

test('a file that is past the limits is not proven to be fine', async () => {
  const huge = `AWSTemplateFormatVersion: 2010-09-09\n# ${'x'.repeat(2_000_000)}\n`;
  await inFolder({ 'net.yaml': huge }, async (folder) => {
    for (const args of [[], ['--fail-on=never'], ['--rule=syntax-broken=off']]) {
      const { status, stderr } = await checkIn(folder, args);
      assert.equal(status, 1, args.join(' '));
      assert.match(stderr, /^net\.yaml: The file has more than 2 million characters/);
    }
  });
});

test('UTF-16 as PowerShell writes it is read, and fixed in its own encoding', async () => {
  const be = (text: string) => Buffer.from(text, 'utf16le').swap16();
  const encodings: ((text: string) => Buffer)[] = [
    (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    (text) => be(`\uFEFF${text}`),
    (text) => Buffer.from(text, 'utf16le'),
    be,
    (text) => Buffer.from(`\uFEFF${text}`),
  ];
  const { readFileSync } = await import('node:fs');
  for (const encode of encodings) {
    const text = `# Größe\r\n${HOST_BITS}`;
    // Without a mark the first letters tell, and these are plain.
    await inFolder({ 'net.yaml': encode(text) }, async (folder) => {
      const { stdout } = await checkIn(folder, ['--format=json', '--fix']);
      assert.deepEqual(JSON.parse(stdout), []);
      const written = readFileSync(join(folder, 'net.yaml'));
      assert.deepEqual(written, encode(text.replace('10.0.1.5/24', '10.0.1.0/24')));
    });
  }
});

test('a folder called like a template is walked', async () => {
  await inFolder({ 'a.yaml/net.yaml': OUTSIDE }, async (folder) => {
    mkdirSync(join(folder, 'b.yaml'));
    assert.equal((await checkIn(folder, [])).status, 1);
  });
});
