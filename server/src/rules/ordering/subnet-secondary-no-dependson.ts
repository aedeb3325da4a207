import { contains } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { Subnet, Vpc } from '../../network/model.ts';
import { defineRule } from '../defineRule.ts';
import { groupByCause } from '../reaching.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';
import { type AddedBlock, addedBlocks } from '../shared/resources/addedBlocks.ts';

/** A subnet in a block that is added to its VPC, and that may be made before the block is. */
export default defineRule({
  id: 'subnet-secondary-no-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet does not depend on the block that it is in',
  why: 'AWS creates a VPC with its first block; a VPCCidrBlock adds another. A subnet refers to the VPC alone, so CloudFormation creates it at the same time as that block. EC2 rejects a subnet outside of the blocks that the VPC has at that moment, and the stack fails.',
  whenToIgnore: 'If the block exists already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpccidrblock.html',
    'https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/861',
    'SUB-03',
  ],

  *check(file) {
    const { network } = file;
    const added = addedBlocks(file);
    if (added.size === 0) return;
    const early = [...network.subnets.values()].flatMap((subnet) => {
      const vpc = find(network.vpcs, subnet.vpc);
      const block = vpc && blockOf(subnet, vpc, added.get(vpc.id) ?? []);
      return block && notAfter([subnet], [block], file).length > 0 ? [{ subnet, vpc, block }] : [];
    });
    for (const same of groupByCause(early, ({ block }) => block.id)) {
      const { vpc, block } = same[0]!;
      const subnets = same.map(({ subnet }) => subnet);
      const text = block.cidr.kind === 'known' ? formatCidr(block.cidr.value) : 'the block';
      yield {
        ...unordered(
          subnets,
          block,
          {
            message: `${doNotDepend(subnets)} on ${block.id}, which adds ${text} to ${vpc.id}. EC2 rejects a subnet outside of the blocks that the VPC has.`,
            related: `${block.id} adds ${text}`,
          },
          file,
        ),
        defaults: defaultsOf(block.cidr, ...vpc.ipv4, ...subnets.flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6])),
      };
    }
  },
});

/** The one added block that holds the subnet, where no other block of the VPC may hold it. */
function blockOf(subnet: Subnet, vpc: Vpc, added: readonly AddedBlock[]): AddedBlock | undefined {
  for (const [own, all] of [
    [subnet.ipv4, vpc.ipv4],
    [subnet.ipv6, vpc.ipv6],
  ] as const) {
    if (own.kind !== 'known' || !all.every(({ kind }) => kind === 'known')) continue;
    const holding = all.filter((one) => one.kind === 'known' && contains(one.value, own.value));
    const [block, ...others] = added.filter(
      ({ cidr }) => cidr.kind === 'known' && contains(cidr.value, own.value),
    );
    if (block && others.length === 0 && holding.length === 1) return block;
  }
  return undefined;
}
