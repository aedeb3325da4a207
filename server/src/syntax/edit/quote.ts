import type { Scalar } from '../tree.ts';
import { plainValue } from '../yaml/plain.ts';

export type Quote = 'plain' | 'double' | 'single';

/** True where YAML reads the text without quotes as the same text, in a block or, stricter, within brackets. */
export function isSafePlain(text: string, inFlow: boolean): boolean {
  if (!PRINTABLE.test(text) || typeof plainValue(text) !== 'string') return false;
  if (UNSAFE_START.test(text) || UNSAFE_ANYWHERE.test(text)) return false;
  return !inFlow || !/[,[\]{}?]|:(?=$|[,[\]{}])/.test(text);
}

/** On one line, no space at either end, nothing that needs an escape. */
const PRINTABLE =
  /^[!-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd](?:[ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*[!-~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd])?$/;

const UNSAFE_START = /^(?:[,[\]{}#&*!|>'"%@`:?=]|-(?![A-Za-z0-9])|<<$|\.\.\.|---)/;

/** Beside YAML's own separators, what YAML 1.2 or a date-minded reader would type: `1e3`, `0o17`, `2010-09-09`, `y`. */
const UNSAFE_ANYWHERE =
  /: |:$| #|[\u0085\u2028\u2029]|^[-+]?\d[\d_]*(?:\.\d*)?[eE][-+]?\d+$|^[-+]?0[obx]|^[-+]?[\d.][\d_,.]*$(?<!^\d+\.\d+\.[\d.]*\d)|^\d{4}-\d\d?-\d\d?|^[-+]?\d[\d_]*(?::\d+)+(?:\.[\d_]*)?$|^[-+]?\.(?:inf|nan)$|^(?:y|n|yes|no|on|off|true|false|null|~)$/i;

/** The text as a YAML scalar on one line, with the wanted quotes where they can hold it. */
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

/** As JSON, YAML and TOML all read it. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The quotes of a scalar as a wish for another in its place. */
export function quoteOf(scalar: Scalar): Quote {
  return scalar.style === 'double' || scalar.style === 'single' ? scalar.style : 'plain';
}

/** A number as all three formats read it. YAML 1.1 wants a point before an exponent. */
export function numberText(value: number): string {
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}
