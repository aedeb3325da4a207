import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { type Edit, textEditsOf } from '../../../server/src/syntax/edit.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { entriesOf, Format, Node, SyntaxTree } from '../../../server/src/syntax/tree.ts';

/** Real files: those of the rules' fixtures and the examples. */
function realFiles(): { format: Format; text: string }[] {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const folders = ['examples', join('test', 'rules')].map((folder) => join(root, folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return files.flatMap((file) => {
    const format = formatOf(file);
    return format && statSync(file).isFile() ? [{ format, text: readFileSync(file, 'utf8') }] : [];
  });
}

function formatOf(file: string): Format | undefined {
  if (/\.(?:json|template)$/.test(file)) return 'json';
  if (/\.ya?ml$/.test(file)) return 'yaml';
  return file.endsWith('.toml') ? 'toml' : undefined;
}

const files = realFiles();
const longest = 20_000;

/** What typing, pasting and a slip of the hand do to a text. */
const damage = fc.record({
  file: fc.nat(100_000),
  at: fc.nat(1_000_000),
  length: fc.oneof(fc.nat(3), fc.nat(200)),
  text: fc.oneof(
    fc.constantFrom(
      '',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ':',
      ': ',
      '- ',
      '\n',
      '\t',
      '#',
      '!',
      '&a ',
      '*a',
      '|',
      '>',
      ',',
      '\\',
    ),
    fc.constantFrom(
      '{{{{',
      '\n\n\n',
      '---\n',
      '...\n',
      '? ',
      '<<: ',
      '/*',
      '//',
      '[[',
      '"""',
      '\u0000',
      '\uFEFF',
      '\uD800',
      '\r',
    ),
    fc.string({ maxLength: 5, unit: 'binary' }),
  ),
});

function damaged({ file, at, length, text }: { file: number; at: number; length: number; text: string }) {
  const whole = files[file % files.length]!;
  const real = whole.text.slice(0, longest);
  const from = at % (real.length + 1);
  return { format: whole.format, before: real, text: real.slice(0, from) + text + real.slice(from + length) };
}

/** Within a second, all offsets within the text. */
function parsedInTime(text: string, format: Format, previous?: SyntaxTree): SyntaxTree {
  // The processor's time, since a busy machine lets a test wait.
  const start = process.cpuUsage();
  const tree = parse(text, format, previous);
  const { user, system } = process.cpuUsage(start);
  assert.ok(user + system < 1_000_000, `${(user + system) / 1000} ms for\n${text}`);
  const isWithin = (span: { start: number; end: number }) =>
    0 <= span.start && span.start <= span.end && span.end <= text.length;
  const check = (node: Node): void => {
    assert.ok(isWithin(node), `${JSON.stringify(node)} in ${JSON.stringify(text)}`);
    if (node.kind === 'mapping') for (const entry of node.entries) check(entry.value);
    if (node.kind === 'sequence') for (const item of node.items) check(item);
  };
  if (tree.root) check(tree.root);
  for (const problem of tree.problems)
    assert.ok(isWithin(problem), `${JSON.stringify(problem)} in ${JSON.stringify(text)}`);
  return tree;
}

test('2,000 random damages of real files give a tree or a problem, at once, the same with and without the tree before', () => {
  assert.ok(files.length > 50, 'no files to damage');
  fc.assert(
    fc.property(damage, (one) => {
      const { format, before, text } = damaged(one);
      const tree = parsedInTime(text, format);
      assert.deepEqual(parsedInTime(text, format, parse(before, format)), tree);
      assert.ok(tree.root || tree.problems.length > 0 || text.trim() === '' || format === 'yaml');
    }),
    { numRuns: 2000 },
  );
});

test('edits of damaged files are refused or mean what they say, and never throw', () => {
  fc.assert(
    fc.property(damage, fc.nat(1000), fc.nat(3), (one, where, kind) => {
      const { format, text } = damaged(one);
      const tree = parse(text, format);
      const root = tree.root;
      const entries = allEntries(root);
      const chosen = entries[where % Math.max(1, entries.length)];
      if (!chosen || root?.kind !== 'mapping') return;
      const edits: readonly Edit[] = [
        { op: 'remove-entry', from: chosen.mapping, entry: chosen.entry },
        { op: 'replace', node: chosen.entry.value, value: { Ref: 'X' } },
        { op: 'rename', entry: chosen.entry, key: 'Renamed' },
        { op: 'insert-entry', into: chosen.mapping, key: 'New', value: ['x', { y: 1 }] },
      ];
      textEditsOf(tree, [edits[kind]!]);
    }),
    { numRuns: 500 },
  );
});

type Place = { mapping: Node & { kind: 'mapping' }; entry: ReturnType<typeof entriesOf>[number] };

function allEntries(node: Node | undefined): Place[] {
  if (node?.kind === 'sequence') return node.items.flatMap(allEntries);
  if (node?.kind !== 'mapping') return [];
  return node.entries.flatMap((entry) => [{ mapping: node, entry }, ...allEntries(entry.value)]);
}

test('each prefix of real files', () => {
  for (const format of ['json', 'yaml', 'toml'] as const) {
    const { text } = files
      .filter((file) => file.format === format)
      .sort((a, b) => b.text.length - a.text.length)[0] ?? { text: '' };
    let tree: SyntaxTree | undefined;
    for (let length = 0; length <= Math.min(text.length, 1500); length += 1)
      tree = parsedInTime(text.slice(0, length), format, tree);
  }
});
