import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf } from '../../network/field.ts';
import { groupName } from '../../wording/ruleWords.ts';
import { defineRule } from '../defineRule.ts';

/** An egress rule for everything everywhere. */
export default defineRule({
  id: 'sg-egress-world',
  area: 'security-groups',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The group allows all outbound traffic',
  why: 'Whoever breaks into a host can send what is there to anywhere, on any port. Egress for the ports and places that are needed leaves less.',
  howToFix: 'Allow only the ports and destinations that are needed.',
  whenToIgnore: 'If the hosts may send anything anywhere.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/prescriptive-guidance/latest/security-reference-architecture/network.html',
    'SG-02',
  ],

  *check({ network }) {
    for (const rule of network.securityGroupRules) {
      const { direction, protocol, peer, resource } = rule;
      if (direction !== 'egress' || protocol.kind !== 'known' || protocol.value !== 'all') continue;
      if (peer.kind !== 'cidr' || peer.cidr.kind !== 'known' || peer.cidr.value.prefix !== 0) continue;
      yield {
        at: rule.at,
        resource,
        defaults: defaultsOf(protocol, peer.cidr),
        message: `${groupName(rule)} allows all outbound traffic to ${formatCidr(peer.cidr.value)}.`,
      };
    }
  },
});
