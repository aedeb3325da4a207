import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findingsAsJson } from '../../../server/src/cli/check/formats/json.ts';
import { type Rule, rules } from '../../../server/src/languageService.ts';
import { check, checkIn, found } from '../commandLine.ts';
import { inFolder } from '../folder.ts';
import { BROKEN, FINE, HOST_BITS, network, OUTSIDE } from '../templates.ts';

const SETTINGS = '{"dev": {"s3_bucket": "b", "vpc_config": {"SubnetIds": "subnet-0123456789abcdef0"}}}';

test('exit status: 0 where nothing reaches --fail-on, 1 where something does', async () => {
  const table: [name: string, text: string, args: string[], status: 0 | 1][] = [
    ['nothing found', FINE, [], 0],
    ['a warning, and errors fail', HOST_BITS, [], 0],
    ['a warning, and warnings fail', HOST_BITS, ['--fail-on', 'warning'], 1],
    ['a warning, and hints fail', HOST_BITS, ['--fail-on', 'hint'], 1],
    ['a warning made an error', HOST_BITS, ['--rule', 'cidr-host-bits=error'], 1],
    [
      'a warning made info, and warnings fail',
      HOST_BITS,
      ['--rule', 'cidr-host-bits=info', '--fail-on=warning'],
      0,
    ],
    ['an error', OUTSIDE, [], 1],
    ['an error, and nothing fails', OUTSIDE, ['--fail-on', 'never'], 0],
    ['an error whose rule is off', OUTSIDE, ['--rule', 'subnet-outside-vpc=off'], 0],
    ['a file that cannot be read as YAML', BROKEN, [], 1],
  ];
  for (const [name, text, args, status] of table) {
    const result = await check({ 'net.yaml': text }, args);
    assert.equal(result.status, status, name);
    assert.equal(result.stderr, '', name);
  }
});

test('sentences about what cannot be done: status 2, nothing on standard output', async () => {
  const files = {
    'net.yaml': FINE,
    'notes.yaml': 'shopping:\n- milk\n',
    'folder/readme.txt': 'text',
  };
  const table: [args: string[], sentence: string][] = [
    [['nowhere'], 'nowhere does not exist.'],
    [['net.yaml', 'nowhere'], 'nowhere does not exist.'],
    [['*.nothing'], '*.nothing does not exist.'],
    [['nowhere/*.yaml'], 'nowhere/*.yaml does not exist.'],
    [['loop/net.yaml'], 'loop/net.yaml cannot be read.'],
    [['notes.yaml'], 'notes.yaml is not a Zappa settings file or a CloudFormation template.'],
    [['net.yaml', 'notes.yaml'], 'notes.yaml is not a Zappa settings file or a CloudFormation template.'],
    [['folder/readme.txt'], 'folder/readme.txt is not a Zappa settings file or a CloudFormation template.'],
    [['--rule', 'nothing=off'], 'Unknown rule "nothing". vpc-lens rules lists all rules.'],
    [
      ['--rule', 'subnet-size=loud'],
      '--rule must be ID=off or ID=error, ID=warning, ID=info, ID=hint, not "subnet-size=loud".',
    ],
    [['--parameter', 'Name'], '--parameter must be NAME=VALUE, not "Name".'],
    [['--parameter', '=Value'], '--parameter must be NAME=VALUE, not "=Value".'],
    [['--stdin-filename', 'net.yaml', 'net.yaml'], '--stdin-filename cannot be used with paths.'],
    [['--stdin-filename', 'net.yaml'], 'Standard input cannot be read.'],
    [
      ['--stdin-filename', 'net.yaml', '--fix'],
      '--fix cannot write standard input; --fix-dry-run prints the changes.',
    ],
    [['--fix', '--fix-dry-run'], '--fix and --fix-dry-run cannot be used together.'],
  ];
  await inFolder(files, async (folder) => {
    symlinkSync('loop', join(folder, 'loop'));
    for (const [args, sentence] of table) {
      assert.deepEqual(
        await checkIn(folder, args),
        { status: 2, stdout: '', stderr: `${sentence}\n` },
        args.join(' '),
      );
    }
  });
});

