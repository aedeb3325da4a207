import { isSubnetPrefix, mayBeInVpc, SUBNET_PREFIXES } from '../../cidr/awsSubnet.ts';
import { withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { defineRule } from '../defineRule.ts';
import { hasRoom } from '../shared/fixes/freeBlock.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { isShared } from '../shared/fixes/sharedLiteral.ts';

/** A subnet's block of a size that AWS does not make. */
export default defineRule({
  id: 'subnet-size',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet is too large or too small',
  why: 'An IPv4 subnet is /16 to /28, and AWS reserves five of its addresses; an IPv6 subnet is /44 to /64, in steps of 4. AWS rejects any other size, and the stack fails.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html', 'SUB-01', 'SUB-03'],

  *check(file) {
    for (const subnet of file.network.subnets.values()) {
      for (const block of [subnet.ipv4, subnet.ipv6]) {
        if (block.kind !== 'known') continue;
        const { value, at, origin, defaults } = block;
        if (isSubnetPrefix(value.family, value.prefix)) continue;
        const { largest, smallest } = SUBNET_PREFIXES[value.family];
        const steps = value.family === 6 ? ' in steps of 4' : '';
        const prefix = Math.min(Math.max(value.prefix, largest), smallest);
        const nearest = withoutHostBits({ ...value, prefix });
        const text = formatCidr(nearest);
        const isOutside = prefix !== value.prefix;
        yield {
          at,
          resource: subnet.id,
          defaults,
          message: `${subnet.id} (${formatCidr(value)}) is ${sizeWords(value.prefix, prefix)}: an IPv${value.family} subnet is /${largest} to /${smallest}${steps}. AWS rejects ${subnet.id}.`,
          fixes:
            origin &&
            isOutside &&
            mayBeInVpc(nearest) &&
            !isShared(origin, file.networks) &&
            hasRoom(subnet, nearest, file.networks)
              ? changeTo(origin, text, false)
              : [],
        };
      }
    }
  },
});

function sizeWords(prefix: number, nearest: number): string {
  if (prefix === nearest) return 'not a subnet size';
  return prefix < nearest ? 'too large' : 'too small';
}
