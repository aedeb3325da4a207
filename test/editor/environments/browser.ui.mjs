// The extension as VS Code in a browser runs it, as on vscode.dev: served by HTTP, in the page's own extension host, with the
// language server in a worker. Leaves a picture in test/.out/.

import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder } from '../../host/paths.mjs';
import { openFile, openWorkbench, palette, picture, untilVisible, webview } from '../workbench.mjs';

const folder = join(outFolder, 'browser');

const FILES = {
  'network.yaml': `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
Outputs:
  Block: { Value: 10.0.1.0/40, Export: { Name: app-block } }
`,
  'app.yaml': `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.1.0.5/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !ImportValue app-block
`,
  'vpc-lens.json': '{ "rules": { "cidr-host-bits": "off" } }\n',
};

let page;

before(async () => {
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  page = await openWorkbench(folder, {}, { width: 1200, height: 780 }, { inBrowser: true });
  await openFile(page, 'app.yaml');
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name.slice(0, 60)}.png`) });
});

test('findings rest on other files, which are not open', async () => {
  await palette(page, 'View: Toggle Problems');
  await problem('cidr-malformed').waitFor();
  assert.equal(await problem('cidr-host-bits').count(), 0);
});

test('a file that changes outside of the editor counts', async () => {
  await writeFile(join(folder, 'vpc-lens.json'), '{}\n');
  await problem('cidr-host-bits').waitFor();
});

test('a fix is applied', async () => {
  await page.keyboard.press('Control+1');
  await untilVisible(page.getByText('Change to 10.1.0.0/16').first(), async () => {
    await page.locator('.view-line', { hasText: '10.1.0.5/16' }).click();
    await page.keyboard.press('Control+.');
  });
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: '10.1.0.0/16' }).waitFor();
  await page.keyboard.press('Control+s');
  await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
});

test('the map and the calculator open', async () => {
  await palette(page, 'VPC Lens: Show Network Map');
  await webview(page).getByText('10.1.0.0/16').first().waitFor();
  await picture(page, 'browser');
  await page.keyboard.press('Control+1');
  await palette(page, 'View: Close All Editors');
  await palette(page, 'VPC Lens: Open Subnet Calculator');
  await webview(page).getByRole('heading', { name: 'Subnet Calculator' }).waitFor();
});

function problem(rule) {
  return page.locator('.markers-panel .monaco-list-row', { hasText: rule });
}
