import { type Format, type Node, resolved } from '../syntax/tree.ts';
import { isFilledInLater } from './ids.ts';

/**
 * Whether Python considers a value true, as in Zappa's `if self.alb_enabled`; undefined if a pipeline fills in the
 * value first. An absent value is false.
 */
export function isTrue(node: Node | undefined): boolean | undefined {
  const value = resolved(node);
  if (!value) return false;
  if (value.kind === 'mapping') return value.entries.length > 0;
  if (value.kind === 'sequence') return value.items.length > 0;
  if (value.kind !== 'scalar') return undefined;
  return isFilledInLater(value.text) ? undefined : Boolean(value.value);
}

/** The Python type that the loaders of Zappa give a value. */
export type PythonType = 'text' | 'number' | 'bool' | 'none' | 'date' | 'list' | 'mapping';

/** Unquoted dates such as `2026-11-23`, which PyYAML and the package toml read as dates. */
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?$|^\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

/** Undefined for an alias without a target. */
export function typeOf(node: Node | undefined, format: Format): PythonType | undefined {
  const value = resolved(node);
  if (!value || value.kind === 'alias') return undefined;
  if (value.kind !== 'scalar') return value.kind === 'mapping' ? 'mapping' : 'list';
  if (typeof value.value === 'string') {
    const isDate = format !== 'json' && value.style === 'plain' && !value.tag && DATE.test(value.text);
    return isDate ? 'date' : 'text';
  }
  if (value.value === null) return 'none';
  return typeof value.value === 'number' ? 'number' : 'bool';
}

/** A value of a Python type, with its article. */
export const TYPE_NOUNS: Readonly<Record<PythonType, string>> = {
  text: 'a string',
  number: 'a number',
  bool: 'a boolean',
  none: 'empty',
  date: 'a date',
  list: 'a list',
  mapping: 'a mapping',
};
