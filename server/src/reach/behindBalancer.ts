import { targetsBehind } from '../network/analysis/workloads/balancing.ts';
import { find } from '../network/lookup.ts';
import type { Network } from '../network/model.ts';
import type { LoadBalancer } from '../network/workload.ts';
import { clauseOf } from '../wording/blockers.ts';
import { reach } from './answer.ts';
import type { Answer, Party, Question, Verdict } from './question.ts';

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
 * For an answer about a load balancer, or about an endpoint of a service of the file: whether the load balancer reaches each target of
 * the port's listeners.
 */
export function behindBalancer(
  question: Question,
  { port, protocol }: Pick<Answer, 'port' | 'protocol'>,
  network: Network,
): readonly BehindBalancer[] {
  if (protocol === 'icmp') return [];
  return balancersOf(question, network).flatMap(({ balancer, client }) =>
    targetsBehind(balancer, network).flatMap(({ target, ports, group, listeners }) => {
      const isAsked =
        group === undefined || listeners.some((one) => one.port.kind !== 'known' || one.port.value === port);
      if (!isAsked || target === balancer.id) return [];
      const isCalled = group?.targetType.kind === 'known' && group.targetType.value === 'lambda';
      const knownPorts = ports.flatMap((one) => (one.kind === 'known' && one.value > 0 ? [one.value] : []));
      return (isCalled ? [443] : [...new Set(knownPorts)]).flatMap(
        (own) => toTarget(balancer.id, target, { port: own, protocol, client }, network) ?? [],
      );
    }),
  );
}

interface Asked {
  readonly balancer: LoadBalancer;
  /** Whose addresses the targets see, if the load balancer preserves these. */
  readonly client: Party;
}

/**
 * Of a client that comes by an endpoint the targets never see the address, but that of the load balancer:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 */
function balancersOf({ from, to }: Question, network: Network): readonly Asked[] {
  if (to.kind !== 'workload') return [];
  const balancer = network.workloads.get(to.id);
  if (balancer?.kind === 'load-balancer') return [{ balancer, client: from }];
  const { balancers } = network.endpointServices.get(network.endpoints.get(to.id)?.owner ?? '') ?? {};
  return (balancers?.kind === 'known' ? balancers.items : []).flatMap((item) => {
    const own = find(network.workloads, item);
    return own?.kind === 'load-balancer'
      ? [{ balancer: own, client: { kind: 'workload', id: own.id } as const }]
      : [];
  });
}

function toTarget(
  from: string,
  to: string,
  { port, protocol, client }: Pick<BehindBalancer, 'port' | 'protocol'> & Pick<Asked, 'client'>,
  network: Network,
): BehindBalancer | undefined {
  const asked: Question = {
    from: { kind: 'workload', id: from },
    to: { kind: 'workload', id: to },
    protocol,
    port,
    client,
  };
  const answer = reach(asked, network);
  if (!answer) return undefined;
  const { verdict, blockedBy, assumptions } = answer;
  const why = verdict === 'unknown' ? assumptions : blockedBy.map(({ reason }) => clauseOf(reason));
  return { from, to, port, protocol, verdict, why: verdict === 'reachable' ? [] : why };
}
