import type { Change } from '../../changes/change.ts';
import { changeEdits } from '../../changes/changeEdits.ts';
import { changeTitle } from '../../changes/changeTitle.ts';
import { existsWherever } from '../../changes/resources.ts';
import { formatCidr } from '../../cidr/format.ts';
import { classOf, routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { defaultsOf } from '../../network/field.ts';
import { find, routesByTable } from '../../network/lookup.ts';
import type { NatGateway, Network, Route, Subnet } from '../../network/model.ts';
import { leadsOut, vpcOfNat } from '../../reach/routing/gateways.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';

/** A default route to a private NAT gateway whose own subnet has no route but to an internet gateway. */
export default defineRule({
  id: 'nat-private-for-internet',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The default route goes to a private NAT gateway',
  why: 'A private NAT gateway connects to other VPCs and on-premises networks. It has no public address, so an internet gateway drops its packets. Subnets whose default route goes to it cannot reach the internet.',
  whenToIgnore: 'If the packets go to another network, which has its own way to the internet.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
    'NAT-01',
    'G18',
  ],

  *check(file) {
    const { network } = file;
    for (const route of network.routes) {
      const [target, ...others] = route.targets;
      const { destination } = route;
      if (!target || others.length > 0 || target.property !== 'NatGatewayId') continue;
      if (destination.kind !== 'cidr' || destination.cidr.kind !== 'known') continue;
      const { cidr } = destination;
      const nat = find(network.natGateways, target.target);
      const subnet = nat && find(network.subnets, nat.subnet);
      if (cidr.value.family !== 4 || cidr.value.prefix > 0 || !nat || !subnet) continue;
      if (nat.connectivity.kind !== 'known' || nat.connectivity.value !== 'private') continue;
      if (target.target.kind !== 'known' || leadsElsewhere(subnet, network)) continue;
      yield {
        at: target.target.at,
        resource: route.id,
        defaults: defaultsOf(target.target, cidr, nat.connectivity, nat.subnet),
        message: `${route.id} sends ${formatCidr(cidr.value)} to ${nat.id}, a private NAT gateway. The internet gateway drops its packets because they have no public address.`,
        related: [{ at: nat.connectivity.at, message: `${nat.id} is private` }],
        fixes: fixesOf(route, nat, file),
      };
    }
  },
});

/** Whether its subnet may have routes to more than an internet gateway, such as to a transit gateway. */
function leadsElsewhere(subnet: Subnet, network: Network): boolean {
  const table = routeTableOf(subnet, network);
  if (classOf(subnet, network).kind !== 'public' || table.kind !== 'table') return true;
  if (network.exportedIds.has(table.table.id) || network.incomplete.has(table.table.id)) return true;
  const { of, unowned } = routesByTable(network);
  return [...(of.get(table.table.id) ?? []), ...unowned].some(({ targets }) =>
    targets.some(({ property }) => property !== 'GatewayId'),
  );
}

/** Replaces the target by a public NAT gateway of the same VPC. */
function fixesOf(route: Route, nat: NatGateway, file: CheckedFile): readonly Fix[] {
  const { network } = file;
  const vpc = vpcOfNat(nat, network);
  return [...network.natGateways.values()]
    .filter((other) => vpcOfNat(other, network) === vpc && leadsOut(other, network))
    .filter(({ id }) => existsWherever(file, id, route.id))
    .flatMap(({ id }) => {
      const target = { property: 'NatGatewayId', id };
      const change: Change = { kind: 'redirect-route', route: route.id, target };
      const edits = changeEdits(change, file);
      return edits ? [{ title: changeTitle(change), preferred: false, edits }] : [];
    });
}
