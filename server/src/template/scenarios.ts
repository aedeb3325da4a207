import { type Node, resolved } from '../syntax/tree.ts';
import { type Choice, choicesOf, conditionsNeeded, literalText, OTHER } from './choices.ts';
import { decideConditions } from './conditions.ts';
import { cover, pairs, product } from './covering.ts';
import type { Scenario } from './evaluate.ts';
import { argumentsOf, callOf } from './intrinsic.ts';
import { type Binding, bindingOf } from './parameters.ts';
import type { Resource, Template } from './template.ts';

/** More would cost more than they tell: each is a whole network to look at. */
export const MAX_SCENARIOS = 32;

/** Assignments of parameters that are tried to find the scenarios. */
const MAX_ASSIGNMENTS = 4096;

export interface Scenarios {
  readonly all: readonly Scenario[];
  /** Scenarios are possible that are not among `all`. */
  readonly isCut: boolean;
}

export interface ScenarioOptions {
  /** Parameters that have one value and no other. */
  readonly given?: ReadonlyMap<string, string>;
  /** Only the conditions that these resources need are looked at; without it, all. */
  readonly matters?: (resource: Resource) => boolean;
}

/** What is chosen for each parameter, and for each comparison that parameters do not decide. */
interface Assignment {
  readonly choices: ReadonlyMap<string, Choice>;
  readonly free: ReadonlyMap<Node, boolean>;
}

/** A way in which the conditions come out together, and the assignments that lead there. */
interface Outcome {
  readonly conditions: ReadonlyMap<string, boolean>;
  readonly assignments: Assignment[];
}

/**
 * One scenario for each way in which the conditions of a template can come out together. A template without
 * conditions that matter has one.
 */
export function scenariosOf(
  whole: Template,
  { given = new Map(), matters }: ScenarioOptions = {},
): Scenarios {
  const template = matters ? withConditionsOf(whole, matters) : whole;
  const fixed = new Map<string, Binding>();
  for (const [name, text] of given) {
    if (template.parameters.has(name)) fixed.set(name, { kind: 'fixed', text });
  }
  if (template.conditions.size === 0) {
    return { all: [{ template, conditions: new Map(), bindings: fixed, values: new Map() }], isCut: false };
  }
  const choices = choicesOf(template, template.conditions.values(), fixed);
  const { assignments, isCut } = assignmentsOf(template, choices, fixed);
  const outcomes = outcomesOf(template, assignments, fixed);
  const chosen = cover(
    outcomes.map(({ conditions }) => [...conditions.values()]),
    MAX_SCENARIOS,
  );
  return {
    all: chosen.map((index): Scenario => {
      const { conditions, assignments } = outcomes[index]!;
      const bindings = new Map([...fixed, ...bindingsOf(template, [...choices.keys()], assignments)]);
      return { template, conditions, bindings, values: new Map() };
    }),
    isCut: isCut || chosen.length < outcomes.length,
  };
}

/** A module may have a hundred conditions for its alarms and roles, and three for its network. */
function withConditionsOf(template: Template, matters: (resource: Resource) => boolean): Template {
  const bodies = [...template.resources.values()].filter(matters).map(({ body }) => body);
  const needed = conditionsNeeded(template, bodies);
  return { ...template, conditions: new Map([...template.conditions].filter(([name]) => needed.has(name))) };
}

/** Every combination of choices, or where these are too many, a part of them that shows each choice. */
function assignmentsOf(
  template: Template,
  choices: ReadonlyMap<string, readonly Choice[]>,
  fixed: ReadonlyMap<string, Binding>,
): { assignments: Assignment[]; isCut: boolean } {
  const names = [...choices.keys()];
  const unknowns = unknownsOf(openComparisons(template, choices, fixed));
  const axes = [...choices.values(), ...unknowns.map(({ values }) => values)];
  const isCut = axes.reduce((count, values) => count * values.length, 1) > MAX_ASSIGNMENTS;
  const rows = isCut ? pairs(axes, MAX_ASSIGNMENTS) : product(axes);
  const assignments = rows.map((row) => ({
    choices: new Map(names.map((name, i) => [name, row[i]!])),
    free: new Map(
      unknowns.flatMap(({ comparedWith }, i) =>
        [...comparedWith].map(([node, text]) => [node, row[names.length + i] === text] as const),
      ),
    ),
  }));
  return { assignments, isCut };
}

