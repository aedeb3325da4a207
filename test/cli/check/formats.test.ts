import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import sax from 'sax';
import { check, checkIn } from '../commandLine.ts';
import { inFolder } from '../folder.ts';
import { BROKEN, FINE, HOST_BITS, OUTSIDE } from '../templates.ts';

/** The opening tags of an XML document, as `name key=value …`; throws where it is not well formed. */
function tagsIn(xml: string): string[] {
  const tags: string[] = [];
  const reader = sax.parser(true);
  reader.onerror = (error) => {
    throw error;
  };
  reader.onopentag = ({ name, attributes }) => {
    tags.push([name, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)].join(' '));
  };
  reader.write(xml).close();
  return tags;
}

type SarifResult = { readonly fixes: readonly object[] };

/** A block without a prefix length, which may be a network or one address. */
const WITHOUT_LENGTH = `${FINE}  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: The offices
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.20.0.0 }]
`;

const printed = async (format: string, files: Record<string, string>, ...args: string[]) =>
  (await check(files, ['--format', format, ...args])).stdout;

/** A name with all that has a meaning in XML, in URLs, and in the commands of GitHub. */
const HARD = 'a&<b>"c\',d%e.yaml';

test('junit: a suite for each file, a case for each finding; what is below --fail-on passes', async () => {
  const files = { 'fine.yaml': FINE, 'net.yaml': HOST_BITS };
  const tags = (xml: string) => tagsIn(xml).map((tag) => tag.replace(/ message=.*/, ''));
  assert.deepEqual(tags(await printed('junit', files)), [
    'testsuites name=VPC Lens tests=2 failures=0 errors=0',
    'testsuite name=fine.yaml tests=1 failures=0 errors=0 skipped=0',
    'testcase name=no findings classname=fine.yaml',
    'testsuite name=net.yaml tests=1 failures=0 errors=0 skipped=0',
    'testcase name=cidr-host-bits 11:18 classname=net.yaml file=net.yaml line=11',
    'system-out',
  ]);
  assert.deepEqual(tags(await printed('junit', files, '--fail-on', 'warning')).slice(3), [
    'testsuite name=net.yaml tests=1 failures=1 errors=0 skipped=0',
    'testcase name=cidr-host-bits 11:18 classname=net.yaml file=net.yaml line=11',
    'failure type=warning',
  ]);
});

test('checkstyle: every file that was checked, with what was found in it', async () => {
  assert.deepEqual(tagsIn(await printed('checkstyle', { 'fine.yaml': FINE, 'net.yaml': HOST_BITS })), [
    'checkstyle version=4.3',
    'file name=fine.yaml',
    'file name=net.yaml',
    'error line=11 column=18 severity=warning message=10.0.1.5/24 has host bits set; AWS stores 10.0.1.0/24. source=vpc-lens.cidr-host-bits',
  ]);
});

test('github: a command for each finding', async () => {
  assert.equal(
    await printed('github', { 'net.yaml': HOST_BITS }),
    '::warning file=net.yaml,line=11,endLine=11,col=18,endColumn=29,title=VPC Lens%3A cidr-host-bits::10.0.1.5/24 has host bits set; AWS stores 10.0.1.0/24.\n',
  );
  assert.match(await printed('github', { 'net.yaml': OUTSIDE }), /^::error file=net\.yaml,/);
});

test('gitlab: what the report of code quality asks for', async () => {
  const issues = JSON.parse(await printed('gitlab', { 'a.yaml': HOST_BITS, 'b.yaml': HOST_BITS }));
  const [first, second] = issues;
  assert.deepEqual(
    { ...first, fingerprint: '' },
    {
      description: '10.0.1.5/24 has host bits set; AWS stores 10.0.1.0/24.',
      check_name: 'cidr-host-bits',
      fingerprint: '',
      severity: 'major',
      location: { path: 'a.yaml', lines: { begin: 11, end: 11 } },
    },
  );
  assert.match(first.fingerprint, /^[0-9a-f]{64}$/);
  assert.notEqual(first.fingerprint, second.fingerprint);
});

