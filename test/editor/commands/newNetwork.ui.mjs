// A new network in a real VS Code, by keyboard: from the command to the template and the settings of Zappa.

import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder } from '../../host/paths.mjs';
import { openFile, openWorkbench, palette, picture, quickRows } from '../workbench.mjs';

const folder = join(outFolder, 'new-network');
let page;

before(async () => {
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'zappa_settings.yaml'), 'dev:\n  app_function: app.app\n  s3_bucket: shop\n');
  page = await openWorkbench(
    folder,
    { 'workbench.colorTheme': 'Default Light Modern', 'editor.minimap.enabled': false },
    { width: 1200, height: 780 },
  );
  await openFile(page, 'zappa_settings.yaml');
  // The palette lists the commands that are known when it opens.
  await page.locator('.statusbar-item', { hasText: 'VPC Lens' }).first().waitFor();
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name.slice(0, 60)}.png`) });
});

test('pattern, zones, block, additions and language; the template is previewed and written, Zappa gets its vpc_config', async () => {
  await palette(page, 'VPC Lens: New Network…');
  await step('Pattern');
  await page.keyboard.type('one NAT');
  await quickRows(page).filter({ hasText: 'one NAT gateway' }).first().waitFor();
  await previewHas('One NAT gateway');
  await picture(page, 'new-network-light');
  await page.keyboard.press('Enter');

  await step('Availability Zones');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await step('Block of the VPC');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('10.20.0.0/33');
  await page.locator('.quick-input-message', { hasText: '/33' }).waitFor();
  await page.keyboard.press('Enter'); // does nothing
  await page.keyboard.press('Control+a');
  await page.keyboard.type('10.20.0.0/16');
  await previewHas('10.20.0.0/16');
  await page.keyboard.press('Enter');

  await step('Additions, or none');
  await page.keyboard.type('PostgreSQL');
  await quickRows(page).filter({ hasText: 'PostgreSQL' }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');

  await step('Language of the template');
  await page.keyboard.press('Enter');
  await step('Name of the file');
  await page.keyboard.press('Enter');

  await step('Add vpc_config to a stage of the Zappa settings');
  await quickRows(page).filter({ hasText: 'dev' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active.dirty', { hasText: 'zappa_settings.yaml' }).waitFor();
  await page.keyboard.press('Control+s');
  await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });

  const template = await readFile(join(folder, 'network.yaml'), 'utf8');
  for (const part of ['CidrBlock: 10.20.0.0/16', '  PrivateC:\n', '  NatGateway:\n', '  Database:\n'])
    assert.ok(template.includes(part), part);
  const settings = await readFile(join(folder, 'zappa_settings.yaml'), 'utf8');
  assert.equal(settings.match(/subnet-0/g)?.length, 3);
  assert.equal(await page.locator('.tab', { hasText: 'New network' }).count(), 0);
});

test('Escape writes nothing and closes the preview', async () => {
  await palette(page, 'VPC Lens: New Network…');
  await step('Pattern');
  await page.locator('.tab', { hasText: 'New network' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.tab', { hasText: 'New network' }).waitFor({ state: 'detached' });
  await assert.rejects(readFile(join(folder, 'network-2.yaml')));
});

function step(placeholder) {
  return page.locator(`.quick-input-widget input[placeholder^="${placeholder}"]`).waitFor();
}

function previewHas(text) {
  return page.locator('.view-line', { hasText: text }).first().waitFor();
}
