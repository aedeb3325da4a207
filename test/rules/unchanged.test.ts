// What was good in one version of a document is not looked at in the next, unless what it rests on changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Analysis, analyze, earlierOf, findingsOf } from '../../server/src/analysis.ts';

const tags = Array.from({ length: 20 }, (_, i) => `        - { Key: Tag${i}, Value: anything }`).join('\n');

const TEMPLATE = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Network: { Type: 'AWS::EC2::VPC::Id' }
Mappings:
  Tenancy: { all: { of: default } }
Resources:
  First:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.1.0.0/16
      InstanceTenancy: !FindInMap [Tenancy, all, of]
      Tags:
${tags}
  Second:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Network
      Tags:
${tags}
  Third:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref First
      Tags:
${tags}
`;

const found = (analysis: Analysis) =>
  findingsOf(analysis, { profile: 'strict', severities: {}, onFailure: assert.fail }).map(
    ({ rule, message, at }) => `${rule.id} ${at.start} ${message}`,
  );

for (const [what, from, to, rule] of [
  ['the resource', '10.1.0.0/16', '[10.1.0.0/16]', 'property-value'],
  ['its parameter', 'AWS::EC2::VPC::Id', 'AWS::EC2::Subnet::Id', 'property-wrong-kind'],
  ['its mapping', 'of: default', 'of: defualt', 'property-value'],
  ['the type of what it names', 'AWS::EC2::VPC\n', 'AWS::EC2::RouteTable\n', 'property-wrong-kind'],
  ['the name of what it names', '  First:', '  Frist:', 'name-undefined'],
] as const) {
  test(`${what} changes`, () => {
    const before = analyze('t.yaml', TEMPLATE);
    assert.ok(before);
    assert.deepEqual(found(before).filter((one) => /^(?:property|name)-/.test(one)), []);
    const text = TEMPLATE.replace(from, to);
    const after = analyze('t.yaml', text, {}, earlierOf(before));
    const fresh = analyze('t.yaml', text);
    assert.ok(after && fresh);
    assert.deepEqual(found(after), found(fresh));
    assert.ok(found(after).some((one) => one.startsWith(rule)), found(after).join('\n'));
  });
}
