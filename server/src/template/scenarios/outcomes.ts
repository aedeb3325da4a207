// Which combinations of condition values are possible, and the assignments of parameters that lead to each.

import type { Binding } from '../parameters.ts';
import type { Template } from '../template.ts';
import { type Assertion, assertionsOf } from './assertions.ts';
import { type Assignment, columnsOf, combinations, someRows } from './assignments.ts';
import { candidateValues } from './candidateValues.ts';
import { type Decisions, FALSE, TRUE } from './decisions.ts';

/** The largest number of parameter assignments that are tried. */
export const MAX_ASSIGNMENTS = 4096;

/** A combination of condition values, and the assignments that lead to it. */
interface Outcome {
  readonly conditions: readonly boolean[];
  readonly rows: Assignment[];
}

/** The assertions that restrict parameters which conditions depend on, directly or through other assertions. */
export function assertionsThatMatter(template: Template, fixed: ReadonlyMap<string, Binding>): Assertion[] {
  if (template.rules.size === 0) return [];
  const asked = new Set(candidateValues(template, template.conditions.values(), fixed).keys());
  const rest = assertionsOf(template).map((assertion) => ({
    assertion,
    asks: [...candidateValues(template, assertion.nodes, fixed).keys()],
  }));
  const found: Assertion[] = [];
  for (let next = 0; next >= 0; ) {
    next = rest.findIndex(({ asks }) => asks.some((name) => asked.has(name)));
    const [{ assertion, asks }] = next < 0 ? [{ assertion: undefined, asks: [] }] : rest.splice(next, 1);
    if (assertion) found.push(assertion);
    for (const name of asks) asked.add(name);
  }
  return found;
}

/**
 * The assignments to try if there are too many in all: those under which each condition is true and false, and
 * combinations of conditions that affect the same resource (`together`).
 */
export function coveringAssignments(
  together: readonly ReadonlySet<string>[],
  decisions: Decisions,
  assertions: readonly Assertion[],
): Assignment[] {
  const { axes, supportOf } = decisions;
  const asserted = new Set(
    assertions.flatMap(({ when, holds }) => [...supportOf(when), ...supportOf(holds)]),
  );
  const first = axes.map(() => 0);
  const base =
    feasible(combinations(axes, first, asserted, MAX_ASSIGNMENTS), decisions, assertions)[0] ?? first;
  const names = new Set(together.flatMap((names) => [...names]));
  const support = new Map([...names].map((name) => [name, supportOf({ op: 'condition', name })]));
  const groups = new Set<ReadonlySet<number>>(support.values());
  for (const names of together.map((set) => [...set])) {
    for (const [i, one] of names.entries())
      for (const other of names.slice(i + 1))
        groups.add(new Set([...(support.get(one) ?? []), ...(support.get(other) ?? [])]));
  }
  return someRows(axes, base, groups, MAX_ASSIGNMENTS);
}

/** The assignments that no assertion certainly refuses; all of them if the assertions contradict each other. */
export function feasible(
  rows: readonly Assignment[],
  decisions: Decisions,
  assertions: readonly Assertion[],
): readonly Assignment[] {
  if (assertions.length === 0) return rows;
  const columns = columnsOf(decisions.axes, rows);
  const refused = new Uint8Array(rows.length);
  for (const { when, holds } of assertions) {
    const applies = decisions.decide(when, columns, rows.length);
    const held = decisions.decide(holds, columns, rows.length);
    for (let i = 0; i < rows.length; i++) if (applies[i] === TRUE && held[i] === FALSE) refused[i] = 1;
  }
  const left = rows.filter((_, i) => refused[i] === 0);
  return left.length > 0 ? left : rows;
}

/** Groups the assignments by the values of all conditions, in the order of each group's first assignment. */
export function outcomesOf(
  names: readonly string[],
  decisions: Decisions,
  rows: readonly Assignment[],
): Outcome[] {
  const columns = columnsOf(decisions.axes, rows);
  const truths = names.map((name) => decisions.decide({ op: 'condition', name }, columns, rows.length));
  // Each condition splits the groups that the conditions before it have formed.
  const group = new Int32Array(rows.length);
  for (const column of truths) {
    const numbers = new Map<number, number>();
    for (let i = 0; i < rows.length; i++) {
      const key = 2 * group[i]! + (column[i] === TRUE ? 1 : 0);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      group[i] = number;
    }
  }
  const outcomes: Outcome[] = [];
  for (const [i, row] of rows.entries()) {
    const known = outcomes[group[i]!];
    if (known) known.rows.push(row);
    else outcomes.push({ conditions: truths.map((column) => column[i] === TRUE), rows: [row] });
  }
  return outcomes;
}
