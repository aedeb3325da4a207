import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { defaultsOf } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import { isRegional } from '../../reach/routing/gateways.ts';
import { defineRule } from '../defineRule.ts';
import { intoPublicSubnet } from '../shared/fixes/publicSubnets.ts';

/** A NAT gateway whose own subnet leaves through a NAT gateway, often through itself. */
export default defineRule({
  id: 'nat-self-route',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The default route of the NAT gateway's own subnet goes to a NAT gateway",
  why: 'A NAT gateway forwards packets by the default route of its own subnet. If that route goes to a NAT gateway, the packets loop or are translated twice and never arrive. A NAT gateway belongs in a public subnet, and the default routes of the private subnets go to it.',
  whenToIgnore: 'If the first NAT gateway is private and only connects networks.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
    'NAT-01',
    'NAT-06',
    'G17',
  ],

  *check(file) {
    const { network } = file;
    for (const nat of network.natGateways.values()) {
      const subnet = find(network.subnets, nat.subnet);
      const isPrivate =
        nat.connectivity.kind === 'unknown' ||
        (nat.connectivity.kind === 'known' && nat.connectivity.value === 'private');
      if (!subnet || isPrivate || isRegional(nat) || nat.availability.kind === 'unknown') continue;
      const found = classOf(subnet, network);
      if (found.kind !== 'nat') continue;
      const target = keyOfField(found.by.targets[0]!.target);
      const where = target ?? 'a NAT gateway';
      yield {
        at: nat.at,
        resource: nat.id,
        defaults: defaultsOf(nat.connectivity, nat.subnet),
        message: `${nat.id} is in ${subnet.id}, whose default route (${found.by.id}) goes to ${where}. Packets through ${nat.id} never arrive.`,
        related: [{ at: found.by.at, message: `${found.by.id} is the default route of ${subnet.id}` }],
        fixes: intoPublicSubnet(nat, subnet, file),
      };
    }
  },
});
