import { type Entry, entriesOf, type Node, resolved, type Scalar } from '../../syntax/tree.ts';
import { callOf } from './intrinsic.ts';

/**
 * `Fn::ForEach` of `AWS::LanguageExtensions`, written out: a mapping entry `Fn::ForEach::Name: [Id, values, {…}]`
 * becomes the entries that AWS makes of it. Nodes that a loop changes are new and keep the place of the loop's body;
 * all others stay what they are, so that edits can still name them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function expandLoops(node: Node, valuesOf: ValuesOf): Node {
  return expand(node, new Map(), valuesOf, 0);
}

/** The values that a loop goes through; undefined where they are known only at deployment. */
export type ValuesOf = (collection: Node) => LoopValues | undefined;

export interface LoopValues {
  readonly texts: readonly string[];
  /** Parameters whose defaults the values are. */
  readonly defaults: readonly string[];
}

/**
 * For a scalar with a loop's value in it, the parameters whose defaults it rests on; undefined for any other. Another
 * text in place of such a scalar would be wrong in the other rounds.
 */
export function loopDefaults(scalar: Scalar): readonly string[] | undefined {
  return madeByLoop.get(scalar);
}

const madeByLoop = new WeakMap<Scalar, readonly string[]>();

const LOOP = /^Fn::ForEach::[A-Za-z0-9]+$/;

/** CloudFormation takes five loops in each other at most; more is a mistake, or an alias of itself. */
const MAX_DEPTH = 60;

interface Bound {
  readonly text: string;
  readonly defaults: readonly string[];
}

type Bindings = ReadonlyMap<string, Bound>;

function expand(node: Node, bindings: Bindings, valuesOf: ValuesOf, depth: number): Node {
  const target = resolved(node);
  if (!target || depth > MAX_DEPTH) return node;
  const inside = (child: Node, bound: Bindings = bindings) => expand(child, bound, valuesOf, depth + 1);
  switch (target.kind) {
    case 'scalar':
      return substituted(target, bindings);
    case 'sequence': {
      const items = target.items.map((item) => inside(item));
      return items.every((item, i) => item === target.items[i]) ? target : { ...target, items };
    }
    case 'mapping': {
      const call = callOf(target);
      const name = call?.name === 'Ref' ? resolved(call.argument) : undefined;
      const bound = name?.kind === 'scalar' ? bindings.get(name.text) : undefined;
      if (bound) {
        const { start, end } = target;
        return made(
          { kind: 'scalar', start, end, value: bound.text, text: bound.text, style: 'plain' },
          bound.defaults,
        );
      }
      const entries = entriesOf(target).flatMap((entry): readonly Entry[] => {
        if (LOOP.test(entry.key.text)) return rounds(entry, bindings, valuesOf, inside);
        const key = substituted(entry.key, bindings);
        const value = inside(entry.value);
        return [key === entry.key && value === entry.value ? entry : { ...entry, key, value }];
      });
      const isSame =
        entries.length === target.entries.length && entries.every((entry, i) => entry === target.entries[i]);
      return isSame ? target : { ...target, entries };
    }
    case 'alias':
      return target;
  }
}

/** The entries of every round of a loop; the loop itself where its values are not known. */
function rounds(
  loop: Entry,
  bindings: Bindings,
  valuesOf: ValuesOf,
  inside: (child: Node, bound?: Bindings) => Node,
): readonly Entry[] {
  const list = resolved(loop.value);
  const [id, collection, body] = list?.kind === 'sequence' ? list.items.map(resolved) : [];
  const values = collection && valuesOf(inside(collection));
  if (id?.kind !== 'scalar' || !values || !body) return [loop];
  const { texts, defaults } = values;
  return texts.flatMap((text) =>
    entriesOf(inside(body, new Map([...bindings, [id.text, { text, defaults }]]))),
  );
}

/** `${Id}` stands for the value, `&{Id}` for its letters and digits alone. */
function substituted(scalar: Scalar, bindings: Bindings): Scalar {
  if (bindings.size === 0) return scalar;
  const whole = scalar.tag === '!Ref' ? bindings.get(scalar.text) : undefined;
  if (whole) {
    const { tag: _, ...untagged } = scalar;
    return made({ ...untagged, value: whole.text, text: whole.text }, whole.defaults);
  }
  const defaults: string[] = [];
  const text = scalar.text.replace(/([$&])\{([^{}]+)\}/g, (written, sign: string, name: string) => {
    const bound = bindings.get(name);
    if (!bound) return written;
    defaults.push(...bound.defaults);
    return sign === '&' ? bound.text.replace(/[^A-Za-z0-9]/g, '') : bound.text;
  });
  return text === scalar.text ? scalar : made({ ...scalar, value: text, text }, defaults);
}

function made(scalar: Scalar, defaults: readonly string[]): Scalar {
  madeByLoop.set(scalar, defaults);
  return scalar;
}
