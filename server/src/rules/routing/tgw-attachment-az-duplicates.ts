import { defineRule } from '../defineRule.ts';
import { subnetsInOneZone } from '../shared/zoneTwice.ts';

/** An attachment to a transit gateway with two subnets of one zone. */
export default defineRule({
  id: 'tgw-attachment-az-duplicates',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The attachment has two subnets of one zone',
  why: 'A transit gateway has one network interface in each zone of an attachment, so one subnet of each. EC2 answers a second one with "DuplicateSubnetsInSameZone", and the stack fails. One subnet serves the whole zone.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html',
    'TGW-01',
  ],

  *check(file) {
    if (file.template?.hasMacros) return;
    for (const attachment of file.network.transitGatewayAttachments.values()) {
      yield* subnetsInOneZone(
        attachment,
        attachment.subnets,
        'SubnetIds',
        'An attachment takes one subnet in a zone.',
        file,
      );
    }
  },
});