test('a folder without any template or settings is fine', async () => {
  const sentence = 'No Zappa settings or CloudFormation templates found.\n';
  assert.deepEqual(await check({ 'notes.yaml': 'a: 1' }), { status: 0, stdout: sentence, stderr: '' });
  assert.deepEqual(await check({ 'notes.yaml': 'a: 1' }, ['--format=json']), {
    status: 0,
    stdout: '[]\n',
    stderr: '',
  });
});

test('the profile decides which rules run', async () => {
  const files = { 'net.yaml': HOST_BITS.replace('10.0.0.0/16', '10.0.0.0/8') };
  assert.deepEqual(await found(files), ['net.yaml:6 vpc-size error', 'net.yaml:11 cidr-host-bits warning']);
  assert.deepEqual(await found(files, ['--profile', 'errors']), ['net.yaml:6 vpc-size error']);
  assert.deepEqual(await found(files, ['--profile', 'strict']), [
    'net.yaml:3 vpc-no-flow-log hint',
    ...(await found(files)),
  ]);
});

test('--rule is repeatable, and the last word on a rule counts', async () => {
  const files = { 'net.yaml': HOST_BITS.replace('10.0.0.0/16', '10.0.0.0/8') };
  assert.deepEqual(await found(files, ['--rule', 'vpc-size=off', '--rule', 'cidr-host-bits=hint']), [
    'net.yaml:11 cidr-host-bits hint',
  ]);
  assert.deepEqual(
    await found(files, ['--rule', 'vpc-size=off', '--rule', 'vpc-size=info', '--rule', 'cidr-host-bits=off']),
    ['net.yaml:6 vpc-size info'],
  );
});

test('--parameter takes the place of a default', async () => {
  const text = `Parameters:
  Block: {Type: String, Default: 10.0.1.0/24}
${network('!Ref Block')}`;
  const files = { 'net.yaml': text };
  assert.deepEqual(await found(files), []);
  assert.deepEqual(await found(files, ['--parameter', 'Block=10.9.0.0/24']), [
    'net.yaml:13 subnet-outside-vpc error',
  ]);
  // A value may hold an equals sign, and of two values the last counts.
  assert.deepEqual(await found(files, ['--parameter', 'Block=a=b', '--parameter', 'Block=10.0.1.0/24']), []);
  const { status, stderr } = await check(files, ['--parameter', 'Blok=10.9.0.0/24']);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: 'No template has a parameter "Blok".\n' });
});

test('a value that the parameter does not take is used and pointed out', async () => {
  const text = `Parameters:
  Block: {Type: String, Default: 10.0.1.0/24, AllowedValues: [10.0.1.0/24, 10.0.2.0/24]}
  Name: {Type: String, Default: net, MinLength: 2}
${network('!Ref Block')}`;
  const files = { 'net.yaml': text };
  const given = ['--parameter', 'Block=10.9.0.0/24', '--parameter', 'Name=n'];
  assert.deepEqual(await found(files, given), ['net.yaml:14 subnet-outside-vpc error']);
  assert.equal(
    (await check(files, given)).stderr,
    [
      'net.yaml: AWS rejects the value given for Block: it allows 10.0.1.0/24, 10.0.2.0/24. VPC Lens uses it anyway.\n',
      'net.yaml: AWS rejects the value given for Name: its declaration does not allow it. VPC Lens uses it anyway.\n',
    ].join(''),
  );
});

test('--stdin-filename says what standard input is', async () => {
  const args = ['--format=json', '--stdin-filename'];
  const rulesIn = ({ stdout }: { stdout: string }) =>
    JSON.parse(stdout).map(({ file, rule }: { file: string; rule: string }) => `${file} ${rule}`);
  const template = await check({}, [...args, 'stacks/net.yaml'], { readStdin: () => ({ text: HOST_BITS }) });
  assert.deepEqual(rulesIn(template), ['stacks/net.yaml cidr-host-bits']);
  const settings = await check({}, [...args, 'zappa_settings.json'], {
    readStdin: () => ({ text: SETTINGS }),
  });
  assert.deepEqual(rulesIn(settings), ['zappa_settings.json zappa-vpc-type']);
  const neither = await check({}, [...args, 'notes.yaml'], { readStdin: () => ({ text: 'a: 1' }) });
  assert.deepEqual(neither.status, 2);
  assert.equal(neither.stderr, 'notes.yaml is not a Zappa settings file or a CloudFormation template.\n');
});

