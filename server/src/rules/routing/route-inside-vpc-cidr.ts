import { type Cidr, contains, equals } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf, type Field } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { RouteTargetProperty } from '../../network/model.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';

/** A route to addresses of its own VPC that AWS rejects. */
export default defineRule({
  id: 'route-inside-vpc-cidr',
  area: 'routing',
  // AWS has accepted more kinds of targets over time.
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The route's destination is inside the VPC's own CIDR block",
  why: 'Every route table has a local route for each block of its VPC, which a route in a template cannot replace. AWS accepts a more specific route only if it matches the block of one subnet exactly and its target is a NAT gateway, a network interface or a Gateway Load Balancer endpoint. AWS rejects any other, and the stack fails.',
  howToFix: 'Remove the route, or change its destination to the exact block of one subnet.',
  whenToIgnore:
    'If AWS accepts the route, because the destination is the exact block of a subnet that this template does not contain.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html', 'RT-03', 'G29'],

  *check(file) {
    const { network } = file;
    for (const route of network.routes) {
      const table = find(network.routeTables, route.routeTable);
      const vpc = table && find(network.vpcs, table.vpc);
      const [target, ...others] = route.targets;
      if (!vpc || !target || others.length > 0 || route.destination.kind !== 'cidr') continue;
      const { cidr } = route.destination;
      if (cidr.kind !== 'known' || target.target.kind !== 'known') continue;
      const block = [...vpc.ipv4, ...vpc.ipv6].find(
        (one) => one.kind === 'known' && mayBeOfVpc(one.value) && contains(one.value, cidr.value),
      );
      if (block?.kind !== 'known') continue;
      const isWhole = equals(block.value, cidr.value);
      if (!isWhole && MIDDLEBOXES.includes(target.property) && mayBeSubnet(cidr.value, vpc.id, file))
        continue;
      const where = isWhole ? `the block of ${vpc.id}` : `part of ${vpc.id} (${formatCidr(block.value)})`;
      yield {
        at: cidr.at,
        resource: route.id,
        defaults: defaultsOf(cidr, block),
        message: `The destination of ${route.id}, ${formatCidr(cidr.value)}, is ${where}, and the local route covers it. AWS rejects ${route.id}.`,
        related: [{ at: block.at, message: `${vpc.id} has ${formatCidr(block.value)}` }],
      };
    }
  },
});

/** Fact RT-03; an instance stands for its network interface. */
const MIDDLEBOXES: readonly RouteTargetProperty[] = [
  'NatGatewayId',
  'NetworkInterfaceId',
  'InstanceId',
  'VpcEndpointId',
];

/** Whether a block can be a VPC's. AWS rejects a wider one, which is often a placeholder (fact CIDR-01). */
function mayBeOfVpc({ family, prefix }: Cidr): boolean {
  return family === 6 || prefix >= 16;
}

/** Whether a block is, or may be, that of a subnet of the VPC. */
function mayBeSubnet(cidr: Cidr, vpc: string, { network }: CheckedFile): boolean {
  if (network.exportedIds.has(vpc) || network.incomplete.has(vpc)) return true;
  const isBlock = (field: Field<Cidr>) =>
    field.kind === 'unknown' || (field.kind === 'known' && equals(field.value, cidr));
  return [...network.subnets.values()].some(
    (subnet) =>
      (subnet.vpc.kind !== 'known' || keyOfField(subnet.vpc) === vpc) &&
      (isBlock(subnet.ipv4) || isBlock(subnet.ipv6)),
  );
}
