import { defaultsOf } from '../../network/field.ts';
import { rulesByGroup } from '../../network/lookup.ts';
import type { SecurityGroup, SecurityGroupRule } from '../../network/model.ts';
import { entryAt } from '../../syntax/tree.ts';
import { defineRule, type Fix } from '../defineRule.ts';

/**
 * A group whose only egress rules are resources of their own. The rule was meant to say that they change nothing; AWS's
 * own CDK depends on the contrary, so it says only that no page of CloudFormation promises it.
 */
export default defineRule({
  id: 'sg-standalone-egress-ineffective',
  area: 'security-groups',
  severity: 'hint',
  // CDK writes every load balancer's group like this.
  profile: 'strict',
  appliesTo: ['template'],
  title: 'All egress rules of the security group are separate resources',
  why: "AWS adds a rule that allows all outbound traffic to a group without rules in its own SecurityGroupEgress; an empty list counts as none. The CloudFormation documentation says that AWS removes this rule when egress rules are specified, but not whether AWS::EC2::SecurityGroupEgress resources count. The CDK documentation says they do, and users have seen the rule removed. To be certain, the group itself contains a rule that allows nothing, such as AWS's own example 127.0.0.1/32.",
  whenToIgnore: 'If the group may allow all outbound traffic.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html',
    'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.SecurityGroupImportOptions.html',
    'https://github.com/aws-cloudformation/cfn-language-discussion/issues/157',
    'https://github.com/aws/aws-cdk/pull/998',
    'SG-02',
    'X-08',
    'G54',
  ],

  *check({ network }) {
    const byGroup = rulesByGroup(network).of;
    for (const group of network.securityGroups.values()) {
      if (group.inlineEgress !== 'absent') continue;
      const rules = (byGroup.get(group.id) ?? []).filter(({ direction }) => direction === 'egress');
      const [first, ...others] = rules;
      // If one of them allows all egress, or may do so, the outcome is the same either way.
      if (!first || rules.some(mayAllowAllEgress)) continue;
      const takers =
        others.length === 0
          ? `${first.resource} removes`
          : `${first.resource} and ${others.length} more remove`;
      yield {
        at: group.at,
        resource: group.id,
        defaults: defaultsOf(...rules.flatMap(({ group, protocol }) => [group, protocol])),
        message: `${group.id} has no egress rules of its own, and CloudFormation does not document whether ${takers} its default rule, which allows all outbound traffic.`,
        related: rules.map((rule) => ({
          at: rule.at,
          message: `${rule.resource} is an egress rule of ${group.id}`,
        })),
        fixes: fixesOf(group),
      };
    }
  },
});

/** Whether a rule may allow all egress: false only if its protocol or its peer is known to be less. */
function mayAllowAllEgress({ protocol, peer }: SecurityGroupRule): boolean {
  if (protocol.kind === 'known' && protocol.value !== 'all') return false;
  if (peer.kind !== 'cidr') return peer.kind === 'unknown';
  if (peer.cidr.kind !== 'known' || peer.cidr.defaults.length > 0) return true;
  return peer.cidr.value.family === 4 && peer.cidr.value.prefix === 0;
}

/** The schema requires VpcId with SecurityGroupEgress. */
function fixesOf({ properties }: SecurityGroup): readonly Fix[] {
  if (!properties || !entryAt(properties, 'VpcId')) return [];
  const written = entryAt(properties, 'SecurityGroupEgress')?.value;
  if (written && !(written.kind === 'sequence' && !written.tag && written.items.length === 0)) return [];
  return [
    {
      title: 'Add an egress rule for 127.0.0.1/32 to the group, so that it allows nothing else',
      preferred: false,
      edits: [
        {
          op: 'set-entry',
          in: properties,
          key: 'SecurityGroupEgress',
          value: [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32' }],
          order: [
            'GroupName',
            'GroupDescription',
            'VpcId',
            'SecurityGroupIngress',
            'SecurityGroupEgress',
            'Tags',
          ],
        },
      ],
    },
  ];
}
