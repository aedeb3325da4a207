import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One situation of the world outside: `test/field/<group>/<name>/`, with its input and what is documented of it. */
export interface FieldCase {
  readonly group: Group;
  readonly name: string;
  /** The case's own folder, as a path. */
  readonly folder: string;
  readonly title: string;
  readonly why: string;
  /** Where the situation was reported or is documented: addresses. */
  readonly source: AnyOf;
  /** A report's page of documentation that says what is right. */
  readonly documentation?: AnyOf;
  /** The input beside `case.json`; `template.yaml` unless said otherwise. */
  readonly file: string;
  /** All that `check` has to find in the file; without it, `check` is not asked. */
  readonly findings?: readonly ExpectedFinding[];
  readonly questions: readonly ExpectedAnswer[];
  /** What the file is after all preferred fixes, as a diff. */
  readonly fixed?: Pending & { readonly never: readonly string[] };
  readonly hovers: readonly (Pending & { readonly on: string; readonly says: string })[];
  readonly plans: readonly ExpectedPlan[];
}

/** `reach`: the verdicts that documentation gives. `reports`: what somebody told of this product's kind or of AWS. */
export type Group = 'reach' | 'reports';

/** A text, or several of which any will do. */
export type AnyOf = string | readonly string[];

export interface Pending {
  /**
   * Why the product does not say this yet, as `kind: what is missing`. The test then fails as soon as it does say it, so
   * that whoever fixes it removes the mark.
   */
  readonly pending?: string;
}

export interface ExpectedFinding extends Pending {
  /** Undefined where no rule tells it yet. */
  readonly rule?: string;
  readonly resource?: AnyOf;
  readonly stage?: string;
  readonly severity: AnyOf;
  /** A part of the message. */
  readonly says?: string;
  /** What the message must not contain. */
  readonly never?: readonly string[];
  /** What the titles of the fixes must not contain. */
  readonly neverFix?: readonly string[];
}

export interface ExpectedAnswer extends Pending {
  readonly from: string;
  readonly to: string;
  readonly port?: number;
  readonly protocol?: 'tcp' | 'udp' | 'icmp';
  readonly ipv6?: true;
  /** The documented ones, of which any will do. */
  readonly verdicts: readonly string[];
  /** What the answer as text must not contain. */
  readonly never?: readonly string[];
  readonly note?: string;
  /** The verdict in place of the documented one, with `pending` only; `refused` where the question is not taken. */
  readonly today?: string;
}

export interface ExpectedPlan {
  /** Of `vpc-lens cidr`. */
  readonly arguments: readonly string[];
  /** How many blocks the plan has, or how many addresses are missing. */
  readonly blocks?: number;
  readonly missing?: number;
}

/** The cases of a group in the order of their names. Throws for a case.json with a key that nothing reads. */
export function casesOf(group: Group): readonly FieldCase[] {
  const root = new URL(`./${group}/`, import.meta.url);
  return readdirSync(root)
    .sort()
    .map((name) => {
      const folder = new URL(`${name}/`, root);
      const read = JSON.parse(readFileSync(new URL('case.json', folder), 'utf8'));
      checkKeys(`${group}/${name}`, read);
      const given = { file: 'template.yaml', questions: [], hovers: [], plans: [], ...read };
      return { group, name, folder: fileURLToPath(folder), ...given };
    });
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  case: 'title why source documentation file findings questions fixed hovers plans'.split(' '),
  findings: 'rule resource stage severity says never neverFix pending'.split(' '),
  questions: 'from to port protocol ipv6 verdicts never note today pending'.split(' '),
  fixed: ['never', 'pending'],
  hovers: ['on', 'says', 'pending'],
  plans: ['arguments', 'blocks', 'missing'],
};

/** A key that is misspelt would be an expectation that nobody holds the product to. */
function checkKeys(name: string, value: object, kind = 'case'): void {
  for (const [key, part] of Object.entries(value)) {
    if (!KEYS[kind]!.includes(key)) throw new Error(`${name}: nothing reads "${key}" of ${kind}.`);
    if (kind !== 'case' || !(key in KEYS)) continue;
    for (const one of [part].flat()) checkKeys(name, one, key);
  }
  if ('today' in value !== 'pending' in value && kind === 'questions')
    throw new Error(`${name}: a question has "today" and "pending", or neither.`);
}
