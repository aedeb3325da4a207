import { memoized } from '../../memo.ts';
import type { Node } from '../../syntax/tree.ts';
import { bindingInWords, conditionHolds } from '../evaluation/reads.ts';
import type { History, Scenario } from '../evaluation/scenario.ts';
import { newHistory, sharedValues, valuesOf } from '../evaluation/values.ts';
import { type Binding, bindingOf, isNamed } from '../parameters.ts';
import type { Resource } from '../resource.ts';
import { isSecret } from '../secret.ts';
import type { Template } from '../template.ts';
import { type Assignment, allRows } from './assignments.ts';
import { candidateValues, conditionsNeeded } from './candidateValues.ts';
import { formulaOf } from './conditions.ts';
import { type Axis, decisionsOf } from './decisions.ts';
import { type Decision, otherConditions } from './otherConditions.ts';
import {
  assertionsThatMatter,
  coveringAssignments,
  feasible,
  MAX_ASSIGNMENTS,
  outcomesOf,
} from './outcomes.ts';
import { selectPairwise } from './pairwise.ts';

/** Each scenario is a whole network to check, so more would cost too much. A `ScenarioSet` also has only 32 bits. */
export const MAX_SCENARIOS = 32;

export interface Scenarios {
  readonly all: readonly Scenario[];
  /** Arguments from the user: these parameters have no other value. */
  readonly given: ReadonlyMap<string, string>;
  /** For the next version of the document, whose conditions are usually the same. */
  readonly decided: Decided;
  readonly history: History;
  /** True if there are possible scenarios that `all` does not contain. */
  readonly isCut: boolean;
}

export interface ScenarioOptions {
  /** Arguments from the user: these parameters have no other value. */
  readonly given?: ReadonlyMap<string, string>;
  /** Only the conditions that these resources depend on are considered; without it, all conditions. */
  readonly matters?: (resource: Resource) => boolean;
  /** Only these conditions, and those that they depend on, are considered. */
  readonly only?: ReadonlySet<string>;
  /** The scenarios of an earlier version of the document. They save work and never change the result. */
  readonly previous?: EarlierScenarios | undefined;
}

export type EarlierScenarios = Pick<Scenarios, 'decided' | 'history'>;

/**
 * One scenario for each possible combination of condition values, under arguments that the template's `Rules` allow. A
 * template whose conditions do not matter has one scenario.
 */
export function scenariosOf(
  whole: Template,
  { given = new Map(), matters, only, previous }: ScenarioOptions = {},
): Scenarios {
  const bodies = [...whole.resources.values()]
    .filter(matters ?? (() => true))
    .map(({ type, body }) => (whole.globals && isOfSam(type) ? [body, whole.globals] : [body]));
  const together = bodies.map((nodes) => conditionsNeeded(whole, nodes)).filter(({ size }) => size > 0);
  // A template can have a hundred conditions for its alarms and roles, and three for its network.
  const needed = only ? namesWithin(whole, only) : new Set(together.flatMap((names) => [...names]));
  const conditions =
    matters || only ? new Map([...whole.conditions].filter(([name]) => needed.has(name))) : whole.conditions;
  const template = { ...whole, conditions };
  const fixed = new Map<string, Binding>();
  for (const [name, text] of given) {
    if (template.parameters.has(name)) fixed.set(name, { kind: 'fixed', text });
  }
  const secrets = [...given].flatMap(([name, text]) => {
    const parameter = template.parameters.get(name);
    return parameter && isSecret(parameter, text) ? [[name, { kind: 'secret' }] as const] : [];
  });
  const key = keyOf(matters ? whole : template, fixed, together);
  const known = key !== undefined && previous?.decided.key === key ? previous.decided : undefined;
  const decided = known ?? decide(template, matters ? whole : template, fixed, together, key);
  const history = previous?.history ?? newHistory();
  const shared = sharedValues(varyingIn(decided.outcomes), history);
  const all = decided.outcomes.map(
    (outcome, index): Scenario => ({
      template,
      conditions: outcome.conditions,
      bindings: new Map([
        ...fixed,
        ...[...outcome.parameters].map(([name, what]) => [name, bindingTo(what, template, name)] as const),
        ...secrets,
      ]),
      values: valuesOf(shared, index),
    }),
  );
  shared.scenarios.push(...all);
  return { decided, history, given, isCut: decided.isCut, all };
}

