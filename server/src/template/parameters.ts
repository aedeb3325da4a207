import type { Span } from '../syntax/span.ts';
import type { Scalar } from '../syntax/tree.ts';
import type { Parameter } from './template.ts';
import { type Known, unknown, type Value } from './value.ts';

/** What a parameter stands for in one scenario, and why. */
export type Binding =
  /** Given by the user, or the only value that the scenario leaves. */
  | { readonly kind: 'fixed'; readonly text: string; readonly origin?: Scalar }
  | { readonly kind: 'default'; readonly literal: Scalar }
  | { readonly kind: 'open' };

/** Parameters of these types take names that AWS looks up at deployment, so even their default is not the value. */
const LOOKED_UP = /^AWS::SSM::Parameter::Value</;

/** Without any scenario: the default, if there is one; fixed if no other value is allowed. */
export function bindingOf(parameter: Parameter): Binding {
  const only = parameter.allowedValues?.length === 1 ? parameter.allowedValues[0] : undefined;
  if (only) return { kind: 'fixed', text: only.text, origin: only };
  return parameter.default ? { kind: 'default', literal: parameter.default } : { kind: 'open' };
}

export function valueOfParameter(parameter: Parameter, binding: Binding, at: Span): Value {
  const { name, type } = parameter;
  if (LOOKED_UP.test(type))
    return unknown(`${name} is looked up when the stack is deployed`, at, `\${${name}}`);
  if (binding.kind === 'open') return unknown(`the parameter ${name} has no default`, at, `\${${name}}`);
  const text = binding.kind === 'fixed' ? binding.text : binding.literal.text;
  const origin = binding.kind === 'fixed' ? binding.origin : binding.literal;
  const defaults = binding.kind === 'default' ? [name] : [];
  if (isList(type)) {
    // An empty default is what a template gives when the list is to be filled in at deployment.
    if (binding.kind === 'default' && text.trim() === '')
      return unknown(`the parameter ${name} is empty by default`, at);
    const items = text.split(',').map((item): Known => ({ kind: 'known', text: item.trim(), at, defaults }));
    return { kind: 'list', items: text.trim() === '' ? [] : items, at };
  }
  // An empty id is what a template gives when the id is to be filled in at deployment.
  if (type.startsWith('AWS::') && text === '')
    return unknown(`the parameter ${name} is empty by default`, at, `\${${name}}`);
  return { kind: 'known', text, at, defaults, ...(origin && { origin }) };
}

function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}
