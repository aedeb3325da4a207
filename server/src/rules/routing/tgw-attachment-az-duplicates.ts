import { defineRule } from '../defineRule.ts';
import { subnetsInOneZone } from '../shared/placement/zoneTwice.ts';

/** An attachment to a transit gateway with two subnets of one zone. */
export default defineRule({
  id: 'tgw-attachment-az-duplicates',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The transit gateway attachment has two subnets in one Availability Zone',
  why: 'A transit gateway attachment has one network interface per zone, so it accepts one subnet per zone. EC2 rejects a second one with "DuplicateSubnetsInSameZone", and the stack fails. One subnet serves the whole zone.',
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
        'AWS rejects an attachment with two subnets in one zone.',
        file,
      );
    }
  },
});
