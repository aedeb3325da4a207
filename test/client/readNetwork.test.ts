import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { confirmation, regionProblem, writtenText } from '../../client/src/inventory/words.ts';
import { profiles } from '../../server/src/cli/inventory/profiles.ts';
import { PERMISSIONS, readNetwork } from '../../server/src/cli/inventory/readNetwork.ts';
import { inFolder } from '../cli/folder.ts';
import { t } from './english.ts';

test('what a region is', () => {
  for (const name of ['eu-central-1', 'us-gov-west-1', 'ap-southeast-2', ' eu-west-1 ', 'eusc-de-east-1'])
    assert.equal(regionProblem(name, t), undefined, name);
  for (const name of ['', 'eu', 'eu-central-1a', 'EU-CENTRAL-1', 'frankfurt'])
    assert.ok(regionProblem(name, t));
});

test('before AWS is asked, every call is named, and all of them only describe', () => {
  const { message, detail } = confirmation(
    { profile: 'staging', region: 'eu-central-1' },
    PERMISSIONS,
    'shop/.vpc-lens',
    t,
  );
  assert.equal(message, 'Read the networks of eu-central-1 from AWS?');
  assert.equal(PERMISSIONS.length, 15);
  for (const permission of PERMISSIONS) {
    const [, call = ''] = permission.split(':');
    assert.match(call, /^Describe/);
    assert.ok(detail.includes(call), call);
  }
  assert.match(detail, /the profile staging/);
  assert.match(detail, /shop\/\.vpc-lens/);
});

test('what was written, and which permission is missing', () => {
  const written = [
    { part: 'Vpcs', count: 1 },
    { part: 'Subnets', count: 12 },
  ];
  assert.equal(
    writtenText(
      {
        written,
        denied: ['DBClusters is missing, and so unknown: AWS denies rds:DescribeDBClusters.'],
        shown: '.vpc-lens/eu-central-1.*.json',
      },
      t,
    ),
    '1 VPC, 12 subnets and what belongs to them: written to .vpc-lens/eu-central-1.*.json. DBClusters is missing, and so unknown: AWS denies rds:DescribeDBClusters.',
  );
});

test('the profiles of both files, with their regions', () =>
  inFolder(
    {
      config:
        '[default]\nregion = eu-west-1\n[profile team.dev]\nregion = eu-central-1\n[sso-session team]\nsso_region = x\n',
      credentials: '[old]\naws_access_key_id = a\naws_secret_access_key = b\n',
    },
    async (folder) => {
      const before = { ...process.env };
      Object.assign(process.env, {
        AWS_CONFIG_FILE: join(folder, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      });
      try {
        assert.deepEqual(await profiles(), [
          { name: 'default', region: 'eu-west-1' },
          { name: 'old', region: undefined },
          { name: 'team.dev', region: 'eu-central-1' },
        ]);
        process.env.AWS_CONFIG_FILE = join(folder, 'none');
        process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'none');
        assert.deepEqual(await profiles(), []);
      } finally {
        process.env = before;
      }
    },
  ));

test('what is cancelled before it begins asks for nothing', async () => {
  const told: number[] = [];
  const account = { profile: undefined, region: 'eu-central-1' };
  await assert.rejects(
    readNetwork(account, (done) => told.push(done), AbortSignal.abort()),
    {
      name: 'AbortError',
    },
  );
  assert.deepEqual(told, []);
});
