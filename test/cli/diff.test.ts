import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { registerDiff } from '../../server/src/cli/diff/diff.ts';
import type { Result } from '../../server/src/cli/result.ts';
import { runCommand } from './commandLine.ts';
import { type Files, inFolder } from './folder.ts';

/** `vpc-lens diff ARGS` in a folder. */
function diffIn(cwd: string, args: readonly string[]): Promise<Result> {
  const host = { cwd, isColourful: false };
  return runCommand((program, finish) => registerDiff(program, host, finish), ['diff', ...args]);
}

const diff = (files: Files, args: readonly string[]) => inFolder(files, (folder) => diffIn(folder, args));

/** A box on the internet that lets in this block on port 22; `zone` is that of its subnet. */
const NET = (block: string, zone = 'a') => `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Igw: { Type: AWS::EC2::InternetGateway }
  Attach: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-central-1${zone} } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Uses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Table } }
  Out: { Type: AWS::EC2::Route, DependsOn: Attach, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: box, VpcId: !Ref Vpc, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: ${block} }] } }
  Box: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-12345678, InstanceType: t3.micro, NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: !Ref Subnet, AssociatePublicIpAddress: true, GroupSet: [!Ref Group] }] } }
`;

const OFFICE = NET('10.1.0.0/16');
const OPEN = NET('0.0.0.0/0');

test('two files, as text for people', async () => {
  const { status, stdout, stderr } = await diff({ 'old.yaml': OFFICE, 'new.yaml': OPEN }, [
    'old.yaml',
    'new.yaml',
  ]);
  assert.deepEqual([status, stderr], [1, '']);
  assert.equal(
    stdout,
    `new.yaml
  Reachability
    Group  9:3
      ! The internet can now reach Box, tcp 22  10:3
  Findings
    + warning sg-ingress-world-ssh: Group allows anyone on the internet (0.0.0.0/0) to try to log in over SSH (22).  9:173

1 exposure · 1 new finding · 1 of 1 file differs
`,
  );
});

test('what is the same is said in a line, and no difference ends well', async () => {
  const { status, stdout } = await diff({ 'old.yaml': OPEN, 'new.yaml': `# a comment\n${OPEN}` }, [
    'old.yaml',
    'new.yaml',
  ]);
  assert.deepEqual([status, stdout], [0, 'Nothing of the network changes (1 of 1 file differs)\n']);
});

test('as JSON, with the lines of the version that a thing is in', async () => {
  const files = {
    'old.yaml': OFFICE,
    'new.yaml': `# one line more\n${NET('0.0.0.0/0', 'b').replace('  Out:', '  ToAll:')}`,
  };
  const { stdout } = await diff(files, ['old.yaml', 'new.yaml', '--format', 'json']);
  const { before, after, summary, files: all } = JSON.parse(stdout);
  assert.deepEqual([before, after], ['old.yaml', 'new.yaml']);
  assert.deepEqual(
    [summary.exposures, summary.replaced, summary.failures, summary.newFindings, summary.files],
    [1, 3, 2, 1, 1],
  );
  const [file] = all;
  assert.deepEqual([file.file, file.status], ['new.yaml', 'changed']);
  assert.deepEqual(file.reachability, [
    {
      cause: [{ resource: 'Group', line: 10, oldLine: null }],
      scenario: null,
      changes: [
        {
          meaning: 'exposure',
          from: ['internet'],
          to: ['Box'],
          traffic: 'tcp 22',
          ipv6: false,
          before: 'blocked',
          after: 'reachable',
        },
      ],
    },
  ]);
  assert.deepEqual(file.replacements[0], {
    resource: 'Subnet',
    type: 'AWS::EC2::Subnet',
    certain: true,
    reasons: [{ property: 'AvailabilityZone', follows: null }],
    scenario: null,
    line: 6,
    oldLine: null,
  });
  assert.deepEqual(
    file.failures.map((one: { resource: string; kind: string; inTheWay: string }) => [
      one.resource,
      one.kind,
      one.inTheWay,
    ]),
    [
      ['Subnet', 'block', 'Subnet'],
      ['ToAll', 'route', 'Out'],
    ],
  );
});

