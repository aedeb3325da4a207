#!/usr/bin/env node

// Behaves like the program of a desktop VS Code as far as @vscode/test-electron uses it: opens a folder with an
// extension under development, runs its test module there and exits with its result. It uses the embedded VS Code.

import { launchChrome } from '../browser/chrome.mjs';
import { endAll, endOnSignals } from '../children.mjs';
import { main } from '../failure.mjs';
import { remoteUri, startTestServer, workbenchUrl } from './embeddedVsCode.mjs';

const args = process.argv.slice(2);
const optionValue = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = args.find((arg) => !arg.startsWith('-'));

/** The longest run; a longer one has hung. */
const minutes = 5;

await main(async () => {
  endOnSignals();
  const { authority } = await startTestServer();
  const browser = await launchChrome();
  const context = await browser.newContext();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();

  // The two functions that VS Code's web test driver calls: the module's console, and its end.
  await page.exposeFunction('codeAutomationLog', (type, values) => console[type]?.(...values));
  const result = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));

  await page.goto(
    workbenchUrl(authority, folder, {
      extensionDevelopmentPath: remoteUri(authority, optionValue('extensionDevelopmentPath')),
      extensionTestsPath: remoteUri(authority, optionValue('extensionTestsPath')),
      skipWelcome: 'true',
    }),
  );
  const timeout = setTimeout(async () => {
    console.error(`No result after ${minutes} minutes.`);
    await endAll();
    process.exit(1);
  }, minutes * 60_000);
  const code = await result;
  clearTimeout(timeout);
  await endAll();
  process.exit(Number(code));
});
