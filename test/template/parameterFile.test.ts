import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { lineStartsOf, positionAt } from '../../server/src/syntax/span.ts';
import type { Format } from '../../server/src/syntax/tree.ts';
import { readParameterFile } from '../../server/src/template/parameterFile.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly format?: Format;
  readonly values: Readonly<Record<string, string>>;
  /** `line: sentence`, lines from 1. */
  readonly problems?: readonly string[];
}

const table: readonly Case[] = [
  {
    name: "CloudFormation's list",
    text: '[{"ParameterKey": "Vpc", "ParameterValue": "10.0.0.0/16"}, {"ParameterKey": "Port", "ParameterValue": 22}]',
    values: { Vpc: '10.0.0.0/16', Port: '22' },
  },
  {
    name: 'a value that the stack keeps is unknown, and no mistake',
    text: '[{"ParameterKey": "A", "UsePreviousValue": true}, {"ParameterKey": "B", "ParameterValue": ""}]',
    values: { B: '' },
  },
  {
    name: 'items that cannot be understood cost themselves',
    text: '[\n{"ParameterKey": "A"},\n{"ParameterValue": "x"},\n"C=1",\n{"ParameterKey": "D", "ParameterValue": ["a"]},\n{"ParameterKey": "E", "ParameterValue": "e"}]',
    values: { E: 'e' },
    problems: [
      '2: A has no ParameterValue.',
      '3: This item has no ParameterKey.',
      '4: This item has no ParameterKey.',
      '5: D must be a plain value; a list is written as one string with commas.',
    ],
  },
  {
    name: "CodePipeline's object",
    text: '{"Parameters": {"Env": "prod", "UseNat": true}, "Tags": {"Team": "net"}, "StackPolicy": {}}',
    values: { Env: 'prod', UseNat: 'true' },
  },
  {
    name: 'Parameters that are no object',
    text: '{\n"Parameters": ["a"]}',
    values: {},
    problems: ['2: Parameters must be an object of names and values.'],
  },
  {
    name: 'a plain object',
    text: '{"Env": "prod", "Count": 010, "Zones": null}',
    format: 'yaml',
    values: { Env: 'prod', Count: '010' },
    problems: ['1: Zones must be a plain value; a list is written as one string with commas.'],
  },
  {
    name: 'YAML',
    text: 'Parameters:\n  Env: prod\n  UseNat: yes\n',
    format: 'yaml',
    values: { Env: 'prod', UseNat: 'true' },
  },
  { name: 'comments are let through', text: '{"A": "b", // why\n}', values: { A: 'b' } },
  {
    name: 'a text',
    text: '"Env=prod"',
    values: {},
    problems: ['1: A parameter file must be a list or an object of names and values.'],
  },
  {
    name: 'nothing',
    text: '',
    format: 'yaml',
    values: {},
    problems: ['1: A parameter file must be a list or an object of names and values.'],
  },
];

for (const { name, text, format = 'json', values, problems = [] } of table) {
  test(name, () => {
    const read = readParameterFile(parse(text, format));
    assert.deepEqual(Object.fromEntries(read.values), values);
    const lines = lineStartsOf(text);
    assert.deepEqual(
      read.problems.map(({ start, message }) => `${positionAt(lines, start).line + 1}: ${message}`),
      problems,
    );
  });
}

test('broken text keeps what stands before', () => {
  const text = '{"A": "1",\n"B": "2",\n"C" "3"}';
  const { values, problems } = readParameterFile(parse(text, 'json'));
  assert.deepEqual([values.get('A'), values.get('B')], ['1', '2']);
  assert.ok(problems.length > 0);
  assert.equal(positionAt(lineStartsOf(text), problems[0]!.start).line, 2);
});
