// What does this change do? In a real VS Code with Git: a template against its last commit and a branch, before it is saved.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder, root } from '../../host/paths.mjs';
import { chosenRow, goToLine, openFile, openWorkbench, palette, picture, replaceAll } from '../workbench.mjs';

const folder = join(outFolder, 'change');
const file = join(folder, 'shop.yaml');

let page;

const git = (...args) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder });

before(async () => {
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await cp(join(root, 'examples/with-mistakes/can-it-get-there'), folder, { recursive: true });
  const text = await readFile(file, 'utf8');
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message=first');
  git('branch', 'before');
  await writeFile(file, text.replace('CidrIp: 10.0.9.0/24', 'CidrIp: 10.0.0.0/16'));
  git('commit', '--quiet', '--all', '--message=second');
  page = await openWorkbench(
    folder,
    {
      'git.enabled': true,
      'git.openRepositoryInParentFolders': 'never',
      'workbench.colorTheme': 'Default Light Modern',
      'editor.minimap.enabled': false,
      'editor.stickyScroll.enabled': false,
      'workbench.reduceMotion': 'on',
    },
    { width: 1200, height: 780 },
  );
  await palette(page, 'View: Toggle Primary Side Bar Visibility');
  await openFile(page, 'shop.yaml');
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name.slice(0, 60)}.png`) });
});

const row = (text) => page.locator('.pane-body .monaco-list-row', { hasText: text }).first();

async function compareWith(revision) {
  await palette(page, 'VPC Lens: What Does This Change Do?');
  await page.locator('.quick-input-title', { hasText: 'What does this change do?' }).waitFor();
  await page.locator('.quick-input-widget input[type=text]').fill(revision);
  await chosenRow(page, revision).waitFor();
  await page.keyboard.press('Enter');
}

test('against the last commit nothing changes, and against a branch the function has got its database', async () => {
  await compareWith('HEAD');
  await page.locator('.pane-body', { hasText: 'nothing of the network changes' }).first().waitFor();
  await page.keyboard.press('Control+1');
  await compareWith('before');
  await row('can now reach Database, tcp 5432').waitFor();
});

test('an edit that is not saved is told of as it is typed, and a row leads to its line', async () => {
  await page.keyboard.press('Control+1');
  await compareWith('HEAD');
  await page.locator('.pane-body', { hasText: 'nothing of the network changes' }).first().waitFor();
  await page.keyboard.press('Control+1');
  await replaceAll(page, 'CidrIp: 10.0.0.0/16', 'CidrIp: 0.0.0.0/32');
  await row('can no longer reach Database, tcp 5432').waitFor();
  await picture(page, 'change-light');
  await row('DatabaseGroup').click();
  await page
    .locator('.statusbar-item', { hasText: /^Ln \d+, Col/ })
    .first()
    .waitFor();
  const line =
    (await readFile(file, 'utf8')).split('\n').findIndex((one) => one.startsWith('  DatabaseGroup:')) + 1;
  await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col` }).waitFor();
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+z');
  await page.locator('.pane-body', { hasText: 'nothing of the network changes' }).first().waitFor();
  assert.match(await readFile(file, 'utf8'), /CidrIp: 10\.0\.0\.0\/16/);
});

test('a lens over a resource that an edit replaces, which leads to what else the edit does', async () => {
  await page.keyboard.press('Control+1');
  await replaceAll(page, 'GroupDescription: The database', 'GroupDescription: A database');
  const lens = page.locator('.codelens-decoration a', { hasText: 'This edit replaces DatabaseGroup' });
  await lens.waitFor();
  await goToLine(page, 24); // so that the lens is in the middle of the editor
  await picture(page, 'change-lens-light');
  await lens.click();
  await row('DatabaseGroup is replaced: GroupDescription changes').waitFor();
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+z');
  await lens.waitFor({ state: 'detached' });
});

test('the lens is about the last commit, and a new one takes it away', async () => {
  await replaceAll(page, 'GroupDescription: The database', 'GroupDescription: A database');
  const lens = page.locator('.codelens-decoration a', { hasText: 'This edit replaces DatabaseGroup' });
  await lens.waitFor();
  await page.keyboard.press('Control+s');
  await page.locator('.tab.active:not(.dirty)').waitFor();
  git('commit', '--quiet', '--all', '--message=third');
  await palette(page, 'Git: Refresh');
  await lens.waitFor({ state: 'detached' });
});
