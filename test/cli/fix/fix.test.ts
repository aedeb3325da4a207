import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { unifiedDiff } from '../../../server/src/cli/fix/fixDiff.ts';
import { writeText } from '../../../server/src/cli/writeText.ts';
import { check, checkIn } from '../commandLine.ts';
import { inFolder } from '../folder.ts';
import { BROKEN, FINE, HOST_BITS, network, OUTSIDE } from '../templates.ts';

const FIXED = network('10.0.1.0/24');

/** Three entries of one number: the number that is free for the second is taken for the third. */
const TWO_TAKEN = `${network('10.0.0.0/24')}  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties: { VpcId: !Ref Vpc }
${[80, 443, 8080]
  .map(
    (port) => `  In${port}:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: 100
      Protocol: 6
      RuleAction: allow
      CidrBlock: 0.0.0.0/0
      PortRange: { From: ${port}, To: ${port} }
`,
  )
  .join('')}`;

test('--fix writes the files and reports what is left', async () => {
  const files = { 'a.yaml': HOST_BITS, 'b.yaml': FINE, 'c.yaml': OUTSIDE };
  await inFolder(files, async (folder) => {
    const { status, stdout, stderr } = await checkIn(folder, ['--fix']);
    assert.equal(stderr, '');
    assert.equal(status, 1);
    assert.match(stdout, /^Made 1 fix in 1 file\.\n\nc\.yaml\n {2}11:18 {2}error {2}subnet-outside-vpc\n/);
    assert.ok(!stdout.includes('cidr-host-bits'));
    assert.equal(readFileSync(join(folder, 'a.yaml'), 'utf8'), FIXED);
    assert.equal(readFileSync(join(folder, 'b.yaml'), 'utf8'), FINE);
    assert.equal(readFileSync(join(folder, 'c.yaml'), 'utf8'), OUTSIDE);
    assert.deepEqual(readdirSync(folder).sort(), ['a.yaml', 'b.yaml', 'c.yaml']);
    assert.match((await checkIn(folder, ['--fix'])).stdout, /^There is nothing to fix\.\n/);
  });
});

test('each fix is made on what the one before has left', async () => {
  await inFolder({ 'net.yaml': TWO_TAKEN }, async (folder) => {
    const { status, stdout } = await checkIn(folder, ['--fix']);
    assert.match(stdout, /^Made 2 fixes in 1 file\.\n\nNo problems found in 1 file/);
    assert.equal(status, 0);
    const numbers = readFileSync(join(folder, 'net.yaml'), 'utf8').match(/(?<=RuleNumber: )\d+/g);
    assert.deepEqual(numbers, ['100', '110', '120']);
  });
});

test('what is not found is not fixed: rules that are off, silenced, or outside of the profile', async () => {
  const silenced = HOST_BITS.replace(
    '      CidrBlock: 10.0.1.5',
    '      # vpc-lens-disable-next-line cidr-host-bits\n$&',
  );
  const table: [text: string, args: string[]][] = [
    [HOST_BITS, ['--rule', 'cidr-host-bits=off']],
    [HOST_BITS, ['--profile', 'errors']],
    [silenced, []],
    [BROKEN, []],
    [OUTSIDE, []],
  ];
  for (const [text, args] of table) {
    await inFolder({ 'net.yaml': text }, async (folder) => {
      assert.match((await checkIn(folder, ['--fix', ...args])).stdout, /^There is nothing to fix\.\n/);
      assert.equal(readFileSync(join(folder, 'net.yaml'), 'utf8'), text);
    });
  }
});

test('--fix-dry-run prints a diff that git and patch can apply, and writes nothing', async () => {
  const files = { 'stacks/a b.yaml': HOST_BITS, 'net.yaml': TWO_TAKEN };
  await inFolder(files, async (folder) => {
    const { stdout, status } = await checkIn(folder, ['--fix-dry-run']);
    assert.equal(status, 0);
    assert.equal(readFileSync(join(folder, 'stacks/a b.yaml'), 'utf8'), HOST_BITS);
    assert.ok(
      stdout.includes(`--- a/stacks/a b.yaml
+++ b/stacks/a b.yaml
@@ -8,4 +8,4 @@
     Type: AWS::EC2::Subnet
     Properties:
       VpcId: !Ref Vpc
-      CidrBlock: 10.0.1.5/24
+      CidrBlock: 10.0.1.0/24

Would make 3 fixes in 2 files.

No problems found in 2 files`),
      stdout,
    );
    const git = spawnSync('git', ['apply', '-'], { cwd: folder, input: stdout, encoding: 'utf8' });
    assert.equal(git.stderr, '');
    assert.equal(readFileSync(join(folder, 'stacks/a b.yaml'), 'utf8'), FIXED);
    assert.match((await checkIn(folder, ['--fix'])).stdout, /^There is nothing to fix\.\n/);
  });
});

