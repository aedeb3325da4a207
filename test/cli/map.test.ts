import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registerMap } from '../../server/src/cli/map.ts';
import type { Result } from '../../server/src/cli/result.ts';
import { runCommand } from './commandLine.ts';
import { type Files, inFolder } from './folder.ts';

/** `vpc-lens map ARGS` in a new folder with these files. */
function map(files: Files, args: readonly string[]): Promise<Result> {
  return inFolder(files, (folder) =>
    runCommand((program, finish) => registerMap(program, folder, finish), ['map', ...args]),
  );
}

const NET = `Parameters: { Block: { Type: String } }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Ref Block } }
`;

test('a list with the file, a parameter in place of what is unknown', async () => {
  const given = await map({ 'net.yaml': NET }, ['net.yaml', '--parameter', 'Block=10.1.0.0/16']);
  assert.deepEqual([given.status, given.stderr], [0, '']);
  const [one, ...others] = JSON.parse(given.stdout);
  assert.deepEqual([one.file, one.scenario, one.vpcs[0].ipv4], ['net.yaml', null, ['10.1.0.0/16']]);
  assert.equal(others.length, 0);
  const { stdout } = await map({ 'net.yaml': NET }, ['net.yaml', '--format', 'json']);
  assert.deepEqual(JSON.parse(stdout)[0].vpcs[0].ipv4, [null]);
});

test('values from a file of parameters, and from a nested stack beside the template', async () => {
  const files: Files = {
    'net.yaml': NET,
    'prod.json': '{"Parameters": {"Block": "10.2.0.0/16"}}',
    'parent.yaml': `Resources:
  Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: inner.yaml } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !GetAtt Inner.Outputs.Block } }
`,
    'inner.yaml': 'Resources: { Q: { Type: AWS::SQS::Queue } }\nOutputs: { Block: { Value: 10.3.0.0/16 } }\n',
  };
  const blocksOf = async (args: readonly string[]) =>
    JSON.parse((await map(files, args)).stdout)[0].vpcs[0].ipv4;
  assert.deepEqual(await blocksOf(['net.yaml', '--parameter-file', 'prod.json']), ['10.2.0.0/16']);
  assert.deepEqual(await blocksOf(['parent.yaml']), ['10.3.0.0/16']);
});

test('a parameter that no template has is said', async () => {
  const { status, stderr } = await map({ 'net.yaml': NET }, ['net.yaml', '--parameter', 'Blok=1']);
  assert.deepEqual([status, stderr], [0, 'No template has a parameter "Blok".\n']);
});

test('--format svg prints a picture', async () => {
  const { status, stdout, stderr } = await map({ 'net.yaml': NET }, ['net.yaml', '--format', 'svg']);
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>\n$/s);
});

test('--theme chooses the colours of the picture', async () => {
  const background = async (theme: string) =>
    /<rect [^>]*fill="(#[0-9a-f]+)"/.exec(
      (await map({ 'net.yaml': NET }, ['net.yaml', '--format', 'svg', '--theme', theme])).stdout,
    )?.[1];
  assert.deepEqual([await background('light'), await background('dark')], ['#ffffff', '#1f1f1f']);
  assert.equal(await background('pink'), undefined);
});

test('--format mermaid prints a flowchart', async () => {
  const { status, stdout, stderr } = await map({ 'net.yaml': NET }, ['net.yaml', '--format', 'mermaid']);
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^flowchart TB\n {2}subgraph n\d+\["/);
});

test('--format drawio prints a page for each scenario', async () => {
  const text = `Conditions: { HasB: !Equals [!Ref Block, '10.0.0.0/16'] }
${NET}  B: { Type: AWS::EC2::VPC, Condition: HasB, Properties: { CidrBlock: 10.1.0.0/16 } }
`;
  const { status, stdout } = await map({ 'net.yaml': text }, ['net.yaml', '--format', 'drawio']);
  assert.equal(status, 0);
  assert.deepEqual(
    [...stdout.matchAll(/<diagram id="(p\d)" name="([^"]+)">/g)].map(([, id, name]) => [id, name]),
    [
      ['p1', 'When HasB is true'],
      ['p2', 'When HasB is false'],
    ],
  );
});

test('what cannot be done is one sentence, status 2 and nothing else', async () => {
  const files: Files = {
    'net.yaml': NET,
    'zappa_settings.json': '{"dev": {}}',
    'notes.txt': 'hello',
    'broken.json': '{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"',
  };
  for (const [args, sentence] of [
    [['nowhere.yaml'], 'nowhere.yaml cannot be read.'],
    [['zappa_settings.json'], 'zappa_settings.json is not a CloudFormation template.'],
    [['broken.json'], 'broken.json has a syntax error; vpc-lens check shows where.'],
    [['notes.txt'], 'notes.txt is not a CloudFormation template.'],
    [['net.yaml', '--parameter', 'Block'], '--parameter must be NAME=VALUE, not "Block".'],
  ] as const) {
    assert.deepEqual(
      await map(files, args),
      { status: 2, stdout: '', stderr: `${sentence}\n` },
      args.join(' '),
    );
  }
});
