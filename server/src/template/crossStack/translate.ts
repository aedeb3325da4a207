import type { Span } from '../../syntax/span.ts';
import { isIdentity } from '../evaluation/attributes.ts';
import { defaultsOfValue, known, type Unknown, unknown, usedAt, type Value } from '../evaluation/value.ts';
import { isLookedUp } from '../parameters.ts';
import type { Template } from '../template.ts';
import { argumentText } from './outputs.ts';
import type { Arguments } from './resolver.ts';

/** The template that a value comes from. */
export interface Origin {
  readonly template: Template;
  /** The file's name as it is shown to people. */
  readonly name: string;
  /** The arguments that the template was deployed with, in terms of the template that asks. */
  readonly given: Arguments;
}

/**
 * Translates a value of another template into terms of the template that asks, at the place of use. Texts stay as they
 * are; a parameter's value that was passed as an argument becomes that argument; a resource of the other template
 * becomes unknown.
 */
export function toCallerTerms(value: Value, from: Origin, at: Span): Value {
  switch (value.kind) {
    case 'known':
      return { ...known(value.text, at), defaults: value.defaults.flatMap((name) => defaultsOf(name, from)) };
    case 'list':
      return { ...value, items: value.items.map((item) => toCallerTerms(item, from, at)), at };
    // A nested stack, and a stack that is imported from, is in the same account and region, so its zones are the same.
    case 'zone':
    case 'zones':
      return usedAt(value, at);
    case 'reference':
      return giving(unknown(`it is ${value.resource} of ${from.name}`, at), givenBy(value, from.template));
    case 'unknown': {
      const argument = argumentBehind(value, from);
      if (argument) return usedAt(argument, at);
      const there = unknown(
        value.refusal !== undefined ? `${from.name} has a mistake there` : `in ${from.name}, ${value.why}`,
        at,
      );
      const joined = value.joined ?? joinedBy(value, from.template);
      return giving(joined ? { ...there, joined } : there, value.gives);
    }
    case 'fields':
    case 'absent':
      return unknown(`${from.name} gives no text there`, at);
  }
}

/** `AWS::EC2::VPC` for its `Ref` and for the attribute that is the same, `Type.Attribute` for others. */
export function givenBy(value: Value, template: Template | undefined): string | undefined {
  if (value.kind !== 'reference') return undefined;
  const type = template?.resources.get(value.resource)?.type;
  if (type === undefined || value.attribute === undefined) return type;
  return isIdentity(type, value.attribute) ? type : `${type}.${value.attribute}`;
}

/** What each part of a text gives that consists of references and the commas between them. */
function joinedBy({ partial = '' }: Unknown, template: Template): readonly string[] | undefined {
  const parts = partial.split(',').map((part) => /^\$\{(\w+)\}$/.exec(part)?.[1]);
  const types = parts.map((name) => (name === undefined ? undefined : template.resources.get(name)?.type));
  const isEach = types.every((type): type is string => type !== undefined && /^AWS::EC2::/.test(type));
  return isEach && types.length > 1 ? types : undefined;
}

function giving(value: Unknown, gives: string | undefined): Unknown {
  return gives === undefined ? value : { ...value, gives };
}

/**
 * The argument of the parameter that the value consists of. Excluded is an argument that is only the name of an SSM
 * parameter.
 */
function argumentBehind({ partial = '' }: Unknown, { template, given }: Origin): Value | undefined {
  const name = /^\$\{(\w+)\}$/.exec(partial)?.[1] ?? '';
  const argument = given?.get(name);
  if (!argument || argument.kind === 'absent' || argumentText(argument)) return undefined;
  return isLookedUp(template.parameters.get(name)?.type ?? '') ? undefined : argument;
}

/** A default of the other template is replaced by the defaults that the argument depends on, or named with its file. */
function defaultsOf(name: string, { template, name: file, given }: Origin): readonly string[] {
  const argument = given?.get(name);
  if (argument && argumentText(argument)) return defaultsOfValue(argument);
  return [template.parameters.has(name) ? `${name} of ${file}` : name];
}
