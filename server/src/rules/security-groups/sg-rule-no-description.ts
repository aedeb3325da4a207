import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/existingResources.ts';
import { OWN_TYPES, writtenRules } from './writtenRules.ts';

/** A rule of a group that does not say what it is for. */
export default defineRule({
  id: 'sg-rule-no-description',
  area: 'security-groups',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The rule has no description',
  why: 'Nobody knows later whose rule it is, and whether it can go. A description is shown beside the rule in the console.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html',
  ],

  *check(file) {
    for (const reader of existingResources(file, ['AWS::EC2::SecurityGroup', ...Object.keys(OWN_TYPES)])) {
      for (const { resource, name, at, property } of writtenRules(reader)) {
        if (property('Description').kind !== 'absent') continue;
        yield { at, resource, message: `${name[0]!.toUpperCase()}${name.slice(1)} has no description.` };
      }
    }
  },
});
