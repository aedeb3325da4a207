// The subnet calculator in a real VS Code, as a person uses it: from a template's lens to subnets in the file and
// back, by keyboard, in four themes, over a restart of the window. Leaves pictures in test/.out/.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { promisify } from 'node:util';
import lz from 'lz-string';
import {
  addRoot,
  EMPTY_PLAN,
  planByHosts,
  planByTiers,
  setIpv6,
  writePlan,
} from '../../../server/src/subnetPlan/index.ts';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { node24, outFolder, root } from '../../host/paths.mjs';
import { announced, complaintsOf, frameOf, violations } from '../panel.mjs';
import {
  chooseFile,
  chooseTheme,
  openFile,
  openWorkbench,
  palette,
  picture,
  webview,
} from '../workbench.mjs';

const folder = join(outFolder, 'calculator');
const template = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  # The network of the shop.
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      Tags: [{ Key: Name, Value: shop }]

  PublicTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  PrivateTable:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
`;

let page;
let view;
/** What the browser refused to load or run, and what broke in the page. */
let complaints;

before(async () => {
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'network.yaml'), template);
  page = await openWorkbench(folder, {
    'workbench.colorTheme': 'Default Light Modern',
    'workbench.preferredDarkColorTheme': 'Default Dark Modern',
    'editor.minimap.enabled': false,
  });
  complaints = complaintsOf(page, 'calculator');
  view = webview(page);
});

after(endAll);
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name.slice(0, 60)}.png`) });
});

test('the lens over a VPC says what is free, and opens the calculator on it', async () => {
  await openFile(page, 'network.yaml');
  const lens = page.locator('.codelens-decoration a', { hasText: 'Plan subnets…' });
  await lens.waitFor();
  assert.equal(await lens.textContent(), '65,536 addresses free · no subnets · Plan subnets…');
  await lens.click();
  await line('10.0.0.0/16').first().waitFor();
  assert.equal(await view.locator('.line').count(), 2);
});

test("a block's lightbulb and the editor's menu open it too, and a second time the same one", async () => {
  const block = page.locator('.view-lines .view-line', { hasText: 'CidrBlock: 10.0.0.0/16' });
  await palette(page, 'View: Close All Editors');
  await openFile(page, 'network.yaml');
  await block.click();
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .action', { hasText: 'Plan subnets of Vpc…' }).click();
  await line('10.0.0.0/16').first().waitFor();
  await line('free').click();
  // Where no resource is, so that it is the command that chooses the line.
  const elsewhere = page.locator('.view-lines .view-line').first();
  await elsewhere.click();
  await elsewhere.click({ button: 'right' });
  // A menu is deaf for a tenth of a second, lest the click that opens it chooses something too.
  const entry = page.locator('.monaco-menu .action-item', { hasText: 'Plan Subnets in This VPC' });
  await entry.click({ delay: 200 });
  await view.locator('.line.is-active', { hasText: 'Vpc' }).waitFor();
  assert.equal(await page.locator('.tab', { hasText: 'Subnets of Vpc' }).count(), 1);
});

test('Tab goes from the tools through the tree, once, to what can be done with the line', async () => {
  await view.getByRole('button', { name: 'Plan…' }).focus();
  const names = [];
  for (let at = 0; at < 12; at++) {
    names.push(await nameInFocus());
    await page.keyboard.press('Tab');
  }
  assert.deepEqual(names, [
    'Plan…',
    'Add block…',
    'Undo',
    'Redo',
    'Zones',
    'More',
    'Vpc, 10.0.0.0/16, 100 % free, largest free block 10.0.0.0/16',
    'Plan subnets…',
    'Split',
    'Split to…',
    'Show in template',
    'IPv6…',
  ]);
});

