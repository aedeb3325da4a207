import type { Scalar } from '../tree.ts';
import { plainValue } from '../yaml/plain.ts';

export type Quote = 'plain' | 'double' | 'single';

/** True if YAML reads the unquoted text as the same string: in a block or, with stricter rules, within brackets. */
export function isSafePlain(text: string, inFlow: boolean): boolean {
  if (!PRINTABLE.test(text) || typeof plainValue(text) !== 'string') return false;
  if (UNSAFE_START.test(text) || UNSAFE_ANYWHERE.test(text)) return false;
  return !inFlow || !/[,[\]{}?]|:(?=$|[,[\]{}])/.test(text);
}

/** On one line, without spaces at either end and without characters that need an escape. */
const PRINTABLE =
  /^[!-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd](?:[ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*[!-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd])?$/;

const UNSAFE_START = /^(?:[,[\]{}#&*!|>'"%@`:?=]|-(?![A-Za-z0-9])|<<$|\.\.\.|---)/;

/**
 * In addition to YAML's own indicators, text to which YAML 1.2 or a date-aware parser gives a type: `1e3`, `0o17`,
 * `2010-09-09`, `y`.
 */
const UNSAFE_ANYWHERE =
  /: |:$| #|[\u0085\u2028\u2029]|^[-+]?\d[\d_]*(?:\.\d*)?[eE][-+]?\d+$|^[-+]?0[obx]|^[-+]?[\d.][\d_,.]*$(?<!^\d+\.\d+\.[\d.]*\d)|^\d{4}-\d\d?-\d\d?|^[-+]?\d[\d_]*(?::\d+)+(?:\.[\d_]*)?$|^[-+]?\.(?:inf|nan)$|^(?:y|n|yes|no|on|off|true|false|null|~)$/i;

/** The text as a YAML scalar on one line, in the requested quotes if they can hold it. */
export function yamlScalar(
  text: string,
  wanted: Quote,
  inFlow: boolean,
  needed: 'double' | 'single',
): string {
  if (wanted === 'plain' && isSafePlain(text, inFlow)) return text;
  const quote = wanted === 'plain' ? needed : wanted;
  if (quote === 'single' && (text === '' || PRINTABLE.test(text.replace(/^ +|(?<! ) +$/g, 'x'))))
    return `'${text.replaceAll("'", "''")}'`;
  return doubleQuoted(text);
}

/** Double-quoted so that JSON, YAML and TOML all read it. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The quotes of a scalar, as a preference for another in its place. */
export function quoteOf(scalar: Scalar): Quote {
  return scalar.style === 'double' || scalar.style === 'single' ? scalar.style : 'plain';
}

/** A number in a form that all three formats read. YAML 1.1 requires a point before an exponent. */
export function numberLiteral(value: number): string {
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}
