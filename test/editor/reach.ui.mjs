// Can it get there? In a real VS Code, by keyboard: from the lens over a function to what is in the way, the fix and its
// undo, and the same by the command palette. Leaves pictures in test/.out/; with IMAGES=1 those of the documentation go
// to docs/images/.

import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { endAll, endOnSignals } from '../host/children.mjs';
import { outFolder, root } from '../host/paths.mjs';
import { openFile, openWorkbench, palette, picture, quickRows } from './workbench.mjs';

const folder = join(outFolder, 'reach');
const file = join(folder, 'shop.yaml');

let page;

before(async () => {
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await cp(join(root, 'examples/with-mistakes/can-it-get-there'), folder, { recursive: true });
  page = await openWorkbench(
    folder,
    {
      'workbench.colorTheme': 'Default Light Modern',
      'workbench.preferredDarkColorTheme': 'Default Dark Modern',
      'editor.minimap.enabled': false,
      'editor.stickyScroll.enabled': false,
      'workbench.reduceMotion': 'on', // else pictures show what is only half there
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

test('a click on the lens shows what is in the way, its place and the fix; Escape leaves everything as it was', async () => {
  await squiggles(2);
  await lens('Database ✗ why?').click();
  await list('AppFunction → Database, tcp 5432');
  const rows = await quickRows(page).allInnerTexts();
  assert.match(rows[0], /DatabaseGroup\s*line \d+ · AWS calls this ENI_SG_RULES_MISMATCH/);
  assert.match(rows[0], /Lets in only 10\.0\.9\.0\/24 on tcp 5432, not AppFunction\./);
  assert.match(rows[1], /Let AppGroup into DatabaseGroup on 5432/);
  await page.locator('.view-overlays .cdr').first().waitFor();
  await picture(page, 'reach-light', true);
  await page.keyboard.press('Escape');
  await list().waitFor({ state: 'hidden' });
  await page.locator('.statusbar-item', { hasText: 'Ln 1, Col 1' }).waitFor();
});

test('Enter on the fix writes it: finding and lens change, and one undo brings them back', async () => {
  const before = await readFile(file, 'utf8');
  await lens('Database ✗ why?').click();
  await list('AppFunction → Database');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.statusbar-item', { hasText: 'AppFunction reaches Database' }).waitFor();
  await lineWith('SourceSecurityGroupId: !GetAtt AppGroup.GroupId').waitFor();
  await picture(page, 'reach-fixed-light');
  await page.keyboard.press('Control+Home');
  await lens('Database ✓').waitFor();
  await problems(1);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Home');
  await lens('Database ✗ why?').waitFor();
  await problems(2);
  assert.equal(await savedText(), before);
});

test('a file that has changed meanwhile is asked about again, and then mended', async () => {
  const text = await readFile(file, 'utf8');
  await lens('Database ✗ why?').click();
  await list('AppFunction → Database');
  await writeFile(file, text.replace('Description: A function,', 'Description: Another function,'));
  await lineWith('Another function').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page
    .locator('.quick-input-widget input[placeholder^="The file has changed in the meantime."]')
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await lineWith('SourceSecurityGroupId: !GetAtt AppGroup.GroupId').waitFor();
  assert.equal((await savedText()).match(/SourceSecurityGroupId: !GetAtt AppGroup.GroupId/g)?.length, 1);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Home');
  await lens('Database ✗ why?').waitFor();
});

test('by the palette: what fails is proposed first, a wrong name is told in its place, Back goes back', async () => {
  await palette(page, 'VPC Lens: Check Reachability…');
  await list('Check reachability');
  await row('AppFunction').waitFor();
  assert.match((await quickRows(page).allInnerTexts())[0], /AppFunction\s*function · Database ✗/);
  await picture(page, 'reach-from-light');
  await page.keyboard.type('Mailman');
  await row('as typed').waitFor();
  await page.keyboard.press('Enter');
  await row('There is no "Mailman" to be the source').waitFor();
  await page.keyboard.press('Enter'); // does nothing
  assert.equal(await input().inputValue(), 'Mailman');
  await input().fill('MailFunction');
  await row('MailFunction').waitFor();
  await page.keyboard.press('Enter');

  await list('Can MailFunction reach …?');
  await row('internet').waitFor();
  assert.match((await quickRows(page).allInnerTexts())[0], /internet\s*every public address · sometimes/);
  await input().fill('10.0.33.0/40');
  await row('as typed').waitFor();
  await page.keyboard.press('Enter');
  await row('There is no "10.0.33.0/40" to be the destination').waitFor();
  await input().fill('');
  await row('internet').waitFor();
  await page.keyboard.press('Enter');

  await list('Can MailFunction reach the internet?');
  await page.locator('.quick-input-widget [aria-label^="Back"]').click();
  await list('Can MailFunction reach …?');
  await row('internet').waitFor();
  await page.keyboard.press('Enter');
  await list('Can MailFunction reach the internet?');
  await input().fill('99999');
  await page.locator('.quick-input-message', { hasText: 'Enter a port from 0 to 65535' }).waitFor();
  await input().fill('');
  await page.keyboard.press('Enter');
  await list('MailFunction → internet, tcp 443');
  await picture(page, 'reach-sometimes-light');
  await row('not reachable').waitFor();
  await page.keyboard.press('Escape');
});

test('a typed address and port are answered, in a dark theme', async () => {
  await palette(page, 'Preferences: Toggle between Light/Dark Themes');
  await page.locator('.monaco-workbench.vs-dark').waitFor();
  await palette(page, 'VPC Lens: Check Reachability…');
  await list('Check reachability');
  await row('AppFunction').waitFor();
  await page.keyboard.press('Enter');
  await list('Can AppFunction reach …?');
  await input().fill('10.0.33.4');
  await row('as typed').waitFor();
  await page.keyboard.press('Enter');
  await list('Can AppFunction reach 10.0.33.4?');
  await page.keyboard.type('udp 53');
  await page.keyboard.press('Enter');
  await list('AppFunction → 10.0.33.4, udp 53');
  await page.locator('.quick-input-widget input[placeholder^="AppFunction reaches 10.0.33.4."]').waitFor();
  await picture(page, 'reach-dark');
  await page.keyboard.press('Escape');
});

function lens(title) {
  return page.locator('.codelens-decoration a', { hasText: title }).first();
}

/** Waits for a list of that title; without one, the list. */
function list(title) {
  const widget = page.locator('.quick-input-widget');
  return title === undefined ? widget : widget.locator('.quick-input-title', { hasText: title }).waitFor();
}

function row(text) {
  return quickRows(page).filter({ hasText: text }).first();
}

function input() {
  return page.locator('.quick-input-widget input[type=text]');
}

function lineWith(text) {
  return page.locator('.view-line', { hasText: text }).first();
}

/** Waits until the status bar counts so many warnings. */
function problems(count) {
  return page
    .locator(
      `.statusbar-item [aria-label*="Warnings: ${count}"], .statusbar-item[aria-label*="Warnings: ${count}"]`,
    )
    .first()
    .waitFor();
}

async function squiggles(count) {
  await page.locator('.squiggly-warning').first().waitFor();
  await problems(count);
}

async function savedText() {
  await page.keyboard.press('Control+s');
  await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
  return readFile(file, 'utf8');
}
