import { valueOr } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { type LoadBalancer, workloadsOf } from '../../network/workload.ts';
import { listed } from '../../wording/listed.ts';
import { isOfNat } from '../causes.ts';
import { defineRule } from '../defineRule.ts';
import { blockedAnswer, fixesOfBlockers, INTERNET, relatedOf, workload } from '../reaching.ts';

/** A network ACL that blocks the clients of an internet-facing load balancer. */
export default defineRule({
  id: 'nacl-blocks-listener',
  area: 'network-acls',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The network ACL blocks the listener of the load balancer',
  why: 'Clients of an internet-facing load balancer come from any address to the port of its listener. The network ACL of its subnets must allow that port inbound from 0.0.0.0/0 and ports 1024–65535 outbound for the answers. If it does not, the load balancer is healthy and its clients time out.',
  whenToIgnore:
    'If only some clients are meant to reach the load balancer, or entries are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'ACL-01',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const balancer of workloadsOf(network, 'load-balancer')) {
      for (const port of portsOf(balancer, network)) {
        const answer = blockedAnswer(network, INTERNET, workload(balancer.id), { port });
        if (!answer) continue;
        const acls = [...new Set(answer.blockedBy.map(({ resource }) => resource))];
        // Other rules report the other blockers.
        if (acls.length === 0 || !acls.every((id) => network.networkAcls.has(id) && !isOfNat(id, network)))
          continue;
        yield {
          at: balancer.at,
          resource: balancer.id,
          defaults: answer.defaults,
          message: `${listed(acls)} ${acls.length === 1 ? 'blocks' : 'block'} the clients of ${balancer.id} on ${port}. Requests from the internet time out.`,
          related: relatedOf(answer.blockedBy),
          fixes: fixesOfBlockers(answer.blockedBy, balancer.id, file),
        };
      }
    }
  },
});

/** The TCP ports of an internet-facing load balancer's listeners. */
function portsOf(balancer: LoadBalancer, network: Network): readonly number[] {
  const { scheme, balances } = balancer;
  const isOpen = valueOr(scheme, 'internet-facing') === 'internet-facing';
  if (!isOpen || (balances.kind === 'known' && balances.value === 'gateway')) return [];
  const ports = [...network.listeners.values()].flatMap(({ loadBalancer, port, protocol }) => {
    if (keyOfField(loadBalancer) !== balancer.id || !find(network.workloads, loadBalancer)) return [];
    const isUdp = protocol.kind !== 'known' || /UDP|QUIC/.test(protocol.value);
    return isUdp || port.kind !== 'known' ? [] : [port.value];
  });
  return [...new Set(ports)];
}
