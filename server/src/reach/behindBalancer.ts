import { targetsBehind } from '../network/analysis/workloads/balancing.ts';
import type { Network } from '../network/model.ts';
import { clauseOf } from '../wording/blockers.ts';
import { reach } from './answer.ts';
import type { Answer, Question, Verdict } from './question.ts';

/** The second half of the path through a load balancer: from it to one of its targets. */
export interface BehindBalancer {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: Question['protocol'];
  readonly verdict: Verdict;
  /** What blocks the path, or is unknown: sentences without a full stop. */
  readonly why: readonly string[];
}

/**
 * For an answer about a load balancer: whether it reaches each target of the port's listeners. If a Network Load
 * Balancer preserves client addresses, the source of the question is used as the source here, too.
 */
export function behindBalancer(
  { from, to }: Question,
  { port, protocol }: Pick<Answer, 'port' | 'protocol'>,
  network: Network,
): readonly BehindBalancer[] {
  const balancer = to.kind === 'workload' ? network.workloads.get(to.id) : undefined;
  if (balancer?.kind !== 'load-balancer' || protocol === 'icmp') return [];
  return targetsBehind(balancer, network).flatMap(({ target, ports, group, listeners }) => {
    const isAsked =
      group === undefined || listeners.some((one) => one.port.kind !== 'known' || one.port.value === port);
    if (!isAsked || target === balancer.id) return [];
    const isCalled = group?.targetType.kind === 'known' && group.targetType.value === 'lambda';
    const knownPorts = ports.flatMap((one) => (one.kind === 'known' && one.value > 0 ? [one.value] : []));
    return (isCalled ? [443] : [...new Set(knownPorts)]).flatMap((own): BehindBalancer[] => {
      const asked: Question = {
        from: { kind: 'workload', id: balancer.id },
        to: { kind: 'workload', id: target },
        protocol,
        port: own,
        client: from,
      };
      const answer = reach(asked, network);
      if (!answer) return [];
      const { verdict, blockedBy, assumptions } = answer;
      const why = verdict === 'unknown' ? assumptions : blockedBy.map(({ reason }) => clauseOf(reason));
      return [
        {
          from: balancer.id,
          to: target,
          port: own,
          protocol,
          verdict,
          why: verdict === 'reachable' ? [] : why,
        },
      ];
    });
  });
}
