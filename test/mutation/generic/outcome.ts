import { analyze, findingsOf } from '../../../server/src/analysis.ts';
import { networksOf } from '../../../server/src/features/reachability/networks.ts';
import type { Network } from '../../../server/src/network/model.ts';
import { allPairs } from '../../../server/src/reach/allPairs.ts';
import { reach } from '../../../server/src/reach/answer.ts';
import type { Party } from '../../../server/src/reach/question.ts';
import type { Json } from './edits.ts';

/** What the product says of a template. */
export interface Outcome {
  /** The findings of the strict profile, each as a text. */
  readonly findings: readonly string[];
  /** Who reaches whom: all pairs of workloads, and each of them with the internet in both families. */
  readonly reach: () => string;
}

export function outcomeOf(template: Json): Outcome {
  const analysis = analyze('template.json', JSON.stringify(template, undefined, 1))!;
  const findings = findingsOf(analysis, {
    profile: 'strict',
    severities: {},
    onFailure: (rule, error) => {
      throw new Error(`The rule ${rule.id} fails`, { cause: error });
    },
  });
  return {
    findings: findings.map(({ rule, resource, message }) => `${rule.id} ${resource}: ${message}`),
    reach: () =>
      networksOf(analysis)
        .map(({ network }) => reachOf(network))
        .join('\n'),
  };
}

function reachOf(network: Network): string {
  const pairs = allPairs(network, { protocol: 'tcp' }).flatMap(({ from, to, which, verdict }) =>
    from.flatMap((source) => to.map((other) => `${source} ${which} ${other} ${verdict}`)),
  );
  const internet: Party = { kind: 'internet' };
  const outside = [...network.workloads.keys()].flatMap((id) => {
    const own: Party = { kind: 'workload', id };
    return [false, true].flatMap((ipv6) =>
      [
        { from: internet, to: own },
        { from: own, to: internet },
      ].map(({ from, to }) => {
        const answer = reach({ from, to, protocol: 'tcp', ...(ipv6 && { ipv6 }) }, network);
        return `${from.kind} ${to.kind} ${id} ${ipv6} ${answer?.verdict}`;
      }),
    );
  });
  return [...pairs, ...outside].sort().join('\n');
}
