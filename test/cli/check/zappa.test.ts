import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, found } from '../commandLine.ts';

const PASTED =
  'dev:\n  vpc_config:\n    subnet_ids: [subnet-8f3c21d7]\n    SecurityGroupIds: [sg-5d20c8b4]\n';

test('settings by other names are those that vpc-lens.json names, walked into or not', async () => {
  const files = {
    'vpc-lens.json': '{"zappa": {"files": ["deploy/*.yml", "*.conf"]}}',
    'deploy/prod.yml': PASTED,
    'deploy/more/prod.yml': PASTED,
    'zappa.conf': '{"dev": {"vpc_config": {"subnet_ids": []}}}',
  };
  assert.deepEqual(await found(files), [
    'deploy/prod.yml:3 zappa-vpc-key error',
    'zappa.conf:1 zappa-vpc-key error',
  ]);
  const named = await check(files, ['deploy/more/prod.yml']);
  assert.equal(named.status, 2);
});

test('what vpc-lens.json cannot say of Zappa is told of', async () => {
  const { stderr } = await check({
    'vpc-lens.json': '{"zappa": {"file": [], "files": "a.yml"}}',
    'zappa_settings.yml': 'dev: {}\n',
  });
  assert.equal(
    stderr,
    'vpc-lens.json:1:12: Unknown setting "zappa.file". The only setting is zappa.files.\n' +
      'vpc-lens.json:1:33: files must be a list of globs: ["legacy/**"].\n',
  );
});

test('a settings file beside another, and the policy that a stage names', async () => {
  const stage = PASTED.replace('subnet_ids', 'SubnetIds');
  const files = {
    'shop/zappa_settings.toml': '[dev]\n',
    'shop/zappa_settings.yml': `${stage}  attach_policy: iam/policy.json\n`,
    'shop/iam/policy.json': '{"Statement": [{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}]}',
  };
  assert.deepEqual(await found(files), [
    'shop/zappa_settings.yml:1 zappa-settings-shadowed warning',
    'shop/zappa_settings.yml:5 zappa-role-no-eni warning',
  ]);
});

test('a vpc_config that stages inherit: the stage that it is written in is named, and who inherits it', async () => {
  const settings = JSON.stringify({
    production: { vpc_config: { SubnetIds: 'subnet-0a6e83c5d9f14b207', SecurityGroupIds: ['sg-0a6e83c5'] } },
    us: { extends: 'production' },
    eu: { extends: 'production' },
    own: { extends: 'production', vpc_config: {} },
  });
  const { stdout } = await check({ 'zappa_settings.json': settings });
  assert.match(stdout, /zappa-vpc-type {2}stage production\n.* Stages "us" and "eu" inherit this\.\n/);
  assert.doesNotMatch(stdout, /stage (us|eu|own)/);
});
