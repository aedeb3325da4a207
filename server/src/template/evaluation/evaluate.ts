import { hasHostBits, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { entriesOf, type Node, resolved, type Scalar, scalarText, valueAt } from '../../syntax/tree.ts';
import {
  importedValue,
  isNestedStack,
  LOCATION,
  localPath,
  type NestedTemplate,
  nestedOutput,
} from '../crossStack/resolver.ts';
import { bindingOf, isListParameter, isLookedUp, valueOfParameter } from '../parameters.ts';
import type { Template } from '../template.ts';
import { argumentCountFault } from './argumentCount.ts';
import { isIdentity, repeatsProperty, requestedBy } from './attributes.ts';
import { fnSub, withNamedReferences } from './fnSub.ts';
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
import { hasPlainKeys, isAsWritten, keyInWords, missingEverywhere, missingFirst } from './mappingKeys.ts';
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

/** The value that Fn::Base64 encodes, or the value of another node. */
export function evaluatePlain(node: Node | undefined, scenario: Scenario): Value {
  const call = callOf(node);
  return call?.name === 'Fn::Base64' ? wholeArgument(call, scenario)[0]! : evaluate(node, scenario);
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
      if (fields.has('Fn::Transform')) return unknown('a macro may say more', node);
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
      return fnSub(resolved(call.argument), at, (name, replacement) =>
        replacement ? evaluate(replacement, scenario) : asRequested(valueNamed(name, at, scenario), scenario),
      );
    case 'Fn::Join':
      return parameterOfOtherKind(call, at, scenario) ?? fnJoin(evaluated(), at);
    case 'Fn::Split': {
      const given = evaluated();
      return (
        parameterOfOtherKind(call, at, scenario) ?? splitReferences(given, at, scenario) ?? fnSplit(given, at)
      );
    }
    case 'Fn::Select':
      return parameterOfOtherKind(call, at, scenario) ?? fnSelect(evaluated(), at);
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
    case 'Fn::ImportValue': {
      const name = wholeArgument(call, scenario)[0]!;
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html
      return name.kind === 'reference'
        ? refusedCall(`the name of an import cannot depend on a resource, and ${name.resource} is one`, at)
        : importedValue(name, crossStackOf(scenario), at);
    }
    default:
      return unknown(`${call.name} is evaluated when the stack is deployed`, at);
  }
}

/**
 * The items of a text that consists of references alone, as one that Fn::Join made of them. What `Ref` returns for a
 * resource of AWS is an id, a name or an ARN, none of which has a comma; the id of a subnet has letters, digits and a
 * hyphen: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
 */
function splitReferences(
  [separator, text]: readonly Value[],
  at: Node,
  scenario: Scenario,
): Value | undefined {
  if (separator?.kind !== 'known' || /^[\w-]*$/.test(separator.text)) return undefined;
  if (text?.kind !== 'unknown' || text.partial === undefined) return undefined;
  const parts = text.partial.split(separator.text);
  const items = parts.flatMap((part) => {
    const name = /^\$\{([\w.]+)\}$/.exec(part)?.[1];
    const item = name === undefined ? undefined : valueNamed(name, at, scenario);
    return item && isIdOfAws(item, scenario, separator.text.includes(',')) ? [item] : [];
  });
  return items.length === parts.length ? { kind: 'list', items, at } : undefined;
}

/** What `Ref` returns for a resource of AWS; a custom resource returns whatever its function answers. */
function isIdOfAws(value: Value, scenario: Scenario, isOfAnyType: boolean): boolean {
  if (value.kind !== 'reference' || value.attribute !== undefined) return false;
  const type = typeNamed(scenario, value.resource) ?? '';
  if (!isOfAnyType) return type === 'AWS::EC2::Subnet';
  return type.startsWith('AWS::') && type !== 'AWS::CloudFormation::CustomResource';
}

/** The refusal of a call whose second argument is a parameter of the wrong kind, whatever its value is. */
function parameterOfOtherKind(call: Call, at: Node, scenario: Scenario): Value | undefined {
  const source = callOf(argumentsOf(call)[1]);
  const name = source?.name === 'Ref' ? nameIn(source.argument, source, scenario) : undefined;
  const parameter = name === undefined ? undefined : parameterNamed(scenario, name);
  // What is looked up may be either.
  if (!parameter || isLookedUp(parameter.type)) return undefined;
  const [needed, given] = call.name === 'Fn::Split' ? ['a string', 'a list'] : ['a list', 'a string'];
  return isListParameter(parameter.type) === (given === 'a list')
    ? refusedCall(`${call.name} needs ${needed}, and ${name} is ${given}`, at)
    : undefined;
}

/** The argument of a short form is the tagged node itself; its tag must not be evaluated again. */
/** What an argument of the call comes to; the one of a short form has the call's own tag. */
export function evaluateArgument(argument: Node, call: Call, scenario: Scenario): Value {
  if (argument !== call.argument || !call.isShort) return evaluate(argument, scenario);
  const inner = callBelow(call);
  return inner ? carryOut(inner, argument, scenario) : plainValue(argument, scenario);
}

/** For functions whose only argument may be a list. */
function wholeArgument(call: Call, scenario: Scenario): readonly Value[] {
  return [evaluateArgument(call.argument, call, scenario)];
}

/** Other files can change while this document does not. */
function crossStackOf({ template, values }: Scenario): Template['crossStack'] {
  values.reads.push(OTHER_FILES);
  return template.crossStack;
}

