import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem } from 'vscode-languageserver-types';
import { analyze, completion } from '../../../server/src/languageService.ts';
import { lineStartsOf, offsetAt, positionAt } from '../../../server/src/syntax/span.ts';
import { STAGE_KEYS } from '../../../server/src/zappa/keys/index.ts';
import { readCursor } from '../../fixture.ts';

interface Offered {
  readonly labels: readonly string[];
  /** The text with the item of that name taken. */
  take(label: string): string;
}

function offeredAt(fileName: string, marked: string, areKeysDescribed = false): Offered {
  const { text, offset } = readCursor(marked);
  const lines = lineStartsOf(text);
  const analysis = analyze(fileName, text);
  assert.ok(analysis);
  const items = completion(analysis, positionAt(lines, offset), { areKeysDescribed });
  return {
    labels: items.map(({ label }) => label),
    take(label) {
      const item = items.find((one) => one.label === label) as CompletionItem & {
        textEdit: { range: never };
      };
      assert.ok(item, `${label} is not offered, but ${items.map((one) => one.label)}`);
      const { range, newText } = item.textEdit as unknown as {
        range: { start: never; end: never };
        newText: string;
      };
      return (
        text.slice(0, offsetAt(text, lines, range.start)) +
        newText +
        text.slice(offsetAt(text, lines, range.end))
      );
    },
  };
}

test('keys of a stage, in every format, with what comes before their value', () => {
  const yaml = offeredAt('zappa_settings.yml', 'dev:\n  debug: true\n  vpc<|>\n');
  assert.ok(yaml.labels.includes('vpc_config') && yaml.labels.includes('timeout_seconds'));
  assert.ok(!yaml.labels.includes('debug'), 'it is there already');
  assert.equal(yaml.take('vpc_config'), 'dev:\n  debug: true\n  vpc_config:\n    \n');
  assert.equal(yaml.take('slim_handler'), 'dev:\n  debug: true\n  slim_handler: \n');
  const json = offeredAt('zappa_settings.json', '{"dev": {"debug": true, "<|>"}}');
  assert.equal(json.take('vpc_config'), '{"dev": {"debug": true, "vpc_config": {}}}');
  const toml = offeredAt('zappa_settings.toml', '[dev]\ndebug = true\nvp<|>');
  assert.equal(toml.take('vpc_config'), '[dev]\ndebug = true\nvpc_config = ');
});

test('keys within vpc_config and the like, without those that are there', () => {
  const places: [string, string, string[]][] = [
    ['zappa_settings.yml', 'dev:\n  vpc_config:\n    SubnetIds: [a]\n    <|>\n', []],
    ['zappa_settings.json', '{"dev": {"vpc_config": {"SubnetIds": ["a"], <|>}}}', []],
    ['zappa_settings.toml', '[dev.vpc_config]\nSubnetIds = ["a"]\n<|>\n', []],
    ['zappa_settings.toml', '[dev]\nvpc_config.SubnetIds = ["a"]\nvpc_config.<|>\n', []],
  ];
  for (const [file, text] of places) {
    assert.deepEqual(offeredAt(file, text).labels, ['SecurityGroupIds', 'Ipv6AllowedForDualStack'], text);
  }
  const list = offeredAt('zappa_settings.yml', 'dev:\n  vpc_config:\n    <|>\n').take('SubnetIds');
  assert.equal(list, 'dev:\n  vpc_config:\n    SubnetIds:\n      - \n');
  assert.deepEqual(
    offeredAt('zappa_settings.yml', 'dev:\n  vpc_config:\n    SubnetIds:\n      - <|>\n').labels,
    [],
  );
});

