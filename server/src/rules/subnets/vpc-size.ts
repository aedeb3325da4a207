import { mayBeInVpc } from '../../cidr/awsSubnet.ts';
import { type Cidr, contains, overlaps, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { referredResource } from '../../network/field.ts';
import { defineRule } from '../defineRule.ts';
import { type BlockParts, blockParts } from '../shared/fixes/blockParts.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';

/** An IPv4 block of a VPC that is larger than /16 or smaller than /28. */
export default defineRule({
  id: 'vpc-size',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The VPC is too large or too small',
  why: 'An IPv4 block of a VPC is /16 (65,536 addresses) to /28 (16 addresses). AWS rejects any other size, and the stack fails.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html', 'CIDR-01'],

  *check(file) {
    for (const vpc of file.network.vpcs.values()) {
      for (const block of vpc.ipv4) {
        if (block.kind !== 'known') continue;
        const { value, at, origin, defaults } = block;
        if (value.prefix >= 16 && value.prefix <= 28) continue;
        const isLarge = value.prefix < 16;
        const nearest = withoutHostBits({ ...value, prefix: isLarge ? 16 : 28 });
        const text = formatCidr(nearest);
        yield {
          at,
          resource: vpc.id,
          defaults,
          message: `${vpc.id} (${formatCidr(value)}) is too ${isLarge ? 'large' : 'small'}: a VPC is /16 to /28. AWS rejects ${vpc.id}.`,
          fixes:
            origin && mayBeInVpc(nearest) && holdsSubnets(vpc.id, value, nearest, blockParts(file))
              ? changeTo(origin, text, false)
              : [],
        };
      }
    }
  },
});

/** Whether every subnet in one block is also in the other, in all scenarios. */
function holdsSubnets(vpcId: string, block: Cidr, other: Cidr, networks: readonly BlockParts[]): boolean {
  return networks.every(({ subnets }) =>
    [...subnets.values()].every(
      ({ vpc, ipv4 }) =>
        referredResource(vpc) !== vpcId ||
        ipv4.kind !== 'known' ||
        !overlaps(block, ipv4.value) ||
        contains(other, ipv4.value),
    ),
  );
}
