import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkIn } from '../commandLine.ts';
import { inFolder } from '../folder.ts';
import { HOST_BITS, OUTSIDE } from '../templates.ts';

const BASELINE = 'known.json';

/** Checks with the baseline that the first texts give, after the second have taken their place. */
function compared(before: Record<string, string>, after: Record<string, string>) {
  return inFolder(before, async (folder) => {
    await checkIn(folder, ['--write-baseline', BASELINE]);
    for (const [name, text] of Object.entries(after)) writeFileSync(join(folder, name), text);
    const args = ['--baseline', BASELINE, '--format', 'json', '--fail-on', 'hint'];
    const { status, stdout, stderr } = await checkIn(folder, args);
    const rules = JSON.parse(stdout).map(({ rule }: { rule: string }) => rule);
    return { status, rules, stderr };
  });
}

const NOT_SHOWN = '1 finding in known.json is not shown.\n';
const GONE = '1 finding in known.json no longer exists; --write-baseline removes it.\n';

test('writing a baseline is fine, whatever it has', () =>
  inFolder({ 'net.yaml': OUTSIDE }, async (folder) => {
    const { status, stdout, stderr } = await checkIn(folder, ['--write-baseline', BASELINE]);
    assert.deepEqual([status, stderr], [0, '1 finding written to known.json.\n']);
    assert.match(stdout, /^No problems found in 1 file/);
    const { version, findings } = JSON.parse(readFileSync(join(folder, BASELINE), 'utf8'));
    assert.equal(version, 1);
    assert.deepEqual(
      findings.map(({ file, rule }: Record<string, string>) => [file, rule]),
      [['net.yaml', 'subnet-outside-vpc']],
    );
  }));

test('what is known is not reported and fails nothing', async () => {
  assert.deepEqual(await compared({ 'net.yaml': OUTSIDE }, {}), { status: 0, rules: [], stderr: NOT_SHOWN });
});

const edits: [
  what: string,
  before: string,
  after: string,
  status: number,
  rules: string[],
  stderr: string,
][] = [
  ['lines above it', HOST_BITS, `# one\n# two\n${HOST_BITS}`, 0, [], NOT_SHOWN],
  ['a comment behind it', HOST_BITS, HOST_BITS.replace('5/24', '5/24 # wide'), 0, [], NOT_SHOWN],
  ['another value', HOST_BITS, HOST_BITS.replace('5/24', '7/24'), 1, ['cidr-host-bits'], GONE],
  ['another name', HOST_BITS, HOST_BITS.replaceAll('Subnet:', 'Other:'), 1, ['cidr-host-bits'], GONE],
  ['a fix', HOST_BITS, HOST_BITS.replace('5/24', '0/24'), 0, [], GONE],
];
for (const [what, before, after, status, rules, stderr] of edits)
  test(`after ${what}`, async () => {
    assert.notEqual(before, after);
    const result = await compared({ 'net.yaml': before }, { 'net.yaml': after });
    assert.deepEqual(result, { status, rules, stderr });
  });

test('the same in another file is new', async () => {
  const { rules } = await compared({ 'a.yaml': HOST_BITS }, { 'b.yaml': HOST_BITS });
  assert.deepEqual(rules, ['cidr-host-bits']);
});

test('of two that are alike, one more is new', async () => {
  const twice = (blocks: string) => `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Clients
      SecurityGroupIngress:
${blocks}`;
  const rule = '        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.1.5/24 }\n';
  const { rules } = await compared({ 'net.yaml': twice(rule) }, { 'net.yaml': twice(rule + rule) });
  assert.ok(rules.includes('cidr-host-bits'), rules.join());
  assert.equal(rules.filter((id: string) => id === 'cidr-host-bits').length, 1);
});

test('files are named from the folder of the baseline, so it does not matter where the command runs', () =>
  inFolder({ 'stacks/net.yaml': OUTSIDE }, async (folder) => {
    mkdirSync(join(folder, 'ci'));
    await checkIn(folder, ['--write-baseline', 'ci/known.json']);
    const { status, stderr } = await checkIn(join(folder, 'stacks'), ['--baseline', '../ci/known.json']);
    assert.deepEqual([status, stderr], [0, '1 finding in ../ci/known.json is not shown.\n']);
  }));

test('a baseline of files that are not checked says nothing of them', () =>
  inFolder({ 'a.yaml': OUTSIDE, 'b.yaml': HOST_BITS }, async (folder) => {
    await checkIn(folder, ['--write-baseline', BASELINE]);
    const { stderr } = await checkIn(folder, ['b.yaml', '--baseline', BASELINE]);
    assert.equal(stderr, NOT_SHOWN);
  }));

test('what cannot be read or written', () =>
  inFolder(
    { 'net.yaml': OUTSIDE, 'text.json': 'no', 'list.json': '[]', 'odd.json': '{"version":1,"findings":[3]}' },
    async (folder) => {
      const table: [args: string[], sentence: string][] = [
        [['--baseline', 'none.json'], 'The baseline none.json cannot be read.'],
        [['--baseline', 'text.json'], 'text.json is not a baseline; --write-baseline text.json writes one.'],
        [['--baseline', 'list.json'], 'list.json is not a baseline; --write-baseline list.json writes one.'],
        [['--baseline', 'odd.json'], 'odd.json is not a baseline; --write-baseline odd.json writes one.'],
        [['--write-baseline', 'no/known.json'], 'The baseline no/known.json cannot be written.'],
        [
          ['--baseline', 'a', '--write-baseline', 'b'],
          '--baseline and --write-baseline cannot be used together.',
        ],
      ];
      for (const [args, sentence] of table) {
        const { status, stdout, stderr } = await checkIn(folder, ['net.yaml', ...args]);
        assert.deepEqual([status, stdout, stderr], [2, '', `${sentence}\n`]);
      }
    },
  ));
