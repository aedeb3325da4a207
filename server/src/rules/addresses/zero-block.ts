import { formatCidr } from '../../cidr/format.ts';
import { defineRule } from '../defineRule.ts';
import { each } from '../each.ts';
import { writeEveryAddress } from '../shared/fixes/everyAddress.ts';
import { writtenCidrs } from '../shared/resources/perResource.ts';

/** A block that begins like the one of all addresses but has only the first few, which no host uses. */
export default defineRule({
  id: 'zero-block',
  area: 'addresses',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The block contains no address that anyone can have',
  why: 'All IPv4 addresses are 0.0.0.0/0. A longer prefix has only the first of them: 0.0.0.0/8 is reserved for "this host on this network", and no packet comes from there or goes there. A rule or route with such a block never applies.',
  sources: [
    'https://www.rfc-editor.org/rfc/rfc1122#section-3.2.1.3',
    'https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml',
  ],

  check: each(writtenCidrs, function* (blocks) {
    for (const block of blocks) {
      const { parsed, property, resource, at, defaults } = block;
      if (!USERS.has(property.split('.').at(-1)!) || parsed.kind !== 'cidr' || parsed.family !== 4) continue;
      if (parsed.prefix < 8 || !/^0\./.test(formatCidr(parsed))) continue;
      yield {
        at,
        resource,
        defaults,
        message: `${formatCidr(parsed)} has only reserved addresses that no host has; every address is 0.0.0.0/0. ${resource} never applies with this block.`,
        fixes: writeEveryAddress(block),
      };
    }
  }),
});

/** Properties whose block selects packets by their address. vpc-cidr-refused has the block of a VPC. */
const USERS: ReadonlySet<string> = new Set([
  'CidrIp',
  'CidrBlock',
  'DestinationCidrBlock',
  'TargetNetworkCidr',
]);
