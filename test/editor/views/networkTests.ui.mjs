// Network tests in the Testing view of a real VS Code: a failing test with the line that breaks it, its path and fix, the
// same test on the text that the fix leaves, a continuous run that follows the text, and recording what holds today. Leaves
// pictures in test/.out/.

import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder, root } from '../../host/paths.mjs';
import { openFile, openWorkbench, palette, picture } from '../workbench.mjs';

const folder = join(outFolder, 'networkTests');

const TESTS = `tests:
  - title: The app reaches its database
    reason: Orders are in it.
    from: AppFunction
    to: Database
    expect: reachable
  - title: No database is reachable from the internet
    from: internet
    to: { kind: database }
    expect: blocked
`;

let page;

before(async () => {
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await cp(join(root, 'examples/with-mistakes/can-it-get-there'), folder, { recursive: true });
  await cp(join(folder, 'shop.yaml'), join(folder, 'new.yaml'));
  await writeFile(join(folder, 'shop.nettest.yaml'), TESTS);
  page = await openWorkbench(
    folder,
    {
      'workbench.colorTheme': 'Default Light Modern',
      'editor.minimap.enabled': false,
      'editor.stickyScroll.enabled': false,
      'workbench.reduceMotion': 'on',
    },
    { width: 1300, height: 820 },
  );
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name.slice(0, 60)}.png`) });
});

test('the tests are there before any file is open, and a failing one shows what is in the way', async () => {
  await page.locator('.activitybar [aria-label^="Testing"]').first().click();
  await row('shop.nettest.yaml').locator('.monaco-tl-twistie').click();
  await row('The app reaches its database').waitFor();
  await palette(page, 'Test: Run All Tests');
  await row('The app reaches its database')
    .filter({ has: page.locator('.codicon-testing-failed-icon, .codicon-testing-error-icon') })
    .waitFor();
  await row('No database is reachable')
    .filter({ has: page.locator('.codicon-testing-passed-icon') })
    .waitFor();
});

test('a message of the failed test leads to the path and the fix in the panel', async () => {
  await palette(page, 'Test Results: Focus on Test Results View');
  const result = page.locator('.test-output-peek-tree .monaco-list-row', { hasText: 'The app reaches' });
  await result.hover();
  await result.getByRole('button', { name: 'Show Path and Fix' }).click();
  const answer = page.locator('.monaco-list[aria-label*="Reachability"] .monaco-list-row');
  await answer.filter({ hasText: 'AppFunction cannot reach Database' }).waitFor();
  await answer.filter({ hasText: 'Allow tcp 5432 from AppGroup in DatabaseGroup' }).waitFor();
  await picture(page, 'network-tests-path');
  await palette(page, 'View: Hide Panel');
});

test('the failed test is an error in the template, whose fix opens the way', async () => {
  await openFile(page, 'shop.yaml');
  await page.locator('.squiggly-warning').first().waitFor();
  await palette(page, 'Go to Next Problem in Files (Error, Warning, Info)');
  await page
    .locator('.marker-widget', { hasText: 'Test “The app reaches its database” fails. Orders are in it.' })
    .waitFor();
  await picture(page, 'network-tests-light');
  await page.keyboard.press('Escape');
  await palette(page, 'Quick Fix...');
  const fix = page.locator('.action-widget .monaco-list-row', {
    hasText: 'Allow tcp 5432 from AppGroup in DatabaseGroup',
  });
  await fix.first().waitFor();
  await fix.first().click();
  await page.locator('.tab.active.dirty').waitFor();
});

test('the text of the editor is tested, saved or not', async () => {
  await palette(page, 'Test: Run All Tests');
  await row('The app reaches its database')
    .filter({ has: page.locator('.codicon-testing-passed-icon') })
    .waitFor();
});

test('a continuous run follows the text', async () => {
  await palette(page, 'Test: Start Continuous Run');
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+z');
  await row('The app reaches its database')
    .filter({ has: page.locator('.codicon-testing-failed-icon, .codicon-testing-error-icon') })
    .waitFor();
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+y');
  await row('The app reaches its database')
    .filter({ has: page.locator('.codicon-testing-passed-icon') })
    .waitFor();
});

test('what holds today is recorded beside the file', async () => {
  await openFile(page, 'new.yaml');
  await palette(page, 'VPC Lens: Record What Holds Today as Tests');
  await page.locator('.tab.active', { hasText: 'new.nettest.yaml' }).waitFor();
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active:not(.dirty)', { hasText: 'new.nettest.yaml' }).waitFor();
  assert.match(
    await readFile(join(folder, 'new.nettest.yaml'), 'utf8'),
    /^# What holds in new\.yaml today\./,
  );
});

/** A row of the Testing view. */
function row(text) {
  return page.locator('.test-explorer .monaco-list-row', { hasText: text });
}
