import { shareZone, zoneName } from '../../network/analysis/subnets/zones.ts';
import { defaultsOf } from '../../network/field.ts';
import { find, keyOf } from '../../network/lookup.ts';
import type { Subnet } from '../../network/model.ts';
import { targetField } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { resourceRemoval } from '../shared/fixes/resourceRemoval.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** Two subnets of one zone associated with one Client VPN endpoint. */
export default defineRule({
  id: 'client-vpn-zone-twice',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The Client VPN endpoint is associated with two subnets in one Availability Zone',
  why: 'A Client VPN endpoint is associated with one subnet for each Availability Zone, which serves all subnets of the zone. AWS rejects a second association in a zone, and the stack fails.',
  howToFix: 'Remove one of the two associations, or associate a subnet in another zone.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateClientVpnTargetNetwork.html',
    'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/what-is-best-practices.html',
  ],

  *check(file) {
    const seen: { readonly id: string; readonly endpoint: string; readonly subnet: Subnet }[] = [];
    for (const { object, property } of existingResources(file, [
      'AWS::EC2::ClientVpnTargetNetworkAssociation',
    ])) {
      const target = targetField(property('ClientVpnEndpointId'));
      const named = targetField(property('SubnetId'));
      const subnet = find(file.network.subnets, named);
      if (target.kind !== 'known' || named.kind !== 'known' || !subnet) continue;
      const endpoint = keyOf(target.value);
      const earlier = seen.find(
        (one) => one.endpoint === endpoint && (one.subnet === subnet || shareZone(one.subnet, subnet)),
      );
      seen.push({ id: object.id, endpoint, subnet });
      if (!earlier) continue;
      const where =
        earlier.subnet === subnet
          ? `both name ${subnet.id}`
          : `${earlier.subnet.id} and ${subnet.id} are both in ${zoneName(subnet.zone)}`;
      yield {
        at: named.at,
        resource: object.id,
        defaults: defaultsOf(named, target, subnet.zone, earlier.subnet.zone),
        message: `${earlier.id} and ${object.id} are for one Client VPN endpoint, and ${where}. AWS rejects a second subnet in a zone.`,
        fixes: resourceRemoval(object.id, file),
      };
    }
  },
});
