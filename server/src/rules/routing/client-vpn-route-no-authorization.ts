import { type Cidr, contains, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { ABSENT, defaultsOf } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { defineRule } from '../defineRule.ts';

/** A route of a Client VPN endpoint to where no authorization rule allows anybody. */
export default defineRule({
  id: 'client-vpn-route-no-authorization',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No authorization rule covers the route of the Client VPN endpoint',
  why: 'A Client VPN endpoint forwards packets of its clients only to networks for which an authorization rule exists. A route alone lets nobody through: clients connect, and what they send there is dropped.',
  howToFix: 'Add an AWS::EC2::ClientVpnAuthorizationRule for the destination of the route.',
  whenToIgnore: 'If the authorization rule is added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-rules.html',
    'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/scenario-internet.html',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const route of network.clientVpnRoutes) {
      const { destination } = route;
      const id = keyOfField(route.endpoint) ?? '';
      const endpoint = network.workloads.get(id);
      if (!endpoint || destination.kind !== 'known' || network.exportedIds.has(id)) continue;
      const rules = network.clientVpnAuthorizations.filter(
        (one) => one.endpoint.kind === 'unknown' || keyOfField(one.endpoint) === id,
      );
      // The rules of an endpoint without any are probably added by other means.
      if (rules.length === 0) continue;
      const own = ownBlocks(route, network);
      // A rule for the VPC itself is for the route that every association adds.
      const mayCover = rules.some(
        (one) =>
          one.destination.kind !== 'known' ||
          (overlaps(one.destination.value, destination.value) &&
            !isWithin(one.destination.value, own, destination.value)),
      );
      if (mayCover) continue;
      yield {
        at: destination.at,
        resource: route.id,
        defaults: defaultsOf(destination),
        message: `${route.id} sends ${formatCidr(destination.value)} to its subnet, and no authorization rule of ${id} allows anything there. Clients of ${id} reach nothing through it.`,
        related: rules.map((one) => ({ at: one.at, message: `${one.id} is for another destination` })),
      };
    }
  },
});

function ownBlocks({ subnet }: Network['clientVpnRoutes'][number], network: Network): readonly Cidr[] {
  const vpc = find(network.vpcs, find(network.subnets, subnet)?.vpc ?? ABSENT);
  return (vpc?.ipv4 ?? []).flatMap((one) => (one.kind === 'known' ? one.value : []));
}

/** Whether a rule allows only a part of the VPC, and the route leads to more than that. */
function isWithin(rule: Cidr, own: readonly Cidr[], route: Cidr): boolean {
  return own.some((block) => contains(block, rule) && !contains(block, route));
}
