import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A transit gateway that accepts the attachments of other accounts automatically. */
export default defineRule({
  id: 'tgw-auto-accept',
  area: 'routing',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The transit gateway accepts attachments of other accounts automatically',
  why: 'With AutoAcceptSharedAttachments every account that the gateway is shared with can attach its VPCs without approval.',
  whenToIgnore: 'If the transit gateway is shared only with your own accounts.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgateway.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::EC2::TransitGateway'])) {
      const accepts = property('AutoAcceptSharedAttachments');
      if (!hasText(accepts, 'enable')) continue;
      yield {
        at: accepts.at,
        resource: object.id,
        defaults: accepts.defaults,
        message: `${object.id} accepts the attachments of other accounts without asking.`,
        fixes: settingFix(
          object.properties,
          'AutoAcceptSharedAttachments',
          'disable',
          'Ask for each attachment',
        ),
      };
    }
  },
});
