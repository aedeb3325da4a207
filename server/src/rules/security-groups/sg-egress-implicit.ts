import { rulesByGroup } from '../../network/lookup.ts';
import { defineRule } from '../defineRule.ts';

/** A group that says nothing of what it lets out, which is everything. */
export default defineRule({
  id: 'sg-egress-implicit',
  area: 'security-groups',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The group lets everything out because it says nothing of it',
  why: 'A group without SecurityGroupEgress gets the rule of AWS that lets everything out. Written down, it can be read, and narrowed.',
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
      // sg-standalone-egress-ineffective tells of rules that are resources of their own.
      if (rules.some(({ direction }) => direction === 'egress')) continue;
      yield {
        at,
        resource: id,
        message: `${id} has no SecurityGroupEgress, so it lets everything out to everywhere.`,
      };
    }
  },
});
