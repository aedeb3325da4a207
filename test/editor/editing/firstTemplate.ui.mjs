// The first minutes of a person with an empty file: what is typed at the keyboard of a real VS Code, and what Enter makes of the
// suggestions. VS Code itself does not indent YAML after a colon.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder } from '../../host/paths.mjs';
import { line, saved } from '../typing.mjs';
import { openFile, openWorkbench, picture } from '../workbench.mjs';
import { copyExamples, workspace } from '../workspace.mjs';

let page;

before(async () => {
  endOnSignals();
  await copyExamples();
  for (const name of ['first.yaml', 'first.json', 'zappa_settings.json'])
    await writeFile(join(workspace, name), '');
  page = await openWorkbench(workspace, { 'editor.minimap.enabled': false });
  await openFile(page, 'first.yaml');
  // The server starts for the empty file.
  await page.locator('.view-line').first().waitFor();
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name}.png`) });
});

test('an empty YAML file becomes a template', async () => {
  await page.keyboard.press('Control+Space');
  await take('AWSTemplateFormatVersion', 'AWS');
  await line(page, 'Resources:').waitFor();
});

test('a VPC is its name and its type', async () => {
  await page.keyboard.type('Vpc:');
  await page.keyboard.press('Enter');
  await take('Type', 'Ty');
  await take('AWS::EC2::VPC');
  await line(page, 'CidrBlock: 10.0.0.0/16').waitFor();
});

test('two subnets get blocks and zones of their own', async () => {
  for (const [name, block] of [
    ['PublicA', '10.0.0.0/24'],
    ['PublicB', '10.0.1.0/24'],
  ]) {
    await nextResource();
    await page.keyboard.type(`${name}:`);
    await page.keyboard.press('Enter');
    await take('Type', 'Ty');
    await take('AWS::EC2::Subnet', 'subnet');
    await line(page, `CidrBlock: ${block}`).waitFor();
  }
});

test('a table is its snippet, and nothing of it all is underlined', async () => {
  await nextResource();
  await take('vpc-route-table', 'vpc-route-t');
  await line(page, 'Type: AWS::EC2::RouteTable').waitFor();
  await picture(page, 'first-template');
  await saved(
    page,
    join(workspace, 'first.yaml'),
    `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsSupport: true
      EnableDnsHostnames: true
  PublicA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
      AvailabilityZone: !Select [0, !GetAZs ""]
  PublicB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
      AvailabilityZone: !Select [1, !GetAZs ""]
  RouteTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
      Tags:
        - Key: Name
          Value: !Sub \${AWS::StackName}-private
`,
  );
  await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
});

test('a function of SAM in JSON, from an empty file', async () => {
  await openFile(page, 'first.json');
  await page.keyboard.type('{');
  await page.keyboard.press('Enter');
  await take('Transform', '"T');
  await page.keyboard.type('"Api": {');
  await page.keyboard.press('Enter');
  await take('Type', '"');
  await take('AWS::Serverless::Function', 'Serverless::F');
  await line(page, '"VpcConfig": {}').waitFor();
  await picture(page, 'first-template-json');
});

test('a stage of Zappa, from an empty file', async () => {
  await openFile(page, 'zappa_settings.json');
  await page.keyboard.type('{');
  await page.keyboard.press('Enter');
  await take('dev', '"');
  await saved(
    page,
    join(workspace, 'zappa_settings.json'),
    `{
    "dev": {
        "app_function": "app.app",
        "runtime": "python3.13",
        "s3_bucket": "my-zappa-code"
    }
}`,
  );
});

/** Types a text, and takes the suggestion of that name, which has to come first. */
async function take(name, typed = '') {
  const first = page.locator('.suggest-widget.visible .monaco-list-row.focused', {
    has: page.locator('.label-name', { hasText: new RegExp(`^${RegExp.escape(name)}$`) }),
  });
  await page.keyboard.type(typed, { delay: 60 });
  // On a busy machine VS Code drops an answer that comes after the next key, and asks again only when it is told to.
  await first.waitFor({ timeout: 5000 }).catch(() => page.keyboard.press('Control+Space'));
  await first.waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.suggest-widget.visible', { hasText: name }).waitFor({ state: 'hidden' });
}

/** A line at the end of the text, in the column of a resource. */
async function nextResource() {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
}
