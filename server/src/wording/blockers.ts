import { type Clause, sentence } from './clause.ts';
import { CLAUSES, type Names, type Naming, namesOf, type ReasonOf } from './clauses.ts';
import type { Reason } from './reason.ts';

const asWritten: Naming = (name) => name;

/** A blocker as a sentence. */
export function sentenceOf(reason: Reason, naming?: Naming): string {
  return sentence(clauseFor(reason, naming));
}

/** The same as a clause: no full stop, no capital letter. */
export function clauseOf(reason: Reason, naming?: Naming): string {
  return clauseFor(reason, naming).text;
}

/** The predicate for a row that already shows the name: the sentence without the name at its start. */
export function predicateOf(reason: Reason, name: string): string {
  const { text, subject } = clauseFor(reason);
  const first = typeof subject === 'object' ? subject.name : subject;
  return first === name ? text.slice(name.length + 1) : text;
}

function clauseFor(reason: Reason, naming: Naming = asWritten): Clause {
  return clauseOfKind(reason, reason.kind, namesOf(naming));
}

function clauseOfKind<Kind extends Reason['kind']>(reason: ReasonOf<Kind>, kind: Kind, names: Names): Clause {
  return CLAUSES[kind](reason, names);
}
