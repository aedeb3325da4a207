import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';
import { OWN_TYPES, writtenRules } from './writtenRules.ts';

/** A rule of a group without a description. */
export default defineRule({
  id: 'sg-rule-no-description',
  area: 'security-groups',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The rule has no description',
  why: 'Without one, nobody knows later who needs the rule and whether it can be removed. A description is shown beside the rule in the console.',
  howToFix: 'Add a Description that says who needs the rule.',
  whenToIgnore: "If the resource's logical id says so.",
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html',
  ],

  check: eachResource(
    ['AWS::EC2::SecurityGroup', ...Object.keys(OWN_TYPES)],
    function* (reader) {
      const [first, ...others] = [...writtenRules(reader)].filter(
        ({ property }) => property('Description').kind === 'absent',
      );
      if (!first) return;
      const { at, resource } = first;
      const isOwn = reader.resource.type !== 'AWS::EC2::SecurityGroup';
      const count = others.length === 0 ? 'A rule' : `${others.length + 1} rules`;
      yield {
        at,
        resource,
        message: isOwn
          ? `${resource} has no description.`
          : `${count} of ${resource} ${others.length === 0 ? 'has' : 'have'} no description.`,
        related: others.map((rule) => ({ at: rule.at, message: 'This rule has no description either' })),
      };
    },
    { isWhole: true },
  ),
});
