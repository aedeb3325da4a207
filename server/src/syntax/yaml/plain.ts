/**
 * The value of an unquoted text in YAML 1.1, as PyYAML (and so Zappa and the AWS CLI) types it: `yes` is true, `010` is
 * 8, `22:22` is 1342, while `1e3`, `09` and `y` stay text. Dates stay text too, since CloudFormation and JSON have
 * none. Patterns: https://github.com/yaml/pyyaml/blob/6.0.2/lib/yaml/resolver.py (read 2026-11-23)
 */
export function plainValue(text: string): string | number | boolean | null {
  if (text.length === 0) return null;
  // Nearly all texts start with a letter that no pattern starts with.
  if (!STARTS.test(text)) return text;
  if (NULL.test(text)) return null;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  if (INTEGER.test(text)) return integerOf(text.replaceAll('_', ''));
  if (FLOAT.test(text)) return floatOf(text.replaceAll('_', '').toLowerCase());
  return text;
}

const STARTS = /^[-+.0-9~nNtTfFyYoO]/;
const NULL = /^(?:~|null|Null|NULL)$/;
const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const INTEGER = /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

function integerOf(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  if (digits.includes(':')) return sign * sexagesimal(digits);
  const isOctal = /^0[0-7]/.test(digits);
  // `+ 0` turns minus zero into zero.
  return sign * (isOctal ? Number.parseInt(digits, 8) : Number(digits)) + 0;
}

function floatOf(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  if (digits === '.inf') return sign * Number.POSITIVE_INFINITY;
  if (digits === '.nan') return Number.NaN;
  return sign * (digits.includes(':') ? sexagesimal(digits) : Number(digits));
}

/** Base 60, as in hours and minutes. */
function sexagesimal(digits: string): number {
  return digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
