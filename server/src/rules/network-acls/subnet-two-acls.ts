import { keyOf } from '../../network/lookup.ts';
import type { NetworkAclAssociation } from '../../network/model.ts';
import { defineRule } from '../defineRule.ts';
import { resourceRemoval } from '../shared/fixes/resourceRemoval.ts';

/** A subnet that two associations give a network ACL each. */
export default defineRule({
  id: 'subnet-two-acls',
  area: 'network-acls',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet is associated with two network ACLs',
  why: 'A subnet has one network ACL. A second association replaces the first, and CloudFormation creates both in any order, so which of the two filters the subnet is left to chance.',
  howToFix: 'Remove one of the two associations.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclAssociation.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    const seen = new Map<string, NetworkAclAssociation>();
    for (const association of network.networkAclAssociations) {
      const { id, subnet, acl } = association;
      if (subnet.kind !== 'known' || acl.kind !== 'known') continue;
      const earlier = seen.get(keyOf(subnet.value));
      if (!earlier) {
        seen.set(keyOf(subnet.value), association);
        continue;
      }
      if (earlier.acl.kind !== 'known' || keyOf(earlier.acl.value) === keyOf(acl.value)) continue;
      yield {
        at: subnet.at,
        resource: id,
        defaults: subnet.defaults,
        message: `${subnet.value.id} has ${earlier.acl.value.id} by ${earlier.id} and ${acl.value.id} by ${id}. The association that AWS makes last counts.`,
        related: [{ at: earlier.at, message: `${earlier.id} associates ${earlier.acl.value.id}` }],
        fixes: [id, earlier.id].flatMap((one) => resourceRemoval(one, file)),
      };
    }
  },
});
