import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type ReachOptions, runReach } from '../../../server/src/cli/reach.ts';
import { check, found } from '../commandLine.ts';
import { type Files, inFolder } from '../folder.ts';

const INVENTORY = readFileSync(new URL('../../inventory/two-zones.json', import.meta.url), 'utf8');
const PUBLIC = 'subnet-0a10000000000000a';
const PRIVATE = 'subnet-0a40000000000000a';

const settings = (...subnets: string[]) =>
  JSON.stringify({ dev: { vpc_config: { SubnetIds: subnets, SecurityGroupIds: ['sg-0a10000000000000a'] } } });
const MIXED = settings(PUBLIC, PRIVATE);

test('an inventory is found beside a file or above it', async () => {
  const mixed = ['app/zappa_settings.json:1 zappa-mixed-egress warning'];
  const files = { 'app/zappa_settings.json': MIXED };
  assert.deepEqual(await found(files), []);
  assert.deepEqual(await found({ ...files, '.vpc-lens/inventory.json': INVENTORY }), mixed);
  assert.deepEqual(await found({ ...files, 'app/.vpc-lens/inventory.json': INVENTORY }), mixed);
  assert.deepEqual(await found({ ...files, 'other/.vpc-lens/inventory.json': INVENTORY }), []);
  // The nearest one counts, as a whole.
  const near = { 'app/.vpc-lens/none.json': '{"Vpcs": []}', '.vpc-lens/inventory.json': INVENTORY };
  assert.deepEqual(await found({ ...files, ...near }), []);
});

test('the files of an inventory are put together, as the command line of AWS writes them', async () => {
  const parts = Object.entries(JSON.parse(INVENTORY) as Record<string, unknown>)
    .filter(([, value]) => Array.isArray(value))
    .map(([key, value]) => [
      `.vpc-lens/${key.toLowerCase()}.json`,
      JSON.stringify({ [key]: value }, null, 4),
    ]);
  const files = { 'zappa_settings.json': MIXED, ...Object.fromEntries(parts) };
  assert.deepEqual(await found(files), ['zappa_settings.json:1 zappa-mixed-egress warning']);
});

test('--inventory names a file or a folder, and lies over everything', async () => {
  const files = {
    'zappa_settings.json': MIXED,
    'aws/inventory.json': INVENTORY,
    'vpc-lens.json': '{"inventory": "nowhere.json"}',
    '.vpc-lens/none.json': '{"Vpcs": []}',
  };
  const mixed = ['zappa_settings.json:1 zappa-mixed-egress warning'];
  assert.deepEqual(await found(files, ['--inventory', 'aws/inventory.json', 'zappa_settings.json']), mixed);
  assert.deepEqual(await found(files, ['--inventory', 'aws', 'zappa_settings.json']), mixed);
  const missing = await check(files, ['--inventory', 'aws/other.json']);
  assert.deepEqual(missing, {
    status: 2,
    stdout: '',
    stderr: 'The inventory aws/other.json cannot be read.\n',
  });
});

test('vpc-lens.json names one, relative to itself', async () => {
  const files = {
    'app/vpc-lens.json': '{"inventory": "../aws/inventory.json"}',
    'app/zappa_settings.json': MIXED,
    'aws/inventory.json': INVENTORY,
  };
  assert.deepEqual(await found(files), ['app/zappa_settings.json:1 zappa-mixed-egress warning']);
  const { stderr } = await check({ ...files, 'app/vpc-lens.json': '{"inventory": "gone.json"}' });
  assert.equal(stderr, 'vpc-lens.json names the inventory app/gone.json, which cannot be read.\n');
});

test('an inventory that is broken: a finding where it is checked, otherwise a sentence', async () => {
  const files = { 'zappa_settings.json': MIXED, '.vpc-lens/a.json': '{"Subnets": [{"VpcId": 1}]}' };
  assert.deepEqual(await found(files), ['.vpc-lens/a.json:1 inventory-broken warning']);
  assert.equal((await check(files)).stderr, '');
  const { stderr, status } = await check(files, ['zappa_settings.json']);
  assert.equal(status, 0);
  assert.equal(stderr, '.vpc-lens/a.json:1:24: VpcId is a number; AWS returns a string.\n');
  assert.deepEqual(await found(files, ['.vpc-lens/a.json']), ['.vpc-lens/a.json:1 inventory-broken warning']);
  assert.deepEqual(await found({ '.vpc-lens/a.json': '' }), ['.vpc-lens/a.json:1 inventory-broken warning']);
});

