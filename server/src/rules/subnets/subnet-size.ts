import { isSubnetPrefix, mayBeInVpc, SUBNET_PREFIXES, subnetSizes } from '../../cidr/awsSubnet.ts';
import { bitsOf, type Family, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { blockParts } from '../shared/fixes/blockParts.ts';
import { hasRoom } from '../shared/fixes/freeBlock.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { isShared } from '../shared/fixes/sharedLiteral.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A subnet's block of a size that AWS does not make. */
export default defineRule({
  id: 'subnet-size',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet is too large or too small',
  why: 'An IPv4 subnet is /16 to /28, and AWS reserves five of its addresses; an IPv6 subnet is /44 to /64, in steps of 4. AWS rejects any other size, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
    'SUB-01',
    'SUB-03',
    'FN-01',
  ],

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
            !isShared(origin, blockParts(file)) &&
            hasRoom(subnet, nearest, blockParts(file))
              ? changeTo(origin, text, false)
              : [],
        };
      }
    }
    yield* sizesOfUnknownBlocks(file);
  },
});

/**
 * Subnets whose block is a part of an unknown one: Fn::Cidr decides the size by its host bits, whichever block it
 * splits.
 */
function* sizesOfUnknownBlocks(file: CheckedFile): Iterable<Report> {
  for (const { object, property } of existingResources(file, ['AWS::EC2::Subnet'])) {
    for (const [name, family] of BLOCKS) {
      const block = property(name);
      if (block.kind !== 'unknown' || block.hostBits === undefined || block.refusal) continue;
      const prefix = bitsOf(family) - block.hostBits;
      if (isSubnetPrefix(family, prefix)) continue;
      const size = prefix < 0 ? '' : ` (/${prefix})`;
      yield {
        at: block.at,
        resource: object.id,
        message: `${object.id} has a block of ${block.hostBits} host bits${size}: AWS accepts ${subnetSizes(family)}, and rejects ${object.id}.`,
      };
    }
  }
}

const BLOCKS: readonly (readonly [string, Family])[] = [
  ['CidrBlock', 4],
  ['Ipv6CidrBlock', 6],
];

function sizeWords(prefix: number, nearest: number): string {
  if (prefix === nearest) return 'not a subnet size';
  return prefix < nearest ? 'too large' : 'too small';
}
