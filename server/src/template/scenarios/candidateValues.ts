import { childValues, entriesOf, type Node, resolved } from '../../syntax/tree.ts';
import { argumentsOf, type Call, callOf } from '../evaluation/intrinsic.ts';
import type { Parameter } from '../parameter.ts';
import { accepts, acceptsPseudo, isListParameter, OTHER } from '../parameters.ts';
import type { Template } from '../template.ts';
import { literalText, referredName } from './literals.ts';
import { preimages } from './preimages.ts';

/**
 * A value of a parameter that can make a difference to conditions. `OTHER` represents the texts that no condition
 * compares with: one that is equal to no other parameter's value, and one that is common to all.
 */
export type CandidateValue = string;

/** The conditions that nodes depend on: by `Condition`, by `Fn::If`, and through other conditions. */
export function conditionsNeeded(template: Template, nodes: Iterable<Node>): Set<string> {
  const needed = new Set<string>();
  const needAll = (node: Node): void => {
    for (const name of conditionsNamed(node)) {
      const condition = needed.has(name) ? undefined : template.conditions.get(name);
      if (!condition) continue;
      needed.add(name);
      needAll(condition);
    }
  };
  for (const node of nodes) needAll(node);
  return needed;
}

/** The names of conditions that a node mentions, in the order of the text. */
function conditionsNamed(whole: Node): ReadonlySet<string> {
  const earlier = namesByNode.get(whole);
  if (earlier) return earlier;
  const names = new Set<string>();
  const seen = new Set<Node>();
  const note = (name: Node | undefined): void => {
    const target = resolved(name);
    if (target?.kind === 'scalar') names.add(target.text);
  };
  const visit = (node: Node): void => {
    const target = resolved(node);
    if (target?.kind === 'scalar' && target.tag === '!Condition') note(target);
    if ((target?.kind !== 'sequence' && target?.kind !== 'mapping') || seen.has(target)) return;
    seen.add(target);
    if (target.kind === 'sequence') {
      if (target.tag === '!If') note(target.items[0]);
      target.items.forEach(visit);
      return;
    }
    for (const { key, value } of target.entries) {
      if (key.text === 'Condition') note(value);
      if (key.text === 'Fn::If') note(argumentsOf({ name: 'Fn::If', argument: value, isShort: false })[0]);
      visit(value);
    }
  };
  visit(whole);
  namesByNode.set(whole, names);
  return names;
}

/** A node that is unchanged in the next version of the document mentions the same names there. */
const namesByNode = new WeakMap<Node, ReadonlySet<string>>();

/**
 * The values of parameters that can make a difference to conditions and assertions: the texts that a parameter is
 * compared with or, if it is used in another way, every text that occurs in them. Parameters in `given` have no choice.
 */
export function candidateValues(
  template: Template,
  conditions: Iterable<Node>,
  given: { has(name: string): boolean },
): ReadonlyMap<string, readonly CandidateValue[]> {
  const { texts, direct, mixed } = questionsIn(template, conditions);
  const asked = [...new Set([...direct.keys(), ...mixed])].filter((name) => {
    return !given.has(name) && (template.parameters.has(name) || name.startsWith('AWS::'));
  });
  const everything = new Set(texts);
  for (const name of asked)
    for (const value of statedValues(template.parameters.get(name))) everything.add(value);
  return new Map(
    asked.map((name) => {
      const parameter = template.parameters.get(name);
      if (parameter?.allowedValues) return [name, statedValues(parameter)];
      const named = [...(direct.get(name) ?? []), ...(mixed.has(name) ? [...everything, OTHER] : [])];
      const possible = named.filter((text) =>
        parameter ? accepts(parameter, text) : acceptsPseudo(name, text),
      );
      return [name, [...new Set([...statedValues(parameter), ...possible, OTHER + name])]];
    }),
  );
}

