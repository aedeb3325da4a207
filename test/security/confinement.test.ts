import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runReach } from '../../server/src/cli/reach.ts';
import type { Result } from '../../server/src/cli/result.ts';
import { checkIn } from '../cli/commandLine.ts';
import { type Files, inFolder } from '../cli/folder.ts';

// A folder of a stranger, `theirs/`, beside files that are none of theirs.

const SECRET = 'hunter2-of-mine';

const TEMPLATE = `Parameters:
  Block: { Type: String }
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: !Ref Block }
`;

const MINE: Files = {
  'mine/values.json': `{"Block": "${SECRET}"}`,
  'mine/passwd.json': `{"Vpcs": "${SECRET}", "${SECRET}": 1}`,
  'mine/settings.json': `{"${SECRET}": true, "rules": {"${SECRET}": "off"}}`,
  'mine/net.yaml': `AWSTemplateFormatVersion: 2010-09-09\nResources: {}\nOutputs: { Block: { Value: ${SECRET} } }\n`,
};

/** `vpc-lens check` of their folder, with what lies in it; nothing of mine may be in what it says. */
function checkTheirs(
  theirs: Files,
  lay: (folder: string) => void = () => {},
  args = ['theirs'],
): Promise<Result> {
  const files = Object.fromEntries(Object.entries(theirs).map(([name, text]) => [`theirs/${name}`, text]));
  return inFolder({ ...MINE, ...files }, (folder) => {
    lay(folder);
    return checkIn(folder, args);
  });
}

const says = ({ stdout, stderr }: Result) => stdout + stderr;

test('a settings file names no parameter file outside of its repository', async () => {
  for (const name of ['../mine/values.json', 'in/../../mine/values.json', './link.json', 'way/values.json']) {
    const settings = JSON.stringify({ parameterFiles: { 'net.yaml': name } });
    const result = await checkTheirs(
      { 'net.yaml': TEMPLATE, 'vpc-lens.json': settings, 'in/x': '' },
      (folder) => {
        symlinkSync('../mine/values.json', join(folder, 'theirs/link.json'));
        symlinkSync('../mine', join(folder, 'theirs/way'));
      },
    );
    assert.ok(!says(result).includes(SECRET), says(result));
    assert.match(result.stderr, /is outside the repository that names it, so it is skipped\.\n/, name);
    assert.equal(result.status, 0);
  }
  const absolute = await inFolder({ ...MINE, 'theirs/net.yaml': TEMPLATE }, (folder) =>
    inFolder(
      {
        'net.yaml': TEMPLATE,
        'vpc-lens.json': JSON.stringify({ parameterFiles: { 'net.yaml': join(folder, 'mine/values.json') } }),
      },
      (theirs) => checkIn(theirs, []),
    ),
  );
  assert.ok(!says(absolute).includes(SECRET));
});

test('within the repository, up to the nearest .git, files may be named', async () => {
  const files = {
    '.git/HEAD': '',
    'env/values.json': '{"Block": "10.0.0.5/16"}',
    'stacks/net.yaml': TEMPLATE,
    'stacks/vpc-lens.json': '{"parameterFiles": {"net.yaml": "../env/link.json"}}',
  };
  const result = await checkTheirs(
    files,
    (folder) => symlinkSync('values.json', join(folder, 'theirs/env/link.json')),
    ['theirs/stacks'],
  );
  assert.match(result.stdout, /cidr-host-bits/);
  assert.equal(result.stderr, '');
  const { '.git/HEAD': _, ...others } = files;
  const without = await checkTheirs({ ...others, 'env/link.json': '{}' }, undefined, ['theirs/stacks']);
  assert.match(without.stderr, /outside the repository/);
});

test('a settings file names no inventory outside, and none is found through a link', async () => {
  const net = { 'net.yaml': TEMPLATE };
  const named = await checkTheirs({ ...net, 'vpc-lens.json': '{"inventory": "../mine/passwd.json"}' });
  assert.ok(!says(named).includes(SECRET), says(named));
  assert.match(named.stderr, /mine\/passwd\.json is outside the repository/);
  const linked = await checkTheirs(net, (folder) => {
    mkdirSync(join(folder, 'theirs/.vpc-lens'));
    symlinkSync('../../mine/passwd.json', join(folder, 'theirs/.vpc-lens/a.json'));
  });
  assert.ok(!says(linked).includes(SECRET), says(linked));
  assert.match(linked.stderr, /a\.json is outside/);
  const whole = await checkTheirs(net, (folder) => symlinkSync('../mine', join(folder, 'theirs/.vpc-lens')));
  assert.ok(!says(whole).includes(SECRET), says(whole));
});

test('a settings file is no link to the outside', async () => {
  const result = await checkTheirs({ 'net.yaml': TEMPLATE }, (folder) =>
    symlinkSync('../mine/settings.json', join(folder, 'theirs/vpc-lens.json')),
  );
  assert.ok(!says(result).includes(SECRET), says(result));
  assert.match(result.stderr, /vpc-lens\.json is outside the repository/);
});

