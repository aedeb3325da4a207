import { contains } from '../../cidr/cidr.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { RFC1918 } from '../../cidr/privateBlocks.ts';
import { valueAtPath } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { blocks } from '../shared/blocks.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A health check of Route 53 for an address that is not on the internet. */
export default defineRule({
  id: 'health-check-private-address',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The health check of Route 53 is for a private address',
  why: 'The health checkers of Route 53 are on the internet, and it creates no public health check for an address in a private, shared, local or multicast range. It rejects one, and the stack fails. A private target is watched by an alarm of CloudWatch, with a health check of type CLOUDWATCH_METRIC.',
  howToFix: 'Check a public address or name, or the state of a CloudWatch alarm.',
  sources: [
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html',
  ],

  check: eachResource(['AWS::Route53::HealthCheck'], function* ({ object, property }) {
    const address = valueAtPath(property, 'HealthCheckConfig.IPAddress');
    // A health check from within a VPC may use private addresses.
    const isPublic = ['EndpointType', 'HealthCheckSourceId'].every(
      (name) => valueAtPath(property, `HealthCheckConfig.${name}`).kind === 'absent',
    );
    if (address.kind !== 'known' || !isPublic) return;
    const parsed = parseCidr(`${address.text}/32`);
    if (parsed.kind !== 'cidr' || !REFUSED.some((block) => contains(block, parsed))) return;
    yield {
      at: address.at,
      resource: object.id,
      defaults: address.defaults,
      message: `${object.id} checks ${address.text}, which is not an address on the internet. Route 53 rejects it.`,
    };
  }),
});

/** RFC 1918, 1122, 3927, 5771 and 6598, which the page on HealthCheckConfig names by RFC 5735 and 6598. */
const REFUSED = [...RFC1918, ...blocks('127.0.0.0/8', '169.254.0.0/16', '100.64.0.0/10', '224.0.0.0/4')];
