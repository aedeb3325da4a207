import { type Cidr, overlaps } from '../../cidr/cidr.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { mayHaveRoute, routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { find } from '../../network/lookup.ts';
import type { Network, Route } from '../../network/model.ts';
import { defineRule } from '../defineRule.ts';

/** A subnet with DNS64 whose route table leads the addresses of DNS64 to no NAT gateway. */
export default defineRule({
  id: 'dns64-no-route',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet has DNS64, and its route table has no route for the addresses of DNS64',
  why: 'With EnableDns64 the resolver answers for hosts that have only IPv4 with addresses of 64:ff9b::/96. Only a NAT gateway translates them: an internet gateway drops them, and connections to such hosts time out, in dual-stack subnets too, where IPv6 is tried first.',
  howToFix: 'Add a route of 64:ff9b::/96 to a NAT gateway, or remove EnableDns64.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html',
    'https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/972',
    'NAT-07',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const subnet of network.subnets.values()) {
      const { id, dns64 } = subnet;
      if (dns64.kind !== 'known' || !dns64.value) continue;
      const effective = routeTableOf(subnet, network);
      if (effective.kind !== 'table') continue;
      const mayTranslate = (route: Route) => isForNat64(route) && !isToInternetGateway(route, network);
      if (mayHaveRoute(effective.table, network, mayTranslate)) continue;
      yield {
        at: dns64.at,
        resource: id,
        defaults: dns64.defaults,
        message: `${id} has DNS64, and ${effective.table.id} has no route for 64:ff9b::/96 to a NAT gateway. Connections to hosts with only IPv4 time out.`,
        related: [{ at: effective.table.at, message: `${id} uses this route table` }],
      };
    }
  },
});

/** Fact NAT-07. */
const NAT64 = parseCidr('64:ff9b::/96') as Cidr;

function isForNat64({ destination }: Route): boolean {
  if (destination.kind !== 'cidr' || destination.cidr.kind !== 'known') return true;
  const { value } = destination.cidr;
  return value.family === 6 && overlaps(value, NAT64);
}

function isToInternetGateway({ targets }: Route, network: Network): boolean {
  return targets.some(
    ({ property, target }) =>
      property === 'EgressOnlyInternetGatewayId' ||
      (property === 'GatewayId' && find(network.internetGateways, target) !== undefined),
  );
}
