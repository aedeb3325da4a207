import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, documentLinks } from '../../../server/src/languageService.ts';
import { lineStartsOf, offsetAt } from '../../../server/src/syntax/span.ts';

const TEXT = `Parameters:
  Block: {Type: String}
Resources:
  Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: net/vpc.yaml}}
  Quoted: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "net/vpc.yaml"}}
  Gone: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: gone.yaml}}
  Far: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://s3.amazonaws.com/b/net/vpc.yaml}}
  Made: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: !Sub 'net/\${Block}.yaml'}}
  App: {Type: AWS::Serverless::Application, Properties: {Location: net/vpc.yaml}}
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: net/vpc.yaml}}
`;

function links(
  parameterFiles: readonly string[] = [],
): readonly (readonly [text: string, target: string | undefined])[] {
  const lines = lineStartsOf(TEXT);
  const found = documentLinks(analyze('n.yaml', TEXT)!, {
    fileAt: (path) => (path === 'net/vpc.yaml' ? 'file:///w/net/vpc.yaml' : undefined),
    parameterFiles,
  });
  return found.map(({ range, target }) => [
    TEXT.slice(offsetAt(TEXT, lines, range.start), offsetAt(TEXT, lines, range.end)),
    target,
  ]);
}

test('nested templates that are there are linked by their paths', () => {
  const link = ['net/vpc.yaml', 'file:///w/net/vpc.yaml'];
  assert.deepEqual(links(), [link, link, link]);
});

test('the section of parameters leads to the file that gives their values, the last of several', () => {
  assert.deepEqual(links(['file:///w/a.json', 'file:///w/b.json'])[0], ['Parameters', 'file:///w/b.json']);
});

const STACK = 'Type: AWS::CloudFormation::Stack';

for (const [name, fileName, text, linked] of [
  [
    'AWS::Include beside other properties',
    'n.yaml',
    'Resources:\n  V:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.0.0.0/16\n      Fn::Transform:\n        Name: AWS::Include\n        Parameters:\n          Location: parts/tags.yaml\n',
    ['parts/tags.yaml'],
  ],
  [
    'AWS::Include as a tag',
    'n.yaml',
    'Resources:\n  V:\n    Type: AWS::EC2::VPC\n    Properties: !Transform {Name: AWS::Include, Parameters: {Location: "parts/tags.yaml"}}\n',
    ['parts/tags.yaml'],
  ],
  [
    'AWS::Include in a list of transforms',
    'n.yaml',
    'Transform:\n  - AWS::LanguageExtensions\n  - Name: AWS::Include\n    Parameters: {Location: parts/tags.yaml}\nResources:\n  V: {Type: AWS::EC2::VPC}\n',
    ['parts/tags.yaml'],
  ],
  [
    'AWS::Include in a bucket',
    'n.yaml',
    'Transform: {Name: AWS::Include, Parameters: {Location: s3://b/tags.yaml}}\nResources:\n  V: {Type: AWS::EC2::VPC}\n',
    [],
  ],
  [
    'another macro',
    'n.yaml',
    'Transform: {Name: Own, Parameters: {Location: parts/tags.yaml}}\nResources:\n  V: {Type: AWS::EC2::VPC}\n',
    [],
  ],
  [
    'the stacks of a loop, once',
    'n.yaml',
    `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::L:\n    - X\n    - [a, b]\n    - Net\${X}:\n        ${STACK}\n        Properties: {TemplateURL: net/vpc.yaml}\n`,
    ['net/vpc.yaml'],
  ],
  [
    'JSON on one line',
    'n.json',
    '{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "net/vpc.yaml"}}}}',
    ['net/vpc.yaml'],
  ],
  [
    'CRLF, and a comment between',
    'n.yaml',
    `Resources:\r\n  N:\r\n    ${STACK}\r\n    Properties:\r\n      # the network\r\n      TemplateURL: './net/vpc.yaml'\r\n`,
    ['./net/vpc.yaml'],
  ],
  [
    'an anchor of which another stack is an alias',
    'n.yaml',
    `Resources:\n  A:\n    ${STACK}\n    Properties: &p\n      TemplateURL: net/vpc.yaml\n  B:\n    ${STACK}\n    Properties: *p\n`,
    ['net/vpc.yaml'],
  ],
] as const)
  test(`links of ${name}`, () => {
    const analysis = analyze(fileName, text);
    assert.ok(analysis);
    const found = documentLinks(analysis, {
      fileAt: (path) =>
        /^(?:\.\/)?(?:net\/vpc|parts\/tags)\.yaml$/.test(path) ? `file:///w/${path}` : undefined,
      parameterFiles: [],
    });
    const lines = lineStartsOf(text);
    const texts = found.map(({ range }) =>
      text.slice(offsetAt(text, lines, range.start), offsetAt(text, lines, range.end)),
    );
    assert.deepEqual(texts, linked);
  });
