import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Result } from '../../server/src/cli/result.ts';
import { registerTest } from '../../server/src/cli/test/test.ts';
import { SHOP } from '../reach/shop.ts';
import { runCommand } from './commandLine.ts';
import { type Files, inFolder } from './folder.ts';

/** `vpc-lens test ARGS` in a folder. */
function testIn(cwd: string, args: readonly string[]): Promise<Result> {
  const host = { cwd, isColourful: false };
  return runCommand((program, finish) => registerTest(program, host, finish), ['test', ...args]);
}

const run = (files: Files, ...args: string[]): Promise<Result> =>
  inFolder(files, (folder) => testIn(folder, args));

const line = (text: string): number => SHOP.split('\n').findIndex((one) => one.includes(text)) + 1;

const TESTS = `tests:
  - title: 'The app reaches its <database> #1'
    reason: Orders fail without it.
    from: AppFunction
    to: Database
    expect: reachable
  - { title: closed, from: internet, to: Database, expect: blocked }
`;
const SHOP_FILES: Files = { 'shop.yaml': SHOP, 'shop.nettest.yaml': TESTS };
const MESSAGE =
  'AppFunction cannot reach Database on tcp 5432: DbGroup allows tcp 5432 only from 10.0.9.0/24, not from AppFunction.';

const FAILURE = {
  kind: 'unreached',
  message: MESSAGE,
  scenario: null,
  from: 'AppFunction',
  to: 'Database',
  protocol: 'tcp',
  port: 5432,
  line: line('DbGroup:'),
  fixes: ['Allow tcp 5432 from AppGroup in DbGroup'],
};

test('text: a mark for each test, what is wrong with its line and its fix, and a summary', async () => {
  assert.deepEqual(await run(SHOP_FILES), {
    status: 1,
    stdout: `shop.nettest.yaml on shop.yaml
  ✗ The app reaches its <database> #1
      ${MESSAGE}  shop.yaml:${FAILURE.line}
      fix: Allow tcp 5432 from AppGroup in DbGroup
      reason: Orders fail without it.
  ✓ closed

2 tests: 1 passed, 1 failed
`,
    stderr: '',
  });
});

test('JSON, field by field', async () => {
  const { stdout } = await run(SHOP_FILES, '--format', 'json');
  const shared = { file: 'shop.nettest.yaml', tested: 'shop.yaml', mistakes: [] };
  assert.deepEqual(JSON.parse(stdout), [
    {
      ...shared,
      line: 2,
      title: 'The app reaches its <database> #1',
      reason: 'Orders fail without it.',
      expect: 'reachable',
      outcome: 'failed',
      failures: [FAILURE],
    },
    { ...shared, line: 7, title: 'closed', reason: null, expect: 'blocked', outcome: 'passed', failures: [] },
  ]);
});

