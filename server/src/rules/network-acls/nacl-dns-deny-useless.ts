import { defaultsOf } from '../../network/field.ts';
import { defineRule } from '../defineRule.ts';

/** An entry against DNS, which the resolver of the VPC never sees. */
export default defineRule({
  id: 'nacl-dns-deny-useless',
  area: 'network-acls',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The network ACL does not keep anyone from the resolver of the VPC',
  why: 'Neither network ACLs nor security groups filter what goes to the DNS resolver of the VPC. An entry that denies port 53 stops other resolvers alone; DNS Firewall filters what the resolver of the VPC answers.',
  howToFix: 'Filter names with Route 53 Resolver DNS Firewall.',
  whenToIgnore: 'If the entry is meant for other name servers than that of the VPC.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html',
    'G53',
  ],

  *check({ network }) {
    for (const { id, direction, action, protocol, ports, cidr } of network.networkAclEntries) {
      if (direction.kind !== 'known' || direction.value !== 'egress') continue;
      if (action.kind !== 'known' || action.value !== 'deny') continue;
      if (protocol.kind !== 'known' || (protocol.value !== 'udp' && protocol.value !== 'tcp')) continue;
      if (ports.kind !== 'known' || ports.value.from !== 53 || ports.value.to !== 53) continue;
      yield {
        at: action.at,
        resource: id,
        defaults: defaultsOf(direction, action, protocol, ports, cidr),
        message: `${id} denies DNS (53), and the resolver of the VPC answers all the same: no network ACL filters it.`,
      };
    }
  },
});
