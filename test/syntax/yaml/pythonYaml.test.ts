import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { applyTextEdits, type Edit, textEditsOf } from '../../../server/src/syntax/edit.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { Node } from '../../../server/src/syntax/tree.ts';
import { pythonWith } from '../../inventory/python.ts';
import { seedOf } from '../../seed.ts';
import { type Answer, readWithPyYaml, valueOfTree } from './pythonYaml.ts';
import { damaged, ODDLY_INDENTED, oddText } from './pythonYamlTexts.ts';

const COUNT = Number(process.env.RUNS ?? 2000);
const python = pythonWith('yaml');
const skip = python ? false : 'no python3 with the package pyyaml';

/** What PyYAML reads and this reader does not, or otherwise: each too rare in templates and settings to be worth it. */
const READ_OTHERWISE: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /[[{,]\s*-\s*[,\]}]/, why: 'a dash alone within brackets is the text `-` to PyYAML' },
  {
    pattern: /[[{,]\s*\?\S/,
    why: 'PyYAML takes a question mark within brackets for that of a key, whatever follows it',
  },
  {
    pattern: /(?:^|[\n\r\u0085])[ ]*[|>][^\n\r\u0085]*[\n\r\u0085]?/,
    why: 'a block text whose mark stands in the column of its key',
  },
  { pattern: /![A-Za-z]*[[\],]/, why: 'PyYAML takes brackets and commas for characters of a tag' },
  {
    pattern: /[!&]\w*\s*[\n\r\u0085]\s*,/,
    why: 'in brackets, a tag or an anchor of nothing at the end of a line',
  },
  {
    pattern: /\\(?:\r?\n|[\r\u0085])\s*[\n\r\u0085]/,
    why: 'in double quotes, a blank line behind a break that is escaped',
  },
  {
    pattern: /[[{,]\s*(?:![A-Za-z]*\s+)?:[^\s,[\]{}]/,
    why: 'PyYAML takes a colon within brackets for that of a key, whatever follows it',
  },
  { pattern: /\*[a-z]+ *:/, why: 'an alias as a key stays the text it is' },
  {
    pattern: /!(?=[\s\u0085])/,
    why: 'a mark of a tag without a name makes a text of what follows, not of nothing',
  },
  {
    pattern: /[|>][^\n\r]*(?:[\n\r\u0085]+ *)*\n? +$/,
    why: 'spaces at the end of a file that cuts a block text short',
  },
  { pattern: /![A-Za-z]* *<</, why: 'to PyYAML a merge key with a tag is a key like others' },
  {
    pattern: /\{\n {0,2}[A-Za-z]\w*:[^{}]*\}[^{}]*\{[^{}]*\n\S[^{}]*\n\}/,
    why: 'brackets that go on where the keys of a section are, and others below them that go on at the margin',
  },
  { pattern: /[\u2028\u2029]/, why: 'in quotes and block texts PyYAML keeps these line breaks as they are' },
];

/**
 * What PyYAML rejects and this reader takes without a word. Where PyYAML is stricter than YAML 1.1 it does not follow
 * that CloudFormation is; the others are no matter of syntax.
 */
const TAKEN: readonly { readonly error: RegExp; readonly why: string }[] = [
  { error: /character '\\t' that cannot start/, why: 'YAML 1.1 allows tabs between what stands on a line' },
  { error: /found duplicate anchor/, why: 'YAML 1.1 allows it: the later one counts' },
  { error: /could not determine a constructor/, why: 'an unknown tag says nothing about the syntax' },
  {
    error: /found unhashable key/,
    why: 'a key in brackets; `dynamic-reference-unquoted` reports the one that people write',
  },
  { error: /expected a mapping .*for merging/, why: 'a value of `<<` that cannot be merged is left out' },
  { error: /KeyError|ValueError/, why: 'a value that its tag cannot be' },
  {
    error: /while scanning (?:a tag|an? (?:anchor|alias))/,
    why: 'characters of a tag, an anchor or an alias',
  },
];

/**
 * Of all that PyYAML rejects, the part that may be taken for other reasons: the library knows keys of nothing, keys over
 * several lines in brackets, and question marks in brackets.
 */
const TAKEN_BESIDES = 0.03;

function compare(texts: readonly string[]): number {
  const answers = readWithPyYaml(python!, texts);
  let both = 0;
  let refused = 0;
  const taken: string[] = [];
  for (const [i, text] of texts.entries()) {
    const tree = parse(text, 'yaml');
    const ours = valueOfTree(tree);
    const answer: Answer = answers[i]!;
    const where = `${JSON.stringify(text)}\n${JSON.stringify(answer)}\n${JSON.stringify(ours ?? tree.problems)}`;
    if (answer.error !== undefined) {
      refused++;
      // What is no mapping is neither a template nor settings.
      const isTaken = ours !== undefined && tree.root?.kind === 'mapping';
      if (isTaken && !TAKEN.some(({ error }) => error.test(answer.error!))) taken.push(where);
      continue;
    }
    if (ours && isDeepStrictEqual(ours.value, answer.value)) both++;
    else
      assert.ok(
        READ_OTHERWISE.some(({ pattern }) => pattern.test(text)),
        `read otherwise: ${where}`,
      );
  }
  assert.ok(taken.length <= 3 + refused * TAKEN_BESIDES, `PyYAML rejects all of\n${taken.join('\n\n')}`);
  return both;
}

function templates(): string[] {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  return ['examples', join('test', 'rules')].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8'))
      .filter((text) => text.length < 3000),
  );
}

for (const [name, texts] of [
  ['odd lines', oddText],
  ['templates after slips of the hand', damaged(templates())],
] as const) {
  test(`${name}: read as PyYAML reads them`, { skip }, (t) => {
    const seed = seedOf();
    t.diagnostic(`seed ${seed}`);
    const both = compare([...new Set(fc.sample(texts, { numRuns: COUNT, seed }))]);
    assert.ok(both > COUNT / 20, `only ${both} of ${COUNT} are YAML`);
  });
}

/** One of each kind for each node. */
function editsOf(node: Node): readonly Edit[] {
  const own: Edit[] = [{ op: 'replace', node, value: { Ref: 'Vpc' } }];
  if (node.kind === 'scalar') return [...own, { op: 'replace', node, value: 'new: text' }];
  if (node.kind === 'sequence') {
    return [
      ...own,
      { op: 'insert-item', into: node, value: 'new', index: 0 },
      { op: 'insert-item', into: node, value: { a: ['new'] } },
      ...node.items.flatMap((item): Edit[] => [{ op: 'remove-item', from: node, item }, ...editsOf(item)]),
    ];
  }
  if (node.kind !== 'mapping') return own;
  return [
    ...own,
    { op: 'insert-entry', into: node, key: 'New', value: { a: 'new' } },
    ...node.entries.flatMap((entry): Edit[] => [
      { op: 'remove-entry', from: node, entry },
      { op: 'rename', entry, key: 'Renamed' },
      ...editsOf(entry.value),
    ]),
  ];
}

for (const [name, text] of ODDLY_INDENTED) {
  test(`an edit of ${name} is made safely or not at all`, { skip }, () => {
    const tree = parse(text, 'yaml');
    assert.ok(tree.root && tree.problems.length === 0);
    const edits = editsOf(tree.root);
    const made = edits.flatMap((edit) => {
      const changes = textEditsOf(tree, [edit]);
      return 'refused' in changes ? [] : [applyTextEdits(text, changes)];
    });
    assert.ok(made.length > edits.length / 2, `only ${made.length} of ${edits.length} edits are made`);
    const answers = readWithPyYaml(python!, made);
    for (const [i, after] of made.entries())
      assert.deepEqual(valueOfTree(parse(after, 'yaml')), answers[i], after);
  });
}