test('JUnit: counts, places, and nothing of a file that is markup', async () => {
  const { stdout } = await run(SHOP_FILES, '--format', 'junit');
  assert.equal(
    stdout,
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="VPC Lens" tests="2" failures="1" errors="0" skipped="0">
  <testsuite name="shop.nettest.yaml on shop.yaml" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="The app reaches its &lt;database&gt; #1" classname="shop.nettest.yaml" file="shop.nettest.yaml" line="2">
      <failure type="unreached" message="${MESSAGE}">${MESSAGE} (shop.yaml:${FAILURE.line})
fix: Allow tcp 5432 from AppGroup in DbGroup
reason: Orders fail without it.</failure>
    </testcase>
    <testcase name="closed" classname="shop.nettest.yaml" file="shop.nettest.yaml" line="7"/>
  </testsuite>
</testsuites>
`,
  );
});

test('TAP: a plan, escaped titles, and YAML of what is wrong', async () => {
  const { stdout } = await run(SHOP_FILES, '--format', 'tap');
  const [version, plan, first, ...rest] = stdout.split('\n');
  assert.deepEqual(
    [version, plan, first],
    ['TAP version 14', '1..2', 'not ok 1 - The app reaches its <database> \\#1'],
  );
  const end = rest.indexOf('  ...');
  assert.deepEqual(parse(rest.slice(1, end).join('\n')), {
    outcome: 'failed',
    at: 'shop.nettest.yaml:2',
    reason: 'Orders fail without it.',
    found: [MESSAGE],
    places: [`shop.yaml:${FAILURE.line}`],
  });
  assert.deepEqual(rest.slice(end + 1), ['ok 2 - closed', '']);
});

const UNKNOWN: Files = {
  'shop.yaml': SHOP.replace('CidrIp: 10.0.9.0/24', "CidrIp: '{{resolve:ssm:/office}}'"),
  'shop.nettest.yaml': 'tests: [{ title: t, from: 10.0.1.9, to: Database, expect: blocked }]',
};

test('unknown fails and says what is missing, unless that is allowed', async () => {
  const strict = await run(UNKNOWN);
  assert.equal(strict.status, 1);
  assert.match(
    strict.stdout,
    /\? t\n {6}Unknown whether 10\.0\.1\.9 reaches Database on tcp 5432: the block of a rule is known only .+\n/,
  );
  assert.match(strict.stdout, /1 test: 1 unknown\n$/);
  assert.equal((await run(UNKNOWN, '--allow-unknown')).status, 0);
  const [junit, tap] = await Promise.all(
    ['junit', 'tap'].map(
      async (format) => (await run(UNKNOWN, '--allow-unknown', '--format', format)).stdout,
    ),
  );
  assert.match(junit!, /failures="0" errors="0" skipped="1"[\s\S]+<skipped message="Unknown whether/);
  assert.match(tap!, /^ok 1 - t # SKIP unknown$/m);
});

test('a test that names what is not there is an error of its own, and fails', async () => {
  const files = {
    ...SHOP_FILES,
    'shop.nettest.yaml': 'tests: [{ title: t, from: "App*", to: Databse, expect: blocked }]',
  };
  const { status, stdout } = await run(files);
  assert.equal(status, 1);
  assert.match(
    stdout,
    /! t\n {6}Unknown destination "Databse"\. Did you mean Database\? {2}shop\.nettest\.yaml:1:39\n/,
  );
  assert.match(
    (await run(files, '--format', 'junit')).stdout,
    /<error type="error" message="Unknown destination/,
  );
});

const PROBLEMS: readonly (readonly [files: Files, args: readonly string[], stderr: RegExp])[] = [
  [{ 'shop.yaml': SHOP }, [], /^There are no network tests here\./],
  [SHOP_FILES, ['none.yaml'], /^none\.yaml does not exist\.\n$/],
  [SHOP_FILES, ['--format', 'xml'], /xml/],
  [{ ...SHOP_FILES, 'shop.nettest.yaml': 'tests: [' }, [], /^shop\.nettest\.yaml:1:\d+: /],
  [
    { ...SHOP_FILES, 'shop.nettest.yaml': 'tests: [{ from: a, to: b, expect: open }]' },
    [],
    /^shop\.nettest\.yaml:1:35: expect must be one of reachable, /,
  ],
  [{ ...SHOP_FILES, 'other.nettest.yaml': TESTS }, [], /^other\.nettest\.yaml: there is no template/],
  [
    { ...SHOP_FILES, 'shop.nettest.yaml': `template: [shop.yaml, "net*.yaml"]\n${TESTS}` },
    [],
    /^shop\.nettest\.yaml:1:23: net\*\.yaml matches no template/,
  ],
  [
    { ...SHOP_FILES, 'shop.yaml': `${SHOP}  : ]` },
    [],
    /^shop\.yaml has a syntax error; vpc-lens check shows where\.\n$/,
  ],
  [
    { 'shop.yaml': SHOP, 'vpc-lens.json': '{"expect": {"net.yaml": {"tests": []}}}' },
    [],
    /^vpc-lens\.json:1:13: net\.yaml matches no template/,
  ],
  [
    { 'shop.yaml': SHOP, 'vpc-lens.json': '{"expect": {"shop.yaml": {"tests": [{"from": 1}]}}}' },
    [],
    /^vpc-lens\.json:1:38: to and expect are missing\.\n/,
  ],
];

for (const [files, args, stderr] of PROBLEMS) {
  test(`status 2 and nothing on standard output: ${stderr.source}`, async () => {
    const result = await run(files, ...args);
    assert.equal(result.status, 2);
    assert.equal(result.stdout, '');
    assert.match(result.stderr, stderr);
  });
}

test('which tests run: of a folder, of a tested file, of a file of tests, and those of vpc-lens.json', async () => {
  const one = (title: string) =>
    `tests: [{ title: ${title}, from: internet, to: Database, expect: blocked }]`;
  const expect = JSON.stringify({
    expect: {
      '**/*.yaml': {
        tests: [{ title: 'everywhere', from: 'internet', to: { kind: 'database' }, expect: 'blocked' }],
      },
    },
  });
  const files: Files = {
    'vpc-lens.json': expect,
    'a.yaml': SHOP,
    'a.nettest.yaml': one('a'),
    'all.nettest.yaml': `template: "*.yaml"\n${one('all')}`,
    'sub/b.yaml': SHOP,
    'sub/b.nettest.yml': one('b'),
    'sub/notes.yaml': 'a: b',
  };
  const titles = async (...args: string[]) => {
    const { stdout, stderr } = await run(files, ...args, '--format', 'json');
    assert.notEqual(stdout, '', stderr);
    return JSON.parse(stdout).map(
      (result: { title: string; tested: string }) => `${result.title} ${result.tested}`,
    );
  };
  assert.deepEqual((await titles()).sort(), [
    'a a.yaml',
    'all a.yaml',
    'b sub/b.yaml',
    'everywhere a.yaml',
    'everywhere sub/b.yaml',
  ]);
  assert.deepEqual((await titles('sub/b.yaml')).sort(), ['b sub/b.yaml', 'everywhere sub/b.yaml']);
  assert.deepEqual(await titles('a.nettest.yaml'), ['a a.yaml']);
  assert.deepEqual((await titles('vpc-lens.json')).sort(), ['everywhere a.yaml', 'everywhere sub/b.yaml']);
});

test('parameters change the answer, and one that no template has is told', async () => {
  const files = {
    'shop.yaml': SHOP,
    'shop.nettest.yaml': 'tests: [{ from: AppFunction, to: internet, expect: reachable }]',
  };
  assert.equal((await run(files)).status, 1);
  const { status, stderr } = await run(files, '--parameter', 'UseNat=true', '--parameter', 'No=1');
  assert.deepEqual([status, stderr], [0, 'No template has a parameter "No".\n']);
});

test('what is recorded holds, and is never written over', async () => {
  await inFolder({ 'shop.yaml': SHOP }, async (folder) => {
    assert.deepEqual(await testIn(folder, ['shop.yaml', '--record']), {
      status: 0,
      stdout: 'Wrote shop.nettest.yaml\n',
      stderr: '',
    });
    assert.ok(existsSync(join(folder, 'shop.nettest.yaml')));
    const text = readFileSync(join(folder, 'shop.nettest.yaml'), 'utf8');
    assert.deepEqual(
      parse(text).tests.map(({ title }: { title: string }) => title),
      ['Nothing reaches Database', 'AppFunction reaches s3'],
    );
    const { status, stdout } = await testIn(folder, []);
    assert.deepEqual([status, stdout.split('\n').at(-2)], [0, '2 tests: 2 passed']);
    const again = await testIn(folder, ['shop.yaml', '--record']);
    assert.deepEqual(
      [again.status, again.stderr],
      [2, 'shop.nettest.yaml exists already; delete it to record anew.\n'],
    );
    assert.equal(readFileSync(join(folder, 'shop.nettest.yaml'), 'utf8'), text);
  });
});

test('a stage of Zappa settings is tested with the inventory beside it', async () => {
  const files: Files = {
    'zappa_settings.json': '{"prod": {"app_function": "a.b"}}',
    'zappa_settings.nettest.yaml': 'tests: [{ from: prod, to: internet, expect: reachable }]',
  };
  const { status, stdout } = await run(files);
  assert.deepEqual([status, stdout.split('\n')[1]], [0, '  ✓ prod → internet: reachable']);
});

test('docs/network-tests.md shows what is printed', async () => {
  const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const page = file('docs/network-tests.md');
  const [, tests] = /^```yaml\n(# shop\.nettest\.yaml.*?)^```/ms.exec(page)!;
  const [, printed] = /^\$ vpc-lens test\n(.*?)^```/ms.exec(page)!;
  const shop = file('examples/with-mistakes/can-it-get-there/shop.yaml');
  const result = await run({ 'shop.yaml': shop, 'shop.nettest.yaml': tests! });
  assert.deepEqual(result, { status: 1, stdout: printed, stderr: '' });
});
