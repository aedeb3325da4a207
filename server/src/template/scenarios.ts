import { type Node, resolved } from '../syntax/tree.ts';
import { decideConditions } from './conditions.ts';
import type { Scenario } from './evaluate.ts';
import { argumentsOf, callOf } from './intrinsic.ts';
import { type Binding, bindingOf } from './parameters.ts';
import type { Parameter, Template } from './template.ts';

/** More would cost more than they tell: each is a whole network to look at. */
export const MAX_SCENARIOS = 32;

/** Assignments of parameters that are tried to find the scenarios. */
const MAX_ASSIGNMENTS = 4096;

export interface Scenarios {
  readonly all: readonly Scenario[];
  /** Scenarios are possible that are not among `all`. */
  readonly isCut: boolean;
}

/** A value that a parameter may have where conditions ask for it; undefined is "any other text". */
type Choice = string | undefined;

/** One choice for each parameter, and for each comparison that parameters do not decide. */
interface Assignment {
  readonly choices: ReadonlyMap<string, Choice>;
  readonly free: ReadonlyMap<Node, boolean>;
}

/**
 * One scenario for each way in which the conditions of a template can come out together. Parameters that `given`
 * names have that value and no other. A template without conditions has one scenario.
 */
export function scenariosOf(template: Template, given: ReadonlyMap<string, string> = new Map()): Scenarios {
  const fixed = new Map<string, Binding>();
  for (const [name, text] of given) {
    if (template.parameters.has(name)) fixed.set(name, { kind: 'fixed', text });
  }
  if (template.conditions.size === 0) {
    return { all: [{ template, conditions: new Map(), bindings: fixed, values: new Map() }], isCut: false };
  }
  const choices = choicesOf(template, fixed);
  const { assignments, isCut } = assignmentsOf(template, choices, fixed);
  const byOutcome = new Map<string, { conditions: Map<string, boolean>; assignments: Assignment[] }>();
  for (const assignment of assignments) {
    const conditions = outcomeOf(template, assignment, fixed);
    const key = [...conditions].map(([name, holds]) => `${name}=${holds}`).join();
    const outcome = byOutcome.get(key);
    if (outcome) outcome.assignments.push(assignment);
    else byOutcome.set(key, { conditions, assignments: [assignment] });
  }
  const outcomes = [...byOutcome.values()];
  const chosen = covering(outcomes, MAX_SCENARIOS);
  return {
    all: chosen.map(({ conditions, assignments }) => ({
      template,
      conditions,
      bindings: new Map([...fixed, ...bindingsOf(template, choices, assignments)]),
      values: new Map(),
    })),
    isCut: isCut || chosen.length < outcomes.length,
  };
}

/** For each parameter that a condition asks for, the values that can make a difference. */
function choicesOf(template: Template, fixed: ReadonlyMap<string, Binding>): Map<string, readonly Choice[]> {
  const asked = new Map<string, Set<string>>();
  const literals = new Set<string>();
  const visit = (node: Node | undefined, depth: number): void => {
    const target = resolved(node);
    if (!target || depth > 50) return;
    const call = callOf(target);
    if (call?.name === 'Ref') {
      const name = resolved(call.argument);
      if (name?.kind === 'scalar' && template.parameters.has(name.text) && !fixed.has(name.text)) {
        asked.set(name.text, asked.get(name.text) ?? new Set());
      }
    } else if (call?.name === 'Fn::Equals') {
      for (const side of argumentsOf(call).map(resolved)) {
        if (side?.kind === 'scalar' && !side.tag) literals.add(String(side.value ?? ''));
      }
    }
    if (target.kind === 'sequence') for (const item of target.items) visit(item, depth + 1);
    if (target.kind === 'mapping') for (const entry of target.entries) visit(entry.value, depth + 1);
  };
  for (const condition of template.conditions.values()) visit(condition, 0);

  const choices = new Map<string, readonly Choice[]>();
  for (const name of asked.keys()) {
    const parameter = template.parameters.get(name)!;
    if (parameter.allowedValues) {
      choices.set(name, [...new Set(parameter.allowedValues.map((value) => value.text))]);
    } else {
      const preset = parameter.default ? [parameter.default.text] : [];
      choices.set(name, [
        ...new Set<Choice>([...preset, ...relevantLiterals(template, name, literals), undefined]),
      ]);
    }
  }
  return choices;
}

