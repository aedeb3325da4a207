import { addTo } from '../../multimap.ts';
import { classOf, mayHaveRoute, routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { defaultsOf } from '../../network/field.ts';
import type { Route, RouteTable, Subnet } from '../../network/model.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';

/** A route table with a default route for IPv4 alone, of subnets that give IPv6 addresses. */
export default defineRule({
  id: 'route-table-no-ipv6',
  area: 'routing',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnets give IPv6 addresses, and their route table has no route for IPv6',
  why: 'A default route of 0.0.0.0/0 is for IPv4 alone. What gets an IPv6 address in the subnet tries IPv6 first where a name has such an address, and without a route for IPv6 that connection fails before IPv4 is tried.',
  howToFix:
    'Add a route of ::/0 to the internet gateway, or to an egress-only internet gateway for private subnets.',
  whenToIgnore: 'If IPv6 is only for traffic inside the VPC.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6-add.html', 'RT-01', 'NET-01'],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    const byTable = new Map<RouteTable, Subnet[]>();
    for (const subnet of network.subnets.values()) {
      if (subnet.assignsIpv6.kind !== 'known' || !subnet.assignsIpv6.value) continue;
      const effective = routeTableOf(subnet, network);
      if (effective.kind !== 'table' || !['public', 'nat'].includes(classOf(subnet, network).kind)) continue;
      addTo(byTable, effective.table, subnet);
    }
    for (const [table, subnets] of byTable) {
      if (mayHaveRoute(table, network, mayBeForIpv6)) continue;
      const names = subnets.map(({ id }) => id);
      yield {
        at: table.at,
        resource: table.id,
        defaults: defaultsOf(...subnets.map(({ assignsIpv6 }) => assignsIpv6)),
        message: `${listed(names, 3)} ${names.length === 1 ? 'gives' : 'give'} IPv6 addresses, and ${table.id} has no route for IPv6. Connections to IPv6 addresses of the internet fail.`,
        related: subnets.map(({ id, at }) => ({ at, message: `${id} gives IPv6 addresses` })),
      };
    }
  },
});

function mayBeForIpv6({ destination }: Route): boolean {
  if (destination.kind !== 'cidr' || destination.cidr.kind !== 'known') return true;
  return destination.cidr.value.family === 6;
}
