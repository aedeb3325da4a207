import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  previewText,
  rangeOfResource,
  resourceAt,
  vpcToPlan,
} from '../../client/src/calculator/boundResources.ts';
import { exportName, planPath } from '../../client/src/calculator/planNames.ts';
import { analyze, vpcsOf } from '../../server/src/languageService.ts';

const text = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Block: { Type: String }
Resources:
  Open:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: !Ref Block }
  First:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  Second:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.1.0.0/16 }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Second, CidrBlock: 10.1.0.0/24 }
`;
const analysis = analyze('net.yaml', text);
assert.ok(analysis);
const template = { vpcs: vpcsOf(analysis) };
const at = (line: number, character: number) => ({ line, character });
const lineOf = (name: string) => text.split('\n').indexOf(`  ${name}:`);

test('a cursor anywhere in a resource is at it, at its end too', () => {
  assert.equal(resourceAt(template, at(lineOf('First') + 1, 6)), 'First');
  assert.equal(resourceAt(template, at(lineOf('Subnet') + 2, 20)), 'Subnet');
  assert.equal(resourceAt(template, at(0, 0)), undefined);
  assert.equal(resourceAt(template, at(text.split('\n').length, 0)), undefined);
  for (const id of ['First', 'Second', 'Subnet']) {
    const range = rangeOfResource(template, id);
    assert.ok(range);
    assert.equal(resourceAt(template, range.start), id);
    assert.equal(resourceAt(template, range.end), id);
    if (range.start.character > 0)
      assert.notEqual(resourceAt(template, at(range.start.line, range.start.character - 1)), id);
    assert.notEqual(resourceAt(template, at(range.end.line, range.end.character + 1)), id);
  }
  assert.equal(rangeOfResource(template, 'Nobody'), undefined);
});

test('the VPC at the cursor is planned, also from its subnet; else the first whose block is known', () => {
  assert.equal(vpcToPlan(template, at(lineOf('Second') + 1, 6)), 'Second');
  assert.equal(vpcToPlan(template, at(lineOf('Subnet') + 1, 6)), 'Second');
  assert.equal(vpcToPlan(template, at(0, 0)), 'First');
  assert.equal(vpcToPlan(template, at(lineOf('Open') + 1, 6)), 'First');
  assert.equal(vpcToPlan(template, undefined), 'First');
  assert.equal(vpcToPlan({ vpcs: [] }, at(0, 0)), undefined);
});

test('a preview has no blank lines around its parts', () => {
  const range = { start: at(0, 0), end: at(0, 0) };
  assert.equal(
    previewText([
      { range, newText: '\n\n  A: 1\n' },
      { range, newText: '\n  B: 2\n\n' },
    ]),
    '  A: 1\n  B: 2',
  );
});

test('files of plans and exports have names that say what they are', () => {
  assert.equal(planPath('/a/net'), '/a/net.subnets.json');
  assert.equal(planPath('/a/net.json'), '/a/net.json');
  assert.equal(exportName('csv'), 'subnets.csv');
  assert.equal(exportName('subnets.json'), 'network.subnets.json');
});