/** The literals that the parameter is compared with directly; all of them where it is compared in other ways. */
function relevantLiterals(template: Template, name: string, all: ReadonlySet<string>): Iterable<string> {
  const direct = new Set<string>();
  let otherUse = false;
  const visit = (node: Node | undefined, depth: number): void => {
    const target = resolved(node);
    if (!target || depth > 50) return;
    const call = callOf(target);
    if (call?.name === 'Fn::Equals') {
      const sides = argumentsOf(call).map(resolved);
      const refers = sides.map((side) => referredName(side) === name);
      if (refers.some(Boolean)) {
        for (const side of sides) {
          if (side?.kind === 'scalar' && !side.tag) direct.add(String(side.value ?? ''));
          else if (referredName(side) !== name) otherUse = true;
        }
        return;
      }
    } else if (referredName(target) === name) {
      otherUse = true;
    }
    if (target.kind === 'sequence') for (const item of target.items) visit(item, depth + 1);
    if (target.kind === 'mapping') for (const entry of target.entries) visit(entry.value, depth + 1);
  };
  for (const condition of template.conditions.values()) visit(condition, 0);
  return otherUse ? all : direct;
}

function referredName(node: Node | undefined): string | undefined {
  const call = callOf(node);
  const name = call?.name === 'Ref' ? resolved(call.argument) : undefined;
  return name?.kind === 'scalar' ? name.text : undefined;
}

/** Every combination, or where these are too many, each choice and each pair of choices beside the defaults. */
function assignmentsOf(
  template: Template,
  choices: ReadonlyMap<string, readonly Choice[]>,
  fixed: ReadonlyMap<string, Binding>,
): { assignments: Assignment[]; isCut: boolean } {
  const free = freeComparisons(template, choices, fixed);
  const axes: { readonly values: readonly (Choice | boolean)[] }[] = [
    ...[...choices.values()].map((values) => ({ values })),
    ...free.map(() => ({ values: [true, false] })),
  ];
  const total = axes.reduce((product, axis) => product * axis.values.length, 1);
  const isCut = total > MAX_ASSIGNMENTS;
  const rows = isCut ? pairs(axes) : product(axes);
  const names = [...choices.keys()];
  const assignments = rows.map((row) => ({
    choices: new Map(names.map((name, i) => [name, row[i] as Choice])),
    free: new Map(free.map((node, i) => [node, row[names.length + i] as boolean])),
  }));
  return { assignments, isCut };
}

