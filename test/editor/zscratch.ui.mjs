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
test('yaml', async () => {
  await openFile(page, 'aa.yaml'); await page.waitForTimeout(3000);
  await key('Control+End'); await type('Res'); console.log('sug', await sug()); await shot('res'); await key('Enter'); await settle(); await shot('res-acc');
  await type('Vpc:'); await key('Enter'); await type('Ty'); console.log('sug', await sug()); await shot('type'); await key('Enter'); await page.waitForTimeout(300); await shot('type-acc'); console.log('reds', await reds());
  console.log('sug', await sug()); await settle(); await shot('type-value'); await type('VPC'); await settle(); await key('Enter'); await page.waitForTimeout(300); await shot('vpc-acc'); console.log('reds', await reds());
  await key('Escape'); await key('Control+End'); await key('Enter'); await settle(); await shot('after'); 
  await key('Backspace'); await type('PublicA:'); await key('Enter'); await type('Type: '); console.log('sug', await sug()); await shot('subnet-type'); await key('Enter'); await page.waitForTimeout(300); console.log('reds', await reds()); await shot('subnet-acc');
  await key('Tab'); await page.waitForTimeout(300); await shot('subnet-tab'); await key('Escape'); await key('Control+End'); await key('Enter'); await type('Map'); console.log('sug', await sug()); await key('Tab'); await settle(); await shot('map');
});
test('typed without suggestions', async () => {
  await key('Escape'); await key('Control+End'); await key('Enter'); await key('Home'); await key('Home'); 
  let seen = 0;
  await type('  Group:'); await key('Escape'); await key('Enter');
  for (const line of ['Type: AWS::EC2::SecurityGroup', 'Properties:']) { await type(line); await key('Escape'); seen += await reds(); await key('Enter'); seen += await reds(); }
  await shot('group-1'); console.log('reds while', seen);
  for (const line of ['GroupDescription: web', 'VpcId: !Ref Vpc', 'SecurityGroupIngress:']) { await type(line); await key('Escape'); console.log(await reds()); await key('Enter'); console.log(await reds()); }
  await shot('group-2'); await type('- '); await sug(); await shot('group-3'); await key('Enter'); await settle(); await shot('group-4'); await page.waitForTimeout(1500); await shot('group-5'); console.log('reds', await reds());
});
test('json', async () => {
  await openFile(page, 'bb.json'); await page.waitForTimeout(2500);
  await page.keyboard.press('Control+G'); await page.locator('.quick-input-widget input[type=text]').fill(':3:3'); await key('Enter'); await settle();
  await type('"Res'); console.log('sug', await sug()); await shot('j-res'); await key('Enter'); await settle(); await shot('j-res-acc');
  await key('Enter'); await settle(); await shot('j-enter'); await type('"Vpc": {'); await key('Enter'); await type('"Ty'); console.log('sug', await sug()); await key('Enter'); await settle(); await shot('j-type'); await key('Control+Space'); await sug(); await shot('j-type-sug'); await key('Enter'); await settle(); await shot('j-vpc'); console.log('reds', await reds());
});
