import { hasHostBits, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { entriesOf, type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import { importedValue, isNestedStack, nestedOutput } from '../crossStack/resolver.ts';
import { bindingOf, valueOfParameter } from '../parameters.ts';
import type { Template } from '../template.ts';
import { argumentCountFault } from './argumentCount.ts';
import { isIdentity, repeatsProperty } from './attributes.ts';
import { loopDefaults } from './forEach.ts';
import {
  firstUnknown,
  fnBase64,
  fnCidr,
  fnGetAZs,
  fnJoin,
  fnLength,
  fnSelect,
  fnSplit,
  fnToJsonString,
} from './functions.ts';
import { argumentsOf, type Call, callBelow, callOf } from './intrinsic.ts';
import {
  bindingInWords,
  conditionHolds,
  hasMadeMappings,
  isSam,
  keptByReads,
  mappingNamed,
  OTHER_FILES,
  parameterNamed,
  resourceNamed,
  typeNamed,
} from './reads.ts';
import type { Scenario } from './scenario.ts';
import {
  isCertainValue,
  type Known,
  known,
  NO_VALUE,
  refusedCall,
  unknown,
  usedAt,
  type Value,
} from './value.ts';
import { memoizedValue } from './values.ts';

/** The value of a node in a scenario. Every function whose result follows from the text alone is evaluated. */
export function evaluate(node: Node | undefined, scenario: Scenario): Value {
  const target = resolved(node);
  if (!target) return NO_VALUE;
  if (target.kind === 'scalar' && target.tag === undefined) return scalarValue(target);
  return memoizedValue(target, scenario.values, () =>
    callOf(target) ? valueOfCall(target, scenario) : plainValue(target, scenario),
  );
}

const valueOfCall = keptByReads((node: Node, scenario) => {
  const call = callOf(node);
  return call ? carryOut(call, node, scenario) : NO_VALUE;
});

/** The value at a property path of a resource; absent if nothing is written there. */
export function evaluateAt(node: Node | undefined, scenario: Scenario, ...path: readonly string[]): Value {
  let value = evaluate(node, scenario);
  for (const step of path) {
    if (value.kind !== 'fields') return value.kind === 'unknown' ? value : NO_VALUE;
    value = value.fields.get(step) ?? NO_VALUE;
  }
  return value;
}

function plainValue(node: Node, scenario: Scenario): Value {
  switch (node.kind) {
    case 'scalar':
      return scalarValue(node);
    case 'sequence': {
      const all = node.items.map((item) => evaluate(item, scenario));
      const items = all.filter((item) => item.kind !== 'absent');
      return { kind: 'list', items, at: node, ...(items.length < all.length && { hasGaps: true }) };
    }
    case 'mapping': {
      const fields = new Map<string, Value>();
      for (const { key, value } of entriesOf(node)) fields.set(key.text, evaluate(value, scenario));
      return { kind: 'fields', fields, at: node };
    }
    case 'alias':
      return NO_VALUE;
  }
}

function scalarValue(scalar: Scalar): Value {
  if (scalar.value === null) return NO_VALUE;
  const text = typeof scalar.value === 'boolean' ? String(scalar.value) : scalar.text;
  // AWS resolves `{{resolve:…}}`; other tools replace `{{ x }}`, and `${x}` outside of Fn::Sub, before AWS sees the
  // template.
  if (text.includes('{{resolve:'))
    return unknown('it is resolved when the stack is deployed', scalar, withNamedReferences(text));
  if (/\{\{|\$\{|<%/.test(text)) return unknown('it is filled in before CloudFormation reads it', scalar);
  const fromLoop = loopDefaults(scalar);
  return { kind: 'known', text, at: scalar, defaults: fromLoop ?? [], ...(!fromLoop && { origin: scalar }) };
}

/** Writes dynamic references as unknown parts of a text: `{{resolve:ssm:/a}}` becomes `${resolve:ssm:/a}`. */
function withNamedReferences(text: string): string {
  return text.replace(/\{\{(resolve:(?:[^{}]|\$\{[^{}]*\})*)\}\}/g, '${$1}');
}

function carryOut(call: Call, at: Node, scenario: Scenario): Value {
  const evaluated = () => argumentsOf(call).map((argument) => evaluateArgument(argument, call, scenario));
  const fault = argumentCountFault(call);
  if (fault !== undefined) return refusedCall(fault, at);
  switch (call.name) {
    case 'Ref':
      return refer(nameIn(call.argument, call, scenario), at, scenario);
    case 'Fn::GetAtt':
      return getAttribute(call, at, scenario);
    case 'Fn::Sub':
      return substitute(call, at, scenario);
    case 'Fn::Join':
      return fnJoin(evaluated(), at);
    case 'Fn::Split':
      return fnSplit(evaluated(), at);
    case 'Fn::Select':
      return fnSelect(evaluated(), at);
    case 'Fn::Cidr':
      return fnCidr(evaluated(), at);
    case 'Fn::FindInMap':
      return findInMap(evaluated(), at, scenario);
    case 'Fn::GetAZs':
      return fnGetAZs(evaluated(), at);
    case 'Fn::If':
      return choose(call, at, scenario);
    case 'Fn::Length':
      return fnLength(wholeArgument(call, scenario), at);
    case 'Fn::Base64':
      return fnBase64(wholeArgument(call, scenario), at);
    case 'Fn::ToJsonString':
      return fnToJsonString(wholeArgument(call, scenario), at);
    case 'Fn::ImportValue':
      return importedValue(wholeArgument(call, scenario)[0]!, neighboursOf(scenario), at);
    default:
      return unknown(`${call.name} is worked out when the stack is deployed`, at);
  }
}

/** The argument of a short form is the tagged node itself; its tag must not be evaluated again. */
function evaluateArgument(argument: Node, call: Call, scenario: Scenario): Value {
  if (argument !== call.argument || !call.isShort) return evaluate(argument, scenario);
  const inner = callBelow(call);
  return inner ? carryOut(inner, argument, scenario) : plainValue(argument, scenario);
}

/** For functions whose only argument may be a list. */
function wholeArgument(call: Call, scenario: Scenario): readonly Value[] {
  return [evaluateArgument(call.argument, call, scenario)];
}

/** Other files can change while this document does not. */
function neighboursOf({ template, values }: Scenario): Template['neighbours'] {
  values.reads.push(OTHER_FILES);
  return template.neighbours;
}

function textOf(node: Node | undefined): string | undefined {
  const target = resolved(node);
  return target?.kind === 'scalar' ? target.text : undefined;
}

/**
 * With `AWS::LanguageExtensions`, the name in `Ref` and `Fn::GetAtt` may itself be a call.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-ref.html
 */
function nameIn(argument: Node, call: Call, scenario: Scenario): string | undefined {
  const target = resolved(argument);
  if (target?.kind === 'scalar' && (target === call.argument || target.tag === undefined)) return target.text;
  const name = target && evaluateArgument(target, call, scenario);
  return name?.kind === 'known' ? name.text : undefined;
}

function refer(name: string | undefined, at: Node, scenario: Scenario): Value {
  if (name === undefined) return unknown('Ref needs a name', at);
  if (name === 'AWS::NoValue') return NO_VALUE;
  const decided = scenario.bindings.get(name);
  bindingInWords(scenario, name);
  if (name.startsWith('AWS::') && decided?.kind === 'fixed')
    return { ...known(decided.text, at), isSupposed: true };
  if (name.startsWith('AWS::')) return unknown(`${name} is known only after deployment`, at, `\${${name}}`);
  const parameter = parameterNamed(scenario, name);
  if (parameter) return valueOfParameter(parameter, decided ?? bindingOf(parameter), at);
  if (typeNamed(scenario, name) !== undefined) return { kind: 'reference', resource: name, at };
  if (isSam(scenario, '')) return unknown(`${name} is not written in this template; SAM may make it`, at);
  return unknown(`${name} is neither a parameter nor a resource of this template`, at);
}

function getAttribute(call: Call, at: Node, scenario: Scenario): Value {
  const argument = resolved(call.argument);
  const parts =
    argument?.kind === 'sequence'
      ? argument.items.map((item) => nameIn(item, call, scenario))
      : textOf(argument)?.split('.');
  const [resource, ...attribute] = parts ?? [];
  if (!resource || attribute.length === 0 || attribute.some((part) => !part)) {
    return unknown('Fn::GetAtt needs a resource and an attribute', at);
  }
  return attributeOf(resource, attribute.join('.'), at, scenario);
}

function attributeOf(id: string, attribute: string, at: Node, scenario: Scenario): Value {
  const type = typeNamed(scenario, id);
  if (type === undefined && isSam(scenario, ''))
    return unknown(`${id} is not written in this template; SAM may make it`, at);
  if (type === undefined) return unknown(`there is no resource ${id} in this template`, at);
  const property = (name: string) =>
    evaluate(valueAt(resourceNamed(scenario, id)?.properties, name), scenario);
  if (isNestedStack(type) && attribute.startsWith('Outputs.'))
    return nestedOutput({ id, type }, attribute.slice(8), property, neighboursOf(scenario), at);
  if (isIdentity(type, attribute)) return { kind: 'reference', resource: id, at };
  if (repeatsProperty(type, attribute)) {
    const value = property(attribute);
    if (value.kind === 'known') return storedBlock(known(value.text, at, [value]));
    if (value.kind !== 'absent') return usedAt(value, at);
  }
  return { kind: 'reference', resource: id, attribute, at };
}

/** Fact CIDR-06: AWS stores a block without its host bits. */
function storedBlock(value: Known): Known {
  const cidr = value.text.includes('/') ? parseCidr(value.text) : undefined;
  if (cidr?.kind !== 'cidr' || !hasHostBits(cidr)) return value;
  return { ...value, text: formatCidr(withoutHostBits(cidr)) };
}

const PLACEHOLDER = /\$\{(!?)([^{}]*)\}/g;

function substitute(call: Call, at: Node, scenario: Scenario): Value {
  const argument = resolved(call.argument);
  const [template, replacements] = argument?.kind === 'sequence' ? argument.items : [argument];
  const text = textOf(template);
  if (text === undefined) return unknown('Fn::Sub needs a text', at);
  if (/\$\{[^{}]*\{/.test(text)) return unknown('Fn::Sub accepts only names without braces', at);
  const whole = text.match(/^\$\{([^!}]+)\}$/);
  if (whole) return usedAt(substitution(whole[1]!.trim(), replacements, at, scenario), at);
  const parts: Value[] = [];
  let why: string | undefined;
  const result = text.replace(PLACEHOLDER, (written, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const value = substitution(name.trim(), replacements, at, scenario);
    parts.push(value);
    if (value.kind === 'known') return value.text;
    why ??= value.kind === 'unknown' ? value.why : notText(name, value);
    if (value.kind === 'unknown' && value.partial !== undefined) return value.partial;
    // A name that is defined in this call alone has no meaning elsewhere.
    return valueAt(replacements, name.trim()) ? '${?}' : written;
  });
  if (why === undefined && result.includes('{{resolve:')) why = 'it is resolved when the stack is deployed';
  if (why !== undefined) return unknown(why, at, withNamedReferences(result));
  const literal = resolved(template);
  const fromLoop = literal?.kind === 'scalar' ? loopDefaults(literal) : undefined;
  const value = known(result, at, parts);
  if (fromLoop) return { ...value, defaults: [...new Set([...value.defaults, ...fromLoop])] };
  return parts.length === 0 && literal?.kind === 'scalar' ? { ...value, origin: literal } : value;
}

/** Why a value, other than an unknown one, cannot be inserted into a text. */
function notText(name: string, value: Value): string {
  if (value.kind === 'reference') return `${value.resource} is known only after deployment`;
  return value.kind === 'absent' ? `${name} is left out` : `${name} is no text`;
}

function substitution(name: string, replacements: Node | undefined, at: Node, scenario: Scenario): Value {
  const replacement = valueAt(replacements, name);
  if (replacement) return evaluate(replacement, scenario);
  const dot = name.indexOf('.');
  return dot > 0
    ? attributeOf(name.slice(0, dot), name.slice(dot + 1), at, scenario)
    : refer(name, at, scenario);
}

function findInMap([map, top, second, options]: readonly Value[], at: Node, scenario: Scenario): Value {
  const mapping = map?.kind === 'known' ? mappingNamed(scenario, map.text) : undefined;
  const isMade = hasMadeMappings(scenario, '');
  const fault = options || isMade || isCertainValue(top) ? undefined : withoutEntry(map, second, mapping);
  if (fault !== undefined) return refusedCall(fault, at);
  if (map?.kind !== 'known' || top?.kind !== 'known' || second?.kind !== 'known') {
    return firstUnknown([map, top, second], 'Fn::FindInMap', at);
  }
  const found = valueAt(mapping, top.text, second.text);
  // With `AWS::LanguageExtensions`, a call can name a default for a missing entry.
  const preset = options?.kind === 'fields' ? options.fields.get('DefaultValue') : undefined;
  const value = found ? evaluate(found, scenario) : preset;
  const keys = [map, top, second];
  if (!value) {
    if (!mapping) return unknown(`the template has no mapping ${map.text}`, at);
    const lack = `the mapping ${map.text} has no ${shown(top.text)} › ${shown(second.text)}`;
    const isSure = !options && keys.every((key) => isCertainValue(key) && isAsWritten(key.origin));
    if (!isSure || isMade || !hasPlainKeys(mapping, top.text)) return unknown(lack, at);
    return refusedCall(lack, at);
  }
  if (value.kind !== 'known') return usedAt(value, at);
  return {
    ...value,
    at,
    defaults: [...new Set([...value.defaults, ...keys.flatMap((key) => key.defaults)])],
  };
}

/** Why no first key, such as the region, has an entry with this second key; undefined if one may have it. */
function withoutEntry(
  map: Value | undefined,
  second: Value | undefined,
  mapping: Node | undefined,
): string | undefined {
  if (!isCertainValue(map) || !isCertainValue(second) || !isAsWritten(second.origin)) return undefined;
  const entries = entriesOf(mapping);
  const isNowhere = entries.every(({ key, value }) => {
    return hasPlainKeys(mapping, key.text) && !valueAt(value, second.text);
  });
  if (entries.length === 0 || !isNowhere) return undefined;
  return `no entry of the mapping ${map.text} has a key ${shown(second.text)}`;
}

/** A key as it is quoted in a sentence. */
function shown(key: string): string {
  return key.trim() === '' ? `'${key}'` : key;
}

/**
 * False for keys that a macro fills in, and for keys such as `yes` and `010`, which AWS may read as a boolean or
 * another number.
 */
function hasPlainKeys(mapping: Node | undefined, top: string): boolean {
  const isPlain = (node: Node | undefined) =>
    entriesOf(node).every(({ key }) => isAsWritten(key) && !key.text.startsWith('Fn::'));
  return isPlain(mapping) && isPlain(valueAt(mapping, top));
}

function isAsWritten(scalar: Scalar | undefined): boolean {
  return scalar === undefined || typeof scalar.value === 'string' || String(scalar.value) === scalar.text;
}

function choose(call: Call, at: Node, scenario: Scenario): Value {
  const [name, whenTrue, whenFalse] = argumentsOf(call);
  const condition = textOf(name);
  if (condition === undefined || !whenTrue || !whenFalse)
    return unknown('Fn::If needs a condition and two values', at);
  const holds = conditionHolds(scenario, condition);
  if (holds === undefined) return unknown(`the condition ${condition} cannot be decided`, at);
  return usedAt(evaluate(holds ? whenTrue : whenFalse, scenario), at);
}