test('by keyboard alone: split, name, tier, keep free, join, undo and redo', async () => {
  await view.locator('.line').first().click();
  await view.locator('.line').first().press('s');
  await line('10.0.128.0/17').waitFor();
  await focusOn(/10\.0\.0\.0\/17/);
  await page.keyboard.press('Enter'); // its name
  await page.keyboard.type('office');
  await page.keyboard.press('Enter');
  await line('office').waitFor();
  await announced(view, '10.0.0.0/17 is office.');
  await focusOn(/office/);

  await page.keyboard.press('Escape');
  for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft'); // the line again
  await page.keyboard.press('ArrowDown');
  await focusOn(/10\.0\.128\.0\/17/);
  await page.keyboard.press('k');
  await line('spare').waitFor();
  await page.keyboard.press('j');
  await announced(view, 'Joined into 10.0.0.0/16; office, spare removed.');
  await view.locator('.status').getByRole('button', { name: 'Undo' }).first().click();
  await line('office').waitFor();
  await line('office').click();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await view.locator('.line').nth(2).waitFor({ state: 'detached' });
  assert.equal(await view.locator('.line').count(), 2);
  await page.keyboard.press('Control+Shift+z');
  await line('10.0.128.0/17').waitFor();
  await page.keyboard.press('Control+z');
});

test('three tiers over two zones are planned, and inserted as one edit without any finding', async () => {
  await view.getByRole('button', { name: 'Plan…' }).click();
  const dialog = view.locator('dialog');
  await dialog.getByRole('spinbutton', { name: 'Zones' }).fill('2');
  await dialog.locator('.preview-list tr').nth(5).waitFor();
  await dialog.getByText('DataB').waitFor(); // as it will be written
  await picture(page, 'calculator-plan-light');
  await dialog.getByRole('button', { name: 'Plan', exact: true }).click();
  await line('data-b').waitFor();
  await view.getByRole('button', { name: 'Insert 6…' }).click();
  await dialog.getByRole('cell', { name: 'PublicA' }).waitFor();
  const text6 = dialog.getByRole('region', { name: 'Text to insert' });
  await text6.getByText('PublicARouteTableAssociation:').waitFor();
  await dialog.getByLabel('Route table of data').selectOption('PrivateTable');
  await text6.getByText('DataARouteTableAssociation:').waitFor();
  await picture(page, 'calculator-insert-light');
  await dialog.getByRole('button', { name: 'Insert' }).click();
  await announced(view, /6 subnets and 6 route table associations written/);
  // The editor shows what was written.
  await page.locator('.view-lines .view-line', { hasText: 'PublicA:' }).first().waitFor();
  await line('PublicA').waitFor();
  assert.equal(await view.locator('.kind-template').count(), 6);

  const text = await savedText();
  assert.equal(text.match(/Type: AWS::EC2::Subnet$/gm)?.length, 6);
  assert.match(text, /AvailabilityZone: !Select \[1, !GetAZs ''\]/);
  assert.deepEqual(await findingsIn(join(folder, 'network.yaml')), []);
  assert.equal(await page.locator('.squiggly-error, .squiggly-warning').count(), 0);
  await page.locator('.codelens-decoration a', { hasText: '56,320 addresses free · 6 subnets' }).waitFor();
  await picture(page, 'calculator-template-light');
});

test('a line of the template moves the cursor there, and the cursor chooses the line', async () => {
  await line('PrivateB').click();
  const text = await readFile(join(folder, 'network.yaml'), 'utf8');
  const at = text.split('\n').findIndex((one) => one.trim() === 'PrivateB:') + 1;
  await page.locator('.view-lines .view-line', { hasText: 'PrivateB:' }).first().waitFor();
  await page.locator('.view-lines .view-line', { hasText: 'PrivateB:' }).first().click();
  await page.locator('.statusbar-item', { hasText: `Ln ${at},` }).waitFor();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowUp');
  await view.locator('.line.is-active', { hasText: 'PrivateA' }).waitFor();
});

test("the editor's own undo takes the subnets out again in one step, and they are planned as before", async () => {
  await page.keyboard.press('Control+z');
  await view.locator('.kind-subnet', { hasText: 'public-a' }).waitFor();
  assert.equal(await view.locator('.kind-subnet').count(), 6);
  // What the message said is no longer so.
  assert.equal(await view.locator('[role=status]').textContent(), '');
  assert.equal(await savedText(), template);
});

