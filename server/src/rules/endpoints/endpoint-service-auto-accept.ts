import { booleanField } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** An endpoint service that accepts endpoints of others automatically. */
export default defineRule({
  id: 'endpoint-service-auto-accept',
  area: 'endpoints',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The endpoint service accepts every connection',
  why: 'With AcceptanceRequired set to false, an endpoint of any allowed principal is connected at once.',
  whenToIgnore: 'If the allowed principals of the service are all your own accounts.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpointservice.html',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::EC2::VPCEndpointService'])) {
      const asks = booleanField(property('AcceptanceRequired'));
      if (asks.kind !== 'known' || asks.value) continue;
      yield {
        at: asks.at,
        resource: object.id,
        defaults: asks.defaults,
        message: `${object.id} accepts every endpoint of those who may make one.`,
        fixes: settingFix(object.properties, 'AcceptanceRequired', true, 'Ask for each connection'),
      };
    }
  },
});
