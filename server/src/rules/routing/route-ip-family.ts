import { type Cidr, contains } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { defaultsOf, type Field, type KnownField, type Target } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Route } from '../../network/model.ts';
import { entryAt, writtenEntry } from '../../syntax/tree.ts';
import { defineRule, type Fix } from '../defineRule.ts';

/** A route whose gateway does not carry packets of the destination's family. */
export default defineRule({
  id: 'route-ip-family',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The route target does not support the destination's IP version",
  why: 'An egress-only internet gateway carries only IPv6: AWS rejects an IPv4 route to it. A NAT gateway translates IPv4, and from IPv6 only 64:ff9b::/96 (NAT64); it drops all other IPv6 packets.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html',
    'EIGW-01',
    'NAT-07',
    'G30',
  ],

  *check({ network, template }) {
    for (const route of network.routes) {
      const [first, ...others] = route.targets;
      const { destination } = route;
      if (!first || others.length > 0 || destination.kind !== 'cidr') continue;
      const { cidr } = destination;
      const { property, target } = first;
      if (cidr.kind !== 'known' || target.kind !== 'known') continue;
      const base = { at: cidr.at, resource: route.id, defaults: defaultsOf(cidr, target) };
      const block = formatCidr(cidr.value);
      const name = keyOfField(target) ?? '';
      const type =
        target.value.kind === 'resource' ? template?.resources.get(target.value.id)?.type : undefined;
      // route-target-wrong-kind reports a target of another kind.
      const isOther = type !== undefined && type !== 'AWS::EC2::EgressOnlyInternetGateway';
      if (property === 'EgressOnlyInternetGatewayId' && cidr.value.family === 4 && !isOther) {
        yield {
          ...base,
          message: `${route.id} sends ${block} to ${name}, an egress-only internet gateway, which carries only IPv6. AWS rejects ${route.id}.`,
          fixes: cidr.value.prefix === 0 ? everywhereInIpv6(route, cidr, network.routes) : [],
        };
      } else if (property === 'NatGatewayId' && cidr.value.family === 6 && !contains(NAT64, cidr.value)) {
        yield {
          ...base,
          severity: 'warning',
          message: `${route.id} sends ${block} to ${name}, a NAT gateway, which carries only 64:ff9b::/96 of IPv6. Packets to other IPv6 addresses are dropped.`,
        };
      }
    }
  },
});

/** Fact NAT-07. */
const NAT64 = parseCidr('64:ff9b::/96') as Cidr;

/** Changes the destination to ::/0, unless the table has such a route. */
function everywhereInIpv6(
  { routeTable, properties }: Route,
  { origin, at }: KnownField<Cidr>,
  routes: readonly Route[],
): readonly Fix[] {
  const entry = writtenEntry(properties, 'DestinationCidrBlock');
  if (!entry || !origin || origin.start !== at.start) return [];
  if (entryAt(properties, 'DestinationIpv6CidrBlock') || routes.some((one) => isDefaultOf(routeTable, one)))
    return [];
  return [
    {
      title: 'Change the destination to ::/0',
      preferred: false,
      edits: [
        { op: 'rename', entry, key: 'DestinationIpv6CidrBlock' },
        { op: 'replace', node: origin, value: '::/0' },
      ],
    },
  ];
}

function isDefaultOf(table: Field<Target>, { routeTable, destination }: Route): boolean {
  return (
    keyOfField(routeTable) === keyOfField(table) &&
    destination.kind === 'cidr' &&
    !(
      destination.cidr.kind === 'known' &&
      (destination.cidr.value.family === 4 || destination.cidr.value.prefix > 0)
    )
  );
}
