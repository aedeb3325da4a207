// A complete VS Code that comes from npm (the package code-server) and runs in a browser page.
// It is installed on demand, as @vscode/test-electron does with the desktop one.

import { existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd, end, start } from '../children.mjs';
import { Failure } from '../failure.mjs';
import { npmIn } from '../install.mjs';
import { editorFolder, node24, outFolder } from '../paths.mjs';
import { anyFreePort } from './freePort.mjs';

/** code-server 4.139.1 carries VS Code 1.139.1. */
const version = '4.139.1';
const home = join(editorFolder, `code-server-${version}`);
const codeServer = join(home, 'node_modules', 'code-server');

/** For `npm start`: an editor at a plain URL. */
export const forPeople = join(codeServer, 'out', 'node', 'entry.js');
/** For tests: VS Code's own server, with the options for developing an extension. */
const forTests = join(codeServer, 'lib', 'vscode', 'out', 'server-main.js');

/** Settings of a fresh profile: nothing on the screen but the editor and what our extension shows. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.enabled': false,
  'files.autoSave': 'off', // as on the desktop; in a browser it is on, and would change examples/
};

/** Installs the embedded VS Code unless it is installed. An aborted installation leaves nothing behind. */
export async function installEmbeddedVsCode() {
  if (existsSync(home)) return;
  console.log('Installing the embedded VS Code (once, about half a minute, 600 MB) …');
  const unfinished = `${home}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    // Without install scripts: they compile native modules that the server can do without.
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const package_ = join(unfinished, 'node_modules', 'code-server');
    const worked =
      (await npmIn(unfinished, 'install', ...flags, '--prefix', unfinished, `code-server@${version}`)) ===
        0 && (await npmIn(join(package_, 'lib', 'vscode'), 'install', ...flags, '--omit=dev')) === 0;
    if (!worked)
      throw new Failure('The embedded VS Code could not be installed: npm failed, its reason is above.');
    await rename(unfinished, home).catch((error) => {
      if (!existsSync(home)) throw error; // else another run was faster
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/**
 * Starts the server for tests, with a fresh profile, and waits until it answers.
 * Returns the authority of its URLs, as in `http://<authority>/`, and a function that ends it.
 */
export async function startTestServer({ settings = {} } = {}) {
  const { folder, env } = await socketFolder();
  await writeSettings(join(folder, 'data'), { ...quietSettings, ...settings });
  await mkdir(outFolder, { recursive: true });
  const log = openSync(join(outFolder, 'vscode-server.log'), 'w');
  const port = await anyFreePort();
  const child = start(
    node24,
    [
      forTests,
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...['--server-data-dir', folder, '--extensions-dir', join(folder, 'extensions')],
      '--without-connection-token',
      '--accept-server-license-terms',
      '--disable-telemetry',
      '--enable-smoke-test-driver', // else extensionDevelopmentPath and extensionTestsPath are ignored
    ],
    { stdio: ['ignore', log, log], env: { ...process.env, ...env } },
  );
  const authority = `127.0.0.1:${port}`;
  await answers(`http://${authority}/`, child);
  return { authority, stop: () => end(child) };
}

/**
 * A folder for VS Code's sockets, with the environment that makes VS Code use it; removed when this process ends.
 * It is outside of the repository because the path of a socket must be short.
 */
export async function socketFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'vpc-lens-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return { folder, env: process.platform === 'linux' ? { TMPDIR: folder, XDG_RUNTIME_DIR: folder } : {} };
}

/** The address of the workbench on a folder, with the developer options that VS Code takes in its payload. */
export function workbenchUrl(authority, folder, payload = {}) {
  const query = new URLSearchParams({ folder, payload: JSON.stringify(Object.entries(payload)) });
  return `http://${authority}/?${query}`;
}

/** The URI of a local file in the embedded VS Code. */
export function remoteUri(authority, path) {
  return `vscode-remote://${authority}${encodeURI(path)}`;
}

export async function writeSettings(userDataFolder, settings) {
  await mkdir(join(userDataFolder, 'User'), { recursive: true });
  await writeFile(join(userDataFolder, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
}

/** Waits until the URL answers. Throws if the server ends or does not answer for a minute. */
export async function answers(url, child) {
  const giveUp = Date.now() + 60_000;
  while (Date.now() < giveUp) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    try {
      await fetch(url, { redirect: 'manual' });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Failure('The embedded VS Code did not start. Delete the folder .vscode-test and try again.');
}
