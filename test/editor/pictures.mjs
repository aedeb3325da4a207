// The pictures of the README, light and dark, in docs/images/: `npm test -- --images` takes them anew.

import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { endAll, endOnSignals } from '../host/children.mjs';
import { outFolder, root } from '../host/paths.mjs';
import { openFile, openWorkbench, palette, quickRows, untilVisible } from './workbench.mjs';

const folder = join(outFolder, 'pictures');
const images = join(root, 'docs/images');

const NETWORK = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  PublicA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/19
  PublicB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.16.0/20`;

const TYPED = NETWORK.replace('10.0.16.0/20', '').trimEnd();

before(async () => {
  endOnSignals();
  await mkdir(images, { recursive: true });
});
after(endAll);

for (const [theme, colors] of [
  ['light', 'Default Light Modern'],
  ['dark', 'Default Dark Modern'],
]) {
  let page;
  const take = (name, height = 480) =>
    page.screenshot({
      path: join(images, `${name}-${theme}.png`),
      // Below the title of the window, above its last lines.
      clip: { x: 0, y: 36, width: 900, height },
    });

  test(`${theme}: the editor`, async () => {
    await rm(folder, { recursive: true, force: true });
    await cp(join(root, 'examples/with-mistakes/can-it-get-there'), folder, { recursive: true });
    await writeFile(join(folder, 'network.yaml'), NETWORK);
    await writeFile(join(folder, 'writing.yaml'), TYPED);
    await cp(join(root, 'examples/fixed/network-yaml/network.yaml'), join(folder, 'tiers.yaml'));
    page = await openWorkbench(
      folder,
      {
        'workbench.colorTheme': colors,
        'workbench.activityBar.location': 'hidden',
        'workbench.statusBar.visible': false,
        'workbench.reduceMotion': 'on',
        'window.commandCenter': false,
        'editor.minimap.enabled': false,
        'editor.fontSize': 13,
        'editor.scrollbar.vertical': 'hidden',
        'editor.hover.above': false,
        'editor.stickyScroll.enabled': false,
        'editor.suggest.showStatusBar': false,
        'breadcrumbs.enabled': false,
      },
      { width: 900, height: 640 },
    );
    await palette(page, 'View: Toggle Primary Side Bar Visibility');
    await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  });

  test(`${theme}: a finding with its fix`, async () => {
    await openFile(page, 'network.yaml');
    await page.locator('.squiggly-error').first().waitFor();
    await page.keyboard.press('Control+End');
    await open(async () => {
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Control+I');
    }, '.monaco-hover:visible .marker');
    await take('finding');
    await page.keyboard.press('Escape');
  });

  test(`${theme}: a block is suggested`, async () => {
    await openFile(page, 'writing.yaml');
    await page.locator('.codelens-decoration').first().waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' ');
    await open(() => page.keyboard.press('Control+Space'), '.suggest-widget.visible .monaco-list-row');
    await take('completion');
    await page.keyboard.press('Escape');
    await palette(page, 'File: Revert File');
  });

  test(`${theme}: a new network`, async () => {
    await palette(page, 'View: Close All Editors');
    await page.locator('.editor-group-container .tab').first().waitFor({ state: 'detached' });
    await palette(page, 'VPC Lens: New Network…');
    await quickRows(page).filter({ hasText: 'NAT' }).first().waitFor();
    await page.keyboard.type('NAT');
    await page.keyboard.press('ArrowDown');
    await page.locator('.view-line', { hasText: 'NAT' }).first().waitFor();
    await take('new-network');
    await page.keyboard.press('Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  });

  test(`${theme}: the calculator`, async () => {
    await palette(page, 'View: Close All Editors');
    await openFile(page, 'tiers.yaml');
    await palette(page, 'VPC Lens: Plan Subnets in This VPC');
    await page
      .frameLocator('iframe.webview.ready')
      .frameLocator('#active-frame')
      .locator('.line')
      .first()
      .waitFor();
    await palette(page, 'View: Maximize Editor Group and Hide Side Bars');
    await take('calculator', 560);
  });

  test(`${theme}: why something is not reached`, async () => {
    await palette(page, 'View: Close All Editors');
    await openFile(page, 'shop.yaml');
    await page.locator('.codelens-decoration a', { hasText: 'Database ✗ why?' }).click();
    await page.locator('.pane-body .monaco-list-row', { hasText: 'DatabaseGroup' }).first().waitFor();
    await take('reach', 560);
  });

  test(`${theme}: the map, with the answer to a question`, async () => {
    await palette(page, 'View: Hide Panel');
    await palette(page, 'View: Close All Editors');
    await openFile(page, 'shop.yaml');
    await palette(page, 'VPC Lens: Show Network Map');
    const map = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    const thing = (key) => map.locator(`.thing[data-key="${key}"] [role=button]`);
    await thing('Database').waitFor();
    await palette(page, 'View: Toggle Maximize Editor Group');
    await map.getByRole('button', { name: 'Check reachability' }).click();
    for (const key of ['AppFunction', 'Database']) {
      await thing(key).focus();
      await page.keyboard.press('Enter');
    }
    await map.locator('.answer .fix').first().waitFor();
    await map.getByRole('button', { name: 'Fit' }).click();
    await take('map', 400);
  });

  function open(press, selector) {
    return untilVisible(page.locator(selector).first(), press);
  }
}
