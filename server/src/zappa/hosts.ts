import type { Span } from '../syntax/span.ts';
import { entriesOf, resolved } from '../syntax/tree.ts';
import { type Stage, settingOf } from './settings.ts';

/** A host that an environment variable names. Nothing else of the variable's value leaves this file. */
export interface NamedHost {
  /** One of those that were asked about. */
  readonly host: string;
  readonly variable: string;
  /** Where the variable's name is written. */
  readonly at: Span;
}

/** Whole names only: a password may hold anything that an address would be taken apart by. */
const HOST = /(?<![a-z0-9-])[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;

/** Where Zappa keeps what the function gets to know. */
const VARIABLES = ['environment_variables', 'aws_environment_variables'];

/**
 * Which of the known hosts, in lower case, the variables of a stage name: as a whole, or in a text such as
 * `postgres://user:password@host:5432/app`. Each host once.
 */
export function hostsIn(stage: Stage, known: { has(host: string): boolean }): readonly NamedHost[] {
  const found = new Map<string, NamedHost>();
  for (const setting of VARIABLES) {
    for (const { key, value } of entriesOf(settingOf(stage, setting)?.entry.value)) {
      const node = resolved(value);
      if (node?.kind !== 'scalar' || typeof node.value !== 'string') continue;
      for (const [word] of node.value.matchAll(HOST)) {
        const host = word.toLowerCase();
        if (!known.has(host) || found.has(host)) continue;
        found.set(host, { host, variable: key.text, at: { start: key.start, end: key.end } });
      }
    }
  }
  return [...found.values()];
}
