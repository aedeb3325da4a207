import { type Cidr, contains } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { defineRule } from '../defineRule.ts';

/** A route to addresses at which AWS's own services answer in every VPC. */
export default defineRule({
  id: 'route-reserved-destination',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The route is for addresses of AWS's own services",
  why: 'Instance metadata, the DNS resolver and the time service answer at addresses of 169.254.168.0/22 and fd00:ec2::/32 in every VPC. AWS rejects a route whose destination is one of the two blocks or lies within, and the stack fails.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html', 'RT-06'],

  *check({ network }) {
    for (const { id, destination } of network.routes) {
      if (destination.kind !== 'cidr' || destination.cidr.kind !== 'known') continue;
      const { value, at, defaults } = destination.cidr;
      const block = RESERVED.find((one) => contains(one, value));
      if (!block) continue;
      const where = block.prefix === value.prefix ? 'which' : `part of ${formatCidr(block)}, which`;
      yield {
        at,
        resource: id,
        defaults,
        message: `${id} is for ${formatCidr(value)}, ${where} AWS keeps for its own services. AWS rejects it.`,
      };
    }
  },
});

/** Fact RT-06. */
const RESERVED = ['169.254.168.0/22', 'fd00:ec2::/32'].map((text) => parseCidr(text) as Cidr);
