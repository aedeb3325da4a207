import { targetsBehind } from '../../network/analysis/workloads/balancing.ts';
import { valueOr } from '../../network/field.ts';
import { type LoadBalancer, workloadsOf } from '../../network/workload.ts';
import { causeOf } from '../causes.ts';
import { defineRule } from '../defineRule.ts';
import { ask, blockedAnswer, INTERNET, workload } from '../reaching.ts';

/** A Network Load Balancer for the internet whose targets do not allow anybody of it. */
export default defineRule({
  id: 'lb-clients-blocked',
  area: 'load-balancers',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The targets block the clients of the Network Load Balancer',
  why: 'A Network Load Balancer forwards packets of its clients with their own addresses, unless client IP preservation is off. The security groups of its targets have to allow these addresses, not the block of the VPC alone: health checks come from the load balancer and succeed, and every client times out.',
  howToFix: 'Allow the clients in the security group of the targets, or turn client IP preservation off.',
  whenToIgnore: 'If the rules for the clients are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html',
    'NLB-03',
  ],

  *check({ network }) {
    for (const balancer of workloadsOf(network, 'load-balancer')) {
      if (!isPublicNetworkBalancer(balancer)) continue;
      for (const { target, ports, group } of targetsBehind(balancer, network)) {
        const [field] = ports;
        if (!group || field?.kind !== 'known') continue;
        // The rules of a load balancer behind it are about its own clients.
        if (group.targetType.kind === 'known' && group.targetType.value === 'alb') continue;
        const port = field.value;
        const own = workload(balancer.id);
        const checked = ask(network, own, workload(target), { port, client: own });
        // lb-target-blocked reports what health checks cannot reach.
        if (checked?.verdict !== 'reachable') continue;
        const answer = blockedAnswer(network, own, workload(target), { port, client: INTERNET });
        if (!answer) continue;
        yield {
          at: balancer.at,
          resource: balancer.id,
          defaults: answer.defaults,
          message: `${balancer.id} keeps the addresses of its clients, and ${target} allows none of the internet on ${port}. Health checks succeed, and clients time out.`,
          related: [
            { at: network.workloads.get(target)!.at, message: `${target} is a target of ${balancer.id}` },
          ],
          ...causeOf(answer.blockedBy, network),
        };
      }
    }
  },
});

function isPublicNetworkBalancer({ scheme, balances }: LoadBalancer): boolean {
  const isPublic = valueOr(scheme, 'internet-facing') === 'internet-facing';
  return isPublic && balances.kind === 'known' && balances.value === 'network';
}
