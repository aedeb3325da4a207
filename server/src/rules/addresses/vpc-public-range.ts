import { contains, overlaps } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { RFC1918 } from '../../cidr/privateBlocks.ts';
import { defineRule } from '../defineRule.ts';
import { blocks, NEVER_OF_VPC } from '../shared/blocks.ts';

/** A VPC with addresses that belong to somebody on the internet. */
export default defineRule({
  id: 'vpc-public-range',
  area: 'addresses',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The VPC has public addresses',
  why: 'A VPC may have any block, and AWS recommends those of RFC 1918: 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16. What a VPC has as its own never leaves it, so the hosts on the internet that these addresses belong to are out of reach from it.',
  howToFix: 'Use a block of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.',
  whenToIgnore: 'If the addresses are your own, or nothing in the VPC calls their hosts.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',
    'https://www.rfc-editor.org/rfc/rfc1918',
    'CIDR-03',
  ],

  *check({ network }) {
    for (const vpc of network.vpcs.values()) {
      for (const block of vpc.ipv4) {
        if (block.kind !== 'known' || NOT_PUBLIC.some((range) => contains(range, block.value))) continue;
        // vpc-cidr-refused reports these ranges, and vpc-size a block this large.
        if (NEVER_OF_VPC.some((range) => overlaps(range, block.value)) || block.value.prefix < 16) continue;
        yield {
          at: block.at,
          resource: vpc.id,
          defaults: block.defaults,
          message: `${formatCidr(block.value)} is public address space. Hosts on the internet with these addresses are out of reach from ${vpc.id}.`,
        };
      }
    }
  },
});

/** Private and special ranges: https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml */
const NOT_PUBLIC = [
  ...RFC1918,
  ...blocks(
    '100.64.0.0/10',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '240.0.0.0/4',
  ),
];
