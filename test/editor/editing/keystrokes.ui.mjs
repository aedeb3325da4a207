// A person at the keyboard of a real VS Code: opens a file, sees what is wrong, asks why, fixes it, calculates.
// Leaves pictures, light and dark, in test/.out/.

import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { launchChrome } from '../../host/browser/chrome.mjs';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder, root } from '../../host/paths.mjs';
import { remoteUri, startTestServer, workbenchUrl } from '../../host/vscode/embeddedVsCode.mjs';
import { chosenRow, picture, untilVisible } from '../workbench.mjs';
import { copyExamples, workspace } from '../workspace.mjs';

const template = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.1.5/16
  PublicA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/20
`;

let page;

before(async () => {
  endOnSignals();
  await copyExamples();
  await writeFile(join(workspace, 'typed.yaml'), template);
  const { authority } = await startTestServer({
    settings: {
      'workbench.colorTheme': 'Default Light Modern',
      'editor.minimap.enabled': false,
      'editor.hover.above': false,
    },
  });
  const browser = await launchChrome();
  const context = await browser.newContext({
    viewport: { width: 1200, height: 780 },
    deviceScaleFactor: 1.5,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(
    workbenchUrl(authority, workspace, {
      extensionDevelopmentPath: remoteUri(authority, root),
      skipWelcome: 'true',
    }),
  );
  await page.locator('.explorer-viewlet .monaco-list-row').first().waitFor();
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name}.png`) });
});

test('a file opened by its name gets its squiggle', async () => {
  await open('typed.yaml');
  await squiggle().waitFor();
  // The line above the VPC moves everything below it when it comes.
  await page.locator('.codelens-decoration').first().waitFor();
});

test('the mouse over the squiggle shows what is wrong', async () => {
  await pointAtSquiggle();
  await hover('cidr-host-bits').waitFor();
});

test('the lightbulb menu offers the correct value, and Enter writes it', async () => {
  await pointAtSquiggle();
  await page.mouse.down();
  await page.mouse.up();
  await page.keyboard.press('Control+.');
  const menu = page.locator('.action-widget');
  await menu.getByText('10.0.0.0/16').first().waitFor();
  await picture(page, 'lightbulb-light');
  await page.keyboard.press('Enter');
  await squiggle().waitFor({ state: 'detached' });
  await page.locator('.view-line', { hasText: 'CidrBlock: 10.0.0.0/16' }).waitFor();
});