test('what is typed in the text shows at once', async () => {
  await page.locator('.view-lines .view-line', { hasText: 'CidrBlock: 10.0.0.0/16' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('8');
  await line('10.0.0.0/18').first().waitFor();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await line('10.0.0.0/16').first().waitFor();
  assert.equal(await savedText(), template);
});

test('a subnet of the template is not moved without being told that AWS replaces it', async () => {
  await page.locator('.view-lines').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(
    '  AppA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/20}}\n',
  );
  await line('AppA').click();
  await line('AppA').press('s');
  const dialog = view.locator('dialog');
  await dialog.getByText('AppA (10.0.0.0/20) becomes 10.0.0.0/21. AWS cannot change').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await line('10.0.0.0/20').first().waitFor();
  await focusOn(/AppA/);
});

test('the plan outlives hiding the panel and a restart of the window', async () => {
  await openPlan(shop);
  // Another editor on top of it hides the panel, whose page is then gone.
  await palette(page, 'File: New Untitled Text File');
  await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
  await page.locator('.tab', { hasText: 'Subnets of Vpc' }).click();
  await line('shop-a').waitFor();
  // Not the browser's own reload, which does not wait for what VS Code still has to write down.
  const reloaded = page.waitForEvent('load');
  await palette(page, 'Developer: Reload Window');
  await reloaded;
  await page.locator('.tab', { hasText: 'Subnets of Vpc' }).click();
  await line('shop-a').waitFor();
  assert.equal(await line('shop-').count(), 2);
  // What was done before can still be undone.
  await view.getByRole('button', { name: 'Undo' }).first().click();
  await line('shop-a').waitFor({ state: 'detached' });
});

const shop = {
  format: 'vpc-lens.subnets',
  version: 1,
  zones: 3,
  roots: [
    {
      cidr: '10.8.0.0/16',
      vpc: 'Shop',
      blocks: [
        {
          cidr: '10.8.0.0/24',
          name: 'shop-a',
          tier: 'public',
          zone: 'a',
          note: '<img src=x onerror="document.title=1">',
        },
        { cidr: '10.8.1.0/24', name: 'shop-b', tier: 'public', zone: 'b' },
      ],
    },
    {
      cidr: '10.8.128.0/17',
      vpc: 'Office',
      blocks: [{ cidr: '10.8.128.0/20', name: 'hall', tier: 'private' }],
    },
  ],
};

test('a note is text, whatever is in it; a file that is no plan changes nothing', async () => {
  await openPlan(shop);
  await line('shop-a').click();
  await view.locator('.details').getByText('<img src=x onerror="document.title=1">').waitFor();
  assert.equal(await view.locator('#page img').count(), 0);
  const lines = await view.locator('.line').count();
  for (const [text, sentence] of [
    ['{"format": "vpc-lens.subnets", "version": 9}', 'The plan has version 9'],
    ['not json', 'This is not a plan, a list of CIDR blocks or a link of a calculator'],
    ['10.0.0.0/24\n10.0.0.0/24', '10.0.0.0/24 is listed twice, in lines 1 and 2.'],
    [`"${'x'.repeat(1_000_001)}"`, 'This is larger than 1 MB'],
  ]) {
    await importText(text);
    await view.locator('dialog').getByText(sentence).waitFor();
    await page.keyboard.press('Escape');
  }
  assert.equal(await view.locator('.line').count(), lines);
});

test('a list and a table of blocks are plans', async () => {
  for (const text of [
    '10.7.0.0/25 web\n10.7.0.128/25 app',
    'name;cidr\nweb;10.7.0.0/25\napp;10.7.0.128/25',
  ]) {
    await importText(text);
    await view.locator('dialog').waitFor({ state: 'detached' });
    await line('web').waitFor();
    await view.getByRole('button', { name: 'Undo' }).first().click();
    await line('web').waitFor({ state: 'detached' });
  }
  await line('shop-a').waitFor();
});

test('IPv6 is chosen, not typed', async () => {
  await line('Shop').first().click();
  await view.getByRole('button', { name: 'IPv6…' }).click();
  const dialog = view.locator('dialog');
  await dialog.getByRole('radio', { name: 'A block of your own' }).check();
  assert.ok(await dialog.getByRole('button', { name: 'Set' }).isDisabled());
  await dialog.getByLabel('Block', { exact: true }).fill('2001:db8::/57');
  await dialog.getByText("A VPC's IPv6 block is /44, /48, /52, /56 or /60").waitFor();
  await dialog.getByRole('radio', { name: 'Amazon-provided /56' }).check();
  await dialog.getByRole('button', { name: 'Set' }).click();
  await announced(view, '2 subnets got a /64.');
  await line('shop-a').click();
  const own = view.locator('.details').getByText('/64 number 0');
  await own.waitFor();
  await view.getByRole('button', { name: 'Undo' }).first().click();
  await own.waitFor({ state: 'detached' });
});

test('the strip: its blocks can be pointed at, chosen and named', async () => {
  const strip = view.locator('.strip').first();
  const { width } = await strip.boundingBox();
  // Two of 256 parts, a few pixels each.
  await strip.hover({ position: { x: width / 256 / 2, y: 9 } });
  await view.locator('.strip[title="shop-a 10.8.0.0/24, tier public"]').waitFor();
  await strip.click({ position: { x: (width / 256) * 1.5, y: 9 } });
  await view.locator('.line.is-active', { hasText: 'shop-b' }).waitFor();
});

test('links of other calculators are plans, without opening them', async () => {
  const links = [
    'https://www.davidc.net/sites/default/subnets/subnets.html?network=10.7.0.0&mask=16&division=5.50',
    `https://visualsubnetcalc.com/index.html?c=1${lz.compressToEncodedURIComponent(
      JSON.stringify({ v: '1', s: { '10.7.0.0/16': { '10.7.0.0/17': { _n: 'web' }, '10.7.128.0/17': {} } } }),
    )}`,
  ];
  for (const link of links) {
    await importText(link);
    await view.locator('dialog').waitFor({ state: 'detached' });
    await line('10.7.0.0/17').waitFor();
    await view.getByRole('button', { name: 'Undo' }).first().click();
    await line('10.7.0.0/17').waitFor({ state: 'detached' });
  }
  await line('shop-a').waitFor();
});

test('a plan that is saved is a document: dirty, saved, undone and redone by the editor, opened by its name', async () => {
  const file = join(folder, 'network.subnets.json');
  const read = async () => JSON.parse(await readFile(file, 'utf8'));
  const tab = page.locator('.tab', { hasText: 'network.subnets.json' });
  const dirty = page.locator('.tab.dirty', { hasText: 'network.subnets.json' });
  await menu('Save Plan…');
  await chooseFile(page, file);
  await tab.waitFor();
  await line('Office').waitFor();
  assert.deepEqual(await summaryOf(read), ['vpc-lens.subnets', 1, 2]);
  assert.equal(await dirty.count(), 0);
  await line('Office').click();
  await view.getByRole('button', { name: 'Remove' }).click();
  await line('Office').waitFor({ state: 'detached' });
  await dirty.waitFor();
  assert.deepEqual(await summaryOf(read), ['vpc-lens.subnets', 1, 2]);
  await page.keyboard.press('Control+s');
  await dirty.waitFor({ state: 'detached' });
  assert.deepEqual(await summaryOf(read), ['vpc-lens.subnets', 1, 1]);
  await page.keyboard.press('Control+z');
  await line('Office').waitFor();
  await dirty.waitFor();
  await view.getByRole('button', { name: 'Redo' }).click();
  await line('Office').waitFor({ state: 'detached' });
  await view.getByRole('button', { name: 'Undo' }).first().click();
  await line('Office').waitFor();
  await page.keyboard.press('Control+s');
  await dirty.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+w');
  await tab.waitFor({ state: 'detached' });
  await page.locator('.explorer-viewlet .monaco-list-row', { hasText: 'network.subnets.json' }).dblclick();
  await line('Office').waitFor();
  await menu('CSV…');
  await chooseFile(page, join(folder, 'subnets.csv'));
  await announced(view, 'Written to subnets.csv.');
  assert.match(await readFile(join(folder, 'subnets.csv'), 'utf8'), /^shop-b,10\.8\.1\.0\/24,b,public,/m);
});

async function summaryOf(read) {
  const { format, version, roots } = await read();
  return [format, version, roots.length];
}

/** By their classes on the workbench, the names that the list of themes has, and their classes on the page's body. */
const THEMES = [
  ['vs', 'Light Modern', 'vscode-light'],
  ['hc-light', 'Light High Contrast', 'vscode-high-contrast-light'],
  ['hc-black', 'Dark High Contrast', 'vscode-high-contrast:not(.vscode-high-contrast-light)'],
  ['vs-dark', 'Dark Modern', 'vscode-dark'],
];

test('no violation of accessibility, in four themes', async () => {
  const problems = [];
  for (const [theme, name, bodyClass] of THEMES) {
    await chooseTheme(page, name);
    await page.locator(`.monaco-workbench.${theme}`).waitFor();
    await view.locator(`body.${bodyClass}`).waitFor();
    await line('Shop').first().click(); // which overlaps the office, and is told so
    await view.getByRole('link', { name: "AWS's page" }).waitFor();
    problems.push(...(await violations(view, `${theme}, a limit`)));
    await view.locator('.line').nth(1).click();
    problems.push(...(await violations(view, `${theme}, the plan`)));
    await page.keyboard.press('Enter');
    problems.push(...(await violations(view, `${theme}, writing`)));
    await page.keyboard.press('Escape');
    await view.getByRole('button', { name: 'More' }).click();
    problems.push(...(await violations(view, `${theme}, the menu`)));
    await page.keyboard.press('Escape');
    await view.getByRole('button', { name: 'Plan…' }).click();
    await view.locator('dialog').waitFor();
    problems.push(...(await violations(view, `${theme}, the dialog`)));
    await picture(page, `calculator-${theme}`);
    await page.keyboard.press('Escape');
    await view.locator('dialog').waitFor({ state: 'detached' });
  }
  assert.deepEqual(problems, []);
});

test('two VPCs to peer, over three zones, fill the window', async () => {
  await openPlan(peers());
  await palette(page, 'View: Maximize Editor Group and Hide Side Bars');
  await line('2001:db8:4a00::/64').waitFor();
  await line('private-a').first().click();
  await picture(page, 'calculator-dark');
});

/** A shop and an office, as the calculator plans them. */
function peers() {
  const planned = (outcome) => outcome.plan ?? assert.fail(outcome.message);
  let plan = planned(addRoot(EMPTY_PLAN, '10.0.0.0/16', 'Shop'));
  plan = planned(addRoot(plan, '10.1.0.0/20', 'Office'));
  const tiers = [
    { name: 'public', prefix: 22 },
    { name: 'private', prefix: 20 },
    { name: 'data', prefix: 23 },
  ];
  plan = planned(planByTiers(plan, 'r1', tiers));
  plan = planned(
    planByHosts(plan, 'r2', [
      { name: 'desks', hosts: 900 },
      { name: 'printers', hosts: 40 },
    ]),
  );
  plan = planned(setIpv6(plan, 'r1', '2001:db8:4a00::/56'));
  return JSON.parse(writePlan(plan));
}

test('nothing was refused by the page, and nothing broke in it', () => assert.deepEqual(complaints, []));

/** A line of the tree by what stands in it. */
function line(text) {
  return view.locator('.line', { hasText: text });
}

/** Waits until the focus is on a line: the page moves it when it has drawn. */
async function focusOn(pattern) {
  const deadline = Date.now() + 20_000;
  let found = await focused();
  while (!pattern.test(found) && Date.now() < deadline) {
    await view.locator('#page').evaluate(() => new Promise(requestAnimationFrame));
    found = await focused();
  }
  assert.match(found, pattern);
}

async function focused() {
  const frame = await frameOf(view);
  return frame.evaluate(() => {
    const element = document.activeElement;
    return element.closest('[role=row]')?.getAttribute('aria-label') ?? element.outerHTML;
  });
}

/** What a screen reader says of the element that has the focus. */
async function nameInFocus() {
  const frame = await frameOf(view);
  return frame.evaluate(() => {
    const { ariaLabel, textContent, labels } = document.activeElement;
    return ariaLabel || labels?.[0]?.firstChild.textContent.trim() || textContent.trim();
  });
}

async function menu(title) {
  await view.getByRole('button', { name: 'More' }).click();
  await view.getByRole('menuitem', { name: title, exact: true }).click();
}

async function importText(text) {
  await menu('Import Plan, List or Link…');
  await view.locator('dialog textarea').fill(text);
  await view.locator('dialog').getByRole('button', { name: 'Import' }).click();
}

async function openPlan(plan) {
  await importText(JSON.stringify(plan));
  await view.locator('dialog').waitFor({ state: 'detached' });
}

/** The file on disk after saving what is in the editor. */
async function savedText() {
  await page.locator('.view-lines').first().click();
  await page.keyboard.press('Control+s');
  await page.locator('.tab.dirty').waitFor({ state: 'detached' });
  return readFile(join(folder, 'network.yaml'), 'utf8');
}

async function findingsIn(file) {
  const { stdout } = await promisify(execFile)(
    node24,
    ['dist/cli.js', 'check', file, '--format', 'json', '--fail-on', 'never'],
    { cwd: root },
  );
  return JSON.parse(stdout);
}
