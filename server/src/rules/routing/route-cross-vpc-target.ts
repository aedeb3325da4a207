import { ABSENT, defaultsOf, type Field, type Target } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { Network, Route, RouteTable, RouteTarget } from '../../network/model.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { crossAssociationOf } from '../shared/placement/crossAssociation.ts';
import { peeringOfOtherVpcs } from '../shared/placement/peeringOfOtherVpcs.ts';
import { mismatch } from '../shared/placement/vpcMismatch.ts';

/** A route to a NAT gateway, an interface, an endpoint or a peering connection of another VPC than its table's. */
export default defineRule({
  id: 'route-cross-vpc-target',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route target belongs to another VPC',
  why: 'A NAT gateway, an egress-only internet gateway, a network interface or an endpoint can only be a target in its own VPC, and a peering connection in the two VPCs that it connects. EC2 rejects the route with "belong to different networks", and the stack fails. Routes to another VPC go through a peering connection or a transit gateway.',
  howToFix:
    'Use a target in the VPC of the route table, or connect the VPCs with a peering connection or a transit gateway.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html',
    'G27',
    'https://github.com/hashicorp/terraform/issues/2185',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const route of network.routes) {
      const table = find(network.routeTables, route.routeTable);
      if (!table) continue;
      const other = { name: table.id, vpc: table.vpc, field: route.routeTable };
      for (const one of route.targets) {
        const unpeered = peeringReport(route, one, table, network);
        if (unpeered) yield unpeered;
        const odd = { name: nameOf(one.target), vpc: vpcOfTarget(one, network), field: one.target };
        const report = mismatch(route, odd, other, `EC2 rejects ${route.id}.`, network);
        if (report) yield { ...report, ...crossAssociationOf(table, network) };
      }
    }
  },
});

/** A peering connection of two other VPCs. */
function peeringReport(
  route: Route,
  one: RouteTarget,
  table: RouteTable,
  network: Network,
): Report | undefined {
  const { target } = one;
  const peering = peeringOfOtherVpcs(route, one, network);
  if (!peering || target.kind !== 'known') return undefined;
  const { vpc, peer } = peering;
  return {
    at: target.at,
    resource: route.id,
    defaults: defaultsOf(target, vpc, peer, table.vpc),
    message: `${peering.id} connects ${keyOfField(vpc)} and ${keyOfField(peer)}, but ${table.id} belongs to ${keyOfField(table.vpc)}. EC2 rejects ${route.id}.`,
    related: [{ at: peering.at, message: `${peering.id} is the peering connection` }],
  };
}

function nameOf(target: Field<Target>): string {
  return target.kind === 'known' ? target.value.id : 'the target';
}

function vpcOfTarget({ property, target }: RouteTarget, network: Network): Field<Target> {
  switch (property) {
    case 'NatGatewayId': {
      const nat = find(network.natGateways, target);
      if (!nat) return ABSENT;
      return nat.vpc.kind === 'absent' ? (find(network.subnets, nat.subnet)?.vpc ?? ABSENT) : nat.vpc;
    }
    case 'EgressOnlyInternetGatewayId':
      return find(network.egressOnlyInternetGateways, target)?.vpc ?? ABSENT;
    case 'VpcEndpointId':
      return find(network.endpoints, target)?.vpc ?? ABSENT;
    case 'NetworkInterfaceId': {
      const card = find(network.workloads, target);
      const [subnet, ...more] = card?.subnets.kind === 'known' ? card.subnets.items : [];
      if (card?.kind !== 'network-interface' || !subnet || more.length > 0) return ABSENT;
      return find(network.subnets, subnet)?.vpc ?? ABSENT;
    }
    default:
      return ABSENT;
  }
}