test('files that cannot be understood never stop the others', async () => {
  const files = {
    'a-broken.yaml': BROKEN,
    'b-list.yaml': '- AWSTemplateFormatVersion: 2010-09-09\n',
    'c-binary.template': new Uint8Array([0, 1, 2, 255]),
    'd-latin1.yaml': Buffer.from(`# caf\xe9\n${HOST_BITS}`, 'latin1'),
    'e-empty/zappa_settings.json': '',
    'f-broken/zappa_settings.toml': '[dev\nvpc_config = ',
    'g-huge.json': `{"AWSTemplateFormatVersion": "2010-09-09", "x": "${'x'.repeat(5_000_000)}"}`,
    'h-deep.json': `{"AWSTemplateFormatVersion": "2010-09-09", "x": ${'['.repeat(5000)}`,
    'i-bomb.yaml': `AWSTemplateFormatVersion: 2010-09-09\na0: &a0 [1,1,1,1,1,1,1,1,1]\n${[
      1, 2, 3, 4, 5, 6, 7, 8,
    ]
      .map(
        (n) =>
          `a${n}: &a${n} [${Array(9)
            .fill(`*a${n - 1}`)
            .join(',')}]\n`,
      )
      .join('')}`,
    'z-fine.yaml': OUTSIDE,
  };
  const all = await found(files);
  assert.deepEqual(
    all.map((line) => line.replace(/:\d+/, '')),
    [
      'a-broken.yaml syntax-broken error',
      'd-latin1.yaml cidr-host-bits warning',
      'f-broken/zappa_settings.toml syntax-broken error',
      'g-huge.json syntax-broken info',
      'h-deep.json syntax-broken info',
      'i-bomb.yaml syntax-broken info',
      'z-fine.yaml subnet-outside-vpc error',
    ],
  );
});

test('a rule that fails ends in status 2, never in what the others found', async () => {
  const rule = rules.find(({ id }) => id === 'subnet-outside-vpc')! as { check: unknown };
  const original = rule.check;
  rule.check = () => {
    throw new Error('for the test');
  };
  try {
    const text = OUTSIDE.replace('10.9.0.0/24', '10.9.0.5/24');
    const errors: unknown[] = [];
    const result = await check({ 'net.yaml': text }, ['--format=json'], {
      onFailure: (error) => errors.push(error),
    });
    assert.deepEqual(result, {
      status: 2,
      stdout: '',
      stderr: 'The rule subnet-outside-vpc failed on net.yaml; --rule subnet-outside-vpc=off skips it.\n',
    });
    assert.equal(String(errors[0]), 'Error: for the test');
  } finally {
    rule.check = original;
  }
});

test('a file on which we fail is told of, with status 2', async () => {
  const rule = rules.find(({ id }) => id === 'subnet-outside-vpc')! as { appliesTo: unknown; check: unknown };
  const original = rule.check;
  // Findings without a place fail where they are printed, outside of the rule.
  rule.check = function* ({ tree }: { tree: { text: string } }) {
    if (tree.text.includes('# fail')) yield { at: { start: 0, end: 0 }, message: 'x', related: [{}] };
  };
  try {
    const files = { 'a.yaml': `${FINE}# fail\n`, 'b.yaml': HOST_BITS };
    const { status, stdout, stderr } = await check(files, ['--format=json'], { onFailure: () => {} });
    assert.equal(status, 2);
    assert.equal(stderr, 'VPC Lens failed on a.yaml; --debug shows where.\n');
    assert.equal(stdout, '');
  } finally {
    rule.check = original;
  }
});

