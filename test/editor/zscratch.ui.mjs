import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { endAll, endOnSignals } from '../host/children.mjs';
import { outFolder } from '../host/paths.mjs';
import { openFile, openWorkbench } from './workbench.mjs';
import { copyExamples, workspace } from './workspace.mjs';
let page; let n = 0;
const shot = (name) => page.screenshot({ path: join(outFolder, `zz-${String(++n).padStart(2, '0')}-${name}.png`), clip: { x: 300, y: 30, width: 1000, height: 620 } });
before(async () => {
  endOnSignals(); await copyExamples();
  await writeFile(join(workspace, 'aa.yaml'), "AWSTemplateFormatVersion: '2010-09-09'\n");
  await writeFile(join(workspace, 'bb.json'), '{\n  "AWSTemplateFormatVersion": "2010-09-09",\n  \n}\n');
  page = await openWorkbench(workspace, { 'editor.minimap.enabled': false });
});
after(endAll);
const type = (t) => page.keyboard.type(t, { delay: 45 });
const key = (k) => page.keyboard.press(k);
const settle = () => page.waitForTimeout(900);
const sug = () => page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor({ timeout: 8000 }).then(() => true, () => false);
const reds = () => page.locator('.squiggly-error, .squiggly-warning').count();
const START = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
`;
const SAM = `Transform: AWS::Serverless-2016-10-31
Resources:
  A:
    Type: AWS::EC2::Subnet
    Properties: {CidrBlock: 10.0.0.0/24}
`;
import * as typing from './typing.mjs';
test('yaml', async () => {
  await openFile(page, 'aa.yaml'); await page.waitForTimeout(2000); await typing.rewrite(page, START);
  await type('  Group:'); await key('Enter'); await settle(); await shot('indent'); console.log(await page.locator('.statusbar-item', { hasText: 'Ln ' }).first().innerText());
  await typing.rewrite(page, START);
  await type('  PublicA:'); await key('Enter'); await key('Home'); await type('    Type: '); console.log('sug', await sug()); await page.waitForTimeout(400); await shot('type'); await key('Enter'); await page.waitForTimeout(400); console.log('reds', await reds()); await shot('type-acc'); await key('Tab'); await page.waitForTimeout(300); await key('Tab'); await page.waitForTimeout(300); await shot('tabs'); await key('Escape'); await key('Control+End'); await key('Enter'); await key('Home'); await type('      Map'); await sug(); await settle(); await shot('map'); await key('Tab'); await settle(); await shot('map-acc'); console.log('reds', await reds());
  await key('Escape'); await key('Control+End'); await key('Enter'); await key('Home'); await type('  sg'); await sug(); await settle(); await shot('sg'); await key('Escape'); await type('Group'); await settle(); await shot('sgGroup'); await key('Escape'); await page.keyboard.press('Control+Backspace'); await type('vpc-sec'); await sug(); await settle(); await key('Enter'); await settle(); await shot('sg-acc'); console.log('reds', await reds());
});
test('sam', async () => {
  await typing.rewrite(page, SAM); await type('  Fn:'); await key('Enter'); await key('Home'); await type('    Type: '); await sug(); await settle(); await shot('s-type'); await type('Serv'); await settle(); await shot('s-serv'); await key('Enter'); await settle(); await shot('s-acc');
});
test('json', async () => {
  await openFile(page, 'bb.json'); await page.waitForTimeout(2500);
  await page.keyboard.press('Control+G'); await page.locator('.quick-input-widget input[type=text]').fill(':3:3'); await key('Enter'); await settle();
  await type('"Res'); await sug(); await key('Enter'); await settle();
  await key('Enter'); await settle(); await type('"Vpc": {'); await key('Enter'); await type('"Ty'); console.log('sug', await sug()); await key('Enter'); await settle(); await shot('j-type'); await key('Control+Space'); await sug(); await shot('j-type-sug'); await key('Enter'); await settle(); await shot('j-vpc'); console.log('reds', await reds());
});
