import type { Analysis } from '../../../analysis.ts';
import { pageOf } from '../../../aws/schema/texts.ts';
import { parseCidr } from '../../../cidr/parse.ts';
import { joined, type Markdown, md } from '../../../escape/markdown.ts';
import { encloses, type Span } from '../../../syntax/span.ts';
import { entriesOf, type Node, resolved, type Scalar, stringValue, valueAt } from '../../../syntax/tree.ts';
import { evaluate } from '../../../template/evaluation/evaluate.ts';
import { argumentsOf, type Call, callOf } from '../../../template/evaluation/intrinsic.ts';
import type { Scenario } from '../../../template/evaluation/scenario.ts';
import { defaultsOfValue, type Value } from '../../../template/evaluation/value.ts';
import { conditionsNeeded } from '../../../template/scenarios/candidateValues.ts';
import { formulaOf } from '../../../template/scenarios/conditions.ts';
import { distinguishingConditions } from '../../../template/scenarios/distinguishingConditions.ts';
import { scenariosOf } from '../../../template/scenarios/scenarios.ts';
import { isNoEcho } from '../../../template/secret.ts';
import type { Template } from '../../../template/template.ts';
import { listed } from '../../../wording/listed.ts';
import { factsOfComputed } from '../describeCidr.ts';
import { describeResource } from '../describeResource.ts';
import { describeCondition } from './describeCondition.ts';
import { codeText, hasKnownParts, valueText } from './valueText.ts';

/** More values than these are only counted. */
const MOST_VALUES = 5;

/** The value at the cursor, and the span that it belongs to. */
export interface DescribedValue {
  readonly text: Markdown;
  readonly at: Span;
}

/**
 * The value of the call whose tag or key is at an offset, in each scenario in which it is evaluated; undefined if there
 * is no call. `path` leads to the innermost node there.
 */
export function describeFunction(
  path: readonly Node[],
  offset: number,
  analysis: Analysis,
): DescribedValue | undefined {
  const { content, tree } = analysis;
  if (content.kind !== 'template') return undefined;
  const found = callAt(path, offset);
  if (!found) return undefined;
  const { call, node, at } = found;
  const { template } = content;
  if (isCombination(call, path, tree.root)) {
    const named = [...template.conditions].find(([, one]) => one === node)?.[0];
    const formula = named === undefined ? formulaOf(node) : { op: 'condition' as const, name: named };
    const text = describeCondition(formula, template, content.scenarios.given);
    return text === undefined ? undefined : { text, at };
  }
  const secret = secretIn(node, template);
  if (secret !== undefined) return { text: md`**Not shown** — ${secret} is declared NoEcho.`, at };
  const isInLoop = template.loops.some((loop) => encloses(loop, node));
  const nodes = isInLoop ? writtenOut(node, template) : [node];
  const only = conditionsOf(node, path, template);
  const { all } = scenariosOf(template, { given: content.scenarios.given, only });
  const scenarios = all.filter((scenario) => isCarriedOut(path, template, scenario));
  const values = scenarios.flatMap((scenario) =>
    nodes.map((one) => ({ scenario, value: evaluate(one, scenario) })),
  );
  const first = values[0];
  if (!first) return { text: md`**${call.name}** — is never evaluated.`, at };
  const text = isInLoop ? loopText(call, values) : callText(call, values, scenarios);
  const named = identified(values);
  const about = named === undefined ? undefined : describeResource(named, analysis);
  const choices = isInLoop
    ? []
    : choicesText({ node, path, template, given: content.scenarios.given, only }, values);
  return {
    text: joined(
      [
        about ?? text,
        ...blockText(values, node, analysis),
        ...(isOwnDefault(call, values) ? [] : defaultsText(values, template)),
        ...choices,
        ...ownerText(values, template),
        ...parameterText(call, template),
      ],
      '\n\n',
    ),
    at,
  };
}

