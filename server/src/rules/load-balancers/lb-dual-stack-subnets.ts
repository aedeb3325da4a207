import { placements } from '../../network/analysis/workloads/placement.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { hasNoIpv6 } from '../shared/placement/noIpv6.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A load balancer with IPv6 in subnets that have only IPv4. */
export default defineRule({
  id: 'lb-dual-stack-subnets',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The load balancer has IPv6, and its subnets have no IPv6 block',
  why: 'A dual-stack load balancer has an IPv4 and an IPv6 address in each of its subnets. Elastic Load Balancing rejects one with "You must specify subnets with an associated IPv6 CIDR block", and the stack fails.',
  howToFix: 'Give each subnet an Ipv6CidrBlock, or set IpAddressType to ipv4.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html',
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/4852',
  ],

  *check(file) {
    const { network } = file;
    for (const { object, property } of existingResources(file, [
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
    ])) {
      const type = property('IpAddressType');
      if (type.kind !== 'known' || !type.text.startsWith('dualstack')) continue;
      const without = (placements(network).get(object.id)?.subnets ?? []).filter(hasNoIpv6);
      if (without.length === 0) continue;
      yield {
        at: type.at,
        resource: object.id,
        defaults: type.defaults,
        message: `${object.id} has the address type ${type.text}, and ${listed(without.map(({ id }) => id))} ${without.length > 1 ? 'have' : 'has'} no IPv6 block. AWS rejects ${object.id}.`,
        related: without.map(({ id, at }) => ({ at, message: `${id} has only IPv4` })),
        fixes: changeTo(literalInPlace(type), 'ipv4', false),
      };
    }
  },
});
