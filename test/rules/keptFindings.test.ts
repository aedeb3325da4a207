import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Analysis, analyze, earlierOf } from '../../server/src/languageService.ts';
import { type CheckedFile, defineRule, type Rule } from '../../server/src/rules/defineRule.ts';
import { runRules } from '../../server/src/rules/engine/runRules.ts';
import { dependencies } from '../../server/src/rules/shared/dependsOn.ts';
import { eachResource, resourcesOfTypes } from '../../server/src/rules/shared/resources/typedResources.ts';

const TEXT = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Wide: {Type: String, Default: 'no', AllowedValues: ['yes', 'no']}
Conditions:
  IsWide: !Equals [!Ref Wide, 'yes']
Resources:
  Net:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Second:
    Type: AWS::EC2::VPCCidrBlock
    Condition: IsWide
    Properties:
      VpcId: !Ref Net
      CidrBlock: 10.1.0.0/16
  Door:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: the door
      VpcId: !Ref Net
  Gate:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: the gate
      VpcId: !Ref Net
`;

/** How often a check runs in each version of the text, of which each is another change of `TEXT`. */
function runsOver(
  ruleOf: (ran: () => void) => Rule['check'],
  changes: readonly (readonly [from: string, to: string])[],
  text = TEXT,
): readonly number[] {
  let runs = 0;
  const rule = defineRule({
    id: 'counted',
    area: 'files',
    severity: 'hint',
    profile: 'recommended',
    appliesTo: ['template'],
    title: 'Counts',
    why: 'To be counted.',
    sources: [],
    check: ruleOf(() => runs++),
  });
  let last: Analysis | undefined;
  return [['', ''] as const, ...changes].map(([from, to]) => {
    assert.ok(text.includes(from), from);
    const { tree, content } = (last = analyze('net.yaml', text.replace(from, to), {}, last && earlierOf(last))!);
    const before = runs;
    const options = {
      profile: 'strict' as const,
      severities: {},
      onFailure(_: Rule, error: unknown) {
        throw error;
      },
    };
    const steps = runRules([rule], tree, content, [], options);
    while (!steps.next().done);
    return runs - before;
  });
}

test('a list of the network that is another one in each scenario lasts while the rest of the network changes', () => {
  const check = (ran: () => void) => (file: CheckedFile) => {
    ran();
    file.network.securityGroups.size;
    return [];
  };
  const text = TEXT.replace(
    '  Gate:\n    Type: AWS::EC2::SecurityGroup',
    '  Gate:\n    Condition: IsWide\n    Type: AWS::EC2::SecurityGroup',
  );
  assert.notEqual(text, TEXT);
  const changes = [
    ['10.0.0.0/16', '10.2.0.0/16'],
    ['', ''],
    ['  Door:', '  Entrance:'],
  ] as const;
  assert.deepEqual(runsOver(check, changes, text), [2, 0, 0, 2]);
});

test('a rule that looks at all resources of a type runs again when one of these says something else', () => {
  const check = (ran: () => void) => (file: CheckedFile) => {
    ran();
    resourcesOfTypes(file, ['AWS::EC2::VPC']);
    return [];
  };
  // The scenarios have the VPC in common.
  assert.deepEqual(
    runsOver(check, [
      ['the door', 'the front door'],
      ['10.0.0.0/16', '10.9.0.0/16'],
    ]),
    [1, 0, 1],
  );
});

test('a rule that asks in which order resources are made runs again when that is another', () => {
  const check = (ran: () => void) => (file: CheckedFile) => {
    ran();
    dependencies(file);
    return [];
  };
  // One of the resources is there in one of the two scenarios.
  assert.deepEqual(
    runsOver(check, [
      ['the door', 'the front door'],
      ['10.0.0.0/16', '10.9.0.0/16'],
      ['GroupDescription: the door', 'GroupDescription: !Ref Gate'],
    ]),
    [2, 0, 0, 2],
  );
});

test('a rule that looks at resources one by one looks at those again that say something else', () => {
  const check = (ran: () => void) =>
    eachResource(['AWS::EC2::SecurityGroup'], function* ({ property }) {
      ran();
      property('GroupDescription');
      property('VpcId');
    });
  assert.deepEqual(
    runsOver(check, [
      ['the door', 'the front door'],
      ['the door', 'the back door'],
      ['Ref Wide', 'Ref Wide1'],
    ]),
    [2, 1, 1, 1],
  );
});

test('what was found in a text is there again after the text was broken for a while', () => {
  const check = (ran: () => void) => (file: CheckedFile) => {
    ran();
    if (!file.isBroken) resourcesOfTypes(file, ['AWS::EC2::VPC']);
    return [];
  };
  const broken = (from: string) => [from, `"${from}`] as const;
  assert.deepEqual(
    runsOver(check, [broken('the gate'), broken('the gate'), ['the gate', 'the garden gate']]),
    [1, 1, 0, 0],
  );
});
