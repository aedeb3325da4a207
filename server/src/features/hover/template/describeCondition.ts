import { joined, listedMarkdown, type Markdown, md } from '../../../escape/markdown.ts';
import type { Node } from '../../../syntax/tree.ts';
import type { Scenario } from '../../../template/evaluation/scenario.ts';
import { valuesOf } from '../../../template/evaluation/values.ts';
import type { Binding } from '../../../template/parameters.ts';
import { candidateValues } from '../../../template/scenarios/candidateValues.ts';
import { compareNodes, type Formula, formulaOf } from '../../../template/scenarios/conditions.ts';
import { scenariosOf } from '../../../template/scenarios/scenarios.ts';
import { isNoEcho } from '../../../template/secret.ts';
import type { Template } from '../../../template/template.ts';
import { listed } from '../../../wording/listed.ts';
import { codeText } from './valueText.ts';

/**
 * The value of a condition, or of a part of one: constant, or depending on which parameters. Undefined for a condition
 * that does not exist.
 */
export function describeCondition(
  formula: Formula,
  template: Template,
  given: ReadonlyMap<string, string>,
): Markdown | undefined {
  if (formula.op === 'condition' && !template.conditions.has(formula.name)) return undefined;
  const name = formula.op === 'condition' ? formula.name : undefined;
  const scenarios = name === undefined ? [] : scenariosOf(template, { given, only: new Set([name]) }).all;
  const seen = new Set(scenarios.flatMap(({ conditions }) => conditions.get(name ?? '') ?? []));
  const [only, ...others] = seen;
  if (only !== undefined && others.length === 0) return md`**${only}** — for all parameter values`;
  const asked = [...candidateValues(template, comparedIn(formula, template, new Set()), given).keys()];
  const first: Scenario = {
    template,
    conditions: new Map(),
    bindings: givenBindings(given),
    values: valuesOf(),
  };
  const truth = truthOf(formula, first, new Set());
  if (asked.length === 0 && truth !== undefined) return md`**${truth}** — for all parameter values`;
  const decider = asked.length > 0 ? md`depends on ${listed(asked)}` : 'known only after deployment';
  const lines = [md`**true or false** — ${decider}`];
  const presets = asked.flatMap((one) => {
    const parameter = template.parameters.get(one);
    const text = parameter?.default?.text;
    if (parameter && isNoEcho(parameter.body)) return [md`${one} at its default`];
    return text === undefined ? [] : [md`${one} at its default ${text === '' ? '(empty)' : codeText(text)}`];
  });
  if (truth !== undefined && presets.length > 0)
    lines.push(md`${truth ? 'True' : 'False'} with ${listedMarkdown(presets)}.`);
  const choices = asked.length === 1 ? choicesText(asked[0]!, formula, first, given) : [];
  if (choices.length > 0) lines.push(joined(choices, '\n'));
  return joined(lines, '\n\n');
}

/** Whether it is true with each other value that the one parameter may have, if only some are allowed. */
function choicesText(
  name: string,
  formula: Formula,
  scenario: Scenario,
  given: ReadonlyMap<string, string>,
): Markdown[] {
  const parameter = scenario.template.parameters.get(name);
  const { allowedValues = [], default: preset } = parameter ?? {};
  if (!parameter || isNoEcho(parameter.body) || allowedValues.length > MOST_CHOICES) return [];
  return allowedValues.flatMap(({ text }) => {
    const bindings = givenBindings(new Map([...given, [name, text]]));
    const truth = truthOf(formula, { ...scenario, bindings, values: valuesOf() }, new Set());
    return truth === undefined || text === preset?.text ? [] : [md`- ${truth} with ${codeText(text)}`];
  });
}

const MOST_CHOICES = 6;

function givenBindings(given: ReadonlyMap<string, string>): Map<string, Binding> {
  return new Map([...given].map(([name, text]) => [name, { kind: 'fixed', text }]));
}

/** The comparisons in a formula, including those of the conditions that it refers to. */
function comparedIn(formula: Formula, template: Template, seen: Set<string>): Node[] {
  switch (formula.op) {
    case 'compare':
      return [formula.node];
    case 'condition': {
      const named = template.conditions.get(formula.name);
      if (!named || seen.has(formula.name)) return [];
      seen.add(formula.name);
      return comparedIn(formulaOf(named), template, seen);
    }
    case 'not':
      return comparedIn(formula.of, template, seen);
    default:
      return formula.of.flatMap((part) => comparedIn(part, template, seen));
  }
}

/** The value of a formula under a scenario's bindings; undefined if these do not decide it. */
function truthOf(formula: Formula, scenario: Scenario, around: ReadonlySet<string>): boolean | undefined {
  const of = (one: Formula) => truthOf(one, scenario, around);
  switch (formula.op) {
    case 'compare':
      return compareNodes(formula.node, scenario);
    case 'condition': {
      const named = scenario.template.conditions.get(formula.name);
      if (!named || around.has(formula.name)) return undefined;
      return truthOf(formulaOf(named), scenario, new Set([...around, formula.name]));
    }
    case 'not': {
      const truth = of(formula.of);
      return truth === undefined ? undefined : !truth;
    }
    default: {
      const truths = formula.of.map(of);
      const settles = formula.op === 'or';
      if (truths.includes(settles)) return settles;
      return truths.includes(undefined) ? undefined : !settles;
    }
  }
}
