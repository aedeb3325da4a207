import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyTextEdits, type Edit, type TextEdit, textEditsOf } from '../../../server/src/syntax/edit.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import type { Span } from '../../../server/src/syntax/span.ts';
import type { Entry, Format, Mapping, Node, SyntaxTree } from '../../../server/src/syntax/tree.ts';
import { choiceFor, entryAt, type Made, makeEdit, nodeAt, removal, startsWith } from './choices.ts';
import { dataFor, documentFor, layout, type Model, type Path } from './documents.ts';
import { childModels, collectionsOf, modelAt, withChildren } from './models.ts';
import { comparable, plainOfModel, plainOfTree } from './plain.ts';
import { print } from './printing.ts';

const RUNS = Number(process.env.RUNS ?? 250);

for (const format of ['json', 'yaml', 'toml'] as const) {
  const choice = choiceFor(format);

  test(`${format}: the text after an edit says what the edit means, and the rest is left alone`, () => {
    let refusals = 0;
    fc.assert(
      fc.property(documentFor(format), layout, choice, (model, how, chosen) => {
        const { text, comments } = print(model, format, how);
        const tree = parse(text, format);
        assert.deepEqual(
          tree.problems.filter(({ kind }) => kind === 'broken'),
          [],
        );
        assert.equal(
          comparable(plainOfTree(tree), format),
          comparable(plainOfModel(model), format),
          'the printer is wrong',
        );
        const made = makeEdit(model, tree, chosen);
        if (!made) return;
        const edits = textEditsOf(tree, [made.edit]);
        if ('refused' in edits) {
          refusals++;
          assert.ok(mayRefuse(made.edit, format, how), `${edits.refused}\n${text}`);
          return;
        }
        const after = applyTextEdits(text, edits);
        const where = `\n--- ${JSON.stringify(chosen)}\n${text}\n--- gives\n${after}`;
        const tree2 = parse(after, format);
        assert.deepEqual(
          tree2.problems.filter(({ kind }) => kind === 'broken' || kind === 'trailing-comma'),
          [],
          where,
        );
        assert.equal(
          comparable(plainOfTree(tree2), format),
          comparable(plainOfModel(made.wanted), format),
          where,
        );
        assertCommentsKept(after, comments, made, where);
        assertSurroundingsKept(tree, edits, made, where);
        assert.equal(
          after.includes('\r\n') && /(?<!\r)\n/.test(after.replaceAll(/"[^"]*"/g, '')),
          false,
          `mixed line breaks ${where}`,
        );
        if (after !== '')
          assert.equal(after.endsWith('\n'), text.endsWith('\n'), `another end of the file ${where}`);
        assertIdempotent(made, tree2, where);
      }),
      { numRuns: RUNS },
    );
    if (process.env.RUNS) console.log(format, 'refused', refusals);
  });

  test(`${format}: several edits combine, or are refused`, () => {
    let refusals = 0;
    fc.assert(
      fc.property(
        documentFor(format),
        layout,
        fc.array(choice, { minLength: 2, maxLength: 4 }),
        (model, how, chosen) => {
          const { text } = print(model, format, how);
          const tree = parse(text, format);
          const edits: Edit[] = [];
          for (const one of chosen)
            edits.push(...(makeEdit(model, tree, one) ? [makeEdit(model, tree, one)!.edit] : []));
          const changes = textEditsOf(tree, edits);
          if ('refused' in changes) {
            refusals++;
            return;
          }
          for (const [i, { span }] of changes.entries())
            assert.ok(i === 0 || changes[i - 1]!.span.end < span.start);
        },
      ),
      { numRuns: RUNS },
    );
    if (process.env.RUNS) console.log(format, 'combined refused', refusals);
  });

  test(`${format}: any children of a collection go and others come in one list of edits`, () => {
    const masks = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
    const gaps = fc.array(fc.tuple(fc.nat(5), dataFor(format)), { maxLength: 3 });
    fc.assert(
      fc.property(
        documentFor(format),
        layout,
        fc.nat(1000),
        masks,
        gaps,
        (model, how, where, mask, added) => {
          const { text, comments } = print(model, format, how);
          const tree = parse(text, format);
          const paths = collectionsOf(model);
          const path = paths[where % paths.length]!;
          const node = nodeAt(tree.root!, path);
          if (!node || node.kind === 'scalar' || node.kind === 'alias') return;
          const children = childModels(modelAt(model, path));
          const gone = children.flatMap((_, i) => (mask[i] ? [i] : []));
          const edits: Edit[] = gone.map((i) => removal(node, children[i]![0]));
          const kept = childModels(modelAt(model, path))
            .map((child, i) => ({ child, i }))
            .filter(({ i }) => !mask[i]);
          const next: [string | number, Model][] = [];
          const pieces = added.map(([at, data], n) => ({
            gap: Math.min(at, children.length),
            data,
            name: `new ${n}`,
          }));
          for (let gap = 0; gap <= children.length; gap++) {
            for (const piece of pieces)
              if (piece.gap === gap) next.push([piece.name, { kind: 'data', data: piece.data }]);
            for (const { child, i } of kept) if (i === gap) next.push(child);
          }
          const ofTable = node.style === 'table' || node.style === 'dotted';
          for (const { gap, data, name } of pieces) {
            if (node.kind === 'sequence')
              edits.push({ op: 'insert-item', into: node, value: data, index: gap });
            else {
              const after = children[gap - 1]?.[0] as string | undefined;
              const before = children[gap]?.[0] as string | undefined;
              const place = after !== undefined ? { after } : before !== undefined ? { before } : {};
              edits.push({ op: 'insert-entry', into: node, key: name, value: data, ...place });
            }
          }
          const wanted = withChildren(model, path, next);
          const changes = textEditsOf(tree, edits);
          const story = `\n--- ${JSON.stringify({ path, gone, pieces })}\n${text}`;
          if ('refused' in changes) {
            // A key with a comma, or a table in an array of tables: nothing is lost but a fix.
            assert.ok(ofTable || format === 'toml', changes.refused + story);
            return;
          }
          const after = applyTextEdits(text, changes);
          assert.equal(
            comparable(plainOfTree(parse(after, format)), format),
            comparable(plainOfModel(wanted), format),
            `${story}\n--- gives\n${after}`,
          );
          const goneChildren = gone.map((i) => [...path, children[i]![0]]);
          assertCommentsKept(
            after,
            comments,
            { goneChildren, goneValues: [] },
            `${story}\n--- gives\n${after}`,
          );
        },
      ),
      { numRuns: RUNS },
    );
  });
}

function mayRefuse(edit: Edit, format: Format, how: { comments: readonly number[] }): boolean {
  const scattered = (node: Node) =>
    (node.kind === 'mapping' || node.kind === 'sequence') && /table|dotted/.test(node.style);
  switch (edit.op) {
    case 'move-entry':
      return (format === 'toml' && scattered(edit.entry.value)) || how.comments.some((kind) => kind > 0);
    case 'move-item':
      return how.comments.some((kind) => kind > 0);
    case 'wrap':
    case 'replace':
      return scattered(edit.node);
    case 'set-entry':
      return edit.in.entries.some(({ key, value }) => key.text === edit.key && scattered(value));
    default:
      return false;
  }
}

/** Every comment is there once, but for those of what went. */
function assertCommentsKept(
  after: string,
  comments: ReadonlyMap<string, string>,
  { goneChildren, goneValues }: Pick<Made, 'goneChildren' | 'goneValues'>,
  where: string,
): void {
  for (const [comment, place] of comments) {
    const path = JSON.parse(place) as Path;
    const isGone =
      goneChildren.some((gone) => startsWith(path, gone)) ||
      goneValues.some((gone) => path.length > gone.length && startsWith(path, gone));
    const count = after.split(comment).length - 1;
    assert.equal(count, isGone ? 0 : 1, `${comment} ${where}`);
  }
}

/** Edits lie on the lines of what they touch, the end of the line before included, and blank lines around. */
function assertSurroundingsKept(
  tree: SyntaxTree,
  edits: readonly TextEdit[],
  made: Made,
  where: string,
): void {
  if (tree.format === 'toml') return; // tables are written in several places
  const { text } = tree;
  const areas = made.touched.map((path) => {
    const { parent, index } = siblingsAt(tree.root!, path);
    const next = childNodes(parent)[index + 1];
    const end = next ? next.start : text.indexOf('\n', parent.end);
    // Blank lines and comments below the last child are looked at by their content.
    const tail = /^\s*/.exec(text.slice(end))![0].length;
    return { start: startOf(tree.root!, path), end: end < 0 ? text.length : end + tail };
  });
  areas.sort((a, b) => a.start - b.start);
  const joined: Span[] = [];
  for (const area of areas) {
    const last = joined.at(-1);
    if (last && area.start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, area.end) };
    else joined.push(area);
  }
  for (const { span } of edits) {
    const isNear = joined.some((area) => area.start <= span.start && span.end <= area.end);
    assert.ok(isNear, `${JSON.stringify(span)} is not near ${JSON.stringify(areas)} ${where}`);
  }
}

