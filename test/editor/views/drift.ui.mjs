// A template against what exists in AWS, in a real VS Code: the lens, the rows, and what becomes of them while the text is edited.

import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder } from '../../host/paths.mjs';
import { openFile, openWorkbench, palette, picture, replaceAll } from '../workbench.mjs';

const folder = join(outFolder, 'drift');

const TEMPLATE = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  WebGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }
`;

const tags = (logicalId) => [
  { Key: 'aws:cloudformation:stack-name', Value: 'shop' },
  { Key: 'aws:cloudformation:logical-id', Value: logicalId },
];
const open = (port) => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  IpRanges: [{ CidrIp: '0.0.0.0/0' }],
});
const AWS = {
  Vpcs: [{ VpcId: 'vpc-00000001', CidrBlock: '10.0.0.0/16', Tags: tags('Vpc') }],
  SecurityGroups: [
    {
      GroupId: 'sg-00000001',
      GroupName: 'web',
      VpcId: 'vpc-00000001',
      Tags: tags('WebGroup'),
      IpPermissions: [open(443), open(22)],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    },
  ],
};

let page;

before(async () => {
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, '.vpc-lens'), { recursive: true });
  await writeFile(join(folder, 'net.yaml'), TEMPLATE);
  await writeFile(join(folder, '.vpc-lens/aws.json'), JSON.stringify(AWS));
  page = await openWorkbench(
    folder,
    { 'workbench.colorTheme': 'Default Light Modern', 'editor.minimap.enabled': false },
    { width: 1200, height: 780 },
  );
  await palette(page, 'View: Toggle Primary Side Bar Visibility');
  await openFile(page, 'net.yaml');
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name.slice(0, 60)}.png`) });
});

const row = (text) => page.locator('.pane-body .monaco-list-row', { hasText: text }).first();

test('the lens shows what somebody changed by hand, and a row leads to its line', async () => {
  await page.locator('.codelens-decoration a', { hasText: 'Compare with stack shop in AWS' }).click();
  await row('Only in AWS: ingress tcp 22 from 0.0.0.0/0').waitFor();
  await picture(page, 'drift-light');
  await row('Only in AWS: ingress tcp 22 from 0.0.0.0/0').click();
  await page.locator('.statusbar-item', { hasText: 'Ln 6, Col' }).waitFor();
  assert.match(await page.locator('.pane-body').allInnerTexts().then(String), /stack shop in the inventory/);
});

test('the palette asks the same of the file in the editor', async () => {
  await palette(page, 'VPC Lens: Compare Template with AWS');
  await row('Only in AWS: ingress tcp 22 from 0.0.0.0/0').waitFor();
});

test('an answer stays true when its file is closed without saving', async () => {
  await page.keyboard.press('Control+1');
  await replaceAll(page, 'CidrIp: 0.0.0.0/0', 'CidrIp: 10.1.0.0/16');
  await row('10.1.0.0/16').waitFor();
  await page.keyboard.press('Control+1');
  await palette(page, 'View: Close Editor');
  await page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" }).click();
  await row('10.1.0.0/16').waitFor({ state: 'detached' });
  await row('Only in AWS: ingress tcp 22 from 0.0.0.0/0').waitFor();
  assert.match(await page.locator('.pane-body').allInnerTexts().then(String), /stack shop in the inventory/);
});
