import { type Binding, OTHER } from '../parameters.ts';
import type { Template } from '../template.ts';
import { columnsOf } from './assignments.ts';
import { candidateValues } from './candidateValues.ts';
import { formulaOf } from './conditions.ts';
import { decisionsOf, FALSE, TRUE } from './decisions.ts';

/** The values of the conditions that scenarios are made for, and the text of each parameter that they ask for. */
export interface Decision {
  readonly conditions: ReadonlyMap<string, boolean>;
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * The values of all further conditions of a template beside each decision, with every other parameter at its default, or else at its
 * first allowed value or at a text that no condition compares with, as is what is known only at deployment. No scenario is made
 * for these conditions: they only decide whether resources exist that are no part of the network. Empty beside a decision that
 * this contradicts.
 */
export function otherConditions(
  template: Template,
  fixed: ReadonlyMap<string, Binding>,
  decisions: readonly Decision[],
): readonly ReadonlyMap<string, boolean>[] {
  const [first] = decisions;
  const others = [...template.conditions.keys()].filter((name) => !first?.conditions.has(name));
  if (others.length === 0) return decisions.map(() => new Map());
  const formulas = new Map([...template.conditions].map(([name, node]) => [name, formulaOf(node)]));
  const asked = candidateValues(template, template.conditions.values(), fixed);
  const textOf = (name: string, { texts }: Decision) => texts.get(name) ?? presetOf(name, template);
  const choices = new Map(
    [...asked.keys()].map((name) => [name, [...new Set(decisions.map((one) => textOf(name, one)))]]),
  );
  const { axes, decide } = decisionsOf(template, formulas, [], choices, fixed);
  const rows = decisions.map((one) =>
    axes.map(({ parameter, values }) =>
      parameter === undefined ? 0 : values.indexOf(textOf(parameter, one)),
    ),
  );
  const columns = columnsOf(axes, rows);
  const truthOf = (name: string) => decide({ op: 'condition', name }, columns, rows.length);
  const truths = new Map([...formulas.keys()].map((name) => [name, truthOf(name)]));
  return decisions.map(({ conditions }, i) => {
    const holds = (name: string) => truths.get(name)![i]! === TRUE;
    // A decision may rest on something that is known only at deployment, such as an import.
    if ([...conditions].some(([name, held]) => held !== holds(name))) return new Map();
    const decided = others.filter((name) => holds(name) || truths.get(name)![i] === FALSE);
    return new Map(decided.map((name) => [name, holds(name)]));
  });
}

function presetOf(name: string, { parameters }: Template): string {
  const parameter = parameters.get(name);
  return parameter?.default?.text ?? parameter?.allowedValues?.[0]?.text ?? OTHER + name;
}