test('as Markdown, with names that cannot break out of it', async () => {
  const odd = OPEN.replaceAll('10.0.0.0/24', "'10.0.0.0/24'");
  const { stdout } = await diff({ 'old.yaml': OFFICE, '`x`.yaml': odd }, [
    'old.yaml',
    '`x`.yaml',
    '--format',
    'markdown',
  ]);
  assert.match(stdout, /^## What this change does to the network\n\n\*\*1 exposure · 1 new finding/);
  assert.ok(stdout.includes('### `` `x`.yaml ``\n'), stdout);
  assert.ok(
    stdout.includes('- **Group** (line 9)\n  - 🔴 The internet can now reach Box, tcp 22 (line 10)\n'),
    stdout,
  );
});

test('what --fail-on names decides on the exit status', async () => {
  const closed = NET('10.1.0.0/16');
  const moved = NET('10.1.0.0/16', 'b');
  const lost = OPEN.replace(/ {2}Out: .*\n/, '');
  for (const [before, after, failOn, expected] of [
    [OFFICE, OPEN, 'exposure', 1],
    [OFFICE, OPEN, 'never', 0],
    [OFFICE, OPEN, 'lost,replacement', 0],
    [OPEN, closed, 'exposure,lost,replacement', 0],
    [OFFICE, moved, 'exposure,lost', 0],
    [OFFICE, moved, 'replacement', 1],
    [OPEN, lost, 'exposure', 0],
    [OPEN, lost, 'exposure, lost', 1],
  ] as const) {
    const { status } = await diff({ 'a.yaml': before, 'b.yaml': after }, [
      'a.yaml',
      'b.yaml',
      '--fail-on',
      failOn,
    ]);
    assert.equal(status, expected, failOn);
  }
});

test('two folders, file by file', async () => {
  const files = {
    'old/net.yaml': OFFICE,
    'old/same.yaml': OPEN,
    'old/gone.yaml': OPEN,
    'new/net.yaml': OPEN,
    'new/same.yaml': OPEN,
    'new/sub/more.yaml': 'Resources: { V: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.7.0.0/16 } } }',
    'new/other.yaml': 'no: template',
  };
  const { stdout, status } = await diff(files, ['old', 'new']);
  assert.equal(status, 1);
  assert.match(stdout, /^new\/net\.yaml$/m);
  assert.match(stdout, /^new\/sub\/more\.yaml \(new\)\n {2}Addresses\n {4}· New VPC V with 10\.7\.0\.0\/16/m);
  assert.match(stdout, /^old\/gone\.yaml\n {2}The file is gone;/m);
  assert.doesNotMatch(stdout, /same\.yaml|other\.yaml/);
  assert.match(stdout, /3 of 4 files differ\n$/);
});

test('a parameter that is given counts in both versions', async () => {
  const text = (preset: string) =>
    `Parameters: { Who: { Type: String, Default: ${preset} } }\n${NET('!Ref Who')}`;
  const files = { 'a.yaml': text('10.1.0.0/16'), 'b.yaml': text('0.0.0.0/0') };
  assert.equal((await diff(files, ['a.yaml', 'b.yaml'])).status, 1);
  const given = await diff(files, ['a.yaml', 'b.yaml', '--parameter', 'Who=10.2.0.0/16']);
  assert.equal(given.status, 0);
});

/** In a repository whose only commit has these files. */
async function inRepository<T>(files: Files, use: (folder: string) => Promise<T>): Promise<T> {
  return inFolder(files, (folder) => {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
        cwd: folder,
        stdio: 'pipe',
      });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message=all');
    return use(folder);
  });
}

test('the working tree against a revision', async () => {
  const files = { 'infra/net.yaml': OFFICE, 'infra/gone.yaml': OPEN, 'same.yaml': OPEN };
  await inRepository(files, async (folder) => {
    const nothing = await diffIn(folder, ['--git', 'HEAD']);
    assert.deepEqual([nothing.status, nothing.stderr], [0, '']);
    assert.equal(nothing.stdout, 'Nothing of the network changes (0 of 3 files differ)\n');

    writeFileSync(join(folder, 'infra/net.yaml'), OPEN);
    rmSync(join(folder, 'infra/gone.yaml'));
    writeFileSync(join(folder, 'fresh.yaml'), OFFICE);
    const { status, stdout } = await diffIn(folder, ['--git', 'main']);
    assert.equal(status, 1);
    for (const line of [/^infra\/net\.yaml$/m, /^infra\/gone\.yaml$/m, /^fresh\.yaml \(new\)$/m])
      assert.match(stdout, line);
    assert.doesNotMatch(stdout, /same\.yaml/);

    // From a folder within, and of some paths.
    const within = await diffIn(join(folder, 'infra'), ['--git', 'HEAD']);
    assert.match(within.stdout, /^net\.yaml$/m);
    assert.doesNotMatch(within.stdout, /fresh/);
    assert.match(
      (await diffIn(folder, ['--git', 'HEAD', 'infra/gone.yaml'])).stdout,
      /^infra\/gone\.yaml\n {2}The file is gone/,
    );
    assert.match((await diffIn(folder, ['--git', 'HEAD', 'fresh.yaml'])).stdout, /^fresh\.yaml \(new\)/);
    assert.doesNotMatch((await diffIn(folder, ['--git', 'HEAD', 'f*.yaml'])).stdout, /infra/);
  });
});

test('a nested template that changes changes what names it', async () => {
  const outer = `Resources:
  Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: inner.yaml } }
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !GetAtt Inner.Outputs.Block } }
`;
  const inner = (block: string) =>
    `Resources: { Q: { Type: AWS::SQS::Queue } }\nOutputs: { Block: { Value: ${block} } }\n`;
  await inRepository({ 'outer.yaml': outer, 'inner.yaml': inner('10.1.0.0/16') }, async (folder) => {
    writeFileSync(join(folder, 'inner.yaml'), inner('10.2.0.0/16'));
    const { stdout } = await diffIn(folder, ['--git', 'HEAD']);
    assert.match(stdout, /The VPC Vpc moves from 10\.1\.0\.0\/16 to 10\.2\.0\.0\/16/);
  });
});

