import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, findingsOf, hover } from '../../server/src/languageService.ts';

test('types and properties called as what every object has are like any others that are not known', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf']) {
    const analysis = analyze(
      'n.yaml',
      `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Odd: { Type: ${name}, Properties: { ${name}: 1 } }
  ${name}: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Odd, CidrBlock: 10.0.0.5/24 } }
`,
    );
    assert.ok(analysis);
    const found = findingsOf(analysis, { profile: 'strict', severities: {}, onFailure: assert.fail });
    assert.ok(
      found.some(({ rule }) => rule.id === 'cidr-host-bits'),
      name,
    );
    assert.doesNotThrow(() => hover(analysis, { line: 2, character: 16 }), name);
  }
});
