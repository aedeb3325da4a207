import { kindsOfWorkloads } from '../network/analysis/workloads/interchangeable.ts';
import type { Network } from '../network/model.ts';
import { reach } from './answer.ts';
import type { Question, Verdict } from './question.ts';

/** A set of questions with the same verdict: from the workloads `from` to the workloads `to`, by id. */
export interface Pairs {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Which pairs: each source with each destination, with the one at the same index, or with all at other indexes. */
  readonly which: 'every' | 'same' | 'other';
  readonly verdict: Verdict;
}

/**
 * The verdicts of `reach` for every pair of workloads. Pairs that differ only in names are asked once, so a template
 * with thousands of functions and databases costs little more than one with a single workload of each kind. Pairs
 * without an answer are left out.
 */
export function allPairs(
  network: Network,
  traffic: Pick<Question, 'protocol' | 'port' | 'ipv6'>,
): readonly Pairs[] {
  const roles = kindsOfWorkloads(network).flatMap((kind) => kind.roles.map((ids) => ({ ids, kind })));
  const found: Pairs[] = [];
  const ask = (from: readonly string[], to: readonly string[], which: Pairs['which']) => {
    const source = from[0];
    const destination = which === 'other' ? to[1] : to[0];
    if (source === undefined || destination === undefined) return;
    const [sender, receiver] = [source, destination].map((id) => ({ kind: 'workload', id }) as const);
    const answer = reach({ ...traffic, from: sender!, to: receiver! }, network);
    if (answer) found.push({ from, to, which, verdict: answer.verdict });
  };
  for (const from of roles) {
    for (const to of roles) {
      if (from.kind !== to.kind) ask(from.ids, to.ids, 'every');
      else {
        if (from !== to) ask(from.ids, to.ids, 'same');
        ask(from.ids, to.ids, 'other');
      }
    }
  }
  return found;
}
