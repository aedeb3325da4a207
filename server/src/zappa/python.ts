import { type Format, type Node, resolved } from '../syntax/tree.ts';
import { isFilledInLater } from './ids.ts';

/**
 * Whether Python takes a value for true, as Zappa's `if self.alb_enabled` does; undefined where a pipeline fills it in
 * first. What is absent is false.
 */
export function isTrue(node: Node | undefined): boolean | undefined {
  const value = resolved(node);
  if (!value) return false;
  if (value.kind === 'mapping') return value.entries.length > 0;
  if (value.kind === 'sequence') return value.items.length > 0;
  if (value.kind !== 'scalar') return undefined;
  return isFilledInLater(value.text) ? undefined : Boolean(value.value);
}

/** The type that Python's readers give a value. */
export type PythonType = 'text' | 'number' | 'bool' | 'none' | 'date' | 'list' | 'mapping';

/** `2026-11-23` and the like, unquoted; PyYAML and the package toml make a date of it. */
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?$|^\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

/** Undefined for an alias of nothing. */
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