test('JSON is exactly the shape of the contract', async () => {
  const text = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  "café😀":
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: '10.0.1.0/24'}
  B:
    Type: AWS::EC2::Subnet
    Properties: { Tags: [{Key: café😀, Value: x}], VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/25 }
`;
  const { stdout } = await check({ 'net.yaml': text, 'zappa_settings.json': SETTINGS }, ['--format', 'json']);
  // The words are the rules' own business.
  const wordless = JSON.parse(stdout, (key, value) => {
    if (key !== 'message' && key !== 'title') return value;
    assert.ok(typeof value === 'string' && value !== '');
    return '';
  });
  assert.deepEqual(wordless, [
    {
      file: 'net.yaml',
      rule: 'subnet-overlap',
      severity: 'error',
      message: '',
      line: 11,
      column: 80,
      endLine: 11,
      endColumn: 91,
      resource: 'B',
      stage: null,
      scenario: null,
      related: [{ file: 'net.yaml', line: 8, column: 46, message: '' }],
      fixes: [{ title: '', preferred: false }],
    },
    {
      file: 'zappa_settings.json',
      rule: 'zappa-vpc-type',
      severity: 'error',
      message: '',
      line: 1,
      column: 56,
      endLine: 1,
      endColumn: 82,
      resource: null,
      stage: 'dev',
      scenario: null,
      related: [],
      fixes: [{ title: '', preferred: true }],
    },
  ]);
  assert.equal(stdout, `${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
});

test('JSON names the scenario that a finding needs', async () => {
  const text = `Parameters: {Mode: {Type: String, AllowedValues: [wide, narrow]}}
Conditions: {Wide: !Equals [!Ref Mode, wide]}
${network('!If [Wide, 10.9.0.0/24, 10.0.1.0/24]')}`;
  const { stdout } = await check({ 'net.yaml': text }, ['--format', 'json']);
  const [finding, ...others] = JSON.parse(stdout);
  assert.deepEqual(others, []);
  assert.equal(finding.scenario, 'Wide=true');
});

test('JSON is sorted by file, line, column and rule', async () => {
  const two = network('10.9.0.5/24');
  const all = await found({ 'b.yaml': two, 'a.yaml': two, 'a/c.yaml': FINE });
  assert.deepEqual(all, [
    'a.yaml:11 cidr-host-bits warning',
    'a.yaml:11 subnet-outside-vpc error',
    'b.yaml:11 cidr-host-bits warning',
    'b.yaml:11 subnet-outside-vpc error',
  ]);
});

test('of two findings that begin at one place the rule decides, not the end', () => {
  const [first, second] = rules;
  const finding = (rule: Rule | undefined, endColumn: number) => ({
    rule: rule!.id,
    severity: 'hint' as const,
    message: '',
    at: { line: 1, column: 1, endLine: 1, endColumn, bytes: { column: 1, endColumn } },
    sourceLine: '',
    resource: null,
    stage: null,
    scenario: null,
    related: [],
    fixes: [],
    remedies: [],
  });
  const findings = [finding(second, 2), finding(first, 3)];
  const printed = JSON.parse(
    findingsAsJson({ files: [{ name: 'net.yaml', findings, suppressed: [], known: [] }] }),
  );
  assert.deepEqual(
    printed.map(({ rule }: { rule: string }) => rule),
    [first!.id, second!.id].sort(),
  );
});

test('a byte order mark is no column', async () => {
  const text =
    '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{"V":{"Type":"AWS::EC2::VPC","Properties":{"CidrBlock":"10.0.0.5/24"}}}}';
  const places = async (content: string) => {
    const { stdout } = await check({ 'net.json': content }, ['--format', 'json']);
    return JSON.parse(stdout).map(({ column, endColumn }: { column: number; endColumn: number }) => [
      column,
      endColumn,
    ]);
  };
  const column = text.indexOf('"10.0.0.5/24"') + 1;
  assert.deepEqual(await places(text), [[column, column + 13]]);
  assert.deepEqual(await places(`\uFEFF${text}`), [[column, column + 13]]);
});

