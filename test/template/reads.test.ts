import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../server/src/syntax/parse.ts';
import { inputOf } from '../../server/src/template/evaluation/inputs.ts';
import {
  conditionHolds,
  memoizedWithScenarios,
  thisVersion,
} from '../../server/src/template/evaluation/reads.ts';
import type { Scenario } from '../../server/src/template/evaluation/scenario.ts';
import { scenariosOf } from '../../server/src/template/scenarios/scenarios.ts';
import { readTemplate } from '../../server/src/template/template.ts';

const TEXT = `
Parameters:
  A: {Type: String, AllowedValues: [one, two]}
  B: {Type: String, AllowedValues: [one, two]}
Conditions:
  IsA: !Equals [!Ref A, one]
  IsB: !Equals [!Ref B, one]
Resources:
  Queue: {Type: AWS::SQS::Queue, Condition: IsA}
  Topic: {Type: AWS::SNS::Topic, Condition: IsB}
`;

/** What a kept function answers in each scenario of two versions, and how often it was worked out. */
function answers(look: (scenario: Scenario, name: string) => unknown, name = '') {
  const key = {};
  let made = 0;
  const kept = memoizedWithScenarios((_: object, scenario) => {
    made++;
    return `${look(scenario, name)}`;
  });
  const first = scenariosOf(readTemplate(parse(TEXT, 'yaml'))!);
  const second = scenariosOf(readTemplate(parse(`${TEXT}# more`, 'yaml'))!, { previous: first });
  const told = [first, second].map(({ all }) => all.map((scenario) => kept(key, scenario).answer));
  return { told, made };
}

const nameOf = ({ conditions }: Scenario) => [...conditions.values()].join();

test('an answer that is the same in all scenarios is worked out once for all versions', () => {
  const { told, made } = answers(inputOf('something', () => 'same'));
  assert.deepEqual(told, [Array(4).fill('same'), Array(4).fill('same')]);
  assert.equal(made, 1);
});

test('an answer that is the same in most scenarios is another in the rest', () => {
  for (const odd of ['true,true', 'true,false', 'false,true', 'false,false']) {
    const { told, made } = answers(
      inputOf('something', (scenario) => (nameOf(scenario) === odd ? 'odd' : 'usual')),
    );
    for (const version of told) {
      assert.equal(version.length, 4);
      assert.deepEqual(version.toSorted(), ['odd', 'usual', 'usual', 'usual'], odd);
    }
    assert.equal(made, 2, odd);
  }
});

test('an answer that rests on a condition follows it', () => {
  const { told, made } = answers(conditionHolds, 'IsA');
  assert.deepEqual(told[0], told[1]);
  assert.deepEqual(told[0]!.toSorted(), ['false', 'false', 'true', 'true']);
  assert.equal(made, 2);
});

test('an answer that rests on the version is worked out once for all of its scenarios', () => {
  const { told, made } = answers(thisVersion);
  assert.equal(new Set(told.flat()).size, 2);
  assert.equal(made, 2);
});

test('each scenario of a version looks once, however many different things they see', () => {
  let looks = 0;
  const look = inputOf('something', (scenario) => {
    looks++;
    return nameOf(scenario);
  });
  const { told, made } = answers(look);
  assert.deepEqual(told[0], told[1]);
  assert.equal(made, 4);
  assert.equal(looks, 8);
});
