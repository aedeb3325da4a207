import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Analysis, analyze, findingsOf } from '../../server/src/analysis.ts';
import type { Finding } from '../../server/src/rules/engine/findings.ts';
import { entryAt, type Node, resolved, valueAt } from '../../server/src/syntax/tree.ts';
import { gained, withFix } from '../rules/fixing.ts';
import { damagedSettings, writeDamaged } from './damagedSettings.ts';
import { loadWithZappa, skip } from './zappaPython.ts';

const COUNT = Number(process.env.RUNS ?? 300);

/** More fixes than any of these files needs. */
const MOST_ROUNDS = 20;

const files = fc.sample(damagedSettings, COUNT).map(({ way, stage }) => writeDamaged(way, stage));
const fixed = files.map(({ name, text }) => ({ name, before: text, ...afterAllFixes(name, text) }));

test('each preferred fix takes its finding away, brings no other, and loses no id', () => {
  for (const { before, text, wrong } of fixed) {
    assert.deepEqual(wrong, [], before);
    const ids = (of: string) =>
      [...new Set(of.toLowerCase().match(/\b(?:subnet|sg)-(?=\w*\d)[0-9a-f]+/g))].sort();
    assert.deepEqual(ids(text), ids(before), `${before}\nbecomes\n${text}`);
  }
});

test('where the preferred fixes leave nothing that is refused, Lambda takes the lists of ids', () => {
  const whole = fixed.filter(({ refused }) => refused.length === 0);
  for (const { name, before, text } of whole) {
    const config = valueAt(valueAt(analyze(name, text)!.tree.root, 'dev'), 'vpc_config');
    for (const [key, shape] of Object.entries(SHAPES)) {
      const entry = entryAt(config, key);
      if (entry) assert.ok(isListOf(resolved(entry.value), shape), `${before}\nbecomes\n${text}`);
    }
  }
  // That many were damaged, and are not any more.
  const changed = whole.filter(({ before, text }) => before !== text);
  assert.ok(changed.length > COUNT / 60, `only ${changed.length} of ${COUNT} files were fixed`);
});

test("where the preferred fixes leave nothing that is refused, Zappa's loader and boto3 take the file", {
  skip,
}, () => {
  const whole = fixed.filter(({ refused }) => refused.length === 0);
  const answers = loadWithZappa(whole.map(({ name, text }) => ({ name, text, stages: ['dev'] })));
  for (const [i, { before, text }] of whole.entries()) {
    const { error, load, boto3 } = answers[i]!.dev!;
    assert.deepEqual([error, load, boto3], [undefined, null, null], `${before}\nbecomes\n${text}`);
  }
});

/** Ids that AWS has none such of are warnings. */
function isRefused({ severity, rule }: Finding): boolean {
  return severity === 'error' || ['zappa-id-placeholder', 'zappa-id-malformed'].includes(rule.id);
}

/** What every id in Lambda's VpcConfig has to match: https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html */
const SHAPES = { SubnetIds: /^subnet-[0-9a-z]*$/, SecurityGroupIds: /^sg-[0-9a-zA-Z]*$/ };

function isListOf(list: Node | undefined, shape: RegExp): boolean {
  return (
    list?.kind === 'sequence' &&
    list.items.every(
      (item) => item.kind === 'scalar' && typeof item.value === 'string' && shape.test(item.value),
    )
  );
}

interface Fixed {
  readonly text: string;
  /** What was wrong with one of the fixes. */
  readonly wrong: readonly string[];
  /** The rules of the findings that are left: AWS or Zappa rejects the file. */
  readonly refused: readonly string[];
}

function afterAllFixes(name: string, before: string): Fixed {
  let text = before;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const analysis = analyze(name, text)!;
    const findings = found(analysis);
    const next = findings.flatMap(({ rule, message, fixes }) =>
      fixes
        .filter(({ preferred }) => preferred)
        .flatMap((fix) => {
          const after = withFix(analysis, fix);
          return after === undefined ? [] : [{ what: `${rule.id}: ${message}`, title: fix.title, after }];
        }),
    )[0];
    if (!next) {
      const refused = findings.filter(isRefused).map(({ rule }) => rule.id);
      return { text, wrong: [], refused };
    }
    // A list under its right name shows that the other one is missing, or that it is too short.
    const isShown = (what: string) => /^(?:lambda-vpcconfig-partial|zappa-single-subnet):/.test(what);
    const news = gained(findings, found(analyze(name, next.after)!)).filter((what) => !isShown(what));
    if (news.length > 0 || next.after === text)
      return { text: next.after, wrong: [next.title, ...news], refused: [] };
    text = next.after;
  }
  return { text, wrong: ['the fixes have no end'], refused: [] };
}

function found(analysis: Analysis): readonly Finding[] {
  return findingsOf(analysis, {
    profile: 'strict',
    severities: {},
    onFailure(_, error) {
      throw error;
    },
  });
}