/** The facts about the block, if all values are the same block. */
function blockText(values: readonly ValueIn[], node: Node, analysis: Analysis): Markdown[] {
  const texts = new Set(values.map(({ value }) => (value.kind === 'known' ? value.text : '')));
  const [text = ''] = texts;
  const cidr = texts.size === 1 && text.includes('/') ? parseCidr(text) : undefined;
  return cidr?.kind === 'cidr' ? factsOfComputed(cidr, node, analysis) : [];
}

/** Whether the call is a reference to the parameter whose default alone decides its value. */
function isOwnDefault({ name, argument }: Call, values: readonly ValueIn[]): boolean {
  const target = resolved(argument);
  return (
    name === 'Ref' &&
    target?.kind === 'scalar' &&
    target.text !== '' &&
    values.every(
      ({ value }) => value.kind === 'known' && value.text !== '' && value.defaults.join() === target.text,
    )
  );
}

/** What the template says of the parameter that is referred to. */
function parameterText({ name, argument }: Call, { parameters }: Template): Markdown[] {
  const parameter = name === 'Ref' ? parameters.get(stringValue(argument) ?? '') : undefined;
  const text = stringValue(valueAt(parameter?.body, 'Description'));
  return text ? [md`${text}`] : [];
}

interface Place {
  readonly node: Node;
  readonly path: readonly Node[];
  readonly template: Template;
  readonly given: ReadonlyMap<string, string>;
  /** The conditions that affect the value. */
  readonly only: Set<string>;
}

/** The values with the other values of the one parameter that decides, if only some are allowed. */
function choicesText({ node, path, template, given, only }: Place, values: readonly ValueIn[]): Markdown[] {
  const [name, ...others] = new Set(values.flatMap(({ value }) => defaultsOfValue(value)));
  const { allowedValues = [], default: preset } = template.parameters.get(name ?? '') ?? {};
  // A reference to the parameter itself is the value.
  if (
    name === undefined ||
    callOf(node)?.name === 'Ref' ||
    others.length > 0 ||
    allowedValues.length > MOST_VALUES
  )
    return [];
  const lines = allowedValues.flatMap(({ text }) => {
    if (text === preset?.text) return [];
    const { all } = scenariosOf(template, { given: new Map([...given, [name, text]]), only });
    const found = all
      .filter((scenario) => isCarriedOut(path, template, scenario))
      .map((scenario) => valueText(evaluate(node, scenario)));
    const [first] = found;
    const isOne = first !== undefined && found.every(({ markdown }) => markdown === first.markdown);
    return isOne ? [md`- with ${codeText(text)}: ${first}`] : [];
  });
  return lines.length === 0 ? [] : [joined(lines, '\n')];
}

/** The type of the resource whose attribute it is. */
function ownerText(values: readonly ValueIn[], { resources }: Template): Markdown[] {
  const [value, ...others] = values.map((one) => one.value);
  const type = value?.kind === 'reference' ? resources.get(value.resource)?.type : undefined;
  if (others.length > 0 || value?.kind !== 'reference' || value.attribute === undefined || !type) return [];
  return [md`${value.resource} is of the type [${type}](${{ markdown: pageOf(type) }}).`];
}

/** The resource whose identifier all values are. */
function identified(values: readonly ValueIn[]): string | undefined {
  const ids = new Set(
    values.map(({ value }) =>
      value.kind === 'reference' && value.attribute === undefined ? value.resource : undefined,
    ),
  );
  return ids.size === 1 ? [...ids][0] : undefined;
}

interface ValueIn {
  readonly scenario: Scenario;
  readonly value: Value;
}