test('odd names of files, and links, in a revision', async () => {
  await inRepository({ 'a b\tc "ü".yaml': OFFICE, 'empty.yaml': '' }, async (folder) => {
    writeFileSync(join(folder, 'a b\tc "ü".yaml'), OPEN);
    const { status, stdout } = await diffIn(folder, ['--git', 'HEAD']);
    assert.equal(status, 1);
    assert.match(stdout, /^a b\tc "ü"\.yaml$/m);
  });
});

test('what cannot be done is one sentence, status 2 and nothing else', async () => {
  const files = {
    'a.yaml': OPEN,
    'b.yaml': OPEN,
    'notes.txt': 'x',
    'broken.yaml': 'Resources:\n  V: { Type: AWS::EC2::VPC',
    'd/e.yaml': OPEN,
  };
  for (const [args, sentence] of [
    [['a.yaml'], 'Name OLD and NEW, or a revision with --git.'],
    [['a.yaml', 'b.yaml', 'c.yaml'], 'Name OLD and NEW, or a revision with --git.'],
    [['a.yaml', 'none.yaml'], 'none.yaml does not exist.'],
    [['a.yaml', 'd'], 'OLD and NEW must both be files, or both folders.'],
    [['a.yaml', ''], 'A PATH is empty.'],
    [['a.yaml', 'notes.txt'], 'notes.txt is not a Zappa settings file or a CloudFormation template.'],
    [['a.yaml', 'broken.yaml'], 'broken.yaml has a syntax error; vpc-lens check shows where.'],
    [
      ['a.yaml', 'b.yaml', '--fail-on', 'much'],
      '--fail-on must be exposure, lost, replacement or never, not "much".',
    ],
    [['--git', 'HEAD'], 'This folder is in no Git repository.'],
  ] as const) {
    assert.deepEqual(
      await diff(files, args),
      { status: 2, stdout: '', stderr: `${sentence}\n` },
      args.join(' '),
    );
  }
  await inRepository({ 'a.yaml': OPEN }, async (folder) => {
    for (const revision of ['nowhere', '--all', 'HEAD:a.yaml'])
      assert.deepEqual(await diffIn(folder, [`--git=${revision}`]), {
        status: 2,
        stdout: '',
        stderr: `Git knows no revision "${revision}" here.\n`,
      });
    mkdirSync(join(folder, 'x'));
  });
});

test('a file that was broken is repaired without a complaint', async () => {
  const { status, stdout, stderr } = await diff(
    { 'old.yaml': 'Resources:\n  V: { Type: AWS::EC2::VPC', 'new.yaml': OPEN },
    ['old.yaml', 'new.yaml'],
  );
  assert.equal(status, 0);
  assert.match(stdout, /^Nothing of the network changes/);
  assert.equal(stderr, 'The old old.yaml has a syntax error; vpc-lens check shows where.\n');
});

/** The network of docs/diff.md before and after its pull request. */
const BEFORE = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Igw:
    Type: AWS::EC2::InternetGateway
  Attach:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties:
      VpcId: !Ref Vpc
      InternetGatewayId: !Ref Igw
  PublicA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
      AvailabilityZone: eu-central-1a
  PrivateA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
      AvailabilityZone: eu-central-1a
  Public:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  PublicOut:
    Type: AWS::EC2::Route
    DependsOn: Attach
    Properties:
      RouteTableId: !Ref Public
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref Igw
  PublicARoutes:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PublicA
      RouteTableId: !Ref Public
  Private:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  PrivateARoutes:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateA
      RouteTableId: !Ref Private
  BastionGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: SSH
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 203.0.113.0/24 }
  Bastion:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0a1b2c3d4e5f60718
      InstanceType: t3.micro
      NetworkInterfaces:
        - { DeviceIndex: '0', SubnetId: !Ref PublicA, AssociatePublicIpAddress: true, GroupSet: [!Ref BastionGroup] }
`;

test('docs/diff.md shows what is printed', async () => {
  const page = readFileSync(new URL('../../docs/diff.md', import.meta.url), 'utf8');
  const [, edits] = /^```diff\n(.*?)^```/ms.exec(page)!;
  let after = BEFORE;
  for (const [, gone, come] of edits!.matchAll(/^-(.*)\n\+(.*)\n/gm)) {
    const at = after.lastIndexOf(gone!);
    assert.notEqual(at, -1, gone);
    after = after.slice(0, at) + come + after.slice(at + gone!.length);
  }
  const network = 'infrastructure/network.yaml';
  await inFolder({ [network]: BEFORE, 'zappa_settings.json': '{"dev": {}}' }, async (folder) => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
    git('init', '--quiet');
    git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '--quiet', '-m', 'before');
    writeFileSync(join(folder, network), after);
    const { status, stdout } = await diffIn(folder, ['--git', 'HEAD']);
    assert.equal(status, 1);
    assert.equal(/^\$ vpc-lens diff --git origin\/main\n(.*?)^```/ms.exec(page)![1], stdout);
  });
});
