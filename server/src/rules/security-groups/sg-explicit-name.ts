import { entryAt } from '../../syntax/tree.ts';
import { defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A group with a name that the template states. */
export default defineRule({
  id: 'sg-explicit-name',
  area: 'security-groups',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The security group has a fixed name',
  why: 'A change that replaces the group, such as of its description, makes the new one before the old one goes. Two groups of one name cannot be in a VPC, so the update fails; so does a second stack of the template in the same VPC.',
  whenToIgnore: 'If something outside of the stack finds the group by its name.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::EC2::SecurityGroup'])) {
      const name = property('GroupName');
      if (name.kind !== 'known' || name.defaults.length > 0) continue;
      yield {
        at: entryAt(object.properties, 'GroupName')?.key ?? name.at,
        resource: object.id,
        message: `${object.id} is always called ${name.text}. An update that replaces it fails, since the name is taken.`,
        fixes: removalFix(object.properties, 'GroupName'),
      };
    }
  },
});
