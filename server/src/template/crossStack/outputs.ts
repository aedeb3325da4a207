import { type Node, type Scalar, scalarText, valueAt } from '../../syntax/tree.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Scenario } from '../evaluation/scenario.ts';
import { defaultsOfValue, type Known, NO_VALUE, unknown, type Value } from '../evaluation/value.ts';
import type { Parameter } from '../parameter.ts';
import { conditionsNeeded } from '../scenarios/candidateValues.ts';
import { scenariosOf } from '../scenarios/scenarios.ts';
import type { Template } from '../template.ts';
import { type Arguments, isNestedStack, restingOn } from './resolver.ts';

/**
 * An output of a template, in the template's own terms: a default that it depends on is that of one of its own
 * parameters.
 */
export interface Output {
  readonly name: string;
  /** The value, if it is the same in every scenario in which the output exists; otherwise unknown. */
  readonly value: Value;
  /** Absent if the output is not exported. */
  readonly exportName: Value;
}

/**
 * The outputs of a template that is deployed with these arguments; parameters without an argument have their defaults.
 */
export function outputsOf(whole: Template, given: Arguments): readonly Output[] {
  const fixed = new Map<string, string>();
  const parameters = new Map(
    [...whole.parameters].map(([name, parameter]) => {
      const argument = given ? (given.get(name) ?? NO_VALUE) : unknown('nobody knows', parameter.at);
      if (argument.kind === 'absent') return [name, parameter];
      const text = argumentText(argument);
      if (text?.isCertain) fixed.set(name, text.text);
      return [name, withDefault(parameter, text && !text.isCertain ? text.text : undefined)];
    }),
  );
  const template: Template = { ...whole, parameters, conditions: neededConditions(whole) };
  const { all, isCut } = scenariosOf(template, { given: fixed });
  return template.outputs.map(({ key, value: body }) => {
    const condition = scalarText(valueAt(body, 'Condition'));
    const shown = all.filter(({ conditions }) => condition === undefined || conditions.get(condition));
    const valueInAll = (node: Node | undefined) =>
      isCut ? unknown('it has more cases than are looked at', key) : agreed(node, shown, key);
    return {
      name: key.text,
      value: valueInAll(valueAt(body, 'Value')),
      exportName: valueInAll(valueAt(body, 'Export', 'Name')),
    };
  });
}

/** The conditions that outputs can depend on: their own, and those inside of properties that an attribute repeats. */
function neededConditions(template: Template): ReadonlyMap<string, Node> {
  const bodies = [...template.resources.values()]
    .filter(({ type }) => type === 'AWS::EC2::VPC' || type === 'AWS::EC2::Subnet' || isNestedStack(type))
    .map(({ body }) => body);
  const needed = conditionsNeeded(template, [...template.outputs.map(({ value }) => value), ...bodies]);
  return new Map([...template.conditions].filter(([name]) => needed.has(name)));
}

/** The text that an argument passes to a parameter; undefined if it is not known. */
export function argumentText(value: Value): { text: string; isCertain: boolean } | undefined {
  if (value.kind === 'known') return { text: value.text, isCertain: value.defaults.length === 0 };
  if (value.kind !== 'list' || !value.items.every((item) => item.kind === 'known')) return undefined;
  const items = value.items.map((item) => item as Known);
  return { text: items.map(({ text }) => text).join(','), isCertain: defaultsOfValue(value).length === 0 };
}

function withDefault(parameter: Parameter, text: string | undefined): Parameter {
  const { default: _, ...open } = parameter;
  if (text === undefined) return open;
  const literal: Scalar = { kind: 'scalar', value: text, text, style: 'plain', start: 0, end: 0 };
  return { ...open, default: literal };
}

/** The value of a node if it is the same in every scenario; otherwise unknown. */
function agreed(node: Node | undefined, scenarios: readonly Scenario[], at: Scalar): Value {
  const values = scenarios.map((scenario) => evaluate(node, scenario));
  const [first, ...others] = values;
  if (!first) return unknown('the condition of the output never holds', at);
  const spelling = valueKey(first);
  if (others.some((other) => valueKey(other) !== spelling))
    return unknown('it is not the same in every case', at);
  return restingOn(first, values.flatMap(defaultsOfValue));
}

/** A key that is equal for equal values, whatever their position in the file and the defaults that they depend on. */
export function valueKey(value: Value): string {
  return JSON.stringify(value, (key, part) => {
    if (key === 'at' || key === 'origin' || key === 'defaults' || key === 'why' || key === 'decidedBy')
      return undefined;
    return part instanceof Map ? [...part] : part;
  });
}