test('what YAML needs in front of a value or around a key is written with it', () => {
  const yaml = (text: string) => offeredAt('zappa_settings.yml', text);
  assert.equal(yaml('dev:\n  debug:<|>\n').take('true'), 'dev:\n  debug: true\n');
  const list = 'dev:\n  endpoint_configuration:\n    - EDGE\n    ';
  assert.equal(yaml(`${list}<|>\n`).take('PRIVATE'), `${list}- PRIVATE\n`);
  assert.equal(
    yaml('dev:\n  vpc_config: {<|>}\n').take('SubnetIds'),
    'dev:\n  vpc_config: {SubnetIds: []}\n',
  );
  assert.equal(yaml('base: {}\ndev:\n  extends: "b<|>"\n').take('base'), 'base: {}\ndev:\n  extends: base\n');
  assert.deepEqual(yaml('dev:\n  debug: |\n    <|>\n').labels, []);
});

test('values: true and false, the words that a key takes, other stages', () => {
  const yaml = (value: string) => `base: {}\ndev:\n  ${value}\n`;
  assert.deepEqual(offeredAt('zappa_settings.yml', yaml('slim_handler: <|>')).labels, ['true', 'false']);
  assert.deepEqual(offeredAt('zappa_settings.yml', yaml('extends: <|>')).labels, ['base']);
  assert.equal(
    offeredAt('zappa_settings.yml', yaml('snap_start: <|>')).take('None'),
    yaml('snap_start: None'),
  );
  const list = offeredAt('zappa_settings.yml', yaml('endpoint_configuration:\n    - <|>'));
  assert.deepEqual(list.labels, ['EDGE', 'REGIONAL', 'PRIVATE']);
  const json = offeredAt('zappa_settings.json', '{"base": {}, "dev": {"extends": "<|>"}}');
  assert.equal(json.take('base'), '{"base": {}, "dev": {"extends": "base"}}');
  const toml = offeredAt('zappa_settings.toml', '[dev]\nendpoint_configuration = ["<|>"]\n');
  assert.equal(toml.take('PRIVATE'), '[dev]\nendpoint_configuration = ["PRIVATE"]\n');
  assert.deepEqual(offeredAt('zappa_settings.toml', '[dev]\nalb_vpc_config.Scheme = <|>\n').labels, [
    'internet-facing',
    'internal',
  ]);
});

test('where the schema of the editor completes, only the stages are left to us', () => {
  assert.deepEqual(offeredAt('zappa_settings.json', '{"dev": {"<|>"}}', true).labels, []);
  assert.deepEqual(offeredAt('zappa_settings.json', '{"dev": {"debug": <|>}}', true).labels, []);
  const stages = offeredAt('zappa_settings.json', '{"base": {}, "dev": {"extends": <|>}}', true);
  assert.deepEqual(stages.labels, ['base']);
});

test('whole stages, in every format', () => {
  const stage = [
    [
      'zappa_settings.yml',
      '<|>',
      'dev:\n  app_function: app.app\n  runtime: python3.13\n  s3_bucket: my-zappa-code',
    ],
    [
      'zappa_settings.toml',
      '<|>',
      '[dev]\napp_function = "app.app"\nruntime = "python3.13"\ns3_bucket = "my-zappa-code"',
    ],
    [
      'zappa_settings.json',
      '{"<|>"}',
      '{"dev": {"app_function": "app.app", "runtime": "python3.13", "s3_bucket": "my-zappa-code"}}',
    ],
    [
      'zappa_settings.json',
      '{\n\t"<|>"\n}',
      '{\n\t"dev": {\n\t\t"app_function": "app.app",\n\t\t"runtime": "python3.13",\n\t\t"s3_bucket": "my-zappa-code"\n\t}\n}',
    ],
  ] as const;
  for (const [file, text, written] of stage) assert.equal(offeredAt(file, text, true).take('dev'), written);
});