/** One value, or each value with its conditions. */
function callText(call: Call, values: readonly ValueIn[], all: readonly Scenario[]): Markdown {
  const byText = new Map<string, { readonly text: Markdown; readonly members: ValueIn[] }>();
  for (const one of values) {
    const text = valueText(one.value);
    const known = byText.get(text.markdown);
    if (known) known.members.push(one);
    else byText.set(text.markdown, { text, members: [one] });
  }
  const groups = [...byText.values()];
  const [first] = groups;
  if (first && groups.length === 1) return withName(first.text, first.members[0]!.value, call);
  const lines = groups.slice(0, MOST_VALUES).map(({ text, members }) => {
    const needed = distinguishingConditions(
      members.map(({ scenario }) => scenario),
      all,
    );
    const when = needed.map(({ name, holds }) => `${name} is ${holds}`).join(' and ');
    return when === '' ? md`- ${text}` : md`- when ${when}: ${text}`;
  });
  const more = groups.length - MOST_VALUES;
  if (more > 0) lines.push(md`- and ${more} more`);
  return md`**${title(call)}** — ${groups.length} values, depending on the conditions\n\n${joined(lines, '\n')}`;
}

/** The value first, then the call. */
function withName(text: Markdown, value: Value, call: Call): Markdown {
  if (value.kind === 'unknown' && value.refusal !== undefined && !value.defaults)
    return md`**Rejected** — ${value.why}`;
  if (value.kind === 'unknown' && value.defaults) {
    const defaults = value.defaults.length === 1 ? 'its default' : 'their defaults';
    return md`**Rejected with ${listed(value.defaults)} at ${defaults}** — ${value.why}`;
  }
  if (value.kind === 'unknown' && !hasKnownParts(value)) return md`**Unknown** — ${value.why}`;
  if (value.kind === 'known' && !text.markdown.includes('\n')) {
    const name = title(call);
    if (name.includes('::') || call.name !== 'Ref') return md`**${text}** — the value of ${name}`;
    return md`**${text}** — the ${value.defaults.includes(name) && value.text !== '' ? 'default' : 'value'} of the parameter ${name}`;
  }
  return md`**${title(call)}** — ${text}`;
}

/** The call; for a `Ref`, what it refers to. */
function title({ name, argument }: Call): string {
  const target = resolved(argument);
  return target?.kind === 'scalar' && name === 'Ref' ? target.text : name;
}

function loopText(call: Call, values: readonly ValueIn[]): Markdown {
  const texts = [
    ...new Map(values.map(({ value }) => valueText(value)).map((text) => [text.markdown, text])).values(),
  ];
  const shown = texts.slice(0, MOST_VALUES).map((text) => md`- ${text}`);
  if (texts.length > MOST_VALUES) shown.push(md`- and ${texts.length - MOST_VALUES} more`);
  return md`**${title(call)}** — in the iterations of the loop\n\n${joined(shown, '\n')}`;
}

function defaultsText(values: readonly ValueIn[], { parameters }: Template): Markdown[] {
  const names = new Set(values.flatMap(({ value }) => defaultsOfValue(value)));
  const parts = [...names].map((name) => {
    const text = parameters.get(name)?.default?.text ?? '';
    return text.trim() === ''
      ? md`${name} at its default, which is empty`
      : md`${name} at its default ${codeText(text)}`;
  });
  return parts.length === 0 ? [] : [md`With ${joined(parts, ' and ')}.`];
}

interface FoundCall {
  readonly call: Call;
  readonly node: Node;
  /** Its tag, its key, or the whole of a tagged text. */
  readonly at: Span;
}

function callAt(path: readonly Node[], offset: number): FoundCall | undefined {
  const node = path.at(-1);
  if (!node) return undefined;
  if (node.tag !== undefined) {
    const call = callOf(node);
    const tag = { start: node.start, end: node.start + node.tag.length };
    const at = node.kind === 'scalar' ? node : tag;
    return call && offset <= at.end ? { call, node, at } : undefined;
  }
  const owner = path.at(-2);
  const call = owner?.tag === undefined && owner?.kind === 'mapping' ? callOf(owner) : undefined;
  if (call && owner?.kind === 'mapping' && node === owner.entries[0]?.key)
    return { call, node: owner, at: node };
  return node.kind === 'scalar' ? callNaming(node, path) : undefined;
}

