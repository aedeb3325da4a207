import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze, findingsOf } from '../../server/src/languageService.ts';

/** Subnets with the blocks of a stage, and stages of which the last has each block outside of the VPC. */
function templateWith(stages: number, subnets: number): string {
  const numbers = Array.from({ length: subnets }, (_, n) => n);
  const rows = Array.from({ length: stages }, (_, stage) => {
    const blocks = numbers.map((n) => `      B${n}: 10.${stage === stages - 1 ? 9 : 0}.${n}.0/24\n`);
    return `    s${stage}:\n${blocks.join('')}`;
  });
  const resources = numbers.map(
    (n) =>
      `  Subnet${n}:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vpc\n      CidrBlock: !FindInMap [Blocks, !Ref Stage, B${n}]\n`,
  );
  return [
    "AWSTemplateFormatVersion: '2010-09-09'\n",
    'Parameters:\n  Stage: { Type: String, Default: s0 }\n',
    `Mappings:\n  Blocks:\n${rows.join('')}`,
    'Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }\n',
    ...resources,
  ].join('');
}

function findings(text: string): number {
  const found = findingsOf(analyze('net.yaml', text)!, {
    profile: 'recommended',
    severities: {},
    onFailure: (_, error) => assert.fail(String(error)),
  });
  return found.filter(({ rule }) => rule.id === 'mapping-row-blocks').length;
}

test('blocks of other rows are looked at, but not so many that a keystroke waits for them', () => {
  assert.equal(findings(templateWith(40, 90)), 90);
  assert.equal(findings(templateWith(50, 90)), 0);
});
