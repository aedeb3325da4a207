import type { Span } from '../syntax/span.ts';
import { entriesOf, resolved } from '../syntax/tree.ts';
import { type Stage, settingOf } from './settings.ts';

/** A host named by an environment variable. No part of the variable's value but the host and its port leaves this file. */
export interface NamedHost {
  /** One of the requested hosts. */
  readonly host: string;
  readonly variable: string;
  /** The number behind the host, as in `host:5432`. */
  readonly port?: number;
  /** The span of the variable's name. */
  readonly at: Span;
}

/** Matches whole host names only: a password may contain any delimiter, so URLs cannot be split reliably. */
const HOST = /(?<![a-z0-9-])[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;

/** Right behind a host, and before a path, other options or the end. */
const PORT = /^:(\d{1,5})(?![\w.:@-])/;

/** The settings that hold environment variables of the function. */
const VARIABLES = ['environment_variables', 'aws_environment_variables'];

/**
 * The known hosts (lower case) that the variables of a stage contain, either alone or within a text such as
 * `postgres://user:password@host:5432/app`. Each host once.
 */
export function hostsIn(stage: Stage, hosts: { has(host: string): boolean }): readonly NamedHost[] {
  const byHost = new Map<string, NamedHost>();
  for (const setting of VARIABLES) {
    for (const { key, value } of entriesOf(settingOf(stage, setting)?.entry.value)) {
      const node = resolved(value);
      if (node?.kind !== 'scalar' || typeof node.value !== 'string') continue;
      for (const match of node.value.matchAll(HOST)) {
        const [word] = match;
        const host = word.toLowerCase();
        if (!hosts.has(host) || byHost.has(host)) continue;
        const port = PORT.exec(node.value.slice(match.index + word.length))?.[1];
        byHost.set(host, {
          host,
          variable: key.text,
          ...(port !== undefined && { port: Number(port) }),
          at: { start: key.start, end: key.end },
        });
      }
    }
  }
  return [...byHost.values()];
}
