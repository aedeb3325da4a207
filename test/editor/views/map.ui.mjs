// The network map in a real VS Code: from a template to its picture, a question, its fix and back, by keyboard and by pointer,
// in four themes, over a restart of the window. Leaves pictures in test/.out/.

import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder, root } from '../../host/paths.mjs';
import { announced, complaintsOf, contrast, frameOf, violations } from '../panel.mjs';
import {
  chooseFile,
  chooseTheme,
  openFile,
  openWorkbench,
  palette,
  picture,
  untilVisible,
  webview,
} from '../workbench.mjs';

const folder = join(outFolder, 'map');

/** More rows than a picture has at once. */
const TIERS = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
${Array.from({ length: 10 }, (_, n) => `  Tier${n}: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.${n}.0/24, AvailabilityZone: eu-west-1a } }\n`).join('')}`;

/** A stage in a subnet of the inventory that the tests have. */
const SETTINGS = `{
  "dev": {
    "app_function": "shop.app",
    "vpc_config": { "SubnetIds": ["subnet-96e2d5df324dccc66"], "SecurityGroupIds": ["sg-154098eab65f50c2b"] }
  }
}
`;

/** A network for each value of a condition. */
const CONDITIONS = `Parameters:
  Nat: { Type: String, AllowedValues: ['yes', 'no'] }
Conditions:
  UseNat: !Equals [!Ref Nat, 'yes']
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Public: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  Address: { Type: AWS::EC2::EIP, Condition: UseNat, Properties: { Domain: vpc } }
  Nat1:
    Type: AWS::EC2::NatGateway
    Condition: UseNat
    Properties: { SubnetId: !Ref Public, AllocationId: !GetAtt Address.AllocationId }
`;

let page;
let view;
/** What the browser refused to load or run, and what broke in the page. */
let complaints;

before(async () => {
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await copyFile(join(root, 'examples/with-mistakes/can-it-get-there/shop.yaml'), join(folder, 'shop.yaml'));
  await writeFile(join(folder, 'conditions.yaml'), CONDITIONS);
  await mkdir(join(folder, 'stages/.vpc-lens'), { recursive: true });
  await copyFile(join(root, 'test/inventory/network.json'), join(folder, 'stages/.vpc-lens/network.json'));
  await writeFile(join(folder, 'stages/zappa_settings.json'), SETTINGS);
  page = await openWorkbench(
    folder,
    {
      'workbench.colorTheme': 'Default Light Modern',
      'editor.minimap.enabled': false,
      'workbench.startupEditor': 'none',
    },
    { width: 1700, height: 900 },
  );
  complaints = complaintsOf(page, 'map');
  view = webview(page);
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name.slice(0, 60)}.png`) });
});

test("the editor's title has a button that opens the map beside the template", async () => {
  await openFile(page, 'shop.yaml');
  await page.locator('.editor-actions').getByRole('button', { name: 'Show Network Map' }).click();
  await thing('AppFunction').waitFor();
  assert.equal(await page.locator('.tab', { hasText: 'Map of shop.yaml' }).count(), 1);
  for (const name of ['Internet', 'Vpc', 'PublicA', 'NatA', 'Database', 'S3Endpoint'])
    await thing(name).waitFor();
  await palette(page, 'View: Close Primary Side Bar');
  await picture(page, 'map');
});

test('findings are badges on what they are about', async () => {
  await thing('MailFunction').locator('.badge').waitFor();
  assert.match(await thing('MailFunction').locator('.badge title').textContent(), /MailFunction/);
});

test("a badge's finding has its quick fix, which Undo takes back", async () => {
  await thing('MailFunction').locator('.title-text').first().click();
  await view.locator('.finding', { hasText: 'Calls fail whenever AWS picks PublicA.' }).waitFor();
  await picture(page, 'map-badge');
  await view.getByRole('button', { name: 'Quick fix…' }).first().focus();
  await page.keyboard.press('Enter');
  const rows = page.locator('.action-widget .monaco-list-row.action');
  await rows.filter({ hasText: 'Remove PublicA from MailFunction' }).waitFor();
  await picture(page, 'map-badge-fix');
  await page.keyboard.press('Enter');
  await thing('MailFunction').locator('.badge').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await thing('MailFunction').locator('.badge').waitFor();
});

