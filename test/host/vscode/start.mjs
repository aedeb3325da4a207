// npm start: the example workspace in VS Code with this extension loaded.

import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { endAll, endOnSignals, isEnding, run, start } from '../children.mjs';
import { Failure, main } from '../failure.mjs';
import { installAndBuild } from '../install.mjs';
import { editorFolder, node24, root } from '../paths.mjs';
import { programOnPath } from '../programs.mjs';
import {
  answers,
  forPeople,
  installEmbeddedVsCode,
  quietSettings,
  remoteUri,
  socketFolder,
  writeSettings,
} from './embeddedVsCode.mjs';
import { freePort } from './freePort.mjs';

const examples = join(root, 'examples');
const firstFile = join(examples, 'with-mistakes', 'django-json', 'zappa_settings.json');

await main(async () => {
  endOnSignals({ exitCode: 0 }); // Ctrl-C is how one ends it
  if (!existsSync(firstFile)) {
    throw new Failure(`The example workspace is not complete: ${firstFile} is missing. Restore it with git.`);
  }
  await installAndBuild();
  if (programOnPath('code') && (await openDesktop())) return;
  await openEmbedded();
});

/**
 * The user's own VS Code, with the user's own settings and theme, until its window is closed.
 * Returns false if it cannot run, as for root or without a screen.
 */
async function openDesktop() {
  console.log('Opening the examples in VS Code. Close its window or press Ctrl-C to end.');
  const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, examples, firstFile];
  const code = await run('code', args, { shell: process.platform === 'win32' });
  if (code === 0 || isEnding()) return true;
  console.log(
    `The installed VS Code cannot run here (it ended with code ${code}), so the embedded one it is.`,
  );
  return false;
}

async function openEmbedded() {
  await installEmbeddedVsCode();
  const profile = join(editorFolder, 'start');
  await useExtension(join(profile, 'extensions'));
  if (!existsSync(join(profile, 'User', 'settings.json'))) await writeSettings(profile, quietSettings);

  const sockets = await socketFolder();

  const log = openSync(join(profile, 'server.log'), 'w');
  const port = await freePort(8023);
  const child = start(
    node24,
    [
      forPeople,
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
      ...['--user-data-dir', profile, '--extensions-dir', join(profile, 'extensions')],
      ...['--config', join(profile, 'config.yaml'), '--session-socket', join(sockets.folder, 'session.sock')],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
      examples,
    ],
    { stdio: ['ignore', log, log], env: { ...process.env, ...sockets.env } },
  );
  await answers(`http://127.0.0.1:${port}/`, child);

  const open = JSON.stringify([['openFile', remoteUri(`127.0.0.1:${port}`, firstFile)]]);
  const url = `http://127.0.0.1:${port}/?payload=${encodeURIComponent(open)}`;
  console.log(`\nVS Code with VPC Lens and the examples:\n\n  ${url}\n\nCtrl-C ends it.`);
  openInBrowser(url);

  await new Promise((resolve) => child.once('exit', resolve));
  if (isEnding()) return;
  await endAll();
  throw new Failure('The embedded VS Code has ended by itself; .vscode-test/start/server.log says why.');
}

/** Links this checkout as the only extension of the profile, so that a rebuild and a reload show changes. */
async function useExtension(extensions) {
  await rm(extensions, { recursive: true, force: true });
  await mkdir(extensions, { recursive: true });
  await symlink(root, join(extensions, 'vpc-lens'), process.platform === 'win32' ? 'junction' : 'dir');
}

/** Opens the page if there is a screen; otherwise the user has to open the printed URL. */
function openInBrowser(url) {
  const { platform, env } = process;
  if (env.BROWSER === 'none') return;
  const opener = platform === 'darwin' ? 'open' : platform === 'win32' ? 'explorer' : 'xdg-open';
  const hasScreen = platform === 'darwin' || platform === 'win32' || env.DISPLAY || env.WAYLAND_DISPLAY;
  if (!hasScreen || !programOnPath(opener)) return;
  // Not started with `start`: the browser stays open when this process ends.
  const browser = spawn(opener, [url], { stdio: 'ignore', detached: true });
  browser.once('error', () => {});
  browser.unref();
}
