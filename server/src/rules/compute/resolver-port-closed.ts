import { workloadsOf } from '../../network/workload.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { allInboundRules, mayAllow } from '../shared/traffic/groupRulesFor.ts';

/** An inbound endpoint of Route 53 Resolver that no DNS query gets into. */
export default defineRule({
  id: 'resolver-port-closed',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No security group of the inbound resolver endpoint allows DNS',
  why: 'Other networks send their DNS queries to an inbound endpoint of Route 53 Resolver on port 53, over UDP and TCP, or on 443 where its protocols say DoH. Without an inbound rule for that every query times out.',
  howToFix: 'Add inbound rules for UDP and TCP 53 from the network that asks.',
  whenToIgnore: 'If the rule is added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-resolver-endpoint-scaling.html',
  ],

  *check(file) {
    const { network } = file;
    const written = new Map(
      existingResources(file, ['AWS::Route53Resolver::ResolverEndpoint']).map((one) => [one.object.id, one]),
    );
    for (const endpoint of workloadsOf(network, 'resolver-endpoint')) {
      const direction = written.get(endpoint.id)?.property('Direction');
      const protocols = written.get(endpoint.id)?.property('Protocols');
      if (!hasText(direction, 'INBOUND') || protocols?.kind !== 'absent') continue;
      const rules = allInboundRules(endpoint.id, network);
      if (!rules || rules.some((rule) => mayAllow(rule, 53, ['tcp', 'udp']))) continue;
      yield {
        at: endpoint.at,
        resource: endpoint.id,
        defaults: direction.defaults,
        message: `No security group of ${endpoint.id} has an inbound rule for port 53. It answers no query from another network.`,
        related: rules.map(({ at }) => ({ at, message: 'This rule is for another port' })),
      };
    }
  },
});
