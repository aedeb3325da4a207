import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { analyze, findingsOf } from '../../server/src/analysis.ts';
import type { Finding } from '../../server/src/rules/engine/findings.ts';
import { NOT_REPORTED } from './gaps.ts';
import { type Mistake, nameOf, plant } from './mistake.ts';
import { MISTAKES } from './mistakes.ts';

const BASES = ['shop', 'services', 'joined', 'six'] as const;
const TEXTS = new Map(BASES.map((base) => [base, read(base)]));
const isExpected = ({ rule, in: resource, on = resource }: Mistake, finding: Finding) =>
  finding.rule.id === rule && finding.resource === on;

for (const base of BASES) {
  test(`${base} has no mistake`, () => {
    assert.deepEqual(found(TEXTS.get(base)!, 'recommended').map(textOf), []);
  });
}

for (const base of BASES) {
  suite(`one mistake in ${base}`, () => {
    for (const mistake of MISTAKES.filter((one) => one.base === base)) {
      const name = nameOf(mistake);
      const isGap = Object.hasOwn(NOT_REPORTED, name);
      test(name, () => {
        const findings = found(plant(TEXTS.get(base)!, mistake), 'strict');
        const isFound = findings.some((finding) => isExpected(mistake, finding));
        const said = findings.map(textOf).join('\n');
        assert.equal(
          isFound,
          !isGap,
          `${mistake.rule} ${isGap ? 'reports it now' : 'does not report it'}:\n${said}`,
        );
        const others = findings.filter(
          ({ rule, severity }) => severity === 'error' && rule.id !== mistake.rule,
        );
        assert.deepEqual(others.map(textOf), [], 'One cause has one finding.');
      });
    }
  });
}

test('at least 98 in 100 are reported, and no gap is without its mistake', () => {
  const names = MISTAKES.map(nameOf);
  assert.equal(new Set(names).size, names.length, 'Two mistakes are the same.');
  const gaps = Object.keys(NOT_REPORTED);
  assert.deepEqual(
    gaps.filter((name) => !names.includes(name)),
    [],
  );
  assert.ok(gaps.length <= names.length * 0.02, `${gaps.length} of ${names.length} are not reported`);
  console.log(`planted: ${names.length - gaps.length} of ${names.length} are reported`);
});

function read(base: string): string {
  return readFileSync(new URL(`./bases/${base}.yaml`, import.meta.url), 'utf8');
}

function found(text: string, profile: 'recommended' | 'strict'): readonly Finding[] {
  return findingsOf(analyze('template.yaml', text)!, {
    profile,
    severities: {},
    onFailure: (rule, error) => {
      throw new Error(`The rule ${rule.id} fails`, { cause: error });
    },
  });
}

function textOf({ rule, severity, resource, message }: Finding): string {
  return `${rule.id} ${severity} ${resource}: ${message}`;
}
