import { type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import { loopDefaults } from './forEach.ts';
import { callOf } from './intrinsic.ts';
import { type Known, known, unknown, usedAt, type Value } from './value.ts';

/** Writes dynamic references as unknown parts of a text: `{{resolve:ssm:/a}}` becomes `${resolve:ssm:/a}`. */
export function withNamedReferences(text: string): string {
  return text.replace(/\{\{(resolve:(?:[^{}]|\$\{[^{}]*\})*)\}\}/g, '${$1}');
}

const PLACEHOLDER = /\$\{(!?)([^{}]*)\}/g;

/** The value of a name in a text of `Fn::Sub`; `replacement` is what the call itself gives for it. */
type ValueOfName = (name: string, replacement: Node | undefined) => Value;

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html; a text with
 * parts that are not known is a partial one.
 */
export function fnSub(argument: Node | undefined, at: Node, valueOfName: ValueOfName): Value {
  const [template, replacements] = argument?.kind === 'sequence' ? argument.items : [argument];
  const literal = resolved(template);
  // The text of a short form has the call's own tag; with another one it is the argument of a call.
  const isCall = literal !== undefined && literal.tag !== '!Sub' && callOf(literal) !== undefined;
  if (literal?.kind !== 'scalar' || isCall) return unknown('Fn::Sub needs a text', at);
  const { text } = literal;
  if (/\$\{[^{}]*\{/.test(text)) return unknown('Fn::Sub accepts only names without braces', at);
  const valueNamed = (name: string) => valueOfName(name, valueAt(replacements, name));
  const whole = text.match(/^\$\{([^!}]+)\}$/);
  if (whole) return usedAt(valueNamed(whole[1]!.trim()), at);
  const parts: Value[] = [];
  let why: string | undefined;
  const result = text.replace(PLACEHOLDER, (written, isLiteral: string, name: string) => {
    if (isLiteral) return `\${${name}}`;
    const value = valueNamed(name.trim());
    parts.push(value);
    if (value.kind === 'known') return value.text;
    why ??= value.kind === 'unknown' ? value.why : notText(name, value);
    if (value.kind === 'unknown' && value.partial !== undefined) return value.partial;
    // A name that is defined in this call alone has no meaning elsewhere.
    return valueAt(replacements, name.trim()) ? '${?}' : written;
  });
  if (result.includes('{{resolve:')) why ??= 'it is resolved when the stack is deployed';
  if (why !== undefined) return unknown(why, at, withNamedReferences(result), parts);
  return composed(known(result, at, parts), literal, parts.length === 0);
}

/** A composed text with what it rests on; without any part its literal is the origin. */
function composed(value: Known, literal: Scalar, hasNoParts: boolean): Value {
  const fromLoop = loopDefaults(literal);
  if (fromLoop) return { ...value, defaults: [...new Set([...value.defaults, ...fromLoop])] };
  return hasNoParts ? { ...value, origin: literal } : value;
}

/** Why a value, other than an unknown one, cannot be inserted into a text. */
function notText(name: string, value: Value): string {
  if (value.kind === 'reference') return `${value.resource} is known only after deployment`;
  return value.kind === 'absent' ? `${name} is left out` : `${name} is no text`;
}
