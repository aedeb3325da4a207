import { type Node, valueAt } from '../syntax/tree.ts';
import type { Parameter } from './parameter.ts';

/** Whether a parameter is declared with `NoEcho`. */
export function isNoEcho(declaration: Node): boolean {
  const noEcho = valueAt(declaration, 'NoEcho');
  return noEcho?.kind === 'scalar' && /^true$/i.test(noEcho.text);
}

/**
 * Whether an argument for a parameter must not be shown: findings end up in logs that others read. Such a value still
 * decides conditions, and is used for nothing else.
 */
export function isSecret({ name, body }: Parameter, value: string): boolean {
  if (isNoEcho(body)) return true;
  if (value.split(',').every((item) => isPlain(item.trim()))) return false;
  return SECRET_NAME.test(name) || SECRET_VALUES.some((pattern) => pattern.test(value));
}

const SECRET_NAME =
  /passw|passphrase|pwd|secret|token|credential|(?:api|access|private|signing|encryption)_?key/i;

/**
 * Addresses and blocks, numbers, booleans, ids and names of AWS, and short words: the values that networks consist of.
 */
function isPlain(item: string): boolean {
  return (
    /^[\d.:/a-f]*$/i.test(item) ||
    /^(?:true|false|yes|no|enabled|disabled)$/i.test(item) ||
    /^[a-z]{1,10}-[0-9a-f]{8,17}$/.test(item) ||
    /^[a-z]{2}(?:-[a-z]{2,9}){1,2}-\d[a-z]?$/.test(item)
  );
}

/** Formats of secrets, whatever the parameter's name is. */
const SECRET_VALUES = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /-----BEGIN /,
  // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
  /\b(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{20}/,
  /^eyJ[A-Za-z0-9_-]{10,}\./,
  // A long run of letters in both cases and digits is not a name that a person chose.
  /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9+/=_-]{24,}$/,
];
