import { type Cidr, contains } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { defineRule } from '../defineRule.ts';
import { resourceRemoval } from '../shared/fixes/resourceRemoval.ts';

/** A route to addresses at which AWS's own services answer in every VPC. */
export default defineRule({
  id: 'route-reserved-destination',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The route's destination is reserved for AWS services",
  why: 'In every VPC the addresses in 169.254.168.0/22 and fd00:ec2::/32 belong to AWS services such as instance metadata, the DNS resolver and the time service. AWS rejects a route to or into these blocks, and the stack fails.',
  howToFix: 'Remove the route: AWS services at these addresses need none.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html', 'RT-06'],

  *check(file) {
    for (const { id, destination } of file.network.routes) {
      if (destination.kind !== 'cidr' || destination.cidr.kind !== 'known') continue;
      const { value, at, defaults } = destination.cidr;
      const block = RESERVED.find((one) => contains(one, value));
      if (!block) continue;
      const where = block.prefix === value.prefix ? '' : `in ${formatCidr(block)}, which is `;
      yield {
        at,
        resource: id,
        defaults,
        message: `The destination of ${id}, ${formatCidr(value)}, is ${where}reserved for AWS services. AWS rejects ${id}.`,
        fixes: resourceRemoval(id, file),
      };
    }
  },
});

/** Fact RT-06. */
const RESERVED = ['169.254.168.0/22', 'fd00:ec2::/32'].map((text) => parseCidr(text) as Cidr);