test('a template reads no nested stack outside', async () => {
  const parent = (url: string) => `Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${url} } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !GetAtt Child.Outputs.Block } }
`;
  for (const url of ['../mine/net.yaml', './link.yaml']) {
    const lay = (folder: string) => symlinkSync('../mine/net.yaml', join(folder, 'theirs/link.yaml'));
    const result = await checkTheirs({ 'net.yaml': parent(url) }, lay);
    assert.ok(!says(result).includes(SECRET), says(result));
    assert.equal(result.status, 0, url);
  }
  // The same file inside is read, so that the test would notice.
  const inside = await checkTheirs({
    'net.yaml': parent('child.yaml'),
    'child.yaml': String(MINE['mine/net.yaml']),
  });
  assert.match(inside.stdout, new RegExp(SECRET));
});

test('settings of Zappa read no policy outside', async () => {
  const settings =
    '{"dev": {"manage_roles": true, "attach_policy": "link.json", "vpc_config": {"SubnetIds": ["subnet-0123456789abcdef0"], "SecurityGroupIds": ["sg-0123456789abcdef0"]}}}';
  const policy = '{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}';
  const files = { ...MINE, 'mine/policy.json': policy, 'theirs/zappa_settings.json': settings };
  await inFolder(files, async (folder) => {
    symlinkSync('../mine/policy.json', join(folder, 'theirs/link.json'));
    assert.ok(!says(await checkIn(folder, ['theirs'])).includes('zappa-role-no-eni'));
  });
  await inFolder({ ...files, 'theirs/link.json': policy }, async (folder) =>
    assert.match(says(await checkIn(folder, ['theirs'])), /zappa-role-no-eni/),
  );
});

test('what a person names may lie anywhere', async () => {
  const result = await checkTheirs({ 'net.yaml': TEMPLATE }, () => {}, [
    'theirs',
    '--parameter-file',
    'mine/values.json',
  ]);
  assert.match(result.stdout, new RegExp(SECRET));
  await inFolder({ ...MINE, 'theirs/net.yaml': TEMPLATE.replace('!Ref Block', '10.0.0.0/16') }, (folder) => {
    const inventory = join(folder, 'mine/passwd.json');
    const told = runReach(
      'net.yaml',
      {
        from: '10.0.0.1',
        to: 's3',
        protocol: 'tcp',
        parameter: new Map(),
        parameterFile: [],
        inventory,
        format: 'text',
      },
      join(folder, 'theirs'),
    );
    assert.ok(!told.stderr.includes('outside'));
  });
});

test('a secret that a file gives for a parameter is repeated nowhere', async () => {
  const secrets: [name: string, value: string, declaration?: string][] = [
    ['token', 'hunter2'],
    ['DbPassword', 'hunter2'],
    ['ApiKey', 'hunter2'],
    ['Pin', 'hunter2', 'NoEcho: true'],
    ['Pin', '10.0.0.5/16', 'NoEcho: true'],
    ['Plain', 'AKIAIOSFODNN7EXAMPLE'],
    ['Plain', 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY'],
  ];
  for (const [name, value, declaration = ''] of secrets) {
    const text = TEMPLATE.replaceAll('Block', name)
      .replace(`Cidr${name}`, 'CidrBlock')
      .replace('Type: String', `Type: String, ${declaration}`);
    for (const format of ['text', 'json', 'sarif']) {
      const result = await inFolder(
        {
          'net.yaml': text,
          'values.json': JSON.stringify({ [name]: value }),
          'vpc-lens.json': '{"parameterFiles": {"*": "values.json"}}',
        },
        (folder) => checkIn(folder, ['net.yaml', `--format=${format}`, '--profile=strict']),
      );
      assert.notEqual(result.status, 2, result.stderr);
      assert.ok(!says(result).includes(value), `${name}: ${says(result)}`);
    }
  }
  // A name like a secret's, and a value of a network.
  const plain = await inFolder(
    { 'net.yaml': TEMPLATE.replaceAll('Ref Block', 'Ref TokenBlock').replace('  Block:', '  TokenBlock:') },
    (folder) => checkIn(folder, ['--parameter', 'TokenBlock=10.0.0.5/16']),
  );
  assert.match(plain.stdout, /cidr-host-bits/);
});

test('a secret decides conditions all the same', async () => {
  const text = `Parameters: { DbPassword: { Type: String, NoEcho: true } }
Conditions: { Has: !Not [!Equals [!Ref DbPassword, '']] }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Condition: Has, Properties: { CidrBlock: 10.0.0.5/16 } }
`;
  await inFolder({ 'net.yaml': text }, async (folder) => {
    assert.match((await checkIn(folder, ['--parameter', 'DbPassword=x'])).stdout, /cidr-host-bits/);
    assert.doesNotMatch((await checkIn(folder, ['--parameter', 'DbPassword='])).stdout, /cidr-host-bits/);
  });
});
