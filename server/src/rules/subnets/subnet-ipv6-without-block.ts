import { isConditional } from '../../changes/resources.ts';
import { defaultsOf } from '../../network/field.ts';
import { entryAt, valueAt } from '../../syntax/tree.ts';
import { defineRule } from '../defineRule.ts';

/** A subnet that gives out IPv6 addresses and has no IPv6 block. */
export default defineRule({
  id: 'subnet-ipv6-without-block',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet gives out IPv6 addresses and has no IPv6 block',
  why: 'AssignIpv6AddressOnCreation takes addresses from the IPv6 block of the subnet. EC2 rejects it for a subnet without one, and the stack fails.',
  howToFix: 'Add Ipv6CidrBlock, or set AssignIpv6AddressOnCreation to false.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySubnetAttribute.html',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const { id, assignsIpv6, ipv6, properties } of network.subnets.values()) {
      if (assignsIpv6.kind !== 'known' || !assignsIpv6.value || ipv6.kind !== 'absent') continue;
      // Ipv6NetmaskLength goes with a pool that another property names.
      if (entryAt(properties, 'Ipv6NetmaskLength')) continue;
      const node = valueAt(properties, 'AssignIpv6AddressOnCreation');
      yield {
        at: assignsIpv6.at,
        resource: id,
        defaults: defaultsOf(assignsIpv6),
        message: `${id} assigns IPv6 addresses but has no Ipv6CidrBlock. AWS rejects it.`,
        fixes:
          node?.kind === 'scalar' && node.tag === undefined && !isConditional(node)
            ? [
                {
                  title: 'Set AssignIpv6AddressOnCreation to false',
                  preferred: false,
                  edits: [{ op: 'replace', node, value: false }],
                },
              ]
            : [],
      };
    }
  },
});
