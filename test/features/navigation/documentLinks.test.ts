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
