import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyTextEdits, type Data, type Edit, type TextEdit, textEditsOf } from '../../server/src/syntax/edit.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { Entry, Format, Mapping, Node, Sequence, SyntaxTree } from '../../server/src/syntax/tree.ts';
import {
  comparable,
  dataFor,
  documentFor,
  layout,
  type Model,
  type Path,
  plainOfModel,
  plainOfTree,
  print,
} from './editDocuments.ts';

const RUNS = Number(process.env.RUNS ?? 400);

type Op = 'replace' | 'rename' | 'remove' | 'insert' | 'set' | 'wrap' | 'move';

/** A choice of numbers that picks an edit from whatever a document offers. */
interface Choice {
  readonly op: Op;
  readonly where: number;
  readonly to: number;
  readonly at: number;
  readonly data: Data;
}

interface Made {
  readonly edit: Edit;
  readonly wanted: Model;
  /** Children that go, with their comments; children whose value goes, with the comments within. */
  readonly goneChildren: readonly Path[];
  readonly goneValues: readonly Path[];
  /** Children around which characters may change. */
  readonly touched: readonly Path[];
}

for (const format of ['json', 'yaml', 'toml'] as const) {
  const choice: fc.Arbitrary<Choice> = fc.record({
    op: fc.constantFrom<Op>('replace', 'rename', 'remove', 'insert', 'set', 'wrap', 'move'),
    where: fc.nat(1000),
    to: fc.nat(1000),
    at: fc.nat(5),
    data: dataFor(format),
  });

  test(`${format}: the text after an edit says what the edit means, and the rest is left alone`, () => {
    let refusals = 0;
    fc.assert(
      fc.property(documentFor(format), layout, choice, (model, how, chosen) => {
        const { text, comments } = print(model, format, how);
        const tree = parse(text, format);
        assert.deepEqual(tree.problems.filter(({ kind }) => kind === 'broken'), []);
        assert.equal(comparable(plainOfTree(tree), format), comparable(plainOfModel(model), format), 'the printer is wrong');
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
        assert.deepEqual(tree2.problems.filter(({ kind }) => kind === 'broken' || kind === 'trailing-comma'), [], where);
        assert.equal(comparable(plainOfTree(tree2), format), comparable(plainOfModel(made.wanted), format), where);
        assertCommentsKept(after, comments, made, where);
        assertSurroundingsKept(tree, edits, made, where);
        assert.equal(after.includes('\r\n') && /(?<!\r)\n/.test(after.replaceAll(/"[^"]*"/g, '')), false, `mixed line breaks ${where}`);
        if (!text.endsWith('\n') === (after !== '' && after.endsWith('\n'))) assert.fail(`another end of the file ${where}`);
        assertIdempotent(made, tree2, where);
      }),
      { numRuns: RUNS },
    );
    if (process.env.RUNS) console.log(format, 'refused', refusals);
  });

  test(`${format}: several edits combine, or are refused`, () => {
    let refusals = 0;
    fc.assert(
      fc.property(documentFor(format), layout, fc.array(choice, { minLength: 2, maxLength: 4 }), (model, how, chosen) => {
        const { text } = print(model, format, how);
        const tree = parse(text, format);
        const edits: Edit[] = [];
        for (const one of chosen) edits.push(...(makeEdit(model, tree, one) ? [makeEdit(model, tree, one)!.edit] : []));
        const changes = textEditsOf(tree, edits);
        if ('refused' in changes) {
          refusals++;
          return;
        }
        for (const [i, { span }] of changes.entries()) assert.ok(i === 0 || changes[i - 1]!.span.end < span.start);
      }),
      { numRuns: RUNS },
    );
    if (process.env.RUNS) console.log(format, 'combined refused', refusals);
  });

  test(`${format}: any children of a collection go and others come in one list of edits`, () => {
    const masks = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
    const gaps = fc.array(fc.tuple(fc.nat(5), dataFor(format)), { maxLength: 3 });
    fc.assert(
      fc.property(documentFor(format), layout, fc.nat(1000), masks, gaps, (model, how, where, mask, added) => {
        const { text, comments } = print(model, format, how);
        const tree = parse(text, format);
        const paths = collectionsOf(model);
        const path = paths[where % paths.length]!;
        const node = nodeAt(tree.root!, path);
        if (!node || node.kind === 'scalar' || node.kind === 'alias') return;
        const children = node.kind === 'mapping' ? node.entries : node.items;
        const gone = children.flatMap((_, i) => (mask[i] ? [i] : []));
        const edits: Edit[] = gone.map((i) =>
          node.kind === 'mapping'
            ? { op: 'remove-entry', from: node, entry: node.entries[i]! }
            : { op: 'remove-item', from: node, item: node.items[i]! },
        );
        const kept = childModels(modelAt(model, path)).map((child, i) => ({ child, i })).filter(({ i }) => !mask[i]);
        const next: [string | number, Model][] = [];
        const pieces = added.map(([at, data], n) => ({ gap: Math.min(at, children.length), data, name: `new ${n}` }));
        for (let gap = 0; gap <= children.length; gap++) {
          for (const piece of pieces) if (piece.gap === gap) next.push([piece.name, { kind: 'data', data: piece.data }]);
          for (const { child, i } of kept) if (i === gap) next.push(child);
        }
        const ofTable = node.style === 'table' || node.style === 'dotted';
        for (const { gap, data, name } of pieces) {
          if (node.kind === 'sequence') edits.push({ op: 'insert-item', into: node, value: data, index: gap });
          else {
            const after = node.entries[gap - 1]?.key.text;
            const before = node.entries[gap]?.key.text;
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
        assert.equal(comparable(plainOfTree(parse(after, format)), format), comparable(plainOfModel(wanted), format), `${story}\n--- gives\n${after}`);
        const goneChildren = gone.map((i) => [...path, childModels(modelAt(model, path))[i]![0]]);
        assertCommentsKept(after, comments, { goneChildren, goneValues: [] }, `${story}\n--- gives\n${after}`);
      }),
      { numRuns: RUNS },
    );
  });
}

function mayRefuse(edit: Edit, format: Format, how: { comments: readonly number[] }): boolean {
  const scattered = (node: Node) => (node.kind === 'mapping' || node.kind === 'sequence') && /table|dotted/.test(node.style);
  switch (edit.op) {
    case 'move-entry':
      return format === 'toml' || how.comments.some((kind) => kind > 0);
    case 'move-item':
      return how.comments.some((kind) => kind > 0);
    case 'wrap':
      return scattered(edit.node);
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
function assertSurroundingsKept(tree: SyntaxTree, edits: readonly TextEdit[], made: Made, where: string): void {
  if (tree.format === 'toml') return; // tables are written in several places
  const { text } = tree;
  const areas = made.touched.map((path) => {
    const parent = nodeAt(tree.root!, path.slice(0, -1))!;
    const children = parent.kind === 'mapping' ? parent.entries : parent.kind === 'sequence' ? parent.items : [];
    const step = path.at(-1)!;
    const found = children.findIndex((child, i) => ('key' in child ? child.key.text : i) === step);
    const index = found < 0 ? children.length : found;
    const previous = children[index - 1];
    const next = children[index + 1];
    const start = previous ? previous.end : lineStart(text, parent.start) - 1;
    const end = next ? next.start : Math.max(text.indexOf('\n', parent.end), parent.end);
    // Blank lines and comments below the last child are looked at by their content.
    const tail = /^\s*/.exec(text.slice(end))![0].length;
    return { start: lineStart(text, start) - 1, end: end + tail };
  });
  for (const { span } of edits) {
    const isNear = areas.some((area) => area.start <= span.start && span.end <= area.end);
    assert.ok(isNear, `${JSON.stringify(span)} is not near ${JSON.stringify(areas)} ${where}`);
  }
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
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

function makeEdit(model: Model, tree: SyntaxTree, { op, where, to, at, data }: Choice): Made | undefined {
  const collections = collectionsOf(model);
  const children = collections.flatMap((path) => childModels(modelAt(model, path)).map(([step]) => [...path, step]));
  const pick = <T>(list: readonly T[], n: number) => (list.length > 0 ? list[n % list.length] : undefined);
  const root = tree.root!;

  switch (op) {
    case 'replace': {
      const path = pick(children, where);
      if (!path) return undefined;
      return {
        edit: { op, node: nodeAt(root, path)!, value: data },
        wanted: withValue(model, path, { kind: 'data', data }),
        goneChildren: [],
        goneValues: [path],
        touched: [path],
      };
    }
    case 'rename': {
      const path = pick(children.filter((child) => typeof child.at(-1) === 'string'), where);
      if (!path) return undefined;
      const parent = path.slice(0, -1);
      const key = `re:named ${at}`;
      const entries = childModels(modelAt(model, parent)).map(([step, child]): [string | number, Model] => [step === path.at(-1) ? key : step, child]);
      const entry = entryAt(nodeAt(root, parent), path.at(-1)!)!;
      return { edit: { op, entry, key }, wanted: withChildren(model, parent, entries), goneChildren: [], goneValues: [], touched: [path] };
    }
    case 'remove': {
      const path = pick(children, where);
      if (!path) return undefined;
      const parent = path.slice(0, -1);
      const entries = childModels(modelAt(model, parent)).filter(([step]) => step !== path.at(-1));
      return {
        edit: removal(nodeAt(root, parent)!, path.at(-1)!),
        wanted: withChildren(model, parent, entries),
        goneChildren: [path],
        goneValues: [],
        touched: [path],
      };
    }
    case 'insert':
    case 'set': {
      const path = pick(collections, where)!;
      const into = nodeAt(root, path)!;
      const entries = childModels(modelAt(model, path));
      const index = Math.min(at, entries.length);
      const touched = [index - 1, index].flatMap((i) => (entries[i] ? [[...path, entries[i]![0]]] : [[...path, 'end']]));
      if (into.kind === 'sequence') {
        const next = entries.toSpliced(index, 0, [0, { kind: 'data', data }]);
        return {
          edit: { op: 'insert-item', into, value: data, index },
          wanted: withChildren(model, path, next),
          goneChildren: [],
          goneValues: [],
          touched,
        };
      }
      if (into.kind !== 'mapping') return undefined;
      const name = String(entries[index]?.[0] ?? 'added:key');
      const isThere = op === 'set' && entries[index] !== undefined;
      if (isThere) {
        return {
          edit: { op: 'set-entry', in: into, key: name, value: data },
          wanted: withValue(model, [...path, name], { kind: 'data', data }),
          goneChildren: [],
          goneValues: [[...path, name]],
          touched: [[...path, name]],
        };
      }
      const before = entries[index]?.[0];
      const after = entries[index - 1]?.[0];
      const place = after !== undefined ? { after: String(after) } : before !== undefined ? { before: String(before) } : {};
      const next = entries.toSpliced(index, 0, ['added key', { kind: 'data', data }]);
      return {
        edit: { op: op === 'set' ? 'set-entry' : 'insert-entry', into, in: into, key: 'added key', value: data, ...place } as Edit,
        wanted: withChildren(model, path, next),
        goneChildren: [],
        goneValues: [],
        touched,
      };
    }
    case 'wrap': {
      const path = pick(children, where);
      if (!path) return undefined;
      const value = modelAt(model, path);
      return {
        edit: { op, node: nodeAt(root, path)! },
        wanted: withValue(model, path, { kind: 'list', items: [value], isRow: false }),
        goneChildren: [],
        goneValues: [],
        touched: [path],
      };
    }
    case 'move': {
      const path = pick(children, where);
      if (!path) return undefined;
      const isItem = typeof path.at(-1) === 'number';
      const parent = path.slice(0, -1);
      const targets = collections.filter((target) => {
        const node = nodeAt(root, target)!;
        return (node.kind === 'sequence') === isItem && !startsWith(target, path);
      });
      const target = pick(targets, to);
      if (!target || target.length === 0 && parent.length > 0 && false) return undefined;
      const step = path.at(-1)!;
      const value = modelAt(model, path);
      const there = childModels(modelAt(model, target));
      const isOwn = startsWith(target, parent) && target.length === parent.length;
      if (!isItem && !isOwn && there.some(([name]) => name === step)) return undefined;
      const index = Math.min(at, there.length);
      const from = nodeAt(root, parent)!;
      const onto = nodeAt(root, target)!;
      const mark: Model = { kind: 'data', data: 'the moved one' };
      // Put it in first, marked, so that paths stay true; then take the old one out.
      const entries = there.toSpliced(index, 0, [isItem ? 0 : 'the moved one', mark]);
      const shifted = isOwn ? path.with(-1, isItem && (step as number) >= index ? (step as number) + 1 : step) : through(path, target, index);
      let wanted = withChildren(model, target, entries);
      const oldParent = shifted.slice(0, -1);
      wanted = withChildren(wanted, oldParent, withoutStep(childModels(modelAt(wanted, oldParent)), shifted.at(-1)!));
      wanted = replaceMark(wanted, step, value);
      const touched = [path, [...target, there[index - 1]?.[0] ?? 'end'], [...target, there[index]?.[0] ?? 'end']];
      const common = { wanted, goneChildren: [], goneValues: [], touched };
      if (from.kind === 'sequence') {
        return { ...common, edit: { op: 'move-item', from, item: from.items[step as number]!, to: onto as Sequence, index } };
      }
      const after = there[index - 1]?.[0];
      const before = there[index]?.[0];
      const place = after !== undefined ? { after: String(after) } : before !== undefined ? { before: String(before) } : {};
      return { ...common, edit: { op: 'move-entry', from: from as Mapping, entry: entryAt(from, step)!, to: onto as Mapping, ...place } };
    }
  }
}

function removal(from: Node, step: string | number): Edit {
  if (from.kind === 'sequence') return { op: 'remove-item', from, item: from.items[step as number]! };
  return { op: 'remove-entry', from: from as Mapping, entry: entryAt(from, step)! };
}

function startsWith(path: Path, start: Path): boolean {
  return start.length <= path.length && start.every((step, i) => path[i] === step);
}

/** The path after something was inserted at an index of a list that may be on it. */
function through(path: Path, list: Path, index: number): Path {
  const step = path[list.length];
  if (!startsWith(path, list) || typeof step !== 'number' || step < index) return path;
  return path.with(list.length, step + 1);
}

function withoutStep(children: readonly [string | number, Model][], step: string | number): [string | number, Model][] {
  return children.filter(([other]) => other !== step);
}

function replaceMark(model: Model, name: string | number, value: Model): Model {
  const isMark = (child: Model) => child.kind === 'data' && child.data === 'the moved one';
  switch (model.kind) {
    case 'list':
      return { ...model, items: model.items.map((item) => (isMark(item) ? value : replaceMark(item, name, value))) };
    case 'map':
      return {
        ...model,
        entries: model.entries.map(([key, child]) => (isMark(child) ? ([String(name), value] as const) : ([key, replaceMark(child, name, value)] as const))),
      };
    case 'call':
      return { ...model, argument: replaceMark(model.argument, name, value) };
    default:
      return model;
  }
}

function entryAt(node: Node | undefined, step: string | number): Entry | undefined {
  return node?.kind === 'mapping' ? node.entries.find((entry) => entry.key.text === step) : undefined;
}

function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) node = node?.kind === 'sequence' ? node.items[step as number] : entryAt(node, step)?.value;
  return node;
}

/** A call and its list are one node. */
function inner(model: Model): Model {
  return model.kind === 'call' ? inner(model.argument) : model;
}

function childModels(model: Model): [string | number, Model][] {
  const own = inner(model);
  if (own.kind === 'list') return own.items.map((item, i) => [i, item]);
  return own.kind === 'map' ? own.entries.map(([name, child]) => [name, child]) : [];
}

function modelAt(model: Model, path: Path): Model {
  let current = model;
  for (const step of path) current = childModels(current).find(([name]) => name === step)![1];
  return current;
}

function collectionsOf(model: Model, path: Path = []): Path[] {
  const own = inner(model);
  if (own.kind !== 'list' && own.kind !== 'map') return [];
  return [path, ...childModels(own).flatMap(([step, child]) => collectionsOf(child, [...path, step]))];
}

function withValue(model: Model, path: Path, value: Model): Model {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const children = childModels(model).map(([name, child]): [string | number, Model] => [
    name,
    name === step ? withValue(child, rest, value) : child,
  ]);
  return withOwnChildren(model, children);
}

function withChildren(model: Model, path: Path, children: readonly [string | number, Model][]): Model {
  return withValue(model, path, withOwnChildren(modelAt(model, path), children));
}

function withOwnChildren(model: Model, children: readonly (readonly [string | number, Model])[]): Model {
  if (model.kind === 'call') return { ...model, argument: withOwnChildren(model.argument, children) };
  if (model.kind === 'list') return { ...model, items: children.map(([, child]) => child) };
  if (model.kind === 'map') return { ...model, entries: children.map(([name, child]) => [String(name), child]) };
  return model;
}
