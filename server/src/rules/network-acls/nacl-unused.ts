import { defineRule } from '../defineRule.ts';
import { resourceRemoval } from '../shared/fixes/resourceRemoval.ts';
import { isNamedBeside } from '../shared/resources/namedBeside.ts';

/** A network ACL of no subnet. */
export default defineRule({
  id: 'nacl-unused',
  area: 'network-acls',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'No subnet uses the network ACL',
  why: 'A subnet without an association uses the default network ACL of its VPC, which allows all traffic. Often the association is missing.',
  whenToIgnore: 'If another stack associates the network ACL.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'ACL-03',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const { id, at } of network.networkAcls.values()) {
      if (network.exportedIds.has(id) || isNamedBeside(id, ['AWS::EC2::NetworkAclEntry'], file)) continue;
      yield {
        at,
        resource: id,
        message: `No subnet uses ${id}, so its entries filter nothing.`,
        fixes: resourceRemoval(id, file),
      };
    }
  },
});