test('what PowerShell redirects is read', async () => {
  const utf16 = Buffer.from(`\uFEFF${INVENTORY}`, 'utf16le');
  const files = { 'zappa_settings.json': MIXED, '.vpc-lens/inventory.json': utf16 };
  assert.deepEqual(await found(files), ['zappa_settings.json:1 zappa-mixed-egress warning']);
});

const HOST = 'app.c1a2b3d4e5f6.eu-central-1.rds.amazonaws.com';
const WITH_DATABASE = JSON.stringify({
  prod: {
    vpc_config: { SubnetIds: ['subnet-0a60000000000000a'], SecurityGroupIds: ['sg-0a10000000000000a'] },
    environment_variables: { DATABASE_URL: `postgres://app:secret@${HOST}:5432/app` },
  },
});

function reach(files: Files, to: string, options: Partial<ReachOptions> = {}) {
  const given: ReachOptions = {
    from: 'prod',
    to,
    protocol: 'tcp',
    parameter: new Map(),
    parameterFile: [],
    format: 'json',
    ...options,
  };
  return inFolder(files, (folder) => runReach('zappa_settings.json', given, folder));
}

test('reach asks the inventory beside the settings, or the one that it is given', async () => {
  const settings = { 'zappa_settings.json': WITH_DATABASE };
  const near = { ...settings, '.vpc-lens/inventory.json': INVENTORY };
  const named = { ...settings, 'aws/inventory.json': INVENTORY };
  const stated = { ...named, 'vpc-lens.json': '{"inventory": "aws/inventory.json"}' };
  for (const [files, options] of [
    [near, {}],
    [stated, {}],
    [named, { inventory: 'aws/inventory.json' }],
  ] as const) {
    const { status, stdout, stderr } = await reach(files, 'internet', options);
    assert.equal(stderr, '');
    assert.equal(status, 1);
    assert.equal(JSON.parse(stdout).verdict, 'blocked');
  }
  assert.equal(JSON.parse((await reach(settings, 'internet')).stdout).verdict, 'unknown');
  assert.deepEqual(await reach(settings, 'internet', { inventory: 'nowhere.json' }), {
    status: 2,
    stdout: '',
    stderr: 'The inventory nowhere.json cannot be read.\n',
  });
});

test('lines of what only the inventory tells of are none of the file', async () => {
  const files = { 'zappa_settings.json': WITH_DATABASE, '.vpc-lens/inventory.json': INVENTORY };
  const { hops, blockedBy } = JSON.parse((await reach(files, 'internet')).stdout);
  assert.deepEqual(
    [...hops, ...blockedBy].map(({ line }) => line),
    [null, null],
  );
  const { stdout } = await reach(files, 's3', { format: 'text' });
  assert.match(
    stdout,
    /^prod → s3 {2}tcp 443 {2}blocked\n {2}✗ rtb-0a10000000000000a {2}subnet-0a60000000000000a has neither a route to the internet nor an endpoint for s3 {2}inventory\n/,
  );
  // A database by its name; the first of its two subnets is the function's own.
  const database = JSON.parse((await reach(files, 'db:app')).stdout);
  assert.equal(database.port, 5432);
  assert.deepEqual(database.pairs[0], {
    from: 'subnet-0a60000000000000a',
    to: 'subnet-0a60000000000000a',
    verdict: 'reachable',
  });
});

test('what takes a change in AWS is told with its commands', async () => {
  const slim = JSON.stringify({
    dev: {
      slim_handler: true,
      vpc_config: { SubnetIds: ['subnet-0a60000000000000a'], SecurityGroupIds: ['sg-0a10000000000000a'] },
    },
  });
  const files = { 'zappa_settings.json': slim, '.vpc-lens/inventory.json': INVENTORY };
  const { stdout } = await check(files);
  assert.match(
    stdout,
    /\n += in AWS: add a gateway endpoint for S3 \(free\)\n += +aws ec2 create-vpc-endpoint .* --route-table-ids rtb-0a10000000000000a --region eu-central-1\n/,
  );
});
