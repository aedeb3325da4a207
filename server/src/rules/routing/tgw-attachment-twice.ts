import { areSameTarget, defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { defineRule } from '../defineRule.ts';

/** A VPC that a template attaches twice to one transit gateway. */
export default defineRule({
  id: 'tgw-attachment-twice',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The VPC is attached twice to one transit gateway',
  why: 'A VPC has one attachment to a transit gateway, with one subnet in each zone that uses it. EC2 rejects a second one with "DuplicateTransitGatewayAttachment", and the stack fails.',
  howToFix: 'List the subnets of all zones in one attachment, and remove the other.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/10852',
    'https://github.com/awsdocs/aws-transit-gateway-guide/issues/13',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    const attachments = [...network.transitGatewayAttachments.values()];
    for (const [index, attachment] of attachments.entries()) {
      const { transitGateway, vpc } = attachment;
      const earlier = attachments
        .slice(0, index)
        .find((one) => areSameTarget(one.transitGateway, transitGateway) && areSameTarget(one.vpc, vpc));
      if (!earlier) continue;
      yield {
        at: attachment.at,
        resource: attachment.id,
        defaults: defaultsOf(transitGateway, vpc, earlier.transitGateway, earlier.vpc),
        message: `${earlier.id} and ${attachment.id} both attach ${keyOfField(vpc)} to ${keyOfField(transitGateway)}. EC2 rejects the second.`,
        related: [{ at: earlier.at, message: `${earlier.id} attaches it already` }],
      };
    }
  },
});
