import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { applyTextEdits, textEditsOf } from '../../../server/src/syntax/edit.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { Format } from '../../../server/src/syntax/tree.ts';
import { seedOf } from '../../seed.ts';
import { choiceFor, makeEdit } from './choices.ts';
import { documentFor, layout } from './documents.ts';
import { comparable, type Plain, plainOfTree } from './plain.ts';
import { print } from './printing.ts';

/** Documents a format; one Python process reads them all. */
const COUNT = Number(process.env.RUNS ?? 300);

const reader = fileURLToPath(new URL('../python/read.py', import.meta.url));

type Answer = { readonly value?: Plain; readonly toml?: Plain; readonly error?: string };

/** The name of a Python that has both packages, or undefined. */
const python = ['python3', 'python'].find(
  (name) => spawnSync(name, ['-c', 'import toml, yaml']).status === 0,
);
const skip = python ? false : 'no python3 with the packages pyyaml and toml';

function readWithPython(format: Format, texts: readonly string[]): Answer[] {
  const input = texts.map((text) => JSON.stringify({ format, text })).join('\n');
  const { status, stdout, stderr } = spawnSync(python!, [reader], {
    input,
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    maxBuffer: 1e9,
  });
  assert.equal(status, 0, stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

for (const format of ['json', 'yaml', 'toml'] as const) {
  test(`${format}: Python reads from an edited text what our tree says`, { skip }, () => {
    const seed = seedOf();
    const sampled = fc.sample(fc.tuple(documentFor(format), layout, choiceFor(format)), {
      numRuns: COUNT,
      seed,
    });
    const cases = sampled.flatMap(([model, how, chosen]) => {
      // Python's json has no comments.
      const { text } = print(model, format, format === 'json' ? { ...how, comments: [0] } : how);
      const tree = parse(text, format);
      const made = makeEdit(model, tree, chosen);
      const edits = made && textEditsOf(tree, [made.edit]);
      return edits && !('refused' in edits)
        ? [{ before: text, after: applyTextEdits(text, edits), made }]
        : [];
    });
    assert.ok(cases.length > COUNT / 2, `only ${cases.length} of ${COUNT} could be edited`);
    const befores = readWithPython(
      format,
      cases.map(({ before }) => before),
    );
    const afters = readWithPython(
      format,
      cases.map(({ after }) => after),
    );
    let compared = 0;
    for (const [i, { before, after, made }] of cases.entries()) {
      const where = `seed ${seed}, ${made.edit.op}\n${before}\n--- gives\n${after}`;
      const ours = comparable(plainOfTree(parse(after, format)), format);
      const { value, toml, error } = afters[i]!;
      assert.equal(error, undefined, where);
      const first = befores[i]!.value;
      if (first !== undefined)
        assert.equal(
          comparable(first, format),
          comparable(plainOfTree(parse(before, format)), format),
          where,
        );
      if (value !== undefined) assert.equal(comparable(value, format), ours, where);
      // The package `toml`, which Zappa uses, misreads lists of unlike items even in files that nobody edited.
      const old = befores[i]!.toml;
      const wasRight =
        old !== undefined &&
        comparable(old, format) === comparable(plainOfTree(parse(before, format)), format);
      if (!wasRight || toml === undefined || !hasAlikeItems(plainOfTree(parse(after, format)))) continue;
      compared++;
      assert.equal(comparable(toml, format), ours, `package toml: ${where}`);
    }
    if (format === 'toml') assert.ok(compared > COUNT / 20, `the package toml took part in ${compared} only`);
  });
}

/** Lists of texts, of numbers or of truth values, as settings files have them. */
function hasAlikeItems(plain: Plain): boolean {
  if (typeof plain !== 'object' || plain === null) return true;
  if ('map' in plain) return plain.map.every(([, value]) => hasAlikeItems(value));
  const kinds = new Set(plain.list.map((item) => typeof item));
  return kinds.size <= 1 && !kinds.has('object');
}
