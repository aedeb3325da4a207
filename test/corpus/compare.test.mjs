import assert from 'node:assert/strict';
import test from 'node:test';
import { compareFile, comparePolicies, updateExpected } from './compare.mjs';

const finding = (file, rule, resource, line) => ({ file, rule, resource, line, severity: 'warning' });
const ssh = {
  file: 'cdk/Bastion.template.json',
  rule: 'sg-ingress-world-ssh',
  resource: 'Sg',
  why: 'asked for',
};

test('a finding that is expected passes, in the YAML twin too', () => {
  for (const file of ['cdk/Bastion.template.json', 'cdk/Bastion.yaml']) {
    const found = compareFile(file, [finding(file, ssh.rule, 'Sg', 7)], [ssh]);
    assert.deepEqual(found, { unexpected: [], gone: [] });
  }
});

test('another rule, resource or line, or one more than counted, is unexpected', () => {
  const file = 'a.yaml';
  const expected = [
    { file, rule: 'r', resource: 'A', line: 3, why: '…' },
    { file, rule: 'r', resource: 'B', count: 2, why: '…' },
  ];
  const right = [finding(file, 'r', 'A', 3), finding(file, 'r', 'B', 8), finding(file, 'r', 'B', 9)];
  assert.deepEqual(compareFile(file, right, expected), { unexpected: [], gone: [] });
  for (const wrong of [
    finding(file, 'r', 'A', 4),
    finding(file, 's', 'A', 3),
    finding(file, 'r', 'B', 10),
    finding(file, 'r', null, 3),
  ]) {
    assert.deepEqual(compareFile(file, [...right, wrong], expected).unexpected, [wrong]);
  }
});

test('an expectation that finds nothing is gone, in the YAML twin too', () => {
  assert.deepEqual(compareFile('cdk/Bastion.template.json', [], [ssh]).gone, [ssh]);
  assert.deepEqual(compareFile('cdk/Bastion.yaml', [], [ssh]).gone, [ssh]);
  assert.deepEqual(compareFile('cdk/Other.yaml', [], [ssh]).gone, []);
});

test('an update keeps words, counts, drops what is gone and marks what is new', () => {
  const file = 'a.yaml';
  const expected = [
    { file, rule: 'r', resource: 'A', why: 'kept' },
    { file, rule: 'r', resource: 'Gone', why: 'dropped' },
  ];
  const findings = [finding(file, 'r', 'A', 1), finding(file, 'r', 'A', 2), finding(file, 'r', 'New', 3)];
  const updated = updateExpected(findings, expected);
  assert.deepEqual(updated, [
    { file, rule: 'r', resource: 'A', count: 2, why: 'kept' },
    { file, rule: 'r', resource: 'New', why: 'TODO' },
  ]);
  assert.deepEqual(compareFile(file, findings, updated), { unexpected: [], gone: [] });
});

test('of a rule about policy only the number counts', () => {
  const policy = { rule: 'p', count: 2, why: 'so it is in most templates' };
  const of = (count) => Array.from({ length: count }, (_, i) => finding(`${i}.yaml`, 'p', 'A', 1));
  const other = finding('a.yaml', 'r', 'A', 1);
  assert.deepEqual(comparePolicies([...of(2), other], [policy]), { others: [other], wrong: [] });
  assert.deepEqual(comparePolicies(of(3), [policy]).wrong, ['p finds 3, and 2 are expected']);
  assert.deepEqual(updateExpected(of(3), [policy]), [{ ...policy, count: 3 }]);
});