test('vpc-lens.json gives profile, rules and exclusions; options lie over it', async () => {
  const files = {
    'vpc-lens.json': '{"rules": {"cidr-host-bits": "error", "nothing": "off"}, "exclude": ["old/**"]}',
    'net.yaml': network('10.9.0.5/24'),
    'old/net.yaml': OUTSIDE,
    'strict/vpc-lens.json': '{"profile": "errors"}',
    'strict/net.yaml': network('10.9.0.5/24'),
  };
  const expected = [
    'net.yaml:11 cidr-host-bits error',
    'net.yaml:11 subnet-outside-vpc error',
    'strict/net.yaml:11 subnet-outside-vpc error',
  ];
  assert.deepEqual(await found(files), expected);
  const { stderr } = await check(files);
  assert.equal(stderr, 'vpc-lens.json:1:39: Unknown rule "nothing".\n');
  assert.deepEqual(await found(files, ['--profile=recommended', '--rule=cidr-host-bits=hint']), [
    'net.yaml:11 cidr-host-bits hint',
    'net.yaml:11 subnet-outside-vpc error',
    'strict/net.yaml:11 cidr-host-bits hint',
    'strict/net.yaml:11 subnet-outside-vpc error',
  ]);
  // Hooks name every changed file; one that the team left out stays left out.
  const named = await check(files, ['old/net.yaml', '--format=json']);
  assert.equal(named.stdout, '[]\n');
  assert.match(named.stderr, /^old\/net\.yaml is excluded by vpc-lens\.json\.$/m);
});

test('secrets are blacked out of the lines that are shown', async () => {
  const linesOf = async (name: string, text: string) => {
    const { stdout } = await check({ [name]: text });
    assert.ok(!stdout.includes('hunter2'), stdout);
    return stdout.split('\n').filter((line) => /^ +\d+ \| /.test(line));
  };
  const config = '"vpc_config": {"SubnetIds": "subnet-0123456789abcdef0"}';
  const oneLine = `{"dev": {"environment_variables": {"A": "hunter2"}, ${config}}}`;
  const [line] = await linesOf('zappa_settings.json', oneLine);
  assert.equal(line, `  1 | ${oneLine.replace('"hunter2"', '•••••••••')}`);
  assert.deepEqual(
    await linesOf('zappa_settings.json', '{"dev": {"environment_variables": {"A": "hunter2}}}'),
    ['  1 | {"dev": {"•••••••••••••••••••••": {"•": •••••••••••'],
  );
  const template = `Resources: {D: {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: hunter2}}, V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.5/16}}}\n`;
  assert.match((await linesOf('net.yaml', template))[0]!, /MasterUserPassword: •{7}}}, V: {Type/);
  // What names a secret is none.
  const named = template.replace('hunter2', '!Ref Secret');
  assert.match((await linesOf('net.yaml', named))[0]!, /MasterUserPassword: !Ref Secret}/);
});

test('progress is told before each file and cleared at the end, also where that is early', async () => {
  const told: string[] = [];
  const progress = {
    show: (done: number, total: number) => told.push(`${done}/${total}`),
    clear: () => told.push('clear'),
  };
  await check({ 'a.yaml': FINE, 'b.yaml': FINE }, [], { progress });
  assert.deepEqual(told.splice(0), ['0/2', '1/2', 'clear']);
  await check({ 'a.yaml': FINE, 'notes.yaml': '' }, ['a.yaml', 'notes.yaml'], { progress });
  assert.deepEqual(told, ['0/2', '1/2', 'clear']);
});

test('what looks like a file and leads nowhere is told of, with status 2', async () => {
  await inFolder({ 'a.yaml': OUTSIDE }, async (folder) => {
    // A folder whose name ends like a template's is walked, not read; a link to nothing may stand for a template.
    mkdirSync(join(folder, 'b.yaml'));
    symlinkSync('nothing', join(folder, 'c.yaml'));
    const { status, stderr } = await checkIn(folder, ['--format=json']);
    assert.deepEqual({ status, stderr }, { status: 2, stderr: 'c.yaml cannot be read.\n' });
  });
});