function childNodes(parent: Node): readonly (Entry | Node)[] {
  return parent.kind === 'mapping' ? parent.entries : parent.kind === 'sequence' ? parent.items : [];
}

function siblingsAt(root: Node, path: Path): { parent: Node; index: number } {
  const parent = nodeAt(root, path.slice(0, -1))!;
  const index = childNodes(parent).findIndex(
    (child, i) => ('key' in child ? child.key.text : i) === path.at(-1),
  );
  return { parent, index: index < 0 ? childNodes(parent).length : index };
}

/** Where the child before ends; for a first child, the key that its collection is the value of. */
function startOf(root: Node, path: Path): number {
  if (path.length === 0) return 0;
  const { parent, index } = siblingsAt(root, path);
  const previous = childNodes(parent)[index - 1];
  if (previous) return previous.end;
  const above = path.slice(0, -1);
  return typeof above.at(-1) === 'string'
    ? entryAt(nodeAt(root, above.slice(0, -1)), above.at(-1)!)!.start
    : startOf(root, above);
}

/** Once more changes nothing, for the edits that say how things are to be. */
function assertIdempotent({ edit }: Made, tree: SyntaxTree, where: string): void {
  if (edit.op === 'set-entry') {
    const mapping = findMapping(tree, edit.in, edit.key);
    if (mapping) assert.deepEqual(textEditsOf(tree, [{ ...edit, in: mapping }]), [], where);
  }
}

function findMapping(tree: SyntaxTree, like: Mapping, key: string): Mapping | undefined {
  let found: Mapping | undefined;
  const visit = (node: Node): void => {
    if (node.kind === 'mapping') {
      if (node.start === like.start && node.entries.some((entry) => entry.key.text === key)) found ??= node;
      for (const { value } of node.entries) visit(value);
    } else if (node.kind === 'sequence') for (const item of node.items) visit(item);
  };
  if (tree.root) visit(tree.root);
  return found;
}
