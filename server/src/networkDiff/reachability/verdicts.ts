import { perNetwork } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { allPairs } from '../../reach/allPairs.ts';
import { reach } from '../../reach/answer.ts';
import type { Party, Question, Verdict } from '../../reach/question.ts';

/** From this many questions between workloads on, evaluating all pairs at once costs less than one by one. */
const MANY = 300;

/** Answers questions about a network; undefined if it lacks one of the parties. */
export type Verdicts = (question: Question) => Verdict | undefined;

/** Prepares a network for many questions, of which those between workloads are mostly about few ports. */
export function verdictsOf(network: Network, questions: readonly Question[]): Verdicts {
  const counts = new Map<string, number>();
  for (const question of questions) {
    const key = trafficOfPairs(question);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (question) => {
    const { from, to } = question;
    if (!has(from, network) || !has(to, network)) return undefined;
    const key = trafficOfPairs(question);
    if (key === undefined || (counts.get(key) ?? 0) < MANY) return reach(question, network)?.verdict;
    return pairVerdicts(question, key, network).get(idOf(from))?.get(idOf(to));
  };
}

function has(party: Party, { workloads, endpoints, publicEndpoints }: Network): boolean {
  if (party.kind === 'workload') return workloads.has(party.id) || endpoints.has(party.id);
  return party.kind !== 'public-endpoint' || publicEndpoints.has(party.id);
}

/** The key of questions between workloads that can be evaluated all at once; undefined for others. */
function trafficOfPairs({ from, to, protocol, port, ipv6 }: Question): string | undefined {
  if (from.kind !== 'workload' || to.kind !== 'workload') return undefined;
  return `${protocol} ${port ?? ''} ${ipv6 ? 6 : ''}`;
}

function idOf(party: Party): string {
  return party.kind === 'workload' ? party.id : '';
}

/** By the source's id, then by the destination's. */
type PairVerdicts = ReadonlyMap<string, ReadonlyMap<string, Verdict>>;

const expandedOf = perNetwork(() => new Map<string, PairVerdicts>());

/** The results of `allPairs`, pair by pair. */
function pairVerdicts({ protocol, port, ipv6 }: Question, key: string, network: Network): PairVerdicts {
  const known = expandedOf(network).get(key);
  if (known) return known;
  const verdicts = new Map<string, Map<string, Verdict>>();
  const traffic = { protocol, ...(port !== undefined && { port }), ...(ipv6 !== undefined && { ipv6 }) };
  for (const { from, to, which, verdict } of allPairs(network, traffic)) {
    for (const [i, source] of from.entries()) {
      const own = verdicts.get(source) ?? new Map<string, Verdict>();
      verdicts.set(source, own);
      for (const [j, destination] of to.entries())
        if (which === 'every' || (which === 'same') === (i === j)) own.set(destination, verdict);
    }
  }
  expandedOf(network).set(key, verdicts);
  return verdicts;
}
