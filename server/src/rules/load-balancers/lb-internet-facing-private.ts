import { isConditional } from '../../changes/resources.ts';
import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { listedSubnets } from '../../network/analysis/subnets/zones.ts';
import { defaultsOf, valueOr } from '../../network/field.ts';
import type { Network, Subnet } from '../../network/model.ts';
import type { LoadBalancer } from '../../network/workload.ts';
import { writtenEntry } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule, type Fix } from '../defineRule.ts';

/** An internet-facing load balancer in a subnet without a route to an internet gateway. */
export default defineRule({
  id: 'lb-internet-facing-private',
  area: 'load-balancers',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The internet-facing load balancer is in a private subnet',
  why: 'A load balancer is internet-facing unless its Scheme is internal. Its node in each zone has a public address that clients reach through the internet gateway. If the subnet of a node has no route to an internet gateway, its answers are lost and requests to that node time out.',
  whenToIgnore: 'If routes are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/779',
    'ALB-03',
    'NET-01',
    'G70',
  ],

  *check({ network }) {
    for (const balancer of network.workloads.values()) {
      if (balancer.kind !== 'load-balancer' || !isInternetFacing(balancer)) continue;
      const subnets = listedSubnets(balancer.subnets, network) ?? [];
      const hidden = subnets.flatMap(({ target, subnet }) =>
        subnet && isPrivate(subnet, network) ? [{ target, subnet }] : [],
      );
      const [first] = hidden;
      if (!first) continue;
      const isAll = hidden.length === subnets.length;
      const names = listed(hidden.map(({ subnet }) => subnet.id));
      yield {
        at: first.target.at,
        resource: balancer.id,
        defaults: defaultsOf(balancer.scheme, balancer.balances, ...hidden.map(({ target }) => target)),
        message: `${balancer.id} is internet-facing${balancer.scheme.kind === 'absent' ? ' by default' : ''}, but ${names} ${hidden.length === 1 ? 'has' : 'have'} no route to an internet gateway. ${isAll ? 'All requests from the internet time out.' : 'Requests to its node there time out.'}`,
        related: hidden.map(({ subnet }) => ({
          at: subnet.at,
          message: `${subnet.id} has no route to an internet gateway`,
        })),
        fixes: isAll ? makeInternal(balancer) : [],
      };
    }
  },
});

/**
 * Whether a load balancer serves the internet over IPv4 only: with IPv6 addresses, clients may use IPv6, which has its
 * own routes.
 */
function isInternetFacing({ scheme, balances, ipv6 }: LoadBalancer): boolean {
  const isOpen = valueOr(scheme, 'internet-facing') === 'internet-facing';
  const isIpv4 = valueOr(ipv6, false) === false;
  const isOther = balances.kind === 'known' && balances.value === 'gateway';
  return isOpen && isIpv4 && balances.kind !== 'unknown' && !isOther;
}

/**
 * Whether a subnet certainly has no path from the internet. A default route to anything but a NAT gateway may lead to
 * a firewall in front of the internet gateway.
 */
function isPrivate(subnet: Subnet, network: Network): boolean {
  const found = classOf(subnet, network);
  return found.kind === 'isolated' || found.kind === 'nat';
}

function makeInternal({ properties }: LoadBalancer): readonly Fix[] {
  if (!properties || isConditional(writtenEntry(properties, 'Scheme')?.value)) return [];
  return [
    {
      title: 'Make it internal',
      preferred: false,
      edits: [{ op: 'set-entry', in: properties, key: 'Scheme', value: 'internal' }],
    },
  ];
}
