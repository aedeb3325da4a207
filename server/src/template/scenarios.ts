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

/**
 * A value that a parameter may have where conditions ask for it. Texts that no condition names begin with a character
 * that no template can hold; one such text is every parameter's own, another is common to all.
 */
type Choice = string;

const OTHER = '\u0000';

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

/**
 * For each parameter and pseudo parameter that a condition asks for, the values that can make a difference: those that
 * it is compared with, or where it is used otherwise, every value that stands anywhere in the conditions.
 */
function choicesOf(template: Template, fixed: ReadonlyMap<string, Binding>): Map<string, readonly Choice[]> {
  const asked = new Set<string>();
  const literals = new Set<string>();
  /** The literals that a parameter is compared with directly. */
  const direct = new Map<string, Set<string>>();
  /** Parameters that are compared with something else than a literal, or used within another function. */
  const mixed = new Set<string>();

  const visit = (node: Node | undefined, depth: number): void => {
    const target = resolved(node);
    if (!target || depth > MAX_DEPTH) return;
    const name = referredName(target);
    if (name !== undefined) {
      asked.add(name);
      mixed.add(name);
      return;
    }
    const call = callOf(target);
    const sides = call?.name === 'Fn::Equals' ? argumentsOf(call).map(resolved) : [];
    const names = sides.map(referredName);
    const texts = sides.map(literalText);
    for (const text of texts) if (text !== undefined) literals.add(text);
    if (names.some((one) => one !== undefined) && texts.some((one) => one !== undefined)) {
      const [parameter] = names.filter((one) => one !== undefined);
      asked.add(parameter!);
      direct.set(
        parameter!,
        new Set([...(direct.get(parameter!) ?? []), ...texts.filter((one) => one !== undefined)]),
      );
      return;
    }
    if (target.kind === 'sequence') for (const item of target.items) visit(item, depth + 1);
    if (target.kind === 'mapping') for (const entry of target.entries) visit(entry.value, depth + 1);
    if (target.kind === 'scalar' && target.tag === '!Sub') {
      for (const [, inside] of target.text.matchAll(/\$\{([^!}.]+)\}/g)) {
        asked.add(inside!);
        mixed.add(inside!);
      }
    }
  };
  for (const condition of template.conditions.values()) visit(condition, 0);

  const all = new Set(literals);
  for (const name of asked) for (const value of statedValues(template.parameters.get(name))) all.add(value);
  const choices = new Map<string, readonly Choice[]>();
  for (const name of asked) {
    const parameter = template.parameters.get(name);
    if (fixed.has(name) || (!parameter && !name.startsWith('AWS::'))) continue;
    if (parameter?.allowedValues) {
      choices.set(name, [...new Set(parameter.allowedValues.map((value) => value.text))]);
      continue;
    }
    const named = mixed.has(name) ? [...all, OTHER] : (direct.get(name) ?? []);
    choices.set(name, [...new Set([...statedValues(parameter), ...named, OTHER + name])]);
  }
  return choices;
}

/** Deeper conditions are an alias of themselves. */
const MAX_DEPTH = 50;

/** The default first: it is the likeliest. */
function statedValues(parameter: Parameter | undefined): readonly string[] {
  return [parameter?.default, ...(parameter?.allowedValues ?? [])].flatMap((value) =>
    value ? [value.text] : [],
  );
}

function referredName(node: Node | undefined): string | undefined {
  const call = callOf(node);
  const name = call?.name === 'Ref' ? resolved(call.argument) : undefined;
  return name?.kind === 'scalar' ? name.text : undefined;
}

function literalText(node: Node | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.tag !== undefined) return undefined;
  return typeof node.value === 'boolean' ? String(node.value) : node.text;
}

/** Every combination, or where these are too many, each choice and each pair of choices beside the first ones. */
function assignmentsOf(
  template: Template,
  choices: ReadonlyMap<string, readonly Choice[]>,
  fixed: ReadonlyMap<string, Binding>,
): { assignments: Assignment[]; isCut: boolean } {
  const names = [...choices.keys()];
  const free = freeComparisons(template, choices, fixed);
  const axes: readonly (readonly (Choice | boolean)[])[] = [
    ...choices.values(),
    ...free.map(() => [true, false]),
  ];
  const total = axes.reduce((count, values) => count * values.length, 1);
  const isCut = total > MAX_ASSIGNMENTS;
  const assignments = (isCut ? pairs(axes) : product(axes)).map((row) => ({
    choices: new Map(names.map((name, i) => [name, row[i] as Choice])),
    free: new Map(free.map((node, i) => [node, row[names.length + i] as boolean])),
  }));
  return { assignments, isCut };
}

function product<T>(axes: readonly (readonly T[])[]): T[][] {
  return axes.reduce<T[][]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
}

function pairs<T>(axes: readonly (readonly T[])[]): T[][] {
  const base = axes.map((values) => values[0] as T);
  const rows = [base];
  for (const [a, firsts] of axes.entries()) {
    for (const first of firsts) {
      for (const [b, seconds] of axes.entries()) {
        if (b <= a) continue;
        for (const second of seconds) {
          if (rows.length >= MAX_ASSIGNMENTS) return rows;
          rows.push(base.map((value, i) => (i === a ? first : i === b ? second : value)));
        }
      }
    }
  }
  return rows;
}

/** Comparisons that the parameters leave open under some choice, such as one with an imported value. */
function freeComparisons(
  template: Template,
  choices: ReadonlyMap<string, readonly Choice[]>,
  fixed: ReadonlyMap<string, Binding>,
): Node[] {
  const found = new Set<Node>();
  const rounds = Math.max(1, ...[...choices.values()].map((values) => values.length));
  for (let i = 0; i < rounds; i++) {
    const row = new Map(
      [...choices].map(([name, values]) => [name, values[Math.min(i, values.length - 1)]!] as const),
    );
    decideConditions(scenarioOf(template, row, fixed), (node) => {
      found.add(node);
      return false;
    });
  }
  return [...found];
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
  for (const [name, text] of choices) bindings.set(name, { kind: 'fixed', text });
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
  const isDefault = (name: string, choice: Choice | undefined) => {
    return choice !== undefined && template.parameters.get(name)?.default?.text === choice;
  };
  const countDefaults = ({ choices: made }: Assignment) =>
    [...made].filter(([name, choice]) => isDefault(name, choice)).length;
  const closest = assignments.reduce((best, next) =>
    countDefaults(next) > countDefaults(best) ? next : best,
  );
  return [...choices.keys()].map((name) => {
    const [only, ...others] = new Set(assignments.map((assignment) => assignment.choices.get(name)));
    const parameter = template.parameters.get(name);
    if (only !== undefined && others.length === 0 && !only.startsWith(OTHER))
      return [name, { kind: 'fixed', text: only }];
    return [
      name,
      parameter && isDefault(name, closest.choices.get(name)) ? bindingOf(parameter) : { kind: 'open' },
    ];
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
