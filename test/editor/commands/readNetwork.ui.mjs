// "Read Network from AWS…" in a real VS Code: profile, region, the dialogue, and what is written. moto plays AWS, on this machine.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { endAll, endOnSignals } from '../../host/children.mjs';
import { outFolder } from '../../host/paths.mjs';
import { pythonWith } from '../../inventory/python.ts';
import { chosenRow, openFile, openWorkbench, palette, picture, untilVisible } from '../workbench.mjs';

const moto = pythonWith('moto', 'flask');
const folder = join(outFolder, 'read-network');
const REGION = 'eu-central-1';

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let page;

before(async () => {
  if (!moto) return;
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'net.yaml'), 'Resources:\n  Vpc: { Type: AWS::EC2::VPC }\n');
  await writeFile(join(outFolder, 'aws-config'), `[profile staging]\nregion = ${REGION}\n`);
  await writeFile(
    join(outFolder, 'aws-credentials'),
    '[staging]\naws_access_key_id = test\naws_secret_access_key = secret-of-the-test\n',
  );
  const endpoint = await startMoto();
  // What the extension's process has, and nothing of the machine's own credentials.
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(outFolder, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(outFolder, 'aws-credentials'),
  });
  const ec2 = new EC2Client({
    region: REGION,
    endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await ec2.send(new CreateVpcCommand({ CidrBlock: '10.7.0.0/16' }));
  page = await openWorkbench(folder, { 'workbench.colorTheme': 'Default Light Modern' });
  await openFile(page, 'net.yaml');
  // The palette lists the commands that are known when it opens.
  await page.locator('.statusbar-item', { hasText: 'VPC Lens' }).first().waitFor();
});

after(async () => {
  server?.kill();
  await endAll();
});
afterEach(async ({ passed, name }) => {
  if (!passed) await page?.screenshot({ path: join(outFolder, `failed ${name.slice(0, 60)}.png`) });
});

const skip = moto ? false : 'no python3 with the packages moto and flask';

test('nothing is asked before the dialogue has named every call, and cancelling it writes nothing', {
  skip,
}, async () => {
  await toTheDialogue();
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.getByText('DescribeSecurityGroups').waitFor();
  await dialog.getByText('the profile staging').waitFor();
  await picture(page, 'read-network');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await assert.rejects(readFile(join(folder, '.vpc-lens', `${REGION}.Vpcs.json`)));
});

test('the networks are written as vpc-lens inventory writes them, and the message counts them', {
  skip,
}, async () => {
  await toTheDialogue();
  await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Read', exact: true }).click();
  // VS Code shows no toasts under its test driver, but has the same in its list of notifications.
  const told = page
    .locator('.notifications-center .notification-list-item', { hasText: 'written to .vpc-lens' })
    .first();
  await untilVisible(told, () => palette(page, 'Notifications: Show Notifications'));
  const { Region, Vpcs } = JSON.parse(
    await readFile(join(folder, '.vpc-lens', `${REGION}.Vpcs.json`), 'utf8'),
  );
  assert.equal(Region, REGION);
  assert.ok(Vpcs.some(({ CidrBlock }) => CidrBlock === '10.7.0.0/16'));
});

async function toTheDialogue() {
  await palette(page, 'VPC Lens: Read Network from AWS…');
  await untilVisible(chosenRow(page, 'staging'), () => page.keyboard.press('Home'));
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-title', { hasText: 'Region' }).waitFor();
  assert.equal(await page.locator('.quick-input-widget input[type=text]').inputValue(), REGION);
  await page.keyboard.press('Enter');
  await page.locator('.monaco-dialog-box', { hasText: `Read the networks of ${REGION}` }).waitFor();
}

async function startMoto() {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address();
  free.close();
  await once(free, 'close');
  server = spawn(moto, ['-c', 'from moto.server import main; main()', '-p', String(port)], { stdio: 'pipe' });
  await new Promise((resolve, reject) => {
    server.once('exit', reject);
    server.stderr.on('data', (chunk) => String(chunk).includes('Running on') && resolve(undefined));
  });
  return `http://127.0.0.1:${port}`;
}
