import { type Cidr, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { Network, PeeringConnection, Route, Vpc } from '../../network/model.ts';
import { defineRule } from '../defineRule.ts';

/** A route that sends packets for networks beyond the peer through a peering connection. */
export default defineRule({
  id: 'peering-transitive',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route uses a peering connection for addresses outside the peered VPC',
  why: 'A peering connection reaches only the addresses of the peered VPC: not its internet gateway, NAT gateway, VPN or endpoints, and not other VPCs that it is peered with. Packets to any other address are dropped. A transit gateway connects more than two networks.',
  howToFix: 'Use a transit gateway, or a peering connection with the VPC that has the addresses.',
  whenToIgnore: 'If the route is a blackhole on purpose.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html', 'PCX-01', 'G37'],

  *check({ network }) {
    for (const route of network.routes) {
      const [target] = route.targets;
      if (target?.property !== 'VpcPeeringConnectionId' || route.destination.kind !== 'cidr') continue;
      const peering = find(network.peerings, target.target);
      const { cidr } = route.destination;
      const far = peering && farSide(peering, route, network);
      if (!peering || !far || cidr.kind !== 'known') continue;
      const blocks = [...far.ipv4, ...far.ipv6];
      const known = blocks.flatMap((block) => (block.kind === 'known' ? [block.value] : []));
      if (known.length < blocks.length || known.length === 0) continue;
      // A wider route that contains the peer's block is a usual summary, except a default route.
      const isBeyond = cidr.value.prefix === 0 || !known.some((block) => isTouched(cidr.value, block));
      if (!isBeyond) continue;
      yield {
        at: cidr.at,
        resource: route.id,
        defaults: defaultsOf(cidr, ...blocks),
        message: `${route.id} sends ${formatCidr(cidr.value)} through ${peering.id}, which reaches only ${far.id} (${known.map(formatCidr).join(', ')}). Packets to other addresses are dropped.`,
        related: [
          { at: peering.at, message: `${peering.id} is the peering connection` },
          { at: far.at, message: `${far.id} is the other side of ${peering.id}` },
        ],
      };
    }
  },
});

function isTouched(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && overlaps(a, b);
}

/** The VPC that a route through a peering connection leads to. */
function farSide({ vpc, peer }: PeeringConnection, { routeTable }: Route, network: Network): Vpc | undefined {
  const table = find(network.routeTables, routeTable);
  const own = table && keyOfField(table.vpc);
  if (own === undefined) return undefined;
  if (keyOfField(vpc) === own) return find(network.vpcs, peer);
  return keyOfField(peer) === own ? find(network.vpcs, vpc) : undefined;
}
