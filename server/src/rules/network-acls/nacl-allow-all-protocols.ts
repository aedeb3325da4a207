import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { defineRule } from '../defineRule.ts';

/** An entry that allows all traffic from everywhere. */
export default defineRule({
  id: 'nacl-allow-all-protocols',
  area: 'network-acls',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The network ACL allows all inbound traffic',
  why: 'An entry that allows every protocol from 0.0.0.0/0 makes the ACL the same as the default one: it filters nothing beyond the entries before it.',
  howToFix: 'Allow the protocols and ports that are needed.',
  whenToIgnore: 'If security groups are meant to do all the filtering.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html',
    'ACL-03',
  ],

  *check({ network }) {
    for (const { id, acl, direction, action, protocol, cidr } of network.networkAclEntries) {
      if (direction.kind === 'unknown' || (direction.kind === 'known' && direction.value === 'egress'))
        continue;
      if (action.kind !== 'known' || action.value !== 'allow' || cidr.kind !== 'known') continue;
      if (protocol.kind !== 'known' || protocol.value !== 'all' || cidr.value.prefix !== 0) continue;
      yield {
        at: protocol.at,
        resource: id,
        defaults: defaultsOf(direction, action, protocol, cidr),
        message: `${id} allows all inbound traffic from ${formatCidr(cidr.value)} in ${keyOfField(acl) ?? 'its network ACL'}.`,
      };
    }
  },
});
