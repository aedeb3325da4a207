import { find } from '../../network/lookup.ts';
import { itemsOf, targetField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { NO_VALUE } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A distribution whose custom origin is an internal load balancer. */
export default defineRule({
  id: 'cloudfront-origin-internal',
  area: 'load-balancers',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The custom origin of the CloudFront distribution is an internal load balancer',
  why: 'CloudFront reaches a custom origin over the internet. The name of an internal load balancer resolves to private addresses, so CloudFront answers every request with an error 502 or 504. It reaches private load balancers as VPC origins.',
  howToFix:
    'Make the load balancer internet-facing, or create an AWS::CloudFront::VpcOrigin for it and write VpcOriginConfig instead of CustomOriginConfig.',
  whenToIgnore: 'If an edge function chooses another origin for every request.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html',
  ],

  check: eachResource(['AWS::CloudFront::Distribution'], function* ({ object, property }, { network }) {
    for (const origin of itemsOf(valueAtPath(property, 'DistributionConfig.Origins'))) {
      if (origin.kind !== 'fields' || origin.fields.get('CustomOriginConfig')?.kind !== 'fields') continue;
      const target = targetField(origin.fields.get('DomainName') ?? NO_VALUE);
      const balancer = find(network.workloads, target);
      if (balancer?.kind !== 'load-balancer' || target.kind !== 'known') continue;
      const { scheme } = balancer;
      if (scheme.kind !== 'known' || scheme.value !== 'internal') continue;
      yield {
        at: target.at,
        resource: object.id,
        defaults: scheme.defaults,
        message: `${object.id} has ${balancer.id}, an internal load balancer, as a custom origin. CloudFront reaches such an origin over the internet, and not ${balancer.id}.`,
        related: [{ at: scheme.at, message: `${balancer.id} is internal` }],
      };
    }
  }),
});
