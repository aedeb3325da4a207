// What a text is before anything in it is evaluated.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { distinguishingConditions } from '../../server/src/template/scenarios/distinguishingConditions.ts';
import { scenariosOf } from '../../server/src/template/scenarios/scenarios.ts';
import { readTemplate } from '../../server/src/template/template.ts';

const read = (text: string) => readTemplate(parse(text, 'yaml'));

/** Whether it is a template, and of what kind. */
const KINDS: readonly (readonly [text: string, kind: 'none' | 'plain' | 'SAM' | 'macros' | 'SAM macros'])[] =
  [
    ['Resources: {}', 'plain'],
    ['Resources:', 'plain'],
    ['Resources: AWS', 'plain'],
    ['Resources: a sentence', 'none'],
    ['Resources: [a]', 'none'],
    ["AWSTemplateFormatVersion: '2010-09-09'", 'plain'],
    ['Description: x', 'none'],
    ['[Resources]', 'none'],
    ['text', 'none'],
    ['{ Transform: AWS::Serverless-2016-10-31, Resources: {} }', 'SAM'],
    ['{ Transform: [AWS::Serverless-2016-10-31], Resources: {} }', 'SAM'],
    ['{ Transform: [AWS::Serverless-2016-10-31, Own], Resources: {} }', 'SAM macros'],
    ['{ Transform: AWS::LanguageExtensions, Resources: {} }', 'plain'],
    ['{ Transform: AWS::SecretsManager-2020-07-23, Resources: {} }', 'plain'],
    ['{ Transform: [AWS::CodeDeployBlueGreen], Resources: {} }', 'plain'],
    ['{ Transform: Own, Resources: {} }', 'macros'],
    ['{ Transform: OwnAWS::LanguageExtensions, Resources: {} }', 'macros'],
    ['{ Transform: { Name: AWS::Include }, Resources: {} }', 'macros'],
    ['{ Resources: { A: { Type: !Rain::Module x } } }', 'macros'],
    ['{ Resources: { A: { Type: AWS::SNS::Topic }, B: { Type: !Rain::Module x } } }', 'macros'],
    ['{ Resources: { A: { Type: AWS::SNS::Topic } } }', 'plain'],
    ...['Merge', 'DeepMerge', 'ImportYaml', 'ImportFile', 'ImportJson', 'Include', 'Map', 'Flatten'].map(
      (name) => [`{ Resources: { A: { Fn::${name}: x } } }`, 'macros'] as const,
    ),
    ['Fn::Merge: { Resources: {} }\nResources: {}', 'macros'],
    ['{ Resources: { A: { Fn::Sub: x, Fn::Merge: x } } }', 'macros'],
    ...['Mapping', 'ImportValue', 'Sub', 'FindInMap'].map(
      (name) => [`{ Resources: { A: { Fn::${name}: x } } }`, 'plain'] as const,
    ),
  ];

for (const [text, kind] of KINDS)
  test(`${text.replaceAll('\n', ' ')} is ${kind}`, () => {
    const template = read(text);
    const said =
      template &&
      ([template.isSam && 'SAM', template.hasMacros && 'macros'].filter(Boolean).join(' ') || 'plain');
    assert.equal(said ?? 'none', kind);
  });

/** The body of a resource, and whether `Name: x` is read as its property. */
const BODIES: readonly (readonly [body: string, isRead: boolean])[] = [
  ['Properties: { Name: x }', true],
  ['properties: { Name: x }', true],
  ['Property: { Name: x }', true],
  ['Props: { Name: x }', true],
  ['Properties: { Other: x }, Props: { Name: x }', false],
  ['Metadata: { Name: x }', false],
  ['MyProps: { Name: x }', false],
  ['Prop1: { Name: x }', false],
];

for (const [body, isRead] of BODIES)
  test(`{ ${body} } ${isRead ? 'has' : 'has not'} the property`, () => {
    const properties = read(`Resources: { A: { Type: AWS::SNS::Topic, ${body} } }`)?.resources.get(
      'A',
    )?.properties;
    const names = properties?.kind === 'mapping' ? properties.entries.map(({ key }) => key.text) : [];
    assert.equal(names.includes('Name'), isRead);
  });

test('what is no mapping is no resource', () => {
  const template = read(
    'Resources: { A: [x], B: text, C: { Type: [x] }, D: { Type: AWS::SNS::Topic, Condition: Is } }',
  );
  assert.deepEqual(
    [...template!.resources.values()].map(({ id, type, condition }) => [id, type, condition]),
    [
      ['C', '', undefined],
      ['D', 'AWS::SNS::Topic', 'Is'],
    ],
  );
});

/** Three conditions that go both ways; which scenarios are shown, by the letters of those that hold, and what tells them apart. */
const SHOWN: readonly (readonly [shown: readonly string[], said: string])[] = [
  [['A', 'AB', 'AC', 'ABC'], 'A=true'],
  [['', 'B', 'C', 'BC'], 'A=false'],
  [['AB', 'ABC'], 'A=true B=true'],
  [['B', 'BC'], 'A=false B=true'],
  [['AC', 'ABC'], 'A=true C=true'],
  [['', 'A'], 'B=false C=false'],
  [['ABC'], 'A=true B=true C=true'],
  [['A', 'AB', 'AC'], 'A=true'],
  [['A', 'BC'], ''],
];

for (const [shown, said] of SHOWN)
  test(`of eight scenarios ${shown.map((one) => one || 'none').join(', ')}: ${said || 'nothing'}`, () => {
    const names = ['A', 'B', 'C'];
    const text = `Parameters: { ${names.map((name) => `P${name}: { Type: String }`)} }
Conditions: { ${names.map((name) => `${name}: !Equals [!Ref P${name}, y]`)} }
Resources: { Vpc: { Type: AWS::EC2::VPC } }
`;
    const { all } = scenariosOf(read(text)!);
    assert.equal(all.length, 8);
    const wanted = all.filter(({ conditions }) =>
      shown.includes(names.filter((name) => conditions.get(name)).join('')),
    );
    assert.equal(
      distinguishingConditions(wanted, all)
        .map(({ name, holds }) => `${name}=${holds}`)
        .join(' '),
      said,
    );
  });
