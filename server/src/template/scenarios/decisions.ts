import { type Node, resolved } from '../../syntax/tree.ts';
import { argumentsOf, callOf } from '../evaluation/intrinsic.ts';
import type { Scenario } from '../evaluation/scenario.ts';
import { valuesOf } from '../evaluation/values.ts';
import { type Binding, OTHER } from '../parameters.ts';
import type { Template } from '../template.ts';
import { type Choice, candidateValues } from './candidateValues.ts';
import { compare, type Formula } from './conditions.ts';
import { literalText } from './literals.ts';

/** What a formula comes to under an assignment. Ordered, so that `and` is the least and `or` the greatest. */
export const FALSE = 0;
export const UNDECIDED = 1;
export const TRUE = 2;

/** Something that has one of several values: a parameter, or what comparisons ask for and nobody here knows. */
export interface Axis {
  /** The parameter's name; undefined for what is not known, such as an import. */
  readonly parameter: string | undefined;
  readonly values: readonly Choice[];
}

/** For each axis, the index of its value in every assignment: one column an axis. */
export type Assignments = readonly Uint16Array[];

/** A comparison, worked out once for each combination of the few axes that it asks for: a truth table. */
interface Comparison {
  readonly axes: readonly number[];
  /** By the number whose digits, the first the least, are the indexes of the values on these axes (mixed radix). */
  readonly truths: Uint8Array;
  /** Where the parameters do not decide it, it holds for one value of this axis. */
  readonly unknown?: { readonly axis: number; readonly value: number };
}

/** More combinations than this in a single comparison, and it is taken to come out either way. */
const MAX_COMBINATIONS = 4096;

/** Comparisons of a template, ready to be decided for many assignments at once. */
export interface Decisions {
  readonly axes: readonly Axis[];
  /** The axes that a formula depends on. */
  supportOf(formula: Formula): ReadonlySet<number>;
  /** One truth an assignment. */
  decide(formula: Formula, assignments: Assignments, count: number): Uint8Array;
}

/**
 * `conditions` come out one way or the other, also where only the deployment knows; comparisons in `assertions` stay
 * undecided there.
 */
