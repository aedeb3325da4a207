import type { Span } from '../../syntax/span.ts';
import { known, type Unknown, unknown, usedAt, type Value } from '../evaluation/value.ts';
import { isLookedUp } from '../parameters.ts';
import type { Template } from '../template.ts';
import { argumentText, defaultsIn } from './outputs.ts';
import type { Arguments } from './resolver.ts';

/** Where a value comes from. */
export interface Origin {
  readonly template: Template;
  /** As people know the file. */
  readonly name: string;
  /** What the template was given, in terms of the one that asks. */
  readonly given: Arguments;
}

/**
 * A value of another template in terms of the one that asks, at the place of use. Texts cross over; what an argument
 * passes through comes back as it was given; a resource of the other template is unknown here.
 */
export function toCallerTerms(value: Value, from: Origin, at: Span): Value {
  switch (value.kind) {
    case 'known':
      return { ...known(value.text, at), defaults: value.defaults.flatMap((name) => defaultsOf(name, from)) };
    case 'list':
      return { ...value, items: value.items.map((item) => toCallerTerms(item, from, at)), at };
    // Zones of a nested stack, and of one that is imported from, are those of the same account and region.
    case 'zone':
    case 'zones':
      return usedAt(value, at);
    case 'reference':
      return unknown(`it is ${value.resource} of ${from.name}`, at);
    case 'unknown': {
      const argument = argumentBehind(value, from);
      if (argument) return usedAt(argument, at);
      return unknown(
        value.refusal !== undefined ? `${from.name} has a mistake there` : `in ${from.name}, ${value.why}`,
        at,
      );
    }
    case 'fields':
    case 'absent':
      return unknown(`${from.name} gives no text there`, at);
  }
}

/** The argument that passes through a parameter as it is. One that SSM is asked with does not come back. */
function argumentBehind({ partial = '' }: Unknown, { template, given }: Origin): Value | undefined {
  const name = /^\$\{(\w+)\}$/.exec(partial)?.[1] ?? '';
  const argument = given?.get(name);
  if (!argument || argument.kind === 'absent' || argumentText(argument)) return undefined;
  return isLookedUp(template.parameters.get(name)?.type ?? '') ? undefined : argument;
}

/** A default of the other template stands for what the argument rests on, or is called by where it stands. */
function defaultsOf(name: string, { template, name: file, given }: Origin): readonly string[] {
  const argument = given?.get(name);
  if (argument && argumentText(argument)) return defaultsIn(argument);
  return [template.parameters.has(name) ? `${name} of ${file}` : name];
}
