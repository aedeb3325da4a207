import { isGroupOfOtherVpc } from '../../network/analysis/otherVpc.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { defineRule } from '../defineRule.ts';
import { each } from '../each.ts';
import { causeMisplaced } from '../shared/placement/misplacedGroup.ts';
import { mismatch } from '../shared/placement/vpcMismatch.ts';
import { allRules } from '../shared/resources/perResource.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A rule that names a security group of another VPC, where nothing joins the two. */
export default defineRule({
  id: 'sg-ref-other-vpc',
  area: 'security-groups',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The rule references a security group of another VPC',
  why: 'A rule can reference groups in its own VPC and in VPCs connected to it by a peering connection, a transit gateway or a core network of Cloud WAN. EC2 does not find any other group, and the stack fails. The rule reports nothing if the file connects VPCs in any way or exports one of the two.',
  howToFix:
    'Reference a security group of the same VPC or the CIDR block of the other VPC, or add the peering connection between the two to the template.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html',
    'X-06',
    'G55',
  ],

  check: each(allRules, function* (rules, file) {
    const { network, template } = file;
    if (template?.hasMacros || joinsVpcs(network) || resourcesOfTypes(file, [OF_CLOUD_WAN]).length > 0)
      return;
    for (const rule of rules) {
      if (rule.peer.kind !== 'group') continue;
      const group = find(network.securityGroups, rule.group);
      const peer = find(network.securityGroups, rule.peer.group);
      if (!group || !peer || !isGroupOfOtherVpc(peer, group.vpc, network)) continue;
      const ends = [group, peer].map(({ vpc }) => keyOfField(vpc) ?? '');
      // Two VPCs that exist already may be joined already, and so may an exported VPC.
      if (!ends.some((id) => network.vpcs.has(id)) || ends.some((id) => network.exportedIds.has(id)))
        continue;
      const odd = { name: peer.id, vpc: peer.vpc, field: rule.peer.group };
      const other = { name: group.id, vpc: group.vpc, field: rule.group };
      const owner = { id: rule.resource, at: rule.at };
      const report = mismatch(
        owner,
        odd,
        other,
        'Nothing in this file connects the two VPCs, so EC2 rejects the rule.',
        network,
      );
      if (report) yield { ...report, ...causeMisplaced([group, peer], network) };
    }
  }),
});

/**
 * VPCs attached to one core network may name each other's groups:
 * https://docs.aws.amazon.com/networkmanager/latest/APIReference/API_VpcOptions.html
 */
const OF_CLOUD_WAN = 'AWS::NetworkManager::VpcAttachment';

function joinsVpcs(network: Network): boolean {
  return (
    network.peerings.size > 0 ||
    network.transitGatewayAttachments.size > 0 ||
    network.securityGroupVpcAssociations.length > 0
  );
}
