import fc from 'fast-check';
import type { Data, Edit } from '../../../server/src/syntax/edit.ts';
import type { Entry, Format, Mapping, Node, Sequence, SyntaxTree } from '../../../server/src/syntax/tree.ts';
import { dataFor, type Model, type Path } from './documents.ts';
import { childModels, collectionsOf, modelAt, withChildren, withValue } from './models.ts';

export type Op = 'replace' | 'rename' | 'remove' | 'insert' | 'set' | 'wrap' | 'move';

/** A choice of numbers that picks an edit from whatever a document offers. */
export interface Choice {
  readonly op: Op;
  readonly where: number;
  readonly to: number;
  readonly at: number;
  readonly data: Data;
}

export interface Made {
  readonly edit: Edit;
  readonly wanted: Model;
  /** Children that go, with their comments; children whose value goes, with the comments within. */
  readonly goneChildren: readonly Path[];
  readonly goneValues: readonly Path[];
  /** Children around which characters may change. */
  readonly touched: readonly Path[];
}

export function choiceFor(format: Format): fc.Arbitrary<Choice> {
  return fc.record({
    op: fc.constantFrom<Op>('replace', 'rename', 'remove', 'insert', 'set', 'wrap', 'move'),
    where: fc.nat(1000),
    to: fc.nat(1000),
    at: fc.nat(5),
    data: dataFor(format),
  });
}

/** The edit that the numbers pick from what the document offers, and what should come of it; undefined where there is none. */
export function makeEdit(
  model: Model,
  tree: SyntaxTree,
  { op, where, to, at, data }: Choice,
): Made | undefined {
  const collections = collectionsOf(model);
  const children = collections.flatMap((path) =>
    childModels(modelAt(model, path)).map(([step]) => [...path, step]),
  );
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
      const path = pick(
        children.filter((child) => typeof child.at(-1) === 'string'),
        where,
      );
      if (!path) return undefined;
      const parent = path.slice(0, -1);
      const key = `re:named ${at}`;
      const entries = childModels(modelAt(model, parent)).map(([step, child]): [string | number, Model] => [
        step === path.at(-1) ? key : step,
        child,
      ]);
      const entry = entryAt(nodeAt(root, parent), path.at(-1)!)!;
      return {
        edit: { op, entry, key },
        wanted: withChildren(model, parent, entries),
        goneChildren: [],
        goneValues: [],
        touched: [path],
      };
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
      const touched = [index - 1, index].flatMap((i) =>
        entries[i] ? [[...path, entries[i]![0]]] : [[...path, 'end']],
      );
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
      const place =
        after !== undefined
          ? { after: String(after) }
          : before !== undefined
            ? { before: String(before) }
            : {};
      const next = entries.toSpliced(index, 0, ['added key', { kind: 'data', data }]);
      return {
        edit: {
          op: op === 'set' ? 'set-entry' : 'insert-entry',
          into,
          in: into,
          key: 'added key',
          value: data,
          ...place,
        } as Edit,
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
      if (!target || (target.length === 0 && parent.length > 0 && false)) return undefined;
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
      const shifted = isOwn
        ? path.with(-1, isItem && (step as number) >= index ? (step as number) + 1 : step)
        : through(path, target, index);
      let wanted = withChildren(model, target, entries);
      const oldParent = shifted.slice(0, -1);
      wanted = withChildren(
        wanted,
        oldParent,
        withoutStep(childModels(modelAt(wanted, oldParent)), shifted.at(-1)!),
      );
      wanted = replaceMark(wanted, step, value);
      const touched = [
        path,
        [...target, there[index - 1]?.[0] ?? 'end'],
        [...target, there[index]?.[0] ?? 'end'],
      ];
      const common = { wanted, goneChildren: [], goneValues: [], touched };
      if (from.kind === 'sequence') {
        return {
          ...common,
          edit: { op: 'move-item', from, item: from.items[step as number]!, to: onto as Sequence, index },
        };
      }
      const after = there[index - 1]?.[0];
      const before = there[index]?.[0];
      const place =
        after !== undefined
          ? { after: String(after) }
          : before !== undefined
            ? { before: String(before) }
            : {};
      return {
        ...common,
        edit: {
          op: 'move-entry',
          from: from as Mapping,
          entry: entryAt(from, step)!,
          to: onto as Mapping,
          ...place,
        },
      };
    }
  }
}

export function removal(from: Node, step: string | number): Edit {
  if (from.kind === 'sequence') return { op: 'remove-item', from, item: from.items[step as number]! };
  return { op: 'remove-entry', from: from as Mapping, entry: entryAt(from, step)! };
}

export function startsWith(path: Path, start: Path): boolean {
  return start.length <= path.length && start.every((step, i) => path[i] === step);
}

/** The path after something was inserted at an index of a list that may be on it. */
function through(path: Path, list: Path, index: number): Path {
  const step = path[list.length];
  if (!startsWith(path, list) || typeof step !== 'number' || step < index) return path;
  return path.with(list.length, step + 1);
}

function withoutStep(
  children: readonly [string | number, Model][],
  step: string | number,
): [string | number, Model][] {
  return children.filter(([other]) => other !== step);
}

function replaceMark(model: Model, name: string | number, value: Model): Model {
  const isMark = (child: Model) => child.kind === 'data' && child.data === 'the moved one';
  switch (model.kind) {
    case 'list':
      return {
        ...model,
        items: model.items.map((item) => (isMark(item) ? value : replaceMark(item, name, value))),
      };
    case 'map':
      return {
        ...model,
        entries: model.entries.map(([key, child]) =>
          isMark(child)
            ? ([String(name), value] as const)
            : ([key, replaceMark(child, name, value)] as const),
        ),
      };
    case 'call':
      return { ...model, argument: replaceMark(model.argument, name, value) };
    default:
      return model;
  }
}

export function entryAt(node: Node | undefined, step: string | number): Entry | undefined {
  return node?.kind === 'mapping' ? node.entries.find((entry) => entry.key.text === step) : undefined;
}

export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path)
    node = node?.kind === 'sequence' ? node.items[step as number] : entryAt(node, step)?.value;
  return node;
}
