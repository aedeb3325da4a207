import { targetsBehind } from '../../network/analysis/workloads/balancing.ts';
import type { Network } from '../../network/model.ts';
import type { Answer, Question } from '../question.ts';

/**
 * An Application Load Balancer invokes its functions through Lambda's API, which needs no path in the network:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export function invocation({ from, to, protocol, port }: Question, network: Network): Answer | undefined {
  if (from.kind !== 'workload' || to.kind !== 'workload' || protocol !== 'tcp') return undefined;
  const balancer = network.workloads.get(from.id);
  const called = network.workloads.get(to.id);
  if (balancer?.kind !== 'load-balancer' || called?.kind !== 'function') return undefined;
  const isTarget = targetsBehind(balancer, network).some(
    ({ target, group }) =>
      target === called.id && group?.targetType.kind === 'known' && group.targetType.value === 'lambda',
  );
  if (!isTarget) return undefined;
  const by = `is called by ${balancer.id} through Lambda’s API, which does not lead through the VPC`;
  return {
    verdict: 'reachable',
    protocol,
    port: port ?? 443,
    pairs: [],
    hops: [{ resource: called.id, kind: 'workload', allows: true, by, at: called.at }],
    blockedBy: [],
    assumptions: [],
    decidedBy: [],
    defaults: [],
  };
}