export function decisionsOf(
  template: Template,
  conditions: ReadonlyMap<string, Formula>,
  assertions: readonly Formula[],
  choices: ReadonlyMap<string, readonly Choice[]>,
  fixed: ReadonlyMap<string, Binding>,
): Decisions {
  const parameters = [...choices].map(([parameter, values]): Axis => ({ parameter, values }));
  const indexOf = new Map(parameters.map(({ parameter }, i) => [parameter, i]));
  const unknowns = new Map<string, { readonly axis: number; readonly values: string[] }>();
  const comparisons = new Map<Node, Comparison>();

  function add(node: Node, goesBothWays: boolean): void {
    if (comparisons.has(node)) return;
    const asked = [...candidateValues(template, [node], fixed).keys()];
    const axes = asked.flatMap((name) => indexOf.get(name) ?? []);
    const count = axes.reduce((product, axis) => product * parameters[axis]!.values.length, 1);
    const isTooLarge = count > MAX_COMBINATIONS;
    const truths = new Uint8Array(isTooLarge ? 1 : count).fill(UNDECIDED);
    for (let i = 0; !isTooLarge && i < count; i++) {
      const bindings = new Map(fixed);
      const digits = digitsOf(
        i,
        axes.map((axis) => parameters[axis]!.values.length),
      );
      for (const [a, axis] of axes.entries()) {
        const { parameter, values } = parameters[axis]!;
        bindings.set(parameter!, { kind: 'fixed', text: values[digits[a]!]! });
      }
      const scenario: Scenario = { template, conditions: new Map(), bindings, values: valuesOf() };
      const holds = compare(node, scenario);
      if (holds !== undefined) truths[i] = holds ? TRUE : FALSE;
    }
    const unknown = goesBothWays && truths.includes(UNDECIDED) ? unknownOf(node) : undefined;
    comparisons.set(node, { axes: isTooLarge ? [] : axes, truths, ...(unknown && { unknown }) });
  }

  /** Equal expressions are one unknown thing, which equals one text at most. */
  function unknownOf(node: Node): { axis: number; value: number } {
    const call = callOf(node);
    const sides = call?.name === 'Fn::Equals' ? argumentsOf(call).map(resolved) : [node];
    const literal = sides.find((side) => literalText(side) !== undefined);
    const asked = JSON.stringify(sides.filter((side) => side !== literal).map(spelled));
    const thing = unknowns.get(asked) ?? { axis: parameters.length + unknowns.size, values: [OTHER] };
    unknowns.set(asked, thing);
    const text = literalText(literal) ?? '';
    if (!thing.values.includes(text)) thing.values.push(text);
    return { axis: thing.axis, value: thing.values.indexOf(text) };
  }

  for (const formula of conditions.values()) for (const node of comparisonsIn(formula)) add(node, true);
  for (const formula of assertions) for (const node of comparisonsIn(formula)) add(node, false);
  const axes = [
    ...parameters,
    ...[...unknowns.values()].map(({ values }) => ({ parameter: undefined, values })),
  ];

  function supportOf(formula: Formula): ReadonlySet<number> {
    const support = new Set<number>();
    const seen = new Set<string>();
    const visit = (one: Formula): void => {
      if (one.op === 'condition') {
        const named = conditions.get(one.name);
        if (!named || seen.has(one.name)) return;
        seen.add(one.name);
        visit(named);
      } else if (one.op === 'compare') {
        const comparison = comparisons.get(one.node);
        for (const axis of comparison?.axes ?? []) support.add(axis);
        if (comparison?.unknown) support.add(comparison.unknown.axis);
      } else if (one.op === 'not') visit(one.of);
      else one.of.forEach(visit);
    };
    visit(formula);
    return support;
  }

  function decide(formula: Formula, assignments: Assignments, count: number): Uint8Array {
    return columnOf(formula, assignments, count, columnsOf(assignments));
  }

  /** The columns of conditions that were decided for these assignments already; undefined while one is under way. */
  const decided = new WeakMap<Assignments, Map<string, Uint8Array | undefined>>();
  function columnsOf(assignments: Assignments): Map<string, Uint8Array | undefined> {
    const known = decided.get(assignments) ?? new Map<string, Uint8Array | undefined>();
    decided.set(assignments, known);
    return known;
  }

  function columnOf(
    formula: Formula,
    assignments: Assignments,
    count: number,
    known: Map<string, Uint8Array | undefined>,
  ): Uint8Array {
    const column = (one: Formula) => columnOf(one, assignments, count, known);
    switch (formula.op) {
      case 'condition': {
        const named = conditions.get(formula.name);
        const done = known.get(formula.name);
        if (done) return done;
        // A condition that does not exist or needs itself is refused by AWS; any answer will do.
        if (!named || known.has(formula.name)) return new Uint8Array(count);
        known.set(formula.name, undefined);
        const result = column(named);
        known.set(formula.name, result);
        return result;
      }
      case 'not':
        return column(formula.of).map((truth) => TRUE - truth);
      case 'and':
      case 'or': {
        const result = new Uint8Array(count).fill(formula.op === 'and' ? TRUE : FALSE);
        for (const part of formula.of.map(column)) {
          for (let i = 0; i < count; i++)
            if (formula.op === 'and' ? part[i]! < result[i]! : part[i]! > result[i]!) result[i] = part[i]!;
        }
        return result;
      }
      case 'compare':
        return compared(comparisons.get(formula.node), assignments, count);
    }
  }

  function compared(comparison: Comparison | undefined, assignments: Assignments, count: number): Uint8Array {
    const result = new Uint8Array(count);
    if (!comparison) return result.fill(UNDECIDED);
    const { axes: asked, truths, unknown } = comparison;
    for (let i = 0; i < count; i++) {
      // Horner's scheme: the opposite of `digitsOf`.
      const index = asked.reduceRight(
        (higher, axis) => higher * axes[axis]!.values.length + assignments[axis]![i]!,
        0,
      );
      const truth = truths[index]!;
      if (truth !== UNDECIDED || !unknown) result[i] = truth;
      else result[i] = assignments[unknown.axis]![i] === unknown.value ? TRUE : FALSE;
    }
    return result;
  }

  return { axes, supportOf, decide };
}

/** The digits of a number in a mixed radix, the least first. */
function digitsOf(number: number, radices: readonly number[]): number[] {
  let rest = number;
  return radices.map((radix) => {
    const digit = rest % radix;
    rest = Math.floor(rest / radix);
    return digit;
  });
}

function comparisonsIn(formula: Formula): Node[] {
  switch (formula.op) {
    case 'compare':
      return [formula.node];
    case 'condition':
      return [];
    case 'not':
      return comparisonsIn(formula.of);
    default:
      return formula.of.flatMap(comparisonsIn);
  }
}

/** Equal for equal expressions, in their long and short forms. Aliases, which may contain themselves, stay as they are. */
function spelled(node: Node | undefined): unknown {
  if (!node || node.kind === 'alias') return node?.name;
  const call = callOf(node);
  if (!call) return untagged(node);
  return { [call.name]: argumentsOf(call).map((part) => (part === node ? untagged(part) : spelled(part))) };
}

function untagged(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.text;
    case 'sequence':
      return node.items.map(spelled);
    case 'mapping':
      return node.entries.map(({ key, value }) => [key.text, spelled(value)]);
    case 'alias':
      return node.name;
  }
}
