import type { Span } from '../syntax/span.ts';
import { type Scalar, valueAt } from '../syntax/tree.ts';
import { table } from '../table.ts';
import { matchesPattern } from './allowedPattern.ts';
import { type Known, unknown, type Value } from './evaluation/value.ts';
import type { Parameter } from './parameter.ts';

/** The value of a parameter in one scenario, and where it comes from. */
export type Binding =
  /** Given by the user, or the only value that is possible in the scenario. */
  | { readonly kind: 'fixed'; readonly text: string; readonly origin?: Scalar }
  | { readonly kind: 'default'; readonly literal: Scalar }
  | { readonly kind: 'open' }
  /** Given by the user, and not to be shown. */
  | { readonly kind: 'secret' };

/** Prefix of the placeholder for "any text that no condition compares with". No template can contain this character. */
export const OTHER = '\u0000';

/** In a list: a placeholder for an item whose text makes no difference. */
export const ANY_ITEM = '\u0001';

/** True unless the text is such a placeholder. */
export function isNamed(text: string): boolean {
  return !text.includes(OTHER) && !text.includes(ANY_ITEM);
}

/**
 * Whether AWS looks up the value of a parameter of this type at deployment: its default is then only the name of the
 * value.
 */
export function isLookedUp(type: string): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value<');
}

/** The binding without a scenario: the default, if there is one; fixed if no other value is allowed. */
export function bindingOf(parameter: Parameter): Binding {
  const only = parameter.allowedValues?.length === 1 ? parameter.allowedValues[0] : undefined;
  if (only) return { kind: 'fixed', text: only.text, origin: only };
  return parameter.default ? { kind: 'default', literal: parameter.default } : { kind: 'open' };
}

/** The value of a parameter, used at a place; unknown where only the deployment has it. */
export function valueOfParameter(parameter: Parameter, binding: Binding, at: Span): Value {
  const { name, type } = parameter;
  if (isLookedUp(type)) return unknown(`${name} is looked up when the stack is deployed`, at, `\${${name}}`);
  if (binding.kind === 'open')
    return { ...unknown(`the parameter ${name} has no default`, at, `\${${name}}`), decidedBy: [name] };
  if (binding.kind === 'secret') return unknown(`the value of ${name} is not shown`, at, `\${${name}}`);
  const text = binding.kind === 'fixed' ? binding.text : binding.literal.text;
  const origin = binding.kind === 'fixed' ? binding.origin : binding.literal;
  const defaults = binding.kind === 'default' ? [name] : [];
  if (isListParameter(type)) {
    if (text.startsWith(OTHER)) return unknown(`${name} may be any other list`, at);
    // An empty default usually means that the list is filled in at deployment.
    if (binding.kind === 'default' && text.trim() === '')
      return { ...unknown(`the parameter ${name} is empty by default`, at), decidedBy: [name] };
    const items = text.split(',').map((item): Known => ({ kind: 'known', text: item.trim(), at, defaults }));
    return { kind: 'list', items: text.trim() === '' ? [] : items, at };
  }
  // An empty id usually means that the id is filled in at deployment.
  if (type.startsWith('AWS::') && text === '')
    return {
      ...unknown(`the parameter ${name} is empty by default`, at, `\${${name}}`),
      decidedBy: [name],
    };
  return { kind: 'known', text, at, defaults, ...(origin && { origin }) };
}

/** True for a type whose values are lists, which `Fn::Join` and `Fn::Select` accept. */
export function isListParameter(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

/**
 * Whether a parameter's declaration allows a text; true if that is not certain.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function accepts(parameter: Parameter, text: string): boolean {
  const { allowedValues, type, body } = parameter;
  if (allowedValues) return allowedValues.some((value) => value.text === text);
  if (!isNamed(text) || isListParameter(type) || isLookedUp(type)) return true;
  const limit = (name: string) => {
    const node = valueAt(body, name);
    return node?.kind === 'scalar' && node.text.trim() !== '' ? Number(node.text) : Number.NaN;
  };
  // A comparison with NaN is false, so a missing limit, or one that is not a number, excludes nothing.
  if (type === 'Number') {
    const number = text.trim() === '' ? Number.NaN : Number(text);
    return !Number.isNaN(number) && !(number < limit('MinValue')) && !(number > limit('MaxValue'));
  }
  if (text.length < limit('MinLength') || text.length > limit('MaxLength')) return false;
  const pattern = valueAt(body, 'AllowedPattern');
  return pattern?.kind !== 'scalar' || matchesPattern(pattern.text, text);
}

/** A sentence for each argument that its parameter's declaration does not allow. */
export function refusedValues(
  parameters: ReadonlyMap<string, Parameter>,
  given: ReadonlyMap<string, string>,
): string[] {
  return [...given].flatMap(([name, text]) => {
    const parameter = parameters.get(name);
    if (!parameter || accepts(parameter, text)) return [];
    const allowed = parameter.allowedValues?.map((value) => value.text).join(', ');
    const takes = allowed === undefined ? 'its declaration does not allow it' : `it allows ${allowed}`;
    return [`AWS rejects the value given for ${name}: ${takes}. VPC Lens uses it anyway.`];
  });
}

/**
 * Whether a pseudo parameter can have a text as its value: regions, accounts and partitions each have a known format.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function acceptsPseudo(name: string, text: string): boolean {
  return !isNamed(text) || (SHAPES[name]?.test(text) ?? true);
}

// Regions and partitions that AWS adds keep the shape of those it has.
// https://docs.aws.amazon.com/general/latest/gr/rande.html, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
const SHAPES: Readonly<Record<string, RegExp>> = table({
  'AWS::Region': /^[a-z]{2,4}(?:-[a-z]+)+-[1-9]$/,
  'AWS::Partition': /^aws(?:-[a-z]+)*$/,
  'AWS::AccountId': /^[0-9]{12}$/,
  'AWS::URLSuffix': /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
});
