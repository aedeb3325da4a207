// A value that is known only at deployment gives a rule no reason to report more than it does of the value itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../server/src/rules/index.ts';
import { entriesOf, entryAt, type Node, valueAt } from '../../server/src/syntax/tree.ts';
import { randomFrom } from '../robustness/random.ts';
import { seedOf } from '../seed.ts';
import { analysisOf, fixturesOf, ownFindingsIn, type RuleFixture } from './ruleFixtures.ts';

/** One value in so many; all in a deep run. */
const EVERY = process.env.DEEP ? 1 : 12;

/** Why a rule reports more. */
const MORE: Readonly<Record<string, string>> = {
  'sg-ingress-world-ssh': 'It is silent only where all listeners and containers behind the group are known.',
};

const random = randomFrom(seedOf());
for (const rule of rules.filter(({ appliesTo }) => appliesTo.includes('template'))) {
  test(`${rule.id} reports no more of what is unknown`, () => {
    if (rule.id in MORE) return;
    for (const one of fixturesOf(rule)) {
      if (one.kind !== 'template' || one.format !== 'yaml') continue;
      const values = valuesOf(one).filter(() => random.below(EVERY) === 0);
      const before = values.length > 0 ? ownFindingsIn(one, one.fixture.text).length : 0;
      for (const value of values) {
        const text = withUnknown(one.fixture.text, value);
        assert.ok(ownFindingsIn(one, text).length <= before, `${one.fixture.name} without this value:\n${text}`);
      }
    }
  });
}

/** The text with a parameter that has no default in place of the value. */
function withUnknown(text: string, { start, end }: Node): string {
  const used = `${text.slice(0, start)}{ Ref: Unsaid }${text.slice(end)}`;
  return /^Parameters:/m.test(text)
    ? used.replace(/^Parameters: *$/m, 'Parameters:\n  Unsaid: { Type: String }')
    : used.replace(/^(?=\w+:)/m, 'Parameters: { Unsaid: { Type: String } }\n');
}

/** What is written in place in the properties of the resources. */
function valuesOf(one: RuleFixture): readonly Node[] {
  const { root } = analysisOf(one, one.fixture.text).tree;
  if (root?.kind !== 'mapping') return [];
  const resources = entriesOf(entryAt(root, 'Resources')?.value);
  return resources.flatMap(({ value }) => scalarsIn(valueAt(value, 'Properties')));
}

function scalarsIn(node: Node | undefined): readonly Node[] {
  if (!node || node.tag !== undefined) return [];
  switch (node.kind) {
    case 'scalar':
      return node.end > node.start ? [node] : [];
    case 'sequence':
      return node.items.flatMap(scalarsIn);
    case 'mapping':
      return node.entries
        .filter(({ key }) => !/^(?:Ref|Condition|Fn::.*)$/.test(key.text))
        .flatMap(({ value }) => scalarsIn(value));
    default:
      return [];
  }
}