test('the palette calculator answers while one types, and Enter copies', async () => {
  await calculator();
  await input().fill('10.0.16.0/2');
  await rows().filter({ hasText: 'AWS accepts subnets' }).waitFor();
  await page.keyboard.type('0');
  await rows().filter({ hasText: '4,091' }).first().waitFor();
  const labels = await rows().allInnerTexts();
  assert.match(labels[0], /10\.0\.16\.0 – 10\.0\.31\.255/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.statusbar-item', { hasText: 'Copied 4091' }).waitFor();
});

test('the palette calculator splits a block in two more steps, and goes back', async () => {
  await calculator();
  await input().fill('10.0.0.0/22');
  await rows().filter({ hasText: '1,019' }).first().waitFor();
  await chooseSplit();
  await page.keyboard.press('Enter');
  await rows().filter({ hasText: '4 blocks, 251 usable each' }).waitFor();
  await page.locator('.quick-input-widget [aria-label^="Back"]').click();
  await rows().filter({ hasText: '1,019' }).first().waitFor();
  assert.equal(await input().inputValue(), '10.0.0.0/22');

  await chooseSplit();
  await page.keyboard.press('Enter');
  await rows().filter({ hasText: '4 blocks, 251 usable each' }).waitFor();
  await page.keyboard.type('/24');
  await page.keyboard.press('Enter');
  await rows().filter({ hasText: 'Copy all 4' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.statusbar-item', { hasText: 'Copied 4 blocks' }).waitFor();
  assert.equal(
    await page.evaluate('navigator.clipboard.readText()'),
    '10.0.0.0/24\n10.0.1.0/24\n10.0.2.0/24\n10.0.3.0/24',
  );
});

/** Goes up from the first line, round to the last one. A list that is drawn again has its first line chosen again. */
function chooseSplit() {
  return untilVisible(chosenRow(page, 'Split into smaller blocks'), () => page.keyboard.press('ArrowUp'));
}

test('the palette calculator says in one sentence what is wrong with a block', async () => {
  await calculator();
  await input().fill('10.0.0.256/24');
  await rows().filter({ hasText: '256 is too large' }).waitFor();
  assert.equal(await rows().count(), 1);
  await page.keyboard.press('Enter'); // does nothing
  await page.keyboard.press('Escape');
});

test('the id of a rule opens its page', async () => {
  await page.keyboard.press('Control+Z'); // the mistake is back
  await pointAtSquiggle();
  await page.locator('.monaco-hover a', { hasText: 'cidr-host-bits' }).click();
  await page.locator('.tab.active', { hasText: 'cidr-host-bits' }).waitFor();
});

test('an editor is closed like any other', async () => {
  await palette('View: Close All Editors');
  await page.locator('.tab').first().waitFor({ state: 'detached' });
  await rm(join(workspace, 'typed.yaml')); // not in the pictures below
  await page.locator('.explorer-viewlet', { hasText: 'typed.yaml' }).waitFor({ state: 'detached' });
});

for (const theme of ['light', 'dark']) {
  test(`an example shows its mistake and the calculator answers, in ${theme}`, async () => {
    if (theme === 'dark') await palette('Preferences: Toggle between Light/Dark Themes');
    await page.locator(theme === 'dark' ? '.monaco-workbench.vs-dark' : '.monaco-workbench.vs').waitFor();
    const name = 'with-mistakes/network-yaml/network.yaml';
    const lines = (await readFile(join(workspace, name), 'utf8')).split('\n');
    const line = 1 + lines.findIndex((text) => text.endsWith('CidrBlock: 10.0.1.0/24')); // PublicB
    await open(name, line);
    await pointAtSquiggleUntil(hover('subnet-overlap'));
    await picture(page, `diagnostic-${theme}`);
    await page.mouse.move(0, 0);
    await calculator();
    await input().fill('10.0.16.0/20');
    await rows().filter({ hasText: '4,091' }).first().waitFor();
    await picture(page, `calculator-${theme}`);
    await page.keyboard.press('Escape');
  });
}

/** Opens a file of the workspace as one does: Ctrl+P, its name and perhaps a line, Enter. */
async function open(name, line) {
  await page.keyboard.press('Control+P');
  const baseName = name.split('/').at(-1);
  await input().fill(line ? `${name}:${line}` : name);
  await rows().filter({ hasText: baseName }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: baseName }).waitFor();
  if (line) await page.locator('.statusbar-item', { hasText: `Ln ${line}` }).waitFor();
}

async function palette(command) {
  await page.keyboard.press('F1');
  await page.keyboard.type(command);
  await rows().filter({ hasText: command }).first().waitFor();
  await page.keyboard.press('Enter');
}

async function calculator() {
  await palette('VPC Lens: Calculate CIDR…');
  await page.locator('.quick-input-widget input[placeholder*="block"]').waitFor();
}

function input() {
  return page.locator('.quick-input-widget input[type=text]');
}

function hover(text) {
  return page.locator('.monaco-hover:not(.hidden)', { hasText: text });
}

function rows() {
  return page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
}

function squiggles() {
  return page.locator('.squiggly-warning, .squiggly-error');
}

function squiggle() {
  return squiggles().first();
}

/** Moves the mouse onto the squiggle that is nearest to the cursor's line. */
async function pointAtSquiggle() {
  await squiggle().waitFor();
  const cursor = await page.locator('.cursors-layer .cursor').first().boundingBox();
  const boxes = await Promise.all((await squiggles().all()).map((one) => one.boundingBox()));
  const distance = (box) => Math.abs(box.y - cursor.y);
  const nearest = boxes.filter(Boolean).sort((a, b) => distance(a) - distance(b))[0];
  await page.mouse.move(nearest.x + 12, nearest.y + 4);
}

/** As `pointAtSquiggle`; text that moved under the mouse, as when lenses come in above it, is pointed at again. */
function pointAtSquiggleUntil(shown) {
  return untilVisible(shown, async () => {
    await page.mouse.move(0, 0);
    await pointAtSquiggle();
  });
}
