import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { inFolder } from '../cli/folder.ts';
import { FINE, network } from '../cli/templates.ts';
import { vpcLens } from './program.ts';

const isUnix = process.platform !== 'win32';

/** Ways in which a file has no end, or none in sight; each makes one at a path. */
const ENDLESS: Readonly<Record<string, (path: string) => void>> = {
  'a link to /dev/zero': (path) => symlinkSync('/dev/zero', path),
  'a pipe': (path) => assert.equal(spawnSync('mkfifo', [path]).status, 0),
  'a link to itself': (path) => symlinkSync(path, path),
  'five gigabytes': (path) => {
    writeFileSync(path, "AWSTemplateFormatVersion: '2010-09-09'\n");
    truncateSync(path, 5_000_000_000);
  },
};

/** What may be such a file: where it lies, what is asked, and what the answer names. */
const PLACES: readonly { file: string; args: readonly string[]; status: number; settings?: string }[] = [
  { file: 'x.yaml', args: ['check', 'x.yaml'], status: 2 },
  { file: 'x.yaml', args: ['check'], status: 2 },
  { file: 'x.yaml', args: ['reach', 'x.yaml', '--from', 'A', '--to', 'B'], status: 2 },
  { file: 'x.yaml', args: ['map', 'x.yaml'], status: 2 },
  { file: 'values.json', args: ['check', 'net.yaml', '--parameter-file', 'values.json'], status: 2 },
  { file: 'inventory.json', args: ['check', 'net.yaml', '--inventory', 'inventory.json'], status: 2 },
  { file: 'vpc-lens.json', args: ['check', 'net.yaml'], status: 0 },
  { file: '.gitignore', args: ['check'], status: 0 },
  { file: '.vpc-lens/a.json', args: ['check', 'net.yaml'], status: 0 },
  {
    file: 'values.json',
    args: ['check', 'net.yaml'],
    status: 0,
    settings: '{"parameterFiles": {"*": "values.json"}}',
  },
  { file: 'aws.json', args: ['check', 'net.yaml'], status: 0, settings: '{"inventory": "aws.json"}' },
];

for (const [kind, make] of Object.entries(ENDLESS)) {
  test(`${kind}: one sentence, wherever it is`, { skip: !isUnix }, async () => {
    await inFolder({ 'net.yaml': FINE }, (folder) => {
      for (const { file, args, status, settings } of PLACES) {
        const path = join(folder, file);
        mkdirSync(dirname(path), { recursive: true });
        if (settings) writeFileSync(join(folder, 'vpc-lens.json'), settings);
        make(path);
        const run = vpcLens(args, folder);
        const about = `${args.join(' ')}, ${file}: ${run.stderr}`;
        assert.equal(run.status, status, about);
        if (status === 2) assert.equal(run.stdout, '', about);
        const lines = run.stderr.trimEnd().split('\n');
        assert.ok(lines[0]?.includes(file), about);
        assert.match(
          lines[0]!,
          /(cannot be read|(is not a regular file|has more than \d MB|is outside the repository that names it), so it is skipped)\.$/,
          about,
        );
        assert.equal(lines.length, 1, about);
        rmSync(path);
        rmSync(join(folder, 'vpc-lens.json'), { force: true });
      }
    });
  });
}

test('a device as an argument, and standard input without an end', { skip: !isUnix }, async () => {
  await inFolder({}, (folder) => {
    assert.deepEqual(vpcLens(['check', '/dev/zero'], folder), {
      status: 2,
      stdout: '',
      stderr: '/dev/zero is not a regular file, so it is skipped.\n',
    });
    const { status, stderr } = vpcLens(['check', '--stdin-filename=x.yaml'], folder, 'x'.repeat(7_000_000));
    assert.deepEqual(
      { status, stderr },
      {
        status: 2,
        stderr: 'Standard input has more than 6 MB, so it is skipped.\n',
      },
    );
  });
});

test('the server reads none of them', { skip: !isUnix }, async () => {
  const { PULL, withServer } = await import('../lsp/client.ts');
  const { pathToFileURL } = await import('node:url');
  await inFolder(
    { 'vpc-lens.json': '{"parameterFiles": {"*": "values.json"}, "inventory": "aws.json"}' },
    async (folder) => {
      ENDLESS['a pipe']!(join(folder, 'values.json'));
      ENDLESS['a link to /dev/zero']!(join(folder, 'aws.json'));
      ENDLESS['a pipe']!(join(folder, 'child.yaml'));
      ENDLESS['five gigabytes']!(join(folder, 'other.yaml'));
      const text = `${network('10.0.1.5/24')}  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
  Vpc2: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !GetAtt Child.Outputs.A } }
  Vpc3: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !ImportValue A } }
`;
      const rootUri = pathToFileURL(folder).href;
      await withServer({ capabilities: PULL, rootUri }, async (client) => {
        await client.open(`${rootUri}/net.yaml`, text, 'yaml');
        const found = await client.pull(`${rootUri}/net.yaml`);
        assert.deepEqual(
          found.map(({ code }) => code),
          ['cidr-host-bits'],
        );
      });
    },
  );
});
