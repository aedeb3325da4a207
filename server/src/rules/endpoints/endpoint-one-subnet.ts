import { defaultsOf } from '../../network/field.ts';
import { defineRule } from '../defineRule.ts';

/** A Gateway Load Balancer endpoint in several subnets. */
export default defineRule({
  id: 'endpoint-one-subnet',
  area: 'endpoints',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A Gateway Load Balancer endpoint has more than one subnet',
  why: 'A Gateway Load Balancer endpoint is the target of routes of one zone and has exactly one subnet. EC2 rejects more, and the stack fails.',
  howToFix: 'Make one endpoint for each subnet.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const { id, type, subnets } of network.endpoints.values()) {
      if (type.kind !== 'known' || type.value !== 'GatewayLoadBalancer') continue;
      if (subnets.kind !== 'known' || subnets.items.length < 2) continue;
      if (subnets.items.some(({ kind }) => kind !== 'known')) continue;
      yield {
        at: subnets.at,
        resource: id,
        defaults: defaultsOf(type, ...subnets.items),
        message: `${id} is a Gateway Load Balancer endpoint with ${subnets.items.length} subnets. EC2 accepts exactly one.`,
      };
    }
  },
});