function product<T>(axes: readonly { readonly values: readonly T[] }[]): T[][] {
  return axes.reduce<T[][]>(
    (rows, { values }) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
}

function pairs<T>(axes: readonly { readonly values: readonly T[] }[]): T[][] {
  const base = axes.map((axis) => axis.values[0] as T);
  const rows = [base];
  for (let a = 0; a < axes.length; a++) {
    for (const first of axes[a]!.values) {
      for (let b = a + 1; b < axes.length; b++) {
        for (const second of axes[b]!.values) {
          if (rows.length >= MAX_ASSIGNMENTS) return rows;
          rows.push(base.map((value, i) => (i === a ? first : i === b ? second : value)));
        }
      }
    }
  }
  return rows;
}

/** Comparisons that some choice of parameters leaves open, such as one with the account's number. */
function freeComparisons(
  template: Template,
  choices: ReadonlyMap<string, readonly Choice[]>,
  fixed: ReadonlyMap<string, Binding>,
): Node[] {
  const found = new Set<Node>();
  const deepest = Math.max(1, ...[...choices.values()].map((values) => values.length));
  for (let i = 0; i < deepest; i++) {
    const row = new Map(
      [...choices].map(([name, values]) => [name, values[Math.min(i, values.length - 1)]] as const),
    );
    decideConditions(scenarioOf(template, row, fixed), (node) => {
      if (!comparesOther(node, choices)) found.add(node);
      return false;
    });
  }
  return [...found];
}

/** A comparison of a parameter that is "any other text" is false, not free, unless both sides are parameters. */
function comparesOther(node: Node, choices: ReadonlyMap<string, readonly Choice[]>): boolean {
  const sides = argumentsOf(callOf(node)!).map(resolved);
  const isParameter = (side: Node | undefined) => choices.has(referredName(side) ?? '');
  const isLiteral = (side: Node | undefined) => side?.kind === 'scalar' && !side.tag;
  return sides.length === 2 && sides.some(isParameter) && sides.some(isLiteral);
}

function outcomeOf(template: Template, assignment: Assignment, fixed: ReadonlyMap<string, Binding>) {
  const scenario = scenarioOf(template, assignment.choices, fixed);
  return decideConditions(scenario, (node) => assignment.free.get(node) ?? false);
}

function scenarioOf(
  template: Template,
  choices: ReadonlyMap<string, Choice>,
  fixed: ReadonlyMap<string, Binding>,
): Scenario {
  const bindings = new Map(fixed);
  for (const [name, text] of choices)
    bindings.set(name, text === undefined ? { kind: 'open' } : { kind: 'fixed', text });
  return { template, conditions: new Map(), bindings, values: new Map() };
}

/**
 * What a parameter is in a scenario: fixed where every assignment that leads there gives the same value, otherwise
 * its default where that leads there, otherwise open.
 */
function bindingsOf(
  template: Template,
  choices: ReadonlyMap<string, readonly Choice[]>,
  assignments: readonly Assignment[],
): [string, Binding][] {
  const isDefault = (name: string, choice: Choice) => template.parameters.get(name)?.default?.text === choice;
  const closest = assignments.reduce((best, next) =>
    countDefaults(next) > countDefaults(best) ? next : best,
  );
  function countDefaults(assignment: Assignment): number {
    return [...assignment.choices].filter(([name, choice]) => choice !== undefined && isDefault(name, choice))
      .length;
  }
  return [...choices.keys()].map((name) => {
    const parameter: Parameter = template.parameters.get(name)!;
    const values = new Set(assignments.map((assignment) => assignment.choices.get(name)));
    const [only] = values;
    if (values.size === 1)
      return [name, only === undefined ? { kind: 'open' } : { kind: 'fixed', text: only }];
    const choice = closest.choices.get(name);
    return [name, choice !== undefined && isDefault(name, choice) ? bindingOf(parameter) : { kind: 'open' }];
  });
}

/** At most `limit` outcomes: first those that show a condition both ways, then pairs of conditions. */
function covering<T extends { readonly conditions: ReadonlyMap<string, boolean> }>(
  outcomes: readonly T[],
  limit: number,
): readonly T[] {
  if (outcomes.length <= limit) return outcomes;
  const seen = new Set<string>();
  const chosen: T[] = [];
  const rest = new Set(outcomes);
  const facts = new Map(outcomes.map((outcome) => [outcome, pairFacts(outcome.conditions)]));
  while (chosen.length < limit && rest.size > 0) {
    let best: T | undefined;
    let gain = -1;
    for (const outcome of rest) {
      const fresh = facts.get(outcome)!.filter((fact) => !seen.has(fact)).length;
      if (fresh > gain) [best, gain] = [outcome, fresh];
    }
    rest.delete(best!);
    chosen.push(best!);
    for (const fact of facts.get(best!)!) seen.add(fact);
  }
  return chosen;
}

function pairFacts(conditions: ReadonlyMap<string, boolean>): string[] {
  const single = [...conditions].map(([name, holds]) => `${name}=${holds}`);
  return single.flatMap((a, i) => single.slice(i).map((b) => `${a},${b}`));
}
