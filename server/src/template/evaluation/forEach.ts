import {
  type Entry,
  entriesOf,
  entryAt,
  type Mapping,
  type Node,
  resolved,
  type Scalar,
} from '../../syntax/tree.ts';
import { callOf } from './intrinsic.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html (read 2026-11-29) */
export const MAX_RESOURCES = 500;

/** For all loops together. A template that AWS accepts, at most 1 MB once its loops are expanded, has far fewer. */
const MAX_ROUNDS = 20_000;

/**
 * Expands `Fn::ForEach` of `AWS::LanguageExtensions`: a mapping entry `Fn::ForEach::Name: [Id, values, {…}]` becomes
 * the entries that AWS generates from it. Nodes that a loop changes are new and keep the position of the loop's body;
 * all others stay the same objects, so that edits can still refer to them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html A
 * loop that would exceed AWS's limit of resources stays unexpanded, and so does everything after `MAX_ROUNDS`.
 */
export function expandLoops(root: Mapping, valuesOf: ValuesOf): Expanded {
  const resources = entriesOf(entryAt(root, 'Resources')?.value);
  const budget: Budget = {
    resources: resources.filter(({ key }) => !LOOP.test(key.text)).length,
    rounds: 0,
    excess: undefined,
    tooMany: undefined,
  };
  const expanded = expand(root, new Map(), { valuesOf, budget }, 0, false);
  return { root: expanded.kind === 'mapping' ? expanded : root, tooMany: budget.tooMany };
}

export interface Expanded {
  readonly root: Mapping;
  /** The first loop that generates more resources than AWS accepts. */
  readonly tooMany: TooMany | undefined;
}

export interface TooMany {
  readonly loop: Entry;
  /** Parameters whose defaults determine the number of rounds. */
  readonly defaults: readonly string[];
}

/** What loops may still generate. */
interface Budget {
  resources: number;
  rounds: number;
  /**
   * What the current outermost loop has exceeded: the rounds, or the resources, with the defaults that their number
   * depends on.
   */
  excess: 'rounds' | readonly string[] | undefined;
  tooMany: TooMany | undefined;
}

interface Context {
  readonly valuesOf: ValuesOf;
  readonly budget: Budget;
}

/** The values that a loop iterates over; undefined if they are known only at deployment. */
export type ValuesOf = (collection: Node) => LoopValues | undefined;

export interface LoopValues {
  readonly texts: readonly string[];
  /** Parameters whose defaults the values come from. */
  readonly defaults: readonly string[];
}

/**
 * For a scalar that contains a loop's value: the parameters whose defaults that value depends on. Undefined for any
 * other scalar. Replacing such a scalar's text would be wrong for the other rounds.
 */
export function loopDefaults(scalar: Scalar): readonly string[] | undefined {
  return madeByLoop.get(scalar);
}

const madeByLoop = new WeakMap<Scalar, readonly string[]>();

const LOOP = /^Fn::ForEach::[A-Za-z0-9]+$/;

/** CloudFormation allows five nested loops; deeper nesting is a mistake, or an alias that contains itself. */
const MAX_DEPTH = 60;

interface Bound {
  readonly text: string;
  readonly defaults: readonly string[];
}

type Bindings = ReadonlyMap<string, Bound>;

/** `inResources`: the node's entries are resources. */
function expand(node: Node, bindings: Bindings, context: Context, depth: number, inResources: boolean): Node {
  const target = resolved(node);
  if (!target || depth > MAX_DEPTH) return node;
  const inside = (child: Node, bound: Bindings = bindings, areResources = false) =>
    expand(child, bound, context, depth + 1, areResources);
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
        if (LOOP.test(entry.key.text)) return rounds(entry, bindings, context, inside, inResources);
        if (inResources && bindings.size > 0) context.budget.resources++;
        const key = substituted(entry.key, bindings);
        const value = inside(entry.value, bindings, depth === 0 && entry.key.text === 'Resources');
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

/** The entries that all rounds of a loop generate; the loop itself if its values are unknown or too many. */
function rounds(
  loop: Entry,
  bindings: Bindings,
  { valuesOf, budget }: Context,
  inside: (child: Node, bound?: Bindings, areResources?: boolean) => Node,
  inResources: boolean,
): readonly Entry[] {
  const list = resolved(loop.value);
  const [id, collection, body] = list?.kind === 'sequence' ? list.items.map(resolved) : [];
  const values = collection && valuesOf(inside(collection));
  if (id?.kind !== 'scalar' || !values || !body) return [loop];
  const { texts, defaults } = values;
  const before = budget.resources;
  const entries: Entry[] = [];
  for (const text of texts) {
    const bound = new Map([...bindings, [id.text, { text, defaults }]]);
    if (++budget.rounds > MAX_ROUNDS) budget.excess ??= 'rounds';
    else for (const entry of entriesOf(inside(body, bound, inResources))) entries.push(entry);
    if (inResources && budget.resources > MAX_RESOURCES) {
      budget.excess ??= [...new Set([...bound.values()].flatMap((one) => one.defaults))];
    }
    if (budget.excess === undefined) continue;
    // The outermost loop gives its budget back; the loops after it may still be expanded.
    if (bindings.size === 0) {
      if (budget.excess !== 'rounds') budget.tooMany ??= { loop, defaults: budget.excess };
      budget.excess = undefined;
      budget.resources = before;
    }
    return [loop];
  }
  return entries;
}

/** `${Id}` is replaced by the value, `&{Id}` by its letters and digits alone. */
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
