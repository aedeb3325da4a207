// Can it get there? In a real VS Code, by keyboard: from the lens over a function to what is in the way, the fix and its
// undo, and the same by the command palette. Leaves pictures in test/.out/.

import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder, root } from '../../host/paths.mjs';
import {
  goToLine,
  openFile,
  openWorkbench,
  palette,
  picture,
  quickRows,
  untilVisible,
} from '../workbench.mjs';

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

test('a click on the lens shows the answer in the panel: what is in the way, the fix and the path', async () => {
  await squiggles(2);
  await lens('Database ✗ why?').click();
  await answer('AppFunction cannot reach Database').waitFor();
  assert.deepEqual(await spoken(), [
    'Not reachable: AppFunction cannot reach Database: tcp 5432',
    'Blocked by: DatabaseGroup: allows tcp 5432 only from 10.0.9.0/24, not from AppFunction · line 30',
    'Fix: Allow tcp 5432 from AppGroup in DatabaseGroup: changes the file',
    'Path',
  ]);
  await page.locator('.view-overlays .cdr').first().waitFor();
  await picture(page, 'reach-light');
});

test('by keyboard: a row leads to its line, and a line to its row', async () => {
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await cursorAt(30);
  await row('DatabaseGroup', '.focused').waitFor(); // the focus has stayed in the view
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+Home');
  await palette(page, 'Focus on Reachability View');
  await page.keyboard.press('End');
  await pressUntil('ArrowRight', row('security group: allows all outbound traffic')); // opens the path
  await page.keyboard.press('Control+1');
  await goToLine(page, 24);
  await row('AppGroup', '.selected').waitFor();
});

test('the answer is copied as text', async () => {
  await palette(page, 'VPC Lens: Copy Answer as Text');
  await page.locator('.statusbar-item', { hasText: 'Answer copied.' }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(
    text,
    /^AppFunction → Database, tcp 5432\n✗ AppFunction cannot reach Database: tcp 5432\n {2}✗ DatabaseGroup: /,
  );
});

test('a file that changes on disk is asked about again', async () => {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('CidrIp: 10.0.9.0/24', 'CidrIp: 10.0.0.0/16'));
  await answer('AppFunction reaches Database').waitFor();
  await writeFile(file, text);
  await answer('AppFunction cannot reach Database').waitFor();
});

test('Enter on the fix writes it: the answer, finding and lens change, and one undo brings them back', async () => {
  const before = await readFile(file, 'utf8');
  await palette(page, 'Focus on Reachability View');
  await page.keyboard.press('Home');
  await pressUntil('ArrowDown', row('Allow tcp 5432 from AppGroup', '.focused'));
  await page.keyboard.press('Enter');
  await answer('AppFunction reaches Database').waitFor();
  await row('allows inbound tcp 5432 from AppGroup').waitFor();
  await lineWith('SourceSecurityGroupId: !GetAtt AppGroup.GroupId').waitFor();
  await picture(page, 'reach-fixed-light');
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+Home');
  await lens('Database ✓').waitFor();
  await problems(1);
  await page.keyboard.press('Control+z');
  await answer('AppFunction cannot reach Database').waitFor(); // it follows its file
  await page.keyboard.press('Control+Home');
  await lens('Database ✗ why?').waitFor();
  await problems(2);
  assert.equal(await savedText(), before);
});