test('a press goes to the line, and the cursor marks the thing', async () => {
  await thing('NatA').click();
  await marked('NatA');
  await page.locator('.view-line', { hasText: 'AWS::EC2::NatGateway' }).waitFor();
  await page.locator('.view-line', { hasText: 'AWS::EC2::NatGateway' }).click();
  await page.keyboard.press('Control+Home');
  await palette(page, 'Go to Line/Column');
  await page.keyboard.type('44');
  await page.keyboard.press('Enter');
  await marked('Database');
});

test('by keyboard: a source, what it reaches, a destination, and the fix, which Undo takes back', async () => {
  await view.getByRole('button', { name: 'Check reachability' }).focus();
  await page.keyboard.press('Enter');
  await view.locator('button[aria-pressed=true]', { hasText: 'Check reachability' }).waitFor();
  assert.equal(await tabStops(), 1);
  await button('AppFunction').focus();
  await focusOn(/^AppFunction, Lambda/);
  await page.keyboard.press('Enter');
  await view.locator('.thing.is-reachable[data-key="internet"]').waitFor();
  await view.locator('.thing.is-blocked[data-key="Database"]').waitFor();
  await announced(view, 'AppFunction reaches');
  await picture(page, 'map-reaches');
  await page.keyboard.press('ArrowDown');
  await focusOn(/^Database, database/);
  await page.keyboard.press('Enter');
  await view.locator('.verdict', { hasText: 'Not reachable' }).waitFor();
  await view.locator('.way-cross').waitFor({ state: 'attached' });
  await picture(page, 'map-blocked');
  const fix = view.locator('.answer .fix').first();
  await fix.focus();
  await page.keyboard.press('Enter');
  await view.locator('.verdict', { hasText: /^Reachable/ }).waitFor();
  await view.locator('.way-cross').waitFor({ state: 'detached' });
  await palette(page, 'View: Focus First Editor Group');
  await page.keyboard.press('Control+z');
  await view.locator('.verdict', { hasText: 'Not reachable' }).waitFor();
});

test('the picture follows the text, and the question and the zoom stay', async () => {
  await view.getByRole('button', { name: 'Zoom in' }).click();
  await palette(page, 'View: Focus First Editor Group');
  await palette(page, 'Go to Line/Column');
  await page.keyboard.type('107');
  await page.keyboard.press('Enter');
  await marked('PrivateA');
  const before = await viewBox();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type('CidrBlock: 10.0.64.0/20');
  await view.locator('.thing[data-key="PrivateA"]', { hasText: '10.0.64.0/20' }).waitFor();
  assert.equal(await viewBox(), before);
  await view.locator('.verdict', { hasText: 'Not reachable' }).waitFor();
  // Half of a line is no reason to draw half of a network.
  await page.keyboard.press('Enter');
  await page.keyboard.type('Tags: ]');
  await announced(view, 'The text has a syntax error');
  assert.equal(await view.locator('.thing[data-key="PrivateA"]').count(), 1);
  await palette(page, 'File: Revert File');
  await view.locator('.thing[data-key="PrivateA"]', { hasText: '10.0.16.0/20' }).waitFor();
});