/** Comparisons that the parameters leave open under some choice, such as one with an imported value. */
function openComparisons(
  template: Template,
  choices: ReadonlyMap<string, readonly Choice[]>,
  fixed: ReadonlyMap<string, Binding>,
): Set<Node> {
  const found = new Set<Node>();
  const rounds = Math.max(1, ...[...choices.values()].map((values) => values.length));
  for (let i = 0; i < rounds; i++) {
    const row = new Map(
      [...choices].map(([name, values]) => [name, values[Math.min(i, values.length - 1)]!]),
    );
    decideConditions(scenarioFor(template, row, fixed), (node) => {
      found.add(node);
      return false;
    });
  }
  return found;
}

/** Something that comparisons ask for and nobody here knows, such as an import: it equals one text at most. */
interface Unknowable {
  /** The texts that it is compared with, and "any other". */
  readonly values: readonly string[];
  readonly comparedWith: ReadonlyMap<Node, string>;
}

function unknownsOf(comparisons: Iterable<Node>): Unknowable[] {
  const found = new Map<string, Map<Node, string>>();
  for (const node of comparisons) {
    const call = callOf(node);
    const sides = call?.name === 'Fn::Equals' ? argumentsOf(call).map(resolved) : [node];
    const literal = sides.find((side) => literalText(side) !== undefined);
    const asked = JSON.stringify(sides.filter((side) => side !== literal).map(spelled));
    const comparedWith = found.get(asked) ?? new Map<Node, string>();
    found.set(asked, comparedWith.set(node, literalText(literal) ?? ''));
  }
  return [...found.values()].map((comparedWith) => ({
    values: [OTHER, ...new Set(comparedWith.values())],
    comparedWith,
  }));
}

/** Equal for equal expressions, whatever form they are written in. */
function spelled(node: Node | undefined): unknown {
  const target = resolved(node);
  const call = callOf(target);
  if (call)
    return {
      [call.name]: argumentsOf(call).map((part) => (part === target ? untagged(part) : spelled(part))),
    };
  return target && untagged(target);
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

function outcomesOf(
  template: Template,
  assignments: readonly Assignment[],
  fixed: ReadonlyMap<string, Binding>,
): Outcome[] {
  const found = new Map<string, Outcome>();
  const decide = conditionDecider(template, fixed);
  for (const assignment of assignments) {
    const conditions = decide(assignment);
    const key = Array.from(conditions.values(), Number).join('');
    const known = found.get(key);
    if (known) known.assignments.push(assignment);
    else found.set(key, { conditions, assignments: [assignment] });
  }
  return [...found.values()];
}

/**
 * Decides all conditions under an assignment. Most assignments differ from others in a choice or two, and most
 * conditions ask for one parameter, so a condition is worked out once for each combination of what it asks for.
 */
function conditionDecider(template: Template, fixed: ReadonlyMap<string, Binding>) {
  const known = [...template.conditions.keys()].map((name) => {
    const needed = [name, ...conditionsNeeded(template, [template.conditions.get(name)!])];
    const own = needed.map((one) => template.conditions.get(one)!);
    return { name, asks: [...choicesOf(template, own, fixed).keys()], outcomes: new Map<string, boolean>() };
  });
  return ({ choices, free }: Assignment): Map<string, boolean> => {
    const freely = [...free.values()].map(Number).join('');
    const keys = known.map(({ asks }) => `${freely}${asks.map((name) => choices.get(name)).join('\u0001')}`);
    if (known.some(({ outcomes }, i) => !outcomes.has(keys[i]!))) {
      const decided = decideConditions(
        scenarioFor(template, choices, fixed),
        (node) => free.get(node) ?? false,
      );
      for (const [i, { name, outcomes }] of known.entries())
        outcomes.set(keys[i]!, decided.get(name) ?? false);
    }
    return new Map(known.map(({ name, outcomes }, i) => [name, outcomes.get(keys[i]!)!]));
  };
}

function scenarioFor(
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
  names: readonly string[],
  assignments: readonly Assignment[],
): [string, Binding][] {
  const isDefault = (name: string, choice: Choice | undefined) => {
    return choice !== undefined && template.parameters.get(name)?.default?.text === choice;
  };
  const countDefaults = ({ choices }: Assignment) =>
    [...choices].filter(([name, one]) => isDefault(name, one)).length;
  const closest = assignments.reduce((best, next) =>
    countDefaults(next) > countDefaults(best) ? next : best,
  );
  return names.map((name) => {
    const [only, ...others] = new Set(assignments.map(({ choices }) => choices.get(name)));
    if (only !== undefined && others.length === 0 && !only.startsWith(OTHER))
      return [name, { kind: 'fixed', text: only }];
    const parameter = template.parameters.get(name);
    return [
      name,
      parameter && isDefault(name, closest.choices.get(name)) ? bindingOf(parameter) : { kind: 'open' },
    ];
  });
}
