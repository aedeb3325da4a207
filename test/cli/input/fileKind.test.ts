import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileKindOf, formatOf } from '../../../server/src/languageService.ts';

test('settings are known by their name alone', () => {
  for (const name of [
    'zappa_settings.json',
    '/a/b/zappa_settings.toml',
    'C:\\a\\zappa_settings.yml',
    'zappa_settings.yaml',
  ])
    assert.equal(fileKindOf(name, ''), 'zappa', name);
  for (const name of ['zappa_settings.py', 'my_zappa_settings.json', 'zappa_settings.json.bak'])
    assert.equal(fileKindOf(name, '{}'), undefined, name);
});

test('templates are known by their text', () => {
  const vpc = '{"Type": "AWS::EC2::VPC"}';
  const texts = [
    "AWSTemplateFormatVersion: '2010-09-09'\n",
    "---\n# comment\n\nAWSTemplateFormatVersion : '2010-09-09'\n",
    "Description: |\n  text\n'AWSTemplateFormatVersion': 2010-09-09\n",
    '\uFEFFAWSTemplateFormatVersion: 2010-09-09\n',
    '{"AWSTemplateFormatVersion":"2010-09-09"}',
    '{\r\n\t"AWSTemplateFormatVersion" : "2010-09-09"\r\n}',
    '{"Description": "on one line", "AWSTemplateFormatVersion": "2010-09-09"}',
    '{AWSTemplateFormatVersion: 2010-09-09}',
    'Transform: AWS::Serverless-2016-10-31\n',
    'Transform:\n  - AWS::Serverless-2016-10-31\n',
    '{"Transform": ["AWS::Serverless-2016-10-31"]}',
    'Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n',
    'Resources:\n  Vpc:\n    Type: "AWS::EC2::VPC"\n',
    'Resources: {Mine: {Type: Custom::Thing}}\n',
    '\uFEFFResources:\n  Vpc:\n    Type: AWS::EC2::VPC\n',
    ' Resources:\n   Vpc:\n     Type: AWS::EC2::VPC\n',
    '# Net\r\n---\r\n\r\n  AWSTemplateFormatVersion: 2010-09-09\r\n  Resources:\r\n',
    `{"Resources": {"Vpc": ${vpc}}}`,
    `{\n  "Description": "x",\n  "Resources": {\n    "Vpc": ${vpc}\n  }\n}`,
    `{"Description":"minified","Parameters":{},"Resources":{"Vpc":${vpc}}}`,
    `{"Resources":{"Vpc":{"Properties":{},"Type":"AWS::EC2::VPC"}}}`,
  ];
  for (const text of texts) assert.equal(fileKindOf('x', text), 'template', text);
});

test('a template that somebody begins is one from its first section on', () => {
  const texts = [
    'Resources:\n',
    'Resources:\n  ',
    'Resources:\n  Vpc',
    'Resources:\r\n  Vpc:\r\n    ',
    '# ours\nDescription: a network\nParameters:\n  A:\n    Type: String\nResources:\n  Vpc:\n',
    'Resources:\n  Vpc:\n    Type: ',
    'Resources:\n  Vpc:\n    Type: AWS:',
    '{"Resources": {"Vpc": {"Type": "',
    '{"Resources": {"Vpc": {"Type": ""}}}',
  ];
  for (const text of texts) assert.equal(fileKindOf('x.yaml', text), 'template', text);
});

test('other files are left alone', () => {
  const texts = [
    '',
    'a: 1\n',
    'Resources:\n  - milk\n',
    'Resources:\n  web:\nkind: Deployment\n',
    'Resources:\n  web: 4\n',
    'Resources: many\nDescription: text\n',
    'Resources:\n  web:\n    Type: pod\n',
    'kind: Deployment\nmetadata:\n  annotations:\n    Type: AWS::EC2::VPC\n',
    'resources:\n  Resources:\n    Vpc:\n      Type: AWS::EC2::VPC\n', // a Serverless Framework file, which adds to it
    '  resources:\n    Resources:\n      Vpc:\n        Type: AWS::EC2::VPC\n',
    '# AWSTemplateFormatVersion: 2010-09-09\n',
    '{"name": "x", "Resources": []}',
    '{"Type": "AWS::EC2::VPC"}',
    'The key "AWSTemplateFormatVersion" of a template\n',
  ];
  for (const text of texts) assert.equal(fileKindOf('x.yaml', text), undefined, text);
});

test('looking at a long file that is nothing takes no time', () => {
  const started = process.cpuUsage();
  for (const piece of ['{', ',', ' ', '\n', '"Resources', '{ ', 'Transform: ', '\t'])
    assert.equal(fileKindOf('x.json', piece.repeat(1_000_000)), undefined, piece);
  const { user, system } = process.cpuUsage(started);
  assert.ok(user + system < 1_000_000, `${(user + system) / 1000} ms`);
});

test('how a text is written', () => {
  const table: [name: string, text: string, format: string][] = [
    ['a.yaml', '{}', 'yaml'],
    ['a.YML', '', 'yaml'],
    ['a.json', '# no', 'json'],
    ['a.jsonc', '', 'json'],
    ['zappa_settings.toml', '{', 'toml'],
    ['a.template', ' \n {"Resources": {}}', 'json'],
    ['a.template', '\uFEFF{}', 'json'],
    ['a.template', 'Resources:', 'yaml'],
    ['a.b/template', '', 'yaml'],
    ['untitled:Untitled-1', '{', 'json'],
  ];
  for (const [name, text, format] of table) assert.equal(formatOf(name, text), format, `${name} ${text}`);
});
