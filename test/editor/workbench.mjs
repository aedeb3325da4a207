// Opens VS Code in a page of a browser, and operates it as a user does. Functions that need the page take it first.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChrome } from '../host/browser/chrome.mjs';
import { serveFiles } from '../host/browser/serveFiles.mjs';
import { outFolder } from '../host/paths.mjs';
import { remoteUri, startTestServer, workbenchUrl } from '../host/vscode/embeddedVsCode.mjs';
import { packedExtension } from '../host/vscode/packed.mjs';

/**
 * Opens a folder in a fresh VS Code with the extension, ready to be used. The extension runs beside the server, as on a desktop, or
 * `inBrowser`, in the page's own extension host, as on vscode.dev. With a `language`, VS Code tells extensions that it is its own.
 */
export async function openWorkbench(
  folder,
  settings = {},
  viewport = { width: 1400, height: 860 },
  { inBrowser = false, language } = {},
) {
  const extension = await packedExtension();
  const { authority } = await startTestServer({ settings });
  const browser = await launchChrome();
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: 1.5,
    // The page of this VS Code connects by HTTPS alone, and ours is served by HTTP.
    bypassCSP: inBrowser,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  // As a pack of this language does; there is none here, and VS Code itself stays in English.
  if (language)
    await page.addInitScript((name) => {
      globalThis._VSCODE_NLS_LANGUAGE = name;
    }, language);
  page.setDefaultTimeout(Number(process.env.PATIENCE ?? 30_000));
  const url = workbenchUrl(authority, folder, {
    ...(!inBrowser && { extensionDevelopmentPath: remoteUri(authority, extension) }),
    skipWelcome: 'true',
  });
  await page.goto(url);
  await page.locator('.explorer-viewlet .monaco-list-row').first().waitFor();
  if (inBrowser) await installInBrowser(page, extension);
  return page;
}

async function installInBrowser(page, extension) {
  const address = await serveFiles(extension);
  await palette(page, 'Developer: Install Extension from Location');
  await page.locator('.quick-input-widget input[placeholder^="Location of"]').fill(address);
  await page.keyboard.press('Enter');
}

/** Opens a file of the workspace as one does: Ctrl+P, its name, Enter. */
export async function openFile(page, name) {
  const baseName = name.split('/').at(-1);
  await untilDone(async () => {
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input[type=text]').fill(name, { timeout: 4000 });
    await chosenRow(page, baseName).waitFor({ timeout: 4000 });
    await page.keyboard.press('Enter');
    // Where the file is open already, its tab does not tell that the key was lost, and the next keys would be the list's.
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: 4000 });
  });
  await page.locator('.tab.active', { hasText: baseName }).waitFor();
}

/** Runs a command by the name that the palette shows; the first row may be a similar one. */
export async function palette(page, command) {
  const name = page.locator('.label-name', {
    hasText: new RegExp(`(^|: )${RegExp.escape(command)}(\\.{3})?$`),
  });
  const row = quickRows(page).filter({ has: name }).first();
  let tries = 0;
  await untilDone(async () => {
    // A list that was opened before a command was registered does not get it.
    if (tries++ > 0) await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input[type=text]');
    // From a panel the key takes a way round, and what is typed meanwhile would be the panel's.
    await input.waitFor({ timeout: 4000 });
    await input.fill(`>${command}`, { timeout: 4000 });
    await row.waitFor({ timeout: 4000 });
    // An answer that comes now may take the focus, and then the list is gone.
    await row.click({ timeout: 4000 });
  });
}

/** Replaces a text everywhere in the active editor, by the widget that people use for it. */
export async function replaceAll(page, from, to) {
  await palette(page, 'Replace');
  const widget = page.locator('.find-widget.visible');
  await widget.locator('textarea[aria-label="Find"]').fill(from);
  await widget.locator('textarea[aria-label="Replace"]').fill(to);
  await page.keyboard.press('Control+Alt+Enter');
  await page.keyboard.press('Escape');
}

/** Does something again until it has shown what it should: a key is lost, or the focus taken away, while the editor is busy. */
export function untilVisible(locator, act) {
  return untilDone(async () => {
    await act();
    return await locator.waitFor({ timeout: 4000 });
  });
}

/** Does something up to six times, until it succeeds. */
async function untilDone(act) {
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (error) {
      if (tries === 6) throw error;
    }
  }
}

export function quickRows(page) {
  return page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
}

/** The row that Enter takes: the list still shows what was found before for a while. */
export function chosenRow(page, text) {
  return page.locator('.quick-input-widget .quick-input-list .monaco-list-row.focused', { hasText: text });
}

/** Moves the cursor of the active editor to the start of a line, counted from 1. */
export async function goToLine(page, line) {
  await page.keyboard.press('Control+g');
  const input = page.locator('.quick-input-widget input[type=text]');
  await input.waitFor();
  await input.fill(`:${line}`);
  await page.keyboard.press('Enter');
  await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col` }).waitFor();
}

/** Chooses a colour theme by its whole name. */
export async function chooseTheme(page, name) {
  await page.locator('.view-lines').first().click();
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+T');
  await page.locator('.quick-input-widget input[placeholder*="Theme"]').waitFor();
  await page.keyboard.type(name);
  await chosenRow(page, name).waitFor();
  await page.keyboard.press('Enter');
}

/** Names a file in VS Code's own dialog for files, which it shows where the machine has none. */
export async function chooseFile(page, file) {
  const input = page.locator('.quick-input-widget input[type=text]');
  // It proposes a place, and does not know the folders before that.
  await page.waitForFunction(() =>
    document.querySelector('.quick-input-widget input[type=text]')?.value.includes('/'),
  );
  await quickRows(page).first().waitFor();
  await input.fill(file);
  await page.locator('.quick-input-widget').getByText('OK', { exact: true }).click();
  await input.waitFor({ state: 'hidden' });
}

/** The page within the one panel that is open. */
export function webview(page) {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

/** Takes a picture of the whole window. */
export async function picture(page, name) {
  await mkdir(outFolder, { recursive: true });
  await page.screenshot({ path: join(outFolder, `${name}.png`) });
}
