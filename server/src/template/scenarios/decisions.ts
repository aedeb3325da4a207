import { type Node, resolved } from '../../syntax/tree.ts';
import { argumentsOf, callOf } from '../evaluation/intrinsic.ts';
import type { Scenario } from '../evaluation/scenario.ts';
import { valuesOf } from '../evaluation/values.ts';
import { type Binding, OTHER } from '../parameters.ts';
import type { Template } from '../template.ts';
import { type CandidateValue, candidateValues } from './candidateValues.ts';
import { compareNodes, type Formula } from './conditions.ts';
import { literalText } from './literals.ts';

/** The truth values of a formula under an assignment, ordered so that `and` is the minimum and `or` the maximum. */
export const FALSE = 0;
const NOT_DECIDED = 1;
export const TRUE = 2;

/** A variable with several possible values: a parameter, or an unknown expression in a comparison. */
export interface Axis {
  /** The parameter's name; undefined for an unknown expression, such as an import. */
  readonly parameter: string | undefined;
  readonly values: readonly CandidateValue[];
}

/** For each axis, the index of its value in every assignment: one column for each axis. */
export type Assignments = readonly Uint16Array[];

/** The truth table of a comparison over the few axes that it depends on. */
interface TruthTable {
  readonly axes: readonly number[];
  /**
   * Indexed by the number whose digits, least significant first, are the indexes of the values on these axes (mixed
   * radix).
   */
  readonly truths: Uint8Array;
  /**
   * If the parameters do not decide the comparison: the unknown axis, and the one value of it for which the comparison
   * is true.
   */
  readonly unknown?: { readonly axis: number; readonly value: number };
}

/** A comparison with more combinations than this counts as undecided: both results are possible. */
const MAX_COMBINATIONS = 4096;

/** The comparisons of a template, prepared for evaluation under many assignments at once. */
export interface Decisions {
  readonly axes: readonly Axis[];
  /** The axes that a formula depends on. */
  supportOf(formula: Formula): ReadonlySet<number>;
  /** One truth value for each assignment. */
  decide(formula: Formula, assignments: Assignments, count: number): Uint8Array;
}

/**
 * A comparison in `conditions` is true or false even if only the deployment decides it; in `assertions` it then stays
 * undecided.
 */
export function decisionsOf(
  template: Template,
  conditions: ReadonlyMap<string, Formula>,
  assertions: readonly Formula[],
  choices: ReadonlyMap<string, readonly CandidateValue[]>,
  fixed: ReadonlyMap<string, Binding>,
): Decisions {
  const parameters = [...choices].map(([parameter, values]): Axis => ({ parameter, values }));
  const indexOf = new Map(parameters.map(({ parameter }, i) => [parameter, i]));
  const unknowns = new Map<string, { readonly axis: number; readonly values: string[] }>();
  const comparisons = new Map<Node, TruthTable>();

  function add(node: Node, goesBothWays: boolean): void {
    if (comparisons.has(node)) return;
    const asked = [...candidateValues(template, [node], fixed).keys()];
    const axes = asked.flatMap((name) => indexOf.get(name) ?? []);
    const table = truthTable(
      node,
      axes.map((axis) => parameters[axis]!),
      template,
      fixed,
    );
    const truths = table ?? new Uint8Array(1).fill(NOT_DECIDED);
    const unknown = goesBothWays && truths.includes(NOT_DECIDED) ? unknownOf(node) : undefined;
    comparisons.set(node, { axes: table ? axes : [], truths, ...(unknown && { unknown }) });
  }

  /** Equal expressions are one unknown, which equals at most one text. */
  function unknownOf(node: Node): { axis: number; value: number } {
    const call = callOf(node);
    const sides = call?.name === 'Fn::Equals' ? argumentsOf(call).map(resolved) : [node];
    const literal = sides.find((side) => literalText(side) !== undefined);
    const asked = JSON.stringify(sides.filter((side) => side !== literal).map(expressionKey));
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
    return new Set(
      comparisonsIn(formula, conditions).flatMap((node) => {
        const { axes: asked = [], unknown } = comparisons.get(node) ?? {};
        return unknown ? [...asked, unknown.axis] : asked;
      }),
    );
  }

  function decide(formula: Formula, assignments: Assignments, count: number): Uint8Array {
    return columnOf(formula, assignments, count, columnsOf(assignments));
  }

  /**
   * The columns of conditions that were evaluated for these assignments; undefined during the evaluation of the
   * condition itself.
   */
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
      case 'condition':
        return columnOfCondition(formula.name);
      case 'not':
        return column(formula.of).map((truth) => TRUE - truth);
      case 'and':
        return least(formula.of.map(column), count);
      case 'or':
        return greatest(formula.of.map(column), count);
      case 'compare':
        return compared(comparisons.get(formula.node), assignments, count);
    }

    function columnOfCondition(name: string): Uint8Array {
      const named = conditions.get(name);
      const done = known.get(name);
      if (done) return done;
      // AWS refuses a condition that does not exist or depends on itself, so any result will do.
      if (!named || known.has(name)) return new Uint8Array(count);
      known.set(name, undefined);
      const result = column(named);
      known.set(name, result);
      return result;
    }
  }

  function compared(comparison: TruthTable | undefined, assignments: Assignments, count: number): Uint8Array {
    const result = new Uint8Array(count);
    if (!comparison) return result.fill(NOT_DECIDED);
    const { axes: asked, truths, unknown } = comparison;
    for (let i = 0; i < count; i++) {
      // Horner's scheme, the inverse of `digitsOf`.
      const index = asked.reduceRight(
        (higher, axis) => higher * axes[axis]!.values.length + assignments[axis]![i]!,
        0,
      );
      const truth = truths[index]!;
      if (truth !== NOT_DECIDED || !unknown) result[i] = truth;
      else result[i] = assignments[unknown.axis]![i] === unknown.value ? TRUE : FALSE;
    }
    return result;
  }

  return { axes, supportOf, decide };
}

