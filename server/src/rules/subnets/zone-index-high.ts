import { MOST_ZONES, REGIONS, zonesSeenIn } from '../../aws/regions.ts';
import { defineRule } from '../defineRule.ts';

/** The nth zone of a region that has fewer. */
export default defineRule({
  id: 'zone-index-high',
  area: 'subnets',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet asks for a zone that the region may not have',
  why: 'Fn::GetAZs lists the zones that the account sees in the region. Most regions have three; in us-west-1 an account sees two. Where the list is shorter than the index of Fn::Select, CloudFormation rejects the stack.',
  howToFix: 'Use one of the first zones of the list.',
  whenToIgnore: 'If the stack is deployed only to regions that have the zone.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getavailabilityzones.html',
    'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html',
  ],

  *check({ network }) {
    for (const { id, zone } of network.subnets.values()) {
      if (zone.kind !== 'known' || zone.value.kind !== 'nth') continue;
      const { region, index } = zone.value;
      const isNamed = REGIONS.has(region);
      const seen = isNamed ? zonesSeenIn(region) : 3;
      if (index < seen) continue;
      const where = isNamed
        ? `an account can count on ${seen} zones in ${region}`
        : index < MOST_ZONES
          ? 'most regions have three zones'
          : `no region has more than ${MOST_ZONES} zones`;
      yield {
        at: zone.at,
        resource: id,
        severity: index < MOST_ZONES ? 'info' : 'warning',
        defaults: zone.defaults,
        message: `${id} uses zone ${index + 1} of the list (index ${index}), and ${where}.`,
      };
    }
  },
});
