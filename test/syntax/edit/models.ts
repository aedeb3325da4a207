import type { Model, Path } from './documents.ts';

/** A call and its list are one node. */
function inner(model: Model): Model {
  return model.kind === 'call' ? inner(model.argument) : model;
}

export function childModels(model: Model): [string | number, Model][] {
  const own = inner(model);
  if (own.kind === 'list') return own.items.map((item, i) => [i, item]);
  return own.kind === 'map' ? own.entries.map(([name, child]) => [name, child]) : [];
}

export function modelAt(model: Model, path: Path): Model {
  let current = model;
  for (const step of path) current = childModels(current).find(([name]) => name === step)![1];
  return current;
}

export function collectionsOf(model: Model, path: Path = []): Path[] {
  const own = inner(model);
  if (own.kind !== 'list' && own.kind !== 'map') return [];
  return [path, ...childModels(own).flatMap(([step, child]) => collectionsOf(child, [...path, step]))];
}

export function withValue(model: Model, path: Path, value: Model): Model {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const children = childModels(model).map(([name, child]): [string | number, Model] => [
    name,
    name === step ? withValue(child, rest, value) : child,
  ]);
  return withOwnChildren(model, children);
}

export function withChildren(model: Model, path: Path, children: readonly [string | number, Model][]): Model {
  return withValue(model, path, withOwnChildren(modelAt(model, path), children));
}

function withOwnChildren(model: Model, children: readonly (readonly [string | number, Model])[]): Model {
  if (model.kind === 'call') return { ...model, argument: withOwnChildren(model.argument, children) };
  if (model.kind === 'list') return { ...model, items: children.map(([, child]) => child) };
  if (model.kind === 'map')
    return { ...model, entries: children.map(([name, child]) => [String(name), child]) };
  return model;
}
