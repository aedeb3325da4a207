import { defineRule } from '../defineRule.ts';
import { regionOfStack, writtenServices } from './writtenServices.ts';

/** An endpoint of a service in another region than the stack is in. */
export default defineRule({
  id: 'endpoint-region-mismatch',
  area: 'endpoints',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The service of the endpoint is in another region',
  why: 'The name of a service has its region in it, and an endpoint is for a service of its own region unless ServiceRegion names another. EC2 does not find the service elsewhere, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html',
    'EP-09',
    'G47',
  ],

  *check(file) {
    const services = [...writtenServices(file)];
    const stack = regionOfStack(file, services);
    for (const { reader, value, region } of services) {
      if (!stack || region === stack.region) continue;
      const { id } = reader.object;
      const right = value.text.replace(region, stack.region);
      yield {
        at: value.at,
        resource: id,
        defaults: value.defaults,
        message: `${id} is for a service of ${region}, and ${stack.by} is in ${stack.region}. EC2 finds no such service there.`,
        related: [{ at: stack.at, message: `${stack.by} is in ${stack.region}` }],
        fixes: value.origin
          ? [
              {
                title: `Change to ${right}`,
                preferred: false,
                edits: [{ op: 'replace', node: value.origin, value: right }],
              },
            ]
          : [],
      };
    }
  },
});
