import { rulesByGroup } from '../../network/lookup.ts';
import { defineRule } from '../defineRule.ts';

/** A group that does not state its outbound rules, so that it allows all outbound traffic. */
export default defineRule({
  id: 'sg-egress-implicit',
  area: 'security-groups',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The group allows all outbound traffic because it has no egress rules',
  why: 'AWS adds a rule that allows all outbound traffic to a group without SecurityGroupEgress. A rule in the template can be read and narrowed.',
  howToFix: 'Add SecurityGroupEgress with the rules that are needed.',
  whenToIgnore: 'If the hosts may send anything anywhere.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html',
    'SG-02',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    const { of, unowned } = rulesByGroup(network);
    for (const { id, at, inlineEgress, unknownRules } of network.securityGroups.values()) {
      if (inlineEgress !== 'absent' || unknownRules.includes('egress')) continue;
      const rules = [...(of.get(id) ?? []), ...unowned];
      // sg-standalone-egress-ineffective reports rules that are separate resources.
      if (rules.some(({ direction }) => direction === 'egress')) continue;
      yield {
        at,
        resource: id,
        message: `${id} has no SecurityGroupEgress, so AWS allows all its outbound traffic.`,
      };
    }
  },
});
