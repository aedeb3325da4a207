import { type Cidr, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { defineRule } from '../defineRule.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const OF_SERVICES = parseCidr('172.17.0.0/16') as Cidr;

/** Fact CIDR-01. */
const LARGEST = 16;

/** A VPC in the range that Docker has on every host. */
export default defineRule({
  id: 'vpc-cidr-conflict',
  area: 'addresses',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'AWS services use the block of the VPC themselves',
  why: 'Docker, and with it Cloud9 and SageMaker, has 172.17.0.0/16 for containers on a host. From there, addresses of a VPC in that range cannot be reached. AWS advises against it.',
  howToFix: 'Choose another private block, such as 10.0.0.0/16.',
  whenToIgnore: 'If nothing in the VPC runs Docker, Cloud9 or SageMaker.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html'],

  *check({ network }) {
    for (const { id, ipv4 } of network.vpcs.values()) {
      for (const block of ipv4) {
        // AWS accepts no larger VPC; a default of 0.0.0.0/0 is a placeholder.
        if (block.kind !== 'known' || block.value.prefix < LARGEST) continue;
        if (!overlaps(block.value, OF_SERVICES)) continue;
        yield {
          at: block.at,
          resource: id,
          defaults: block.defaults,
          message: `${id} (${formatCidr(block.value)}) has addresses of ${formatCidr(OF_SERVICES)}, which Docker uses on its hosts. Containers there cannot reach them.`,
        };
      }
    }
  },
});