/** The minimum of several columns, row by row. */
function least(columns: readonly Uint8Array[], count: number): Uint8Array {
  const result = new Uint8Array(count).fill(TRUE);
  for (const column of columns)
    for (let i = 0; i < count; i++) if (column[i]! < result[i]!) result[i] = column[i]!;
  return result;
}

/** The maximum of several columns, row by row. */
function greatest(columns: readonly Uint8Array[], count: number): Uint8Array {
  const result = new Uint8Array(count).fill(FALSE);
  for (const column of columns)
    for (let i = 0; i < count; i++) if (column[i]! > result[i]!) result[i] = column[i]!;
  return result;
}

/**
 * The result of a comparison for each combination of the values on some axes, indexed as `digitsOf` says. Undefined if
 * there are too many combinations.
 */
function truthTable(
  node: Node,
  axes: readonly Axis[],
  template: Template,
  fixed: ReadonlyMap<string, Binding>,
): Uint8Array | undefined {
  const radices = axes.map(({ values }) => values.length);
  const count = radices.reduce((product, radix) => product * radix, 1);
  if (count > MAX_COMBINATIONS) return undefined;
  const truths = new Uint8Array(count).fill(NOT_DECIDED);
  for (let i = 0; i < count; i++) {
    const bindings = new Map(fixed);
    for (const [axis, digit] of digitsOf(i, radices).entries()) {
      const { parameter, values } = axes[axis]!;
      bindings.set(parameter!, { kind: 'fixed', text: values[digit]! });
    }
    const scenario: Scenario = { template, conditions: new Map(), bindings, values: valuesOf() };
    const holds = compareNodes(node, scenario);
    if (holds !== undefined) truths[i] = holds ? TRUE : FALSE;
  }
  return truths;
}

/** The digits of a number in a mixed radix, least significant first. */
function digitsOf(number: number, radices: readonly number[]): number[] {
  let rest = number;
  return radices.map((radix) => {
    const digit = rest % radix;
    rest = Math.floor(rest / radix);
    return digit;
  });
}

function comparisonsIn(
  formula: Formula,
  conditions: ReadonlyMap<string, Formula> = new Map(),
  seen = new Set<string>(),
): Node[] {
  const within = (one: Formula) => comparisonsIn(one, conditions, seen);
  switch (formula.op) {
    case 'compare':
      return [formula.node];
    case 'condition': {
      const named = conditions.get(formula.name);
      if (!named || seen.has(formula.name)) return [];
      seen.add(formula.name);
      return within(named);
    }
    case 'not':
      return within(formula.of);
    default:
      return formula.of.flatMap(within);
  }
}

/**
 * A key that is equal for equal expressions, in long or short form. Aliases, which may contain themselves, are not
 * resolved.
 */
function expressionKey(node: Node | undefined): unknown {
  if (!node || node.kind === 'alias') return node?.name;
  const call = callOf(node);
  if (!call) return untagged(node);
  return {
    [call.name]: argumentsOf(call).map((part) => (part === node ? untagged(part) : expressionKey(part))),
  };
}

function untagged(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.text;
    case 'sequence':
      return node.items.map(expressionKey);
    case 'mapping':
      return node.entries.map(({ key, value }) => [key.text, expressionKey(value)]);
    case 'alias':
      return node.name;
  }
}