/** A resource that SAM's `Globals` say something of. */
function isOfSam(type: string): boolean {
  return type.startsWith('AWS::Serverless::');
}

/**
 * The names of the inputs in which scenarios differ: conditions that have another value in another outcome, and
 * parameters that an outcome binds.
 */
function varyingIn([first, ...others]: readonly DecidedOutcome[]): Set<string> {
  const conditions = [...(first?.conditions ?? [])].flatMap(([name, holds]) =>
    others.some((other) => other.conditions.get(name) !== holds) ? [name] : [],
  );
  const parameters =
    others.length > 0 ? [first!, ...others].flatMap((one) => [...one.parameters.keys()]) : [];
  return new Set([...conditions.map(conditionHolds.of), ...parameters.map(bindingInWords.of)]);
}

/** The given conditions and those that they depend on. */
function namesWithin(template: Template, names: ReadonlySet<string>): Set<string> {
  const nodes = [...names].flatMap((name) => template.conditions.get(name) ?? []);
  return new Set([...names, ...conditionsNeeded(template, nodes)]);
}

/**
 * The outcomes of a template's conditions, without its nodes, so that a later version with the same conditions can
 * reuse them.
 */
interface Decided {
  /** Equal for templates with the same outcomes; undefined if such a key cannot be computed. */
  readonly key: string | undefined;
  readonly outcomes: readonly DecidedOutcome[];
  readonly isCut: boolean;
}

interface DecidedOutcome {
  readonly conditions: ReadonlyMap<string, boolean>;
  readonly parameters: ReadonlyMap<string, Bound>;
}

/** The only possible text of a parameter, or whether its default is among the possible ones. */
type Bound = { readonly text: string } | 'default' | 'open';

function bindingTo(bound: Bound, template: Template, name: string): Binding {
  if (typeof bound === 'object') return { kind: 'fixed', text: bound.text };
  const parameter = template.parameters.get(name);
  return bound === 'default' && parameter ? bindingOf(parameter) : { kind: 'open' };
}

/**
 * A key of everything that `decide` reads; undefined if other files are involved, and for aliases, which may contain
 * themselves.
 */
function keyOf(
  { conditions, rules, mappings, parameters }: Template,
  fixed: ReadonlyMap<string, Binding>,
  together: readonly ReadonlySet<string>[],
): string | undefined {
  if (conditions.size === 0) return '';
  const spellAll = (nodes: Iterable<Node>) => [...nodes].map(spelled);
  const named = (nodes: ReadonlyMap<string, Node>) => [[...nodes.keys()].join(), ...spellAll(nodes.values())];
  const asked = [...named(conditions), ...named(rules)];
  if (asked.some((text) => text === undefined || /ImportValue|GetAtt/.test(text))) return undefined;
  const all = [
    ...asked,
    ...(asked.some((text) => text!.includes('FindInMap')) ? named(mappings) : []),
    [...parameters.keys()].join(),
    ...spellAll([...parameters.values()].map(({ body }) => body)),
    JSON.stringify([...fixed]),
    ...new Set(together.map((names) => [...names].join())),
  ];
  return all.includes(undefined) ? undefined : all.join('\n');
}

/** A text that is equal for equal nodes; undefined where an alias is inside. */
const spelled = memoized((whole: Node): string | undefined => {
  let hasAlias = false;
  const spell = (node: Node): unknown => {
    switch (node.kind) {
      case 'scalar':
        return [node.tag, node.text, typeof node.value];
      case 'sequence':
        return [node.tag, node.items.map(spell)];
      case 'mapping':
        return [node.tag, node.entries.map(({ key, value }) => [key.text, spell(value)])];
      case 'alias':
        hasAlias = true;
        return undefined;
    }
  };
  const text = JSON.stringify(spell(whole));
  return hasAlias ? undefined : text;
});

