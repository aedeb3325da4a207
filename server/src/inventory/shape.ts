import type { Span } from '../syntax/span.ts';
import { entriesOf, type Node, resolved } from '../syntax/tree.ts';

/** Reports a value that does not have the form of AWS's answers, with a sentence. */
export type ReportProblem = (at: Span, message: string) => void;

/** Reads one kind of value. Returns undefined if it is absent, or has another form, which is passed to `report`. */
export type Reader<T> = (node: Node, name: string, report: ReportProblem) => T | undefined;

/** The members of an object once read. Each may be absent: no member is in every answer of AWS. */
export type Members<S> = { readonly [K in keyof S]: S[K] extends Reader<infer T> ? T | undefined : never };

/** An object of an answer, with its span in the file. */
export type Described<S> = Members<S> & { readonly at: Span };

export const text: Reader<string> = scalar('a string', (value) =>
  typeof value === 'string' ? value : undefined,
);

export const flag: Reader<boolean> = scalar('true or false', (value) =>
  typeof value === 'boolean' ? value : undefined,
);

export const integer: Reader<number> = scalar('a whole number', (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined,
);

function scalar<T>(expected: string, read: (value: string | number | boolean) => T | undefined): Reader<T> {
  return (node, name, report) => {
    if (isNull(node)) return undefined;
    const value = node.kind === 'scalar' && node.value !== null ? read(node.value) : undefined;
    if (value === undefined) report(node, `${name} is ${nounOf(node)}; AWS returns ${expected}.`);
    return value;
  };
}

/** Reads a list; items that are not as expected are reported and left out. */
export function list<T>(item: Reader<T>): Reader<readonly T[]> {
  return (node, name, report) => {
    if (isNull(node)) return undefined;
    if (node.kind !== 'sequence') {
      report(node, `${name} is ${nounOf(node)}; AWS returns a list.`);
      return undefined;
    }
    return node.items.flatMap((one) => item(one, `An item of ${name}`, report) ?? []);
  };
}

/** Unlisted members are ignored: AWS adds some every year. */
export function object<S extends Readonly<Record<string, Reader<unknown>>>>(
  members: S,
): Reader<Described<S>> {
  const readers = Object.entries(members);
  return (node, name, report) => {
    if (isNull(node)) return undefined;
    if (node.kind !== 'mapping') {
      report(node, `${name} is ${nounOf(node)}; AWS returns an object.`);
      return undefined;
    }
    const values = new Map(entriesOf(node).map(({ key, value }) => [key.text, value]));
    const read: Record<string, unknown> = { at: { start: node.start, end: node.end } };
    for (const [member, reader] of readers) {
      const value = resolved(values.get(member));
      read[member] = value && reader(value, member, report);
    }
    return read as Described<S>;
  };
}

/** What `--query` and other tools print for an absent member. */
function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function nounOf(node: Node): string {
  if (node.kind === 'mapping') return 'an object';
  if (node.kind === 'sequence') return 'a list';
  if (node.kind === 'alias') return 'an alias';
  if (typeof node.value === 'string') return 'a string';
  return typeof node.value === 'number' ? 'a number' : `${node.value}`;
}
