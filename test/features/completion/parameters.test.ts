import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, completion } from '../../../server/src/languageService.ts';

const at = (property: string, value = '') => `AWSTemplateFormatVersion: '2010-09-09'
Parameters: { VpcId: { Type: String } }
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      ${property}: ${value}`;

function endOf(text: string) {
  const lines = text.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}

function labelsAt(text: string): readonly string[] {
  const analysis = analyze('n.yaml', text);
  assert.ok(analysis);
  return (completion(analysis, endOf(text)) ?? []).map(({ label }) => label);
}

test('whatever a property is called, suggestions come', () => {
  for (const property of ['def handler(*', '[', 'a+', 'constructor', '__proto__', '\\', '$'])
    assert.doesNotThrow(() => labelsAt(at(`"${property.replace('\\', '\\\\')}"`)), property);
});