test('by the palette: what fails is proposed first, a wrong name is told in its place, Back goes back', async () => {
  await palette(page, 'VPC Lens: Check Reachability…');
  await list('Check reachability');
  await choice('AppFunction').waitFor();
  assert.match((await quickRows(page).allInnerTexts())[0], /AppFunction\s*function · Database ✗/);
  await page.locator('.quick-input-list-separator', { hasText: 'Subnets' }).first().waitFor();
  await picture(page, 'reach-from-light');
  await page.keyboard.type('Mailman');
  await page.locator('.quick-input-list-separator', { hasText: 'As typed' }).first().waitFor();
  await page.keyboard.press('Enter');
  await choice('Unknown source "Mailman"').waitFor();
  await page.keyboard.press('Enter'); // does nothing
  assert.equal(await input().inputValue(), 'Mailman');
  await input().fill('MailFunction');
  await choice('MailFunction').waitFor();
  await page.keyboard.press('Enter');

  await list('Can MailFunction reach …?');
  await choice('internet').waitFor();
  assert.match((await quickRows(page).allInnerTexts())[0], /internet\s*any public address · from/);
  await input().fill('10.0.33.0/40');
  await choice('10.0.33.0/40').waitFor();
  await page.keyboard.press('Enter');
  await choice('Unknown destination "10.0.33.0/40"').waitFor();
  await input().fill('');
  await choice('internet').waitFor();
  await page.keyboard.press('Enter');

  await list('Can MailFunction reach the internet?');
  await page.locator('.quick-input-widget [aria-label^="Back"]').click();
  await list('Can MailFunction reach …?');
  await choice('internet').waitFor();
  await page.keyboard.press('Enter');
  await list('Can MailFunction reach the internet?');
  await input().fill('99999');
  await page.locator('.quick-input-message', { hasText: 'Enter a port from 0 to 65535' }).waitFor();
  await input().fill('');
  await page.keyboard.press('Enter');
  await answer('MailFunction reaches the internet from PrivateA but not from PublicA').waitFor();
  await picture(page, 'reach-sometimes-light');
  await row('From each subnet').waitFor();
});

test('a typed address and port are answered, in a dark theme, and the way back is asked about', async () => {
  await palette(page, 'Preferences: Toggle between Light/Dark Themes');
  await page.locator('.monaco-workbench.vs-dark').waitFor();
  await page.keyboard.press('Control+1');
  await palette(page, 'VPC Lens: Check Reachability…');
  await list('Check reachability');
  await choice('AppFunction').waitFor();
  await page.keyboard.press('Enter');
  await list('Can AppFunction reach …?');
  await input().fill('10.0.33.4');
  await choice('10.0.33.4').waitFor();
  await page.keyboard.press('Enter');
  await list('Can AppFunction reach 10.0.33.4?');
  await page.keyboard.type('udp 53');
  await page.keyboard.press('Enter');
  await answer('AppFunction reaches 10.0.33.4').waitFor();
  await picture(page, 'reach-dark');
  await palette(page, 'VPC Lens: Ask About the Opposite Direction');
  await answer('10.0.33.4 cannot reach AppFunction').waitFor();
});

test('the internet cannot reach the database: nothing opens it, and the documentation of Session Manager is a row', async () => {
  await page.keyboard.press('Control+1');
  await palette(page, 'VPC Lens: Check Reachability…');
  await list('Check reachability');
  await choice('internet').waitFor();
  await page.keyboard.type('internet');
  await page.keyboard.press('Enter');
  await list('Can internet reach …?');
  await choice('Database').waitFor();
  await page.keyboard.type('Database');
  await page.keyboard.press('Enter');
  await list('Can internet reach Database?');
  await page.keyboard.press('Enter');
  await answer('The internet cannot reach Database').waitFor();
  await row('Connect to Database from inside its VPC').waitFor();
  assert.equal((await spoken()).filter((text) => text.startsWith('Fix')).length, 0);
  await picture(page, 'reach-private-dark');
});

test('the view has no violation that axe-core finds', async () => {
  await page.evaluate(await readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(() =>
    // What is read aloud begins with the verdict, which the icon shows.
    globalThis.axe.run('.pane-body:has(.monaco-list[aria-label*="Reachability"])', {
      rules: { 'label-content-name-mismatch': { enabled: false } },
    }),
  );
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
    [],
  );
});

function lens(title) {
  return page.locator('.codelens-decoration a', { hasText: title }).first();
}

/** Waits for a list of that title; without one, the list. */
function list(title) {
  const widget = page.locator('.quick-input-widget');
  return title === undefined ? widget : widget.locator('.quick-input-title', { hasText: title }).waitFor();
}

/** A line of the list that asks. */
function choice(text) {
  return quickRows(page).filter({ hasText: text }).first();
}

const rows = '.monaco-list[aria-label*="Reachability"] .monaco-list-row';

/** A row of the answer. */
function row(text, state = '') {
  return page.locator(`${rows}${state}`, { hasText: text }).first();
}

/** A tree that is being drawn takes no keys. */
function pressUntil(key, locator) {
  return untilVisible(locator, () => page.keyboard.press(key));
}

/** The row of the verdict. */
function answer(summary) {
  return page.locator(`${rows}[aria-level="1"]`, { hasText: summary }).first();
}

/** What a screen reader says of each row. */
function spoken() {
  return page.locator(rows).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
}

function cursorAt(line) {
  return page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
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