/** The call in whose arguments a name is: `{Ref: Env}`, `{"Fn::GetAtt": ["Vpc", "CidrBlock"]}`, or the key of a mapping. */
function callNaming(node: Scalar, path: readonly Node[]): FoundCall | undefined {
  for (const [i, around] of path.entries()) {
    const call = callOf(around);
    const isName =
      around.tag === undefined && call && /^(Ref|Fn::GetAtt)$/.test(call.name) && i >= path.length - 3;
    if (isName || (call?.name === 'Fn::FindInMap' && argumentsOf(call).indexOf(node) > 0))
      return { call, node: around, at: node };
  }
  return undefined;
}

/** Whether a call is a logical operator or a comparison of a condition or rule, and so returns true or false. */
function isCombination({ name }: Call, path: readonly Node[], root: Node | undefined): boolean {
  const isWithin = ['Conditions', 'Rules'].some((section) => path.includes(valueAt(root, section) as Node));
  return name === 'Condition' || (isWithin && /^Fn::(And|Or|Not|Equals|Contains|EachMember\w+)$/.test(name));
}

/**
 * False in a scenario in which another branch of an `Fn::If` around the place applies, or in which its resource does
 * not exist.
 */
function isCarriedOut(path: readonly Node[], template: Template, scenario: Scenario): boolean {
  for (const [i, node] of path.entries()) {
    const call = callOf(node);
    if (call?.name !== 'Fn::If') continue;
    const [name, ...branches] = argumentsOf(call);
    const branch = branches.findIndex((one) => path.slice(i).includes(one));
    const condition = resolved(name);
    const holds = condition?.kind === 'scalar' ? scenario.conditions.get(condition.text) : undefined;
    if (branch >= 0 && holds !== undefined && holds !== (branch === 0)) return false;
  }
  for (const { body, condition } of template.resources.values()) {
    if (condition !== undefined && path.includes(body)) return scenario.conditions.get(condition) !== false;
  }
  return true;
}

/**
 * The conditions that affect a value: its own, those around it, and those of resources whose attributes it contains.
 */
function conditionsOf(node: Node, path: readonly Node[], template: Template): Set<string> {
  const bodies = [...namesIn(node)].flatMap((name) => template.resources.get(name)?.body ?? []);
  const around = path.filter((one) => callOf(one)?.name === 'Fn::If');
  const owner = [...template.resources.values()].find(({ body }) => path.includes(body));
  const needed = conditionsNeeded(template, [node, ...around, ...bodies]);
  return owner?.condition === undefined ? needed : new Set([...needed, owner.condition]);
}

/** The nodes that a loop generates from a node; they have its position. */
function writtenOut(node: Node, template: Template): Node[] {
  const found: Node[] = [];
  const visit = (one: Node): void => {
    if (one.start > node.start || one.end < node.end) return;
    if (one.start === node.start && one.end === node.end && one.kind === node.kind) found.push(one);
    else if (one.kind === 'sequence') one.items.forEach(visit);
    else if (one.kind === 'mapping') for (const { value } of one.entries) visit(value);
  };
  for (const { body } of template.resources.values()) visit(body);
  for (const { value } of template.outputs) visit(value);
  return found;
}

/** The name of a `NoEcho` parameter in an expression, whose value is never shown. */
function secretIn(node: Node, { parameters }: Template): string | undefined {
  const names = namesIn(node);
  return [...parameters.values()].find(({ name, body }) => isNoEcho(body) && names.has(name))?.name;
}

/** Every word in the texts of an expression, which includes all names that it refers to. */
function namesIn(node: Node): Set<string> {
  const names = new Set<string>();
  const seen = new Set<Node>();
  const visit = (one: Node | undefined): void => {
    const target = resolved(one);
    if (!target || seen.has(target)) return;
    seen.add(target);
    if (target.kind === 'scalar') for (const [name] of target.text.matchAll(/[A-Za-z0-9]+/g)) names.add(name);
    if (target.kind === 'sequence') target.items.forEach(visit);
    if (target.kind === 'mapping') for (const { value } of entriesOf(target)) visit(value);
  };
  visit(node);
  return names;
}
