import { placements } from '../../network/analysis/workloads/placement.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import { targetField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';
import { hasNoGateway } from '../shared/traffic/noGateway.ts';

/** A VPC origin of CloudFront in a VPC without an internet gateway. */
export default defineRule({
  id: 'vpc-origin-no-gateway',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The VPC of the CloudFront origin has no internet gateway',
  why: 'CloudFront reaches a VPC origin by private addresses, and still asks for an internet gateway in its VPC: it shows that the VPC may receive traffic from the internet. No route to the gateway is needed. Without one CloudFront does not deploy the origin.',
  howToFix: 'Attach an internet gateway to the VPC. Its route tables need no route to it.',
  whenToIgnore: 'If the internet gateway is attached outside this template.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html',
  ],

  check: eachResource(
    ['AWS::CloudFront::VpcOrigin'],
    function* ({ object, property }, { network }) {
      const target = targetField(valueAtPath(property, 'VpcOriginEndpointConfig.Arn'));
      const origin = find(network.workloads, target);
      const [subnet] = (origin && placements(network).get(origin.id)?.subnets) ?? [];
      const vpc = network.vpcs.get((subnet && keyOfField(subnet.vpc)) ?? '');
      if (!origin || !vpc || !hasNoGateway(vpc, network)) return;
      yield {
        at: target.kind === 'known' ? target.at : object.at,
        resource: object.id,
        message: `${object.id} is for ${origin.id} in ${vpc.id}, which has no internet gateway. CloudFront does not deploy the origin.`,
        related: [{ at: vpc.at, message: `${vpc.id} has no internet gateway` }],
      };
    },
    { isWhole: true },
  ),
});
