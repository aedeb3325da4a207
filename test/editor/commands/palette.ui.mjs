// Each command of the palette without a file, in a file that is not ours and in one that is, in a real VS Code: it always shows
// something, a result or a sentence that says what is missing.

import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder, root } from '../../host/paths.mjs';
import { openFile, openWorkbench, palette, untilVisible } from '../workbench.mjs';

const folder = join(outFolder, 'palette');
const PATIENCE = Number(process.env.PATIENCE ?? 30_000);

const needsFile = /^Open a CloudFormation template or Zappa settings first\./;
const needsTemplate = /^Open a CloudFormation template of this workspace first\./;

/**
 * What a command shows: a sentence in a notification, a box that asks (by its title), a tab, a view, a lens or a message in the
 * status bar. `alone`: without a file and in another file; `ours`: in a template.
 */
const COMMANDS = {
  calculateCidr: { alone: ['box', /^Calculate CIDR/], ours: ['box', /^Calculate CIDR/] },
  canReach: { alone: ['sentence', needsFile], ours: ['box', /^Check reachability/] },
  whatChanges: { alone: ['sentence', needsFile], ours: ['sentence', /^This file is in no Git repository/] },
  showDrift: {
    alone: ['sentence', needsFile],
    ours: ['view', /^shop\.yaml against AWS: There is no inventory/],
  },
  chooseParameterFile: { alone: ['sentence', needsTemplate], ours: ['box', /^Choose Parameter File/] },
  subnetCalculator: { alone: ['tab', /^Subnet/], ours: ['tab', /^Subnet/] },
  planSubnets: { ours: ['tab', /^Subnets? /] },
  showMap: { alone: ['sentence', needsFile], ours: ['tab', /^Map of shop\.yaml/] },
  newNetwork: { alone: ['box', /^New Network/], ours: ['box', /^New Network/] },
  recordTests: { alone: ['sentence', needsFile], ours: ['tab', /nettest/] },
  fixAll: { alone: ['sentence', needsFile], ours: ['lens', /^Database ✓/] },
  copyInventoryCommands: {
    alone: ['sentence', /^The AWS CLI commands/],
    ours: ['sentence', /^The AWS CLI commands/],
  },
  readNetwork: { alone: ['box', /^Read Network from AWS/], ours: ['box', /^Read Network from AWS/] },
  openExample: { alone: ['lens', /^Database ✗ why\?/], ours: ['lens', /^Database ✗ why\?/] },
  showRules: { alone: ['tab', /./], ours: ['tab', /./] },
  showOutput: { alone: ['view', /Output/i], ours: ['view', /Output/i] },
  restartServer: {
    alone: ['status', /^The language server has restarted/],
    ours: ['status', /^The language server has restarted/],
  },
};

const PLACES = {
  // VS Code shows no toasts under its test driver, but has the same in its list of notifications.
  sentence: '.notifications-center .notification-list-item-message',
  box: '.quick-input-widget .quick-input-title',
  tab: '.tab .label-name',
  view: '.part.panel .pane-body .message, .part.panel .action-item.checked .action-label',
  lens: '.codelens-decoration',
  status: '.statusbar-item',
};

const { contributes } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const titles = JSON.parse(await readFile(join(root, 'package.nls.json'), 'utf8'));
const paletteOf = new Map(contributes.menus.commandPalette.map(({ command, when }) => [command, when]));
const listed = contributes.commands.filter(
  ({ command }) => !['false', 'vpcLens.hasTrace'].includes(paletteOf.get(command)),
);

let page;
const broken = [];

before(async () => {
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await copyFile(join(root, 'examples/with-mistakes/can-it-get-there/shop.yaml'), join(folder, 'shop.yaml'));
  await writeFile(join(folder, 'notes.txt'), 'Nothing about networks.\n');
  page = await openWorkbench(
    folder,
    { 'workbench.startupEditor': 'none', 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 100 },
    { width: 1200, height: 780 },
  );
  page.on('pageerror', (error) => broken.push(String(error)));
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name.slice(0, 60)}.png`) });
});

test('the table has every command of the palette', () =>
  assert.deepEqual(
    listed.map(({ command }) => command.replace('vpcLens.', '')).toSorted(),
    Object.keys(COMMANDS).toSorted(),
  ));

for (const [where, file, column] of [
  ['without a file', undefined, 'alone'],
  ['in a file that is not ours', 'notes.txt', 'alone'],
  ['in a template', 'shop.yaml', 'ours'],
])
  for (const { command, title } of listed) {
    const expected = COMMANDS[command.replace('vpcLens.', '')]?.[column];
    if (!expected) continue;
    const name = titles[title.slice(1, -1)];
    test(`${name} ${where}`, async () => {
      await clean();
      if (file) await openFile(page, file);
      await palette(page, name);
      const [place, pattern] = expected;
      if (place === 'sentence') await openList();
      await page
        .locator(`${PLACES[place]}`)
        .filter({ visible: true, hasText: pattern })
        .first()
        .waitFor({ timeout: PATIENCE });
    });
  }

test('nothing broke', () => assert.deepEqual(broken, []));

/** The list of notifications, which stays open until it is cleared. */
async function openList() {
  const center = page.locator('.notifications-center.visible');
  await untilVisible(center, async () => {
    if (!(await center.isVisible())) await page.locator('#status\\.notifications').click();
  });
}

/** No box, no notification, no editor: what is seen then comes from the next command. */
async function clean() {
  await page.keyboard.press('Escape');
  if (await page.locator('#status\\.notifications .codicon-bell-dot').isVisible()) await openList();
  const clear = page.locator('.notifications-center.visible').getByRole('button', { name: /^Clear All/ });
  if (await clear.isVisible()) await clear.click();
  await page.locator('.notifications-center.visible').waitFor({ state: 'detached' });
  const closed = page.locator('.editor-group-container.empty').first();
  if (!(await closed.isVisible()))
    await untilVisible(closed, async () => {
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Control+W');
      // The example is a text that nobody has saved.
      const discard = page.locator('.monaco-dialog-box').getByRole('button', { name: "Don't Save" });
      await closed.or(discard).first().waitFor({ timeout: 4000 });
      if (await discard.isVisible()) await discard.click();
    });
}
