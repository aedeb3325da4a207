import { defaultsOf } from '../../network/field.ts';
import { entryAt } from '../../syntax/tree.ts';
import { defineRule } from '../defineRule.ts';

/** A peering with a VPC of another account, without the role that accepts it there. */
export default defineRule({
  id: 'peering-no-role',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The peering with another account has no role that accepts it',
  why: 'A peering is active once the owner of the other VPC has accepted it. CloudFormation accepts it in another account by the role in PeerRoleArn, which AWS requires for a VPC of another account; without one the peering waits for somebody to accept it, and the stack with it.',
  howToFix: 'Name a role of the other account in PeerRoleArn that may accept the peering.',
  whenToIgnore:
    "If the account is the stack's own, or its owner accepts the peering while the stack is created.",
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcpeeringconnection.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/peer-with-vpc-in-another-account.html',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const { id, peer, peerOwner, properties } of network.peerings.values()) {
      // A VPC of the file is in the stack's own account.
      if (peer.kind === 'known' && peer.value.kind === 'resource') continue;
      if (peerOwner.kind !== 'known' || !/^\d{12}$/.test(peerOwner.value)) continue;
      const isOpen = properties?.entries.some(({ key }) => key.text.startsWith('Fn::') || key.text === '<<');
      if (!properties || isOpen || entryAt(properties, 'PeerRoleArn')) continue;
      yield {
        at: peerOwner.at,
        resource: id,
        defaults: defaultsOf(peerOwner),
        message: `${id} peers with a VPC of account ${peerOwner.value} and has no PeerRoleArn. CloudFormation cannot accept it there.`,
      };
    }
  },
});