test('rdjson: columns count bytes of UTF-8, and a fix of one change is a suggestion', async () => {
  const { source, diagnostics } = JSON.parse(await printed('rdjson', { 'net.yaml': HOST_BITS }));
  assert.deepEqual(source, { name: 'vpc-lens' });
  const [{ location, severity, code, suggestions }] = diagnostics;
  const range = { start: { line: 11, column: 18 }, end: { line: 11, column: 29 } };
  assert.deepEqual({ location, severity }, { location: { path: 'net.yaml', range }, severity: 'WARNING' });
  assert.equal(code.value, 'cidr-host-bits');
  assert.match(code.url, /^https:/);
  assert.deepEqual(suggestions, [{ range, text: '10.0.1.0/24' }]);
  // Letters of two bytes before the place, on the same line.
  const flow = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Metadata: { Note: üü }, Properties: { CidrBlock: 10.0.1.5/16 } }
`;
  const [wide] = JSON.parse(await printed('rdjson', { 'net.yaml': flow })).diagnostics;
  const utf16 = flow.split('\n')[1]!.indexOf('10.0.1.5') + 1;
  assert.equal(wide.location.range.start.column, utf16 + 2);
});

test('names with marks of the format stay one name', async () => {
  const files = { [HARD]: HOST_BITS };
  for (const format of ['junit', 'checkstyle'])
    assert.ok(
      tagsIn(await printed(format, files)).some((tag) => tag.includes(`name=${HARD}`)),
      format,
    );
  const [, properties] = /^::warning (.*?)::/.exec(await printed('github', files))!;
  assert.match(properties!, /^file=a&<b>"c'%2Cd%25e\.yaml,line=11,/);
  for (const format of ['gitlab', 'rdjson'])
    assert.ok((await printed(format, files)).includes(JSON.stringify(HARD)), format);
});

test('several outputs at once, beside what is printed', () =>
  inFolder({ 'net.yaml': HOST_BITS }, async (folder) => {
    const args = ['--output', 'junit=a.xml', '--output', 'sarif=b.sarif', '--output', 'text=c.txt'];
    const { status, stdout, stderr } = await checkIn(folder, [
      ...args,
      '--format',
      'json',
      '--fail-on=warning',
    ]);
    assert.deepEqual([status, stderr, JSON.parse(stdout).length], [1, '', 1]);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    assert.ok(tagsIn(read('a.xml')).some((tag) => tag.startsWith('failure')));
    assert.equal(JSON.parse(read('b.sarif')).runs[0].results.length, 1);
    assert.match(read('c.txt'), /^net\.yaml\n {2}11:18 {2}warning/);
  }));

test('each output has the fixes that it prints, whatever else is written', () =>
  inFolder({ 'net.yaml': WITHOUT_LENGTH }, async (folder) => {
    const args = ['--output', 'junit=a.xml', '--output', 'sarif=b.sarif'];
    await checkIn(folder, args);
    const beside = readFileSync(join(folder, 'b.sarif'), 'utf8');
    const alone = (await checkIn(folder, ['--format', 'sarif'])).stdout;
    const fixes = (sarif: string) =>
      JSON.parse(sarif).runs[0].results.flatMap((one: SarifResult) => one.fixes);
    assert.ok(fixes(alone).length > 1);
    assert.deepEqual(fixes(beside), fixes(alone));
  }));

test('an output that cannot be written, and one that is misspelt', () =>
  inFolder({ 'net.yaml': HOST_BITS }, async (folder) => {
    const run = async (output: string) => {
      const { status, stdout, stderr } = await checkIn(folder, ['--output', output]);
      return [status, stdout, stderr];
    };
    assert.deepEqual(await run('junit=no/such.xml'), [2, '', 'no/such.xml cannot be written.\n']);
    const formats = 'text, json, sarif, junit, github, gitlab, checkstyle, rdjson';
    for (const wrong of ['xml=a', 'junit=', 'junit'])
      assert.deepEqual(await run(wrong), [
        2,
        '',
        `--output must be FORMAT=FILE with one of ${formats}, not "${wrong}".\n`,
      ]);
  }));

test('a check that is not whole writes no output but SARIF, which says so', () =>
  inFolder({ 'net.yaml': OUTSIDE }, async (folder) => {
    const { rules } = await import('../../../server/src/languageService.ts');
    const rule = rules.find(({ id }) => id === 'subnet-outside-vpc')! as { check: unknown };
    const original = rule.check;
    rule.check = () => {
      throw new Error('for the test');
    };
    try {
      const args = ['--output', 'junit=a.xml', '--output', 'sarif=b.sarif', '--write-baseline', 'known.json'];
      const { status, stdout } = await checkIn(folder, args, { onFailure: () => {} });
      assert.deepEqual([status, stdout], [2, '']);
    } finally {
      rule.check = original;
    }
    assert.ok(!existsSync(join(folder, 'a.xml')));
    assert.ok(!existsSync(join(folder, 'known.json')));
    assert.match(readFileSync(join(folder, 'b.sarif'), 'utf8'), /The rule subnet-outside-vpc failed/);
  }));

test('what is broken is in every format', async () => {
  for (const format of ['junit', 'github', 'gitlab', 'checkstyle', 'rdjson'])
    assert.match(await printed(format, { 'net.yaml': BROKEN }), /syntax-broken/, format);
});