test('Escape ends the question, and a drag from one thing to another asks another one', async () => {
  await button('AppFunction').focus();
  await page.keyboard.press('Escape');
  await view.locator('.answer').waitFor({ state: 'detached' });
  await view.getByRole('button', { name: 'Fit' }).click();
  const [from, to] = await Promise.all([
    thing('MailFunction').boundingBox(),
    thing('S3Endpoint').boundingBox(),
  ]);
  await page.mouse.move(from.x + 40, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(to.x + 30, to.y + 8, { steps: 5 });
  await page.mouse.up();
  await view.locator('.answer h2', { hasText: 'MailFunction → S3Endpoint' }).waitFor();
});

test('one press asks what the internet reaches', async () => {
  await view.getByRole('button', { name: 'Clear' }).click();
  await view.getByRole('button', { name: 'From the internet' }).click();
  await announced(view, 'The internet reaches 0 of');
  await view.locator('.thing.is-blocked[data-key="Database"]').waitFor();
  await picture(page, 'map-internet');
});

test('the outline has the same content as text', async () => {
  await view.getByRole('button', { name: 'Outline' }).click();
  const outline = view.getByRole('navigation', { name: 'Outline of the map' });
  await outline.getByRole('button', { name: 'PrivateB' }).waitFor();
  const items = await outline.getByRole('button').allTextContents();
  const drawn = await view.locator('.thing').count();
  assert.equal(items.length, drawn);
});

test('pictures are saved', async () => {
  for (const [title, ending, pattern] of [
    ['SVG picture…', 'svg', /^<svg .*AppFunction.*<\/svg>\n$/s],
    ['draw.io diagram…', 'drawio', /^<mxfile .*mxgraph\.aws4\.group_vpc2/s],
    ['Markdown with a Mermaid flowchart…', 'md', /^# Network of shop\.yaml\n\n```mermaid\nflowchart TB/],
    ['PNG picture…', 'png', /^.PNG/s],
  ]) {
    await view.getByRole('button', { name: 'More' }).click();
    await view.getByRole('menuitem', { name: title, exact: true }).click();
    const file = join(folder, `shop.${ending}`);
    await chooseFile(page, file);
    await announced(view, `Written to shop.${ending}.`);
    assert.match(await readFile(file, 'latin1'), pattern);
  }
});

/** By their classes on the workbench, the names that the list of themes has, and their classes on the page's body. */
const THEMES = [
  ['hc-light', 'Light High Contrast', 'vscode-high-contrast-light'],
  ['hc-black', 'Dark High Contrast', 'vscode-high-contrast:not(.vscode-high-contrast-light)'],
  ['vs-dark', 'Dark Modern', 'vscode-dark'],
  ['vs', 'Light Modern', 'vscode-light'],
];

test('no violation of accessibility, in four themes', async () => {
  const problems = [];
  for (const [theme, name, bodyClass] of THEMES) {
    await chooseTheme(page, name);
    await page.locator(`.monaco-workbench.${theme}`).waitFor();
    await view.locator(`body.${bodyClass}`).waitFor();
    // Some themes lack some colours, and what is drawn in none is not seen.
    const frame = await frameOf(view);
    for (const colour of ['--good', '--bad', '--edge']) {
      const value = await frame.evaluate(
        `getComputedStyle(document.querySelector('.map')).getPropertyValue('${colour}')`,
      );
      assert.notEqual(value.trim(), '', `${colour} in ${theme}`);
      if (colour !== '--edge' && (await contrast(frame, value)) < 3) problems.push(`${colour} in ${theme}`);
    }
    for (const verdict of ['reachable', 'blocked']) {
      const colour = await frame.evaluate(colourOfClass, `verdict-${verdict}`);
      if ((await contrast(frame, colour)) < 4.5) problems.push(`${verdict} in ${theme}: ${colour}`);
    }
    problems.push(...(await violations(view, theme)));
    await picture(page, `map-${theme}`);
  }
  assert.deepEqual(problems, []);
});

function colourOfClass(name) {
  const probe = document.body.appendChild(document.createElement('span'));
  probe.className = name;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

test('the map outlives a restart of the window, with its question', async () => {
  // Not the browser's own reload, which does not wait for what VS Code still has to write down.
  const reloaded = page.waitForEvent('load');
  await palette(page, 'Developer: Reload Window');
  await reloaded;
  await page.locator('.tab', { hasText: 'Map of shop.yaml' }).click();
  await view.locator('.thing.is-blocked[data-key="Database"]').waitFor();
  await view.getByRole('navigation', { name: 'Outline of the map' }).waitFor();
});

test('a tier of many subnets is one, opens by Enter, and what has the focus is in it', async () => {
  await palette(page, 'View: Close All Editors');
  await page.locator('.tab').first().waitFor({ state: 'detached' });
  await writeFile(join(folder, 'tiers.yaml'), TIERS);
  await openFile(page, 'tiers.yaml');
  await palette(page, 'VPC Lens: Show Network Map');
  const folded = thing('Vpc isolated subnets');
  await folded.waitFor();
  await folded.locator('[role=button]').focus();
  await page.keyboard.press('Enter');
  await thing('Tier9').waitFor();
  await focusOn(/^Tier0, subnet/);
  await view.getByRole('button', { name: 'Fold', exact: true }).click();
  await view.locator('.thing.is-selected[data-key="Vpc isolated subnets"]').waitFor();
  await picture(page, 'map-folded');
});

test('the picker of scenarios draws one network or the other', async () => {
  await palette(page, 'View: Close All Editors');
  await page.locator('.tab').first().waitFor({ state: 'detached' });
  await openFile(page, 'conditions.yaml');
  await palette(page, 'VPC Lens: Show Network Map');
  await thing('Public').waitFor();
  const when = view.getByRole('combobox', { name: 'When' });
  await when.selectOption('UseNat is true');
  await thing('Nat1').waitFor();
  await when.selectOption('UseNat is false');
  await thing('Nat1').waitFor({ state: 'detached' });
  await thing('Public').waitFor();
  await picture(page, 'map-scenario');
});

test("the link in a stage's hover opens the map of the settings, in what an inventory tells of", async () => {
  await palette(page, 'View: Close All Editors');
  await page.locator('.tab').first().waitFor({ state: 'detached' });
  await openFile(page, 'stages/zappa_settings.json');
  const link = page.locator('.monaco-hover:visible a', { hasText: 'Show it in the network map' });
  // A hover can close before the click, as when the file gets its first findings.
  await untilVisible(thing('dev'), async () => {
    await palette(page, 'View: Focus First Editor Group');
    await palette(page, 'Go to Line/Column');
    await page.keyboard.type('2:4');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await link.first().click({ timeout: 4000 });
  });
  await thing('subnet-96e2d5df324dccc66').filter({ hasText: 'private-a' }).waitFor();
});

test('the map of an inventory answers a question', async () => {
  await palette(page, 'View: Close All Editors');
  await page.locator('.tab').first().waitFor({ state: 'detached' });
  await openFile(page, 'stages/.vpc-lens/network.json');
  await palette(page, 'VPC Lens: Show Network Map');
  await thing('db:app').waitFor();
  await view.getByRole('button', { name: 'Check reachability' }).click();
  for (const key of ['subnet-96e2d5df324dccc66', 'db:app']) {
    await button(key).focus();
    await page.keyboard.press('Enter');
  }
  await view.locator('.verdict', { hasText: 'Not reachable' }).waitFor();
  await picture(page, 'map-inventory');
});

test('nothing was refused by the page, and nothing broke in it', () => assert.deepEqual(complaints, []));

/** The button of a thing, which has the focus. */
function button(key) {
  return thing(key).locator('[role=button]');
}

/** A thing of the picture by its key. */
function thing(key) {
  return view.locator(`.thing[data-key="${key === 'Internet' ? 'internet' : key}"]`);
}

function marked(key) {
  return view.locator(`.thing.is-selected[data-key="${key}"]`).waitFor();
}

/** Things that Tab leads to: the arrow keys lead to the others. */
function tabStops() {
  return view
    .locator('.thing [role=button]')
    .evaluateAll((all) => all.filter((one) => one.matches('[tabindex="0"]')).length);
}

/** Waits until the focus is on a thing: the page moves it when it has drawn. */
async function focusOn(pattern) {
  const frame = await frameOf(view);
  await frame.waitForFunction(
    ([source, flags]) =>
      new RegExp(source, flags).test(document.activeElement?.getAttribute('aria-label') ?? ''),
    [pattern.source, pattern.flags],
  );
}

async function viewBox() {
  return view.locator('svg.map').getAttribute('viewBox');
}