/**
 * With `AWS::LanguageExtensions`, the name in `Ref` and `Fn::GetAtt` may itself be a call.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-ref.html
 */
function nameIn(argument: Node, call: Call, scenario: Scenario): string | undefined {
  const target = resolved(argument);
  const isCall = target?.tag !== undefined && !(call.isShort && target === call.argument);
  if (target?.kind === 'scalar' && !isCall) return target.text;
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
  if (isSam(scenario, ''))
    return (
      generatedBySam(name, at, scenario) ??
      unknown(`${name} is not written in this template; SAM may make it`, at)
    );
  return unknown(`${name} is neither a parameter nor a resource of this template`, at);
}

/**
 * `App.Version` and `App.Alias`, the version and the alias that SAM makes of a function.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
function generatedBySam(name: string, at: Node, scenario: Scenario): Value | undefined {
  const [, resource, attribute] = /^(\w+)\.(Version|Alias)$/.exec(name) ?? [];
  if (resource === undefined || attribute === undefined) return undefined;
  return typeNamed(scenario, resource) === 'AWS::Serverless::Function'
    ? { kind: 'reference', resource, attribute, at }
    : undefined;
}

function getAttribute(call: Call, at: Node, scenario: Scenario): Value {
  const argument = resolved(call.argument);
  const parts =
    argument?.kind === 'sequence'
      ? argument.items.map((item) => nameIn(item, call, scenario))
      : scalarText(argument)?.split('.');
  const [resource, ...attribute] = parts ?? [];
  if (!resource || attribute.length === 0 || attribute.some((part) => !part)) {
    return unknown('Fn::GetAtt needs a resource and an attribute', at);
  }
  return attributeOf(resource, attribute.join('.'), at, scenario);
}

/** In a text, the address of a resource is the one that it requests. */
function asRequested(value: Value, scenario: Scenario): Value {
  if (value.kind !== 'reference' || value.attribute === undefined) return value;
  const { resource, attribute, at } = value;
  const name = requestedBy(typeNamed(scenario, resource) ?? '', attribute);
  if (name === undefined) return value;
  const said = evaluate(valueAt(resourceNamed(scenario, resource)?.properties, name), scenario);
  return said.kind === 'known' ? usedAt(said, at) : value;
}

function attributeOf(id: string, attribute: string, at: Node, scenario: Scenario): Value {
  const type = typeNamed(scenario, id);
  if (type === undefined && isSam(scenario, ''))
    return unknown(`${id} is not written in this template; SAM may make it`, at);
  if (type === undefined) return unknown(`there is no resource ${id} in this template`, at);
  const property = (name: string) =>
    evaluate(valueAt(resourceNamed(scenario, id)?.properties, name), scenario);
  if (isNestedStack(type) && attribute.startsWith('Outputs.'))
    return nestedOutput({ id, type }, attribute.slice(8), property, crossStackOf(scenario), at);
  if (isIdentity(type, attribute)) return { kind: 'reference', resource: id, at };
  if (repeatsProperty(type, attribute)) {
    const value = property(attribute);
    if (value.kind === 'known') return storedBlock(known(value.text, at, [value]));
    if (value.kind !== 'absent') return usedAt(value, at);
  }
  return { kind: 'reference', resource: id, attribute, at };
}

/** The template of a nested stack, where it is at hand and can be read as a whole. */
export function nestedTemplateOf(id: string, scenario: Scenario): NestedTemplate | undefined {
  const location = LOCATION[typeNamed(scenario, id) ?? ''];
  if (location === undefined) return undefined;
  const path = localPath(evaluate(valueAt(resourceNamed(scenario, id)?.properties, location), scenario));
  return path === undefined ? undefined : crossStackOf(scenario)?.templateAt(path);
}

/** Fact CIDR-06: AWS stores a block without its host bits. */
function storedBlock(value: Known): Known {
  const cidr = value.text.includes('/') ? parseCidr(value.text) : undefined;
  if (cidr?.kind !== 'cidr' || !hasHostBits(cidr)) return value;
  return { ...value, text: formatCidr(withoutHostBits(cidr)) };
}

/** The value that a text of `Fn::Sub` names as `${Name}` or `${Name.Attribute}`. */
function valueNamed(name: string, at: Node, scenario: Scenario): Value {
  const dot = name.indexOf('.');
  return dot > 0
    ? attributeOf(name.slice(0, dot), name.slice(dot + 1), at, scenario)
    : refer(name, at, scenario);
}

function findInMap([map, top, second, options]: readonly Value[], at: Node, scenario: Scenario): Value {
  const mapping = map?.kind === 'known' ? mappingNamed(scenario, map.text) : undefined;
  const isMade = hasMadeMappings(scenario, '');
  const missing = isCertainValue(top)
    ? missingFirst(map, top, second, mapping)
    : missingEverywhere(map, second, mapping);
  const fault = options || isMade ? undefined : missing;
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
    const lack = `the mapping ${map.text} has no ${keyInWords(top.text)} › ${keyInWords(second.text)}`;
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

function choose(call: Call, at: Node, scenario: Scenario): Value {
  const [name, whenTrue, whenFalse] = argumentsOf(call);
  const condition = scalarText(name);
  if (condition === undefined || !whenTrue || !whenFalse)
    return unknown('Fn::If needs a condition and two values', at);
  const holds = conditionHolds(scenario, condition);
  if (holds === undefined) return unknown(`the condition ${condition} cannot be decided`, at);
  return usedAt(evaluate(holds ? whenTrue : whenFalse, scenario), at);
}
