// npm start, without a desktop VS Code and with one.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { launchChrome } from '../browser/chrome.mjs';
import { endAll } from '../children.mjs';
import { root } from '../paths.mjs';

const folders = process.env.PATH.split(delimiter);
const pathWithoutCode = folders.filter((folder) => !existsSync(join(folder, 'code'))).join(delimiter);
const started = [];
after(async () => {
  await endAll();
  for (const child of started) child.kill('SIGTERM'); // it ends its own children
});

test('without a desktop VS Code it prints an address that shows findings; Ctrl-C ends everything', async () => {
  const first = start(pathWithoutCode);
  const urls = [await first.address];
  const second = start(pathWithoutCode);
  urls.push(await second.address);
  assert.notEqual(new URL(urls[0]).port, new URL(urls[1]).port, 'a taken port is not an error');

  const page = await (await launchChrome()).newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(urls[1]);
  await page.locator('.tab.active', { hasText: 'zappa_settings.json' }).waitFor();
  await page.locator('.squiggly-error').first().waitFor();

  for (const { child, end } of [first, second]) {
    child.kill('SIGINT');
    assert.equal(await end, 0);
  }
  for (const url of urls) await assert.rejects(fetch(url), 'the editor has ended');
});

test('a desktop VS Code on PATH opens the examples with this extension', async (context) => {
  if (process.platform === 'win32') return context.skip('the stand-in is a shell script');
  const folder = await mkdtemp(join(tmpdir(), 'vpc-lens-code-'));
  context.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'code'), `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder}/arguments"\n`);
  await chmod(join(folder, 'code'), 0o755);

  assert.equal(await start(`${folder}${delimiter}${process.env.PATH}`).end, 0);
  const given = (await readFile(join(folder, 'arguments'), 'utf8')).split('\n');
  assert.ok(given.includes(`--extensionDevelopmentPath=${root}`));
  assert.ok(given.includes(join(root, 'examples')));
});

/** Runs test/host/vscode/start.mjs: the process, the address once it is printed, and the exit code. */
function start(PATH) {
  const env = { ...process.env, PATH, BROWSER: 'none' };
  const child = spawn(process.execPath, ['test/host/vscode/start.mjs'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  let output = '';
  const address = new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`no address, but: ${output}`)));
    child.stdout.on('data', (text) => {
      output += text;
      const url = /http:\S+/.exec(output)?.[0];
      if (url && output.includes('Ctrl-C ends it')) resolve(url);
    });
  });
  address.catch(() => {}); // not everybody asks for it
  const end = new Promise((resolve) => child.once('exit', resolve));
  return { child, address, end };
}
