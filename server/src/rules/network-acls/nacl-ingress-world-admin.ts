import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf } from '../../network/field.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';

const LOGINS: readonly (readonly [port: number, name: string])[] = [
  [22, 'SSH (22)'],
  [3389, 'Remote Desktop (3389)'],
];

/** An entry that allows SSH or Remote Desktop from everywhere. */
export default defineRule({
  id: 'nacl-ingress-world-admin',
  area: 'network-acls',
  severity: 'hint',
  // Security groups still filter the traffic.
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The network ACL allows logins from the whole internet',
  why: 'What the network ACL allows is left to security groups. A network ACL that allows logins only from known addresses stays closed when a security group is opened by mistake.',
  howToFix: 'Allow the port only from known addresses.',
  whenToIgnore: 'If the ports are for answers to outbound connections.',
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'ADM-03',
  ],

  *check({ network }) {
    for (const { id, direction, action, protocol, ports, cidr } of network.networkAclEntries) {
      if (direction.kind === 'unknown' || (direction.kind === 'known' && direction.value === 'egress'))
        continue;
      if (action.kind !== 'known' || action.value !== 'allow' || cidr.kind !== 'known') continue;
      if (protocol.kind !== 'known' || protocol.value !== 'tcp' || ports.kind !== 'known') continue;
      const open = LOGINS.filter(([port]) => ports.value.from <= port && port <= ports.value.to);
      if (cidr.value.prefix !== 0 || open.length === 0) continue;
      yield {
        at: cidr.at,
        resource: id,
        defaults: defaultsOf(direction, action, protocol, ports, cidr),
        message: `${id} allows ${listed(open.map(([, name]) => name))} from anyone on the internet (${formatCidr(cidr.value)}).`,
      };
    }
  },
});
