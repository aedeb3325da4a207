import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import type { Log, Result } from 'sarif';
import { check, checkIn } from '../commandLine.ts';
import { inFolder } from '../folder.ts';
import { HOST_BITS, network, OUTSIDE } from '../templates.ts';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../../../', import.meta.url));

let isValid: (log: unknown) => void;

before(() => {
  // The schema is draft 4, and Microsoft's SARIF package is the one on npm that carries it.
  const ajv = new Ajv({ schemaId: 'id', meta: false, allErrors: true });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
  const validate = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
  isValid = (log) => assert.ok(validate(log), ajv.errorsText(validate.errors));
});

async function sarif(files: Record<string, string>, args: string[] = []): Promise<Log> {
  const { stdout } = await check(files, ['--format', 'sarif', ...args], { rulePage: (id) => `# ${id}\n` });
  const log = JSON.parse(stdout);
  isValid(log);
  return log;
}

const resultsOf = (log: Log): Result[] => log.runs[0]!.results!;

test('a log without findings is valid', async () => {
  const log = await sarif({ 'notes.yaml': '' });
  assert.equal(log.version, '2.1.0');
  assert.deepEqual(resultsOf(log), []);
  assert.deepEqual(log.runs[0]!.tool.driver, {
    name: 'VPC Lens',
    version: '1.2.3',
    semanticVersion: '1.2.3',
    rules: [],
  });
});

test('the examples give a valid log, one result for each finding of the JSON', async () => {
  const log = JSON.parse((await checkIn(root, ['examples', '--format=sarif'])).stdout);
  isValid(log);
  const json = JSON.parse((await checkIn(root, ['examples', '--format=json'])).stdout);
  assert.ok(json.length > 10);
  const place = ({ locations, ruleId }: Result) => {
    const { artifactLocation, region } = locations![0]!.physicalLocation!;
    return `${artifactLocation!.uri}:${region!.startLine}:${region!.startColumn} ${ruleId}`;
  };
  assert.deepEqual(
    resultsOf(log).map(place).sort(),
    json
      .map(({ file, line, column, rule }: Record<string, unknown>) => `${file}:${line}:${column} ${rule}`)
      .sort(),
  );
});

test('a result, its rule and its fix', async () => {
  const log = await sarif({ 'my stacks/net.yaml': HOST_BITS });
  const { rules, ...driver } = log.runs[0]!.tool.driver;
  assert.equal(driver.name, 'VPC Lens');
  const [rule] = rules!;
  assert.equal(rule!.id, 'cidr-host-bits');
  assert.equal(rule!.help!.markdown, '# cidr-host-bits\n');
  assert.match(rule!.helpUri!, /^https:\/\/docs\.aws\.amazon\.com\//);
  assert.deepEqual(rule!.defaultConfiguration, { level: 'warning' });
  const [result] = resultsOf(log);
  const { message: _, ...wordless } = result!;
  const { partialFingerprints } = wordless;
  assert.match(partialFingerprints!['vpcLens/v1']!, /^[0-9a-f]{32}$/);
  const artifactLocation = { uri: 'my%20stacks/net.yaml', uriBaseId: '%SRCROOT%' };
  const region = { startLine: 11, startColumn: 18, endLine: 11, endColumn: 29 };
  assert.deepEqual(wordless, {
    ruleId: 'cidr-host-bits',
    ruleIndex: 0,
    level: 'warning',
    locations: [
      {
        physicalLocation: { artifactLocation, region },
        logicalLocations: [{ name: 'Subnet', kind: 'resource' }],
      },
    ],
    fixes: [
      {
        description: { text: 'Change to 10.0.1.0/24' },
        artifactChanges: [
          {
            artifactLocation,
            replacements: [{ deletedRegion: region, insertedContent: { text: '10.0.1.0/24' } }],
          },
        ],
        properties: { preferred: true },
      },
    ],
    partialFingerprints: { 'vpcLens/v1': partialFingerprints!['vpcLens/v1']! },
    properties: { severity: 'warning', resource: 'Subnet', stage: null, scenario: null },
  });
});

test('severities become levels, and keep their names as a property', async () => {
  for (const [severity, level] of [
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'note'],
    ['hint', 'note'],
  ]) {
    const [result] = resultsOf(
      await sarif({ 'net.yaml': HOST_BITS }, ['--rule', `cidr-host-bits=${severity}`]),
    );
    assert.equal(result!.level, level);
    assert.equal(result!.properties!.severity, severity);
  }
});

test('related places have a location each', async () => {
  const [result] = resultsOf(await sarif({ 'net.yaml': OUTSIDE }));
  const [related] = result!.relatedLocations!;
  assert.equal(related!.physicalLocation!.region!.startLine, 6);
  assert.ok(related!.message!.text);
});

test('what a file silences is there, marked as suppressed', async () => {
  const text = HOST_BITS.replace(
    '      CidrBlock: 10.0.1.5',
    '      # vpc-lens-disable-next-line cidr-host-bits\n$&',
  );
  const results = resultsOf(await sarif({ 'net.yaml': text }));
  assert.deepEqual(
    results.map(({ ruleId, suppressions }) => [ruleId, suppressions]),
    [['cidr-host-bits', [{ kind: 'inSource' }]]],
  );
});

test('what a baseline knows is there, marked as suppressed from outside', () =>
  inFolder({ 'net.yaml': HOST_BITS }, async (folder) => {
    await checkIn(folder, ['--write-baseline', 'known.json']);
    const { stdout } = await checkIn(folder, ['--baseline', 'known.json', '--format', 'sarif']);
    const log = JSON.parse(stdout);
    isValid(log);
    assert.deepEqual(
      resultsOf(log).map(({ suppressions }) => suppressions),
      [[{ kind: 'external' }]],
    );
  }));

test('a rule that fails is a notification', async () => {
  const { rules } = await import('../../../server/src/languageService.ts');
  const rule = rules.find(({ id }) => id === 'subnet-outside-vpc')! as { check: unknown };
  const original = rule.check;
  rule.check = () => {
    throw new Error('for the test');
  };
  try {
    const { stdout } = await check({ 'net.yaml': OUTSIDE }, ['--format=sarif'], { onFailure: () => {} });
    const log: Log = JSON.parse(stdout);
    isValid(log);
    const [notification] = log.runs[0]!.invocations![0]!.toolExecutionNotifications!;
    assert.equal(
      notification!.message.text,
      'The rule subnet-outside-vpc failed on net.yaml; --rule subnet-outside-vpc=off skips it.',
    );
  } finally {
    rule.check = original;
  }
});

test('secrets of a settings file are not in the log', async () => {
  const settings = {
    dev: {
      environment_variables: { PASSWORD: 'hunter2' },
      vpc_config: { SubnetIds: 'subnet-0123456789abcdef0', SecurityGroupIds: ['sg-0123456789abcdef0'] },
    },
  };
  const log = await sarif({ 'zappa_settings.json': JSON.stringify(settings) });
  assert.equal(resultsOf(log).length, 1);
  assert.ok(!JSON.stringify(log).includes('hunter2'));
});

test('the schema would notice a mistake', async () => {
  const log = await sarif({ 'net.yaml': network('10.0.1.5/24') });
  (resultsOf(log)[0] as { level: string }).level = 'grave';
  assert.throws(() => isValid(log), /level/);
});
