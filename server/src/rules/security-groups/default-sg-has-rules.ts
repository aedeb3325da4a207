import { keyOfField } from '../../network/lookup.ts';
import { groupText } from '../../wording/ruleWords.ts';
import { defineRule } from '../defineRule.ts';

/** A rule of the default group of a VPC. */
export default defineRule({
  id: 'default-sg-has-rules',
  area: 'security-groups',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The default group of the VPC has rules',
  why: 'Whatever has no security group of its own in the VPC is behind its default group, so a rule of it opens things that nobody thought of. A group of its own does not.',
  howToFix: 'Give a security group of its own to what needs the rule.',
  whenToIgnore: 'If nothing runs in the VPC without a security group.',
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
  ],

  *check({ network }) {
    for (const rule of network.securityGroupRules) {
      const key = keyOfField(rule.group);
      if (!key?.endsWith('.DefaultSecurityGroup')) continue;
      yield {
        at: rule.at,
        resource: rule.resource,
        message: `${rule.resource} is a rule of ${groupText(key)}, which every resource without a group of its own uses.`,
      };
    }
  },
});
