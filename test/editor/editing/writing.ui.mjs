// A person who writes a network at the keyboard of a real VS Code: what is suggested, what Enter makes of it, and that
// nothing is in the way of one who knows what to type.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder } from '../../host/paths.mjs';
import * as typing from '../typing.mjs';
import { openFile, openWorkbench, picture } from '../workbench.mjs';
import { copyExamples, workspace } from '../workspace.mjs';

const START = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  PublicA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/20
      AvailabilityZone: !Select [0, !GetAZs '']
  PublicB:
    Type: AWS::EC2::Subnet
    Properties:
`;

let page;

before(async () => {
  endOnSignals();
  await copyExamples();
  await writeFile(join(workspace, 'writing.yaml'), START);
  page = await openWorkbench(workspace, {
    'editor.minimap.enabled': false,
    'editor.inlayHints.enabled': 'on',
    'vpcLens.inlayHints.enabled': true,
  });
  await openFile(page, 'writing.yaml');
  await page.locator('.codelens-decoration').first().waitFor();
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name}.png`) });
});

test('behind a property the free block is suggested first, words of the file are not, and Enter writes it', async () => {
  await page.keyboard.press('Control+End');
  await page.keyboard.type('      CidrBlock: ');
  await suggestions().first().waitFor();
  const labels = await suggestions().allInnerTexts();
  assert.match(labels[0], /10\.0\.16\.0\/20/);
  assert.ok(!labels.some((label) => /GetAtt|Resources/.test(label)), labels.join());
  await picture(page, 'suggested-block');
  await page.keyboard.press('Enter');
  await line('CidrBlock: 10.0.16.0/20').waitFor();
});

test('a reference is suggested behind the next property', async () => {
  await page.keyboard.press('Enter');
  await page.keyboard.type('VpcId: ');
  await suggestions().filter({ hasText: '!Ref Vpc' }).first().waitFor();
  await page.keyboard.press('Enter');
  await saved(`${START}      CidrBlock: 10.0.16.0/20\n      VpcId: !Ref Vpc`);
});

test('a person who knows the block types it, and Enter ends the line', async () => {
  await restart();
  await page.keyboard.type('      CidrBlock: ', { delay: 30 });
  await suggestions().first().waitFor();
  await page.keyboard.type('10.0.6.0/24', { delay: 60 });
  await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await saved(`${START}      CidrBlock: 10.0.6.0/24\n      `);
});

test('all that a subnet needs comes at once, in the columns of its line', async () => {
  await restart();
  await page.keyboard.type('      ');
  await page.keyboard.press('Control+Space');
  await suggestions().filter({ hasText: 'VpcId, CidrBlock and AvailabilityZone' }).first().waitFor();
  await picture(page, 'suggested-properties');
  await page.keyboard.press('Enter');
  await saved(
    `${START}      VpcId: !Ref Vpc\n      CidrBlock: 10.0.16.0/20\n      AvailabilityZone: !Select [1, !GetAZs '']`,
  );
});

test('each part of it can be typed over, in turn', async () => {
  await restart();
  await page.keyboard.type('      ');
  await page.keyboard.press('Control+Space');
  await suggestions().filter({ hasText: 'VpcId, CidrBlock and AvailabilityZone' }).first().waitFor();
  await page.keyboard.press('Enter');
  await line('AvailabilityZone: !Select [1').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('10.0.96.0/20');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await saved(
    `${START}      VpcId: !Ref Vpc\n      CidrBlock: 10.0.96.0/20\n      AvailabilityZone: !Select [1, !GetAZs '']`,
  );
});

test('the arguments of a function are named while they are typed', async () => {
  await restart();
  await page.keyboard.type('      CidrBlock: !Select [0, !Cidr [', { delay: 30 });
  await page.locator('.parameter-hints-widget.visible', { hasText: 'ipBlock' }).waitFor();
  await picture(page, 'arguments');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('F2 renames a resource wherever it is named', async () => {
  await restart();
  await goTo('3:4');
  await renameTo('Main');
  await saved(START.replace('  Vpc:', '  Main:').replace('!Ref Vpc', '!Ref Main'));
});

test('F12 leads from a reference to its resource', async () => {
  await restart();
  await goTo('10:19');
  await page.keyboard.press('F12');
  await page.locator('.statusbar-item', { hasText: 'Ln 3, Col 3' }).waitFor();
});

test('a property says what it is for, and the zone of a subnet is behind it', async () => {
  await goTo('11:9');
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  await page.locator('.monaco-hover:visible', { hasText: 'A change replaces the resource' }).waitFor();
  await picture(page, 'property-hover');
  await page.keyboard.press('Escape');
  await page.locator('.view-line', { hasText: 'AZ 1' }).waitFor();
});

/** Renames what is at the cursor. An Enter that comes before the editor has the new name is lost, so that it is asked again. */
async function renameTo(name) {
  const input = page.locator('.rename-box input');
  for (let tries = 0; tries < 5 && (await line(`!Ref ${name}`).count()) === 0; tries++) {
    await page.keyboard.press('F2');
    if (!(await isShown(input))) continue;
    await input.fill(name);
    await input.press('Enter');
    await line(`!Ref ${name}`)
      .waitFor({ timeout: 5000 })
      .catch(() => page.keyboard.press('Escape'));
  }
  await line(`!Ref ${name}`).waitFor();
}

async function isShown(locator) {
  return locator.waitFor({ timeout: 5000 }).then(
    () => true,
    () => false,
  );
}

/** The document as it was at the start, with the cursor at its end. */
async function restart() {
  await typing.rewrite(page, START);
  await saved(START);
}

const goTo = (place) => typing.goTo(page, place);
const saved = (text) => typing.saved(page, join(workspace, 'writing.yaml'), text);
const line = (text) => typing.line(page, text);

function suggestions() {
  return page.locator('.suggest-widget.visible .monaco-list-row');
}
