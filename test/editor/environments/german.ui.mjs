// The extension in a VS Code whose language is German. Leaves a picture in test/.out/.

import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder } from '../../host/paths.mjs';
import { openFile, openWorkbench, palette, picture, quickRows } from '../workbench.mjs';

const folder = join(outFolder, 'german');

const NETWORK = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
`;

let page;

before(async () => {
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'network.yaml'), NETWORK);
  page = await openWorkbench(folder, {}, { width: 1200, height: 780 }, { language: 'de' });
  await openFile(page, 'network.yaml');
});

after(endAll);

test('commands and what they ask are in German', async () => {
  await palette(page, 'VPC Lens: CIDR berechnen…');
  await quickRows(page).getByText('Einen Block wie 10.0.0.0/16').first().waitFor();
  await picture(page, 'german');
  assert.ok(await page.locator('.quick-input-title', { hasText: 'CIDR berechnen' }).count());
  await page.keyboard.press('Escape');
});

test('a notification is in German', async () => {
  await page.keyboard.press('Control+n');
  await page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
  await palette(page, 'VPC Lens: Erreichbarkeit prüfen…');
  await page
    .getByText('Öffnen Sie zuerst eine CloudFormation-Vorlage oder Zappa-Einstellungen.')
    .first()
    .waitFor();
});