test('with another format standard output holds one document', async () => {
  for (const format of ['json', 'sarif']) {
    const { stdout, stderr } = await check({ 'a.yaml': HOST_BITS }, ['--fix-dry-run', '--format', format]);
    JSON.parse(stdout);
    assert.match(stderr, /^--- a\/a\.yaml\n\+\+\+ b\/a\.yaml\n[\s\S]*\nWould make 1 fix in 1 file\.\n/);
    const fixed = await check({ 'a.yaml': HOST_BITS }, ['--fix', '--format', format]);
    assert.equal(fixed.stderr.trim(), 'Made 1 fix in 1 file.');
  }
  const json = await check({ 'a.yaml': HOST_BITS }, ['--fix-dry-run', '--format', 'json']);
  assert.equal(json.stdout, '[]\n');
});

test('standard input is fixed as a diff', async () => {
  const args = ['--stdin-filename', 'net.yaml', '--fix-dry-run'];
  const { stdout } = await check({}, args, { readStdin: () => ({ text: HOST_BITS }) });
  assert.match(stdout, /^--- a\/net\.yaml\n[\s\S]*\n\+ {6}CidrBlock: 10\.0\.1\.0\/24\n/);
});

test('byte order mark, line ends and a missing last line end stay', async () => {
  const crlf = `\uFEFF${HOST_BITS.trimEnd().replaceAll('\n', '\r\n')}`;
  await inFolder({ 'net.yaml': crlf }, async (folder) => {
    await checkIn(folder, ['--fix']);
    assert.equal(readFileSync(join(folder, 'net.yaml'), 'utf8'), crlf.replace('10.0.1.5', '10.0.1.0'));
  });
});

test('a file that is no UTF-8 is left as it is', async () => {
  const bytes = Buffer.from(`# caf\xe9\n${HOST_BITS}`, 'latin1');
  await inFolder({ 'net.yaml': bytes }, async (folder) => {
    const { stdout, stderr } = await checkIn(folder, ['--fix']);
    assert.equal(stderr, 'net.yaml: it has bytes that are not UTF-8, so nothing in it is fixed.\n');
    assert.equal((await checkIn(folder, [])).stderr, '');
    assert.match(stdout, /^There is nothing to fix\./);
    assert.match(stdout, /cidr-host-bits/);
    assert.deepEqual(readFileSync(join(folder, 'net.yaml')), bytes);
  });
});

test('mode and links stay', { skip: process.platform === 'win32' }, async () => {
  await inFolder({ 'real.yaml': HOST_BITS }, async (folder) => {
    chmodSync(join(folder, 'real.yaml'), 0o766);
    symlinkSync('real.yaml', join(folder, 'link.yaml'));
    await checkIn(folder, ['--fix', 'link.yaml']);
    assert.ok(lstatSync(join(folder, 'link.yaml')).isSymbolicLink());
    assert.equal(statSync(join(folder, 'real.yaml')).mode & 0o777, 0o766);
    assert.equal(readFileSync(join(folder, 'real.yaml'), 'utf8'), FIXED);
  });
});

test('a file is written whole or not at all', async () => {
  await inFolder({ 'a.yaml': 'before' }, (folder) => {
    const path = join(folder, 'a.yaml');
    assert.equal(writeText(path, 'other', 'after'), 'changed');
    assert.equal(writeText(join(folder, 'none.yaml'), 'before', 'after'), 'refused');
    // Something is in the way of the file that is written first.
    const made = join(folder, `.a.yaml.vpc-lens-${process.pid}`);
    writeFileSync(made, 'in the way');
    assert.equal(writeText(path, 'before', 'after'), 'refused');
    assert.equal(readFileSync(path, 'utf8'), 'before');
    assert.equal(readFileSync(made, 'utf8'), 'in the way');
    rmSync(made);
    assert.equal(writeText(path, 'before', 'after'), 'written');
    assert.equal(readFileSync(path, 'utf8'), 'after');
    assert.deepEqual(readdirSync(folder), ['a.yaml']);
  });
});

test('a diff of an absolute path is relative, as git wants it', () => {
  assert.match(unifiedDiff('/tmp/x.yaml', 'a\n', 'b\n'), /^--- a\/tmp\/x\.yaml\n\+\+\+ b\/tmp\/x\.yaml\n/);
});