/** `whole` has further conditions, which no scenario is made for. */
function decide(
  template: Template,
  whole: Template,
  fixed: ReadonlyMap<string, Binding>,
  together: readonly ReadonlySet<string>[],
  key: string | undefined,
): Decided {
  const { outcomes, isCut } = outcomesIn(template, fixed, together);
  const others = otherConditions(whole, fixed, outcomes);
  return {
    key,
    isCut,
    outcomes: outcomes.map(({ conditions, parameters }, i) => ({
      conditions: new Map([...conditions, ...others[i]!]),
      parameters,
    })),
  };
}

function outcomesIn(
  template: Template,
  fixed: ReadonlyMap<string, Binding>,
  together: readonly ReadonlySet<string>[],
): { readonly outcomes: readonly (DecidedOutcome & Decision)[]; readonly isCut: boolean } {
  if (template.conditions.size === 0) {
    return { outcomes: [{ conditions: new Map(), parameters: new Map(), texts: new Map() }], isCut: false };
  }
  const formulas = new Map([...template.conditions].map(([name, node]) => [name, formulaOf(node)]));
  const names = [...formulas.keys()];
  const assertions = assertionsThatMatter(template, fixed);
  const nodes = [...template.conditions.values(), ...assertions.flatMap(({ nodes }) => nodes)];
  const choices = candidateValues(template, nodes, fixed);
  const asserted = assertions.flatMap(({ when, holds }) => [when, holds]);
  const decisions = decisionsOf(template, formulas, asserted, choices, fixed);
  const every = allRows(decisions.axes, MAX_ASSIGNMENTS);
  const rows = every ?? coveringAssignments(together, decisions, assertions);
  const outcomes = outcomesOf(names, decisions, feasible(rows, decisions, assertions));
  const chosen = selectPairwise(
    outcomes.map(({ conditions }) => conditions),
    MAX_SCENARIOS,
  );
  return {
    outcomes: chosen.map((index) => {
      const { conditions, rows } = outcomes[index]!;
      return {
        conditions: new Map(names.map((name, i) => [name, conditions[i]!])),
        ...boundsOf(template, decisions.axes, rows),
      };
    }),
    isCut: every === undefined || chosen.length < outcomes.length,
  };
}

/**
 * The binding of each parameter in a scenario: its text if all assignments of the scenario agree, else its default if that
 * is among them, else open; and its text in the assignment that has the most defaults.
 */
function boundsOf(
  template: Template,
  axes: readonly Axis[],
  rows: readonly Assignment[],
): { readonly parameters: Map<string, Bound>; readonly texts: Map<string, string> } {
  const defaultOf = axes.map(({ parameter, values }) => {
    const preset = parameter === undefined ? undefined : template.parameters.get(parameter)?.default?.text;
    return preset === undefined ? -1 : values.indexOf(preset);
  });
  let closest: Assignment = [];
  let most = -1;
  for (const row of rows) {
    const count = row.filter((value, axis) => value === defaultOf[axis]).length;
    if (count > most) [closest, most] = [row, count];
  }
  const bounds = new Map<string, Bound>();
  const texts = new Map<string, string>();
  for (const [axis, { parameter, values }] of axes.entries()) {
    if (parameter === undefined) continue;
    texts.set(parameter, values[closest[axis]!]!);
    const only = rows[0]![axis]!;
    const text = values[only]!;
    if (isNamed(text) && rows.every((row) => row[axis] === only)) bounds.set(parameter, { text });
    else bounds.set(parameter, closest[axis] === defaultOf[axis] ? 'default' : 'open');
  }
  return { parameters: bounds, texts };
}