test('a further stage extends the first, and has a name that is free', () => {
  const further = [
    ['zappa_settings.yml', 'dev:\n  debug: true\npro<|>', 'dev:\n  debug: true\nproduction:\n  extends: dev'],
    ['zappa_settings.json', '{"dev": {}, <|>}', '{"dev": {}, "production": {"extends": "dev"}}'],
    [
      'zappa_settings.json',
      '{\n  "dev": {},\n  <|>}',
      '{\n  "dev": {},\n  "production": {\n    "extends": "dev"\n  }}',
    ],
  ] as const;
  for (const [file, text, written] of further) {
    const offered = offeredAt(file, text, true);
    assert.deepEqual(offered.labels, ['staging', 'production'], text);
    assert.equal(offered.take('production'), written);
  }
  assert.deepEqual(offeredAt('zappa_settings.yml', 'dev: {}\nstaging: {}\nproduction: {}\n<|>').labels, []);
});

test('a key in the column of its stage, which has nothing yet, is written in the stage', () => {
  const offered = offeredAt('zappa_settings.yml', 'dev:\nvpc<|>\n');
  assert.equal(offered.take('vpc_config'), 'dev:\n  vpc_config:\n    \n');
  assert.equal(
    offeredAt('zappa_settings.yml', 'dev:\n  vpc_config:\n  <|>\n').take('SubnetIds'),
    'dev:\n  vpc_config:\n    SubnetIds:\n      - \n',
  );
});

test('nothing in comments, and no settings in templates', () => {
  assert.deepEqual(offeredAt('zappa_settings.yml', 'dev:\n  debug: true # so <|>\n').labels, []);
  assert.deepEqual(offeredAt('zappa_settings.toml', '# [<|>\n').labels, []);
  assert.deepEqual(
    offeredAt('net.yaml', "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n<|>\n").labels,
    ['Description', 'Transform', 'Parameters', 'Mappings', 'Conditions', 'Outputs'],
  );
});

test('what is written most comes first: vpc_config, subnets before groups, the newest runtime; rows say what they are', () => {
  const itemsAt = (fileName: string, marked: string) => {
    const { text, offset } = readCursor(marked);
    const analysis = analyze(fileName, text);
    assert.ok(analysis);
    const items = completion(analysis, positionAt(lineStartsOf(text), offset), {});
    const inOrder = items.toSorted((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    return inOrder.map(({ label, labelDetails }) => ({ label, about: labelDetails?.description }));
  };
  const keys = itemsAt('zappa_settings.yml', 'dev:\n  <|>\n');
  assert.deepEqual(
    keys.slice(0, 2).map(({ label }) => label),
    ['extends', 'vpc_config'],
  );
  assert.equal(keys[1]?.about, 'Attaches the function to a VPC with…');
  // A row that is too long would cut the key.
  for (const { label, about = '' } of keys) assert.ok(about === '' || `${label}${about}`.length <= 47, label);
  assert.deepEqual(
    Object.keys(STAGE_KEYS),
    keys.map(({ label }) => label),
  );
  assert.deepEqual(
    itemsAt('zappa_settings.toml', '[dev]\n<|>\n').map(({ label }) => label),
    keys.map(({ label }) => label),
  );
  assert.deepEqual(
    itemsAt('zappa_settings.toml', '[dev.vpc_config]\n<|>\n').map(({ label }) => label),
    ['SubnetIds', 'SecurityGroupIds', 'Ipv6AllowedForDualStack'],
  );
  assert.equal(itemsAt('zappa_settings.yml', 'dev:\n  runtime: <|>\n')[0]?.label, 'python3.14');
});

test('regions, those of separate partitions last', () => {
  const toml = offeredAt('zappa_settings.toml', '[dev]\naws_region = "<|>"\n');
  assert.equal(toml.take('eu-central-1'), '[dev]\naws_region = "eu-central-1"\n');
  assert.ok(toml.labels.indexOf('us-west-2') < toml.labels.indexOf('cn-north-1'));
  assert.deepEqual(offeredAt('zappa_settings.json', '{"dev": {"s3_bucket": "<|>"}}').labels, []);
});