/** What conditions compare parameters with. */
interface Questions {
  /** Every text on a side of a comparison. */
  readonly texts: ReadonlySet<string>;
  /**
   * The texts that a parameter is compared with directly, or for which a function of it has the value that it is
   * compared with.
   */
  readonly direct: ReadonlyMap<string, ReadonlySet<string>>;
  /** Parameters that are compared with something other than a text, or used inside of another function. */
  readonly mixed: ReadonlySet<string>;
}

function questionsIn(template: Template, expressions: Iterable<Node>): Questions {
  const texts = new Set<string>();
  const direct = new Map<string, Set<string>>();
  const mixed = new Set<string>();
  const seen = new Set<Node>();

  function addDirect(name: string, ...more: readonly string[]): void {
    const values = direct.get(name) ?? new Set<string>();
    for (const text of more) values.add(text);
    direct.set(name, values);
  }
  /** True if the comparison depends on nothing else. */
  function compare({ asked, compared }: Comparison): boolean {
    for (const text of compared) texts.add(text);
    const parameter = asked.length === 1 ? referredName(asked[0]) : undefined;
    if (parameter !== undefined && !isListParameter(template.parameters.get(parameter)?.type ?? '')) {
      addDirect(parameter, ...compared);
      return true;
    }
    for (const side of asked)
      for (const text of compared)
        for (const [inside, solution] of preimages(side, text)) addDirect(inside, solution);
    return false;
  }
  function ask(call: Call): void {
    if (call.name === 'Fn::FindInMap') {
      const map = literalText(resolved(argumentsOf(call)[0]));
      for (const entry of entriesOf(template.mappings.get(map ?? ''))) texts.add(entry.key.text);
    }
    if (call.name === 'Fn::Sub') for (const inside of substitutedNames(call)) mixed.add(inside);
  }
  function visit(node: Node): void {
    const target = resolved(node);
    if (!target || seen.has(target)) return;
    seen.add(target);
    const name = referredName(target);
    if (name !== undefined) {
      mixed.add(name);
      return;
    }
    const call = callOf(target);
    const comparison = call && comparisonOf(call);
    if (comparison && compare(comparison)) return;
    if (call) ask(call);
    for (const child of childValues(target)) visit(child);
  }
  for (const expression of expressions) visit(expression);
  return { texts, direct, mixed };
}

/** The sides of a comparison that depend on parameters, and the texts that they are compared with. */
interface Comparison {
  readonly asked: readonly Node[];
  readonly compared: readonly string[];
}

/** Undefined for any other call, and if no side is a text. */
function comparisonOf(call: Call): Comparison | undefined {
  const isComparison = /^Fn::(Equals|Contains|EachMemberEquals|EachMemberIn)$/.test(call.name);
  if (!isComparison) return undefined;
  const asked: Node[] = [];
  const compared: string[] = [];
  for (const side of argumentsOf(call).map(resolved)) {
    const isList = side?.kind === 'sequence' && side.tag === undefined && call.name !== 'Fn::Equals';
    const parts = isList ? side.items.map(resolved) : [side];
    for (const part of parts) {
      const text = literalText(part);
      if (text !== undefined) compared.push(text);
      else if (part) asked.push(part);
    }
  }
  return compared.length > 0 ? { asked, compared } : undefined;
}

/** The default comes first, since it is the most likely value. AWS refuses a default that is not allowed. */
function statedValues(parameter: Parameter | undefined): readonly string[] {
  const allowed = parameter?.allowedValues?.map(({ text }) => text);
  const preset = parameter?.default?.text;
  if (!allowed) return preset === undefined ? [] : [preset];
  const first = preset !== undefined && allowed.includes(preset) ? [preset] : [];
  return [...new Set([...first, ...allowed])];
}

/** The names between `${` and `}` in a text of `Fn::Sub`, whatever its replacements are. */
function substitutedNames(call: Call): string[] {
  const text = resolved(argumentsOf(call)[0]);
  if (text?.kind !== 'scalar') return [];
  return [...text.text.matchAll(/\$\{([^!{}.]+)\}/g)].map(([, name]) => name!.trim());
}
