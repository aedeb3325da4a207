import { defaultsOf } from '../../network/field.ts';
import { entryAt } from '../../syntax/tree.ts';
import type { Guard } from '../../template/evaluation/calls.ts';
import { entriesIn, referencesUnder } from '../../template/references.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A subnet that gives out IPv6 addresses and has no IPv6 block. */
export default defineRule({
  id: 'subnet-ipv6-without-block',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'There is no IPv6 block to assign addresses from',
  why: 'AssignIpv6AddressOnCreation assigns addresses from the IPv6 block of the subnet, and the subnet gets its block from one of the VPC, which has none until an AWS::EC2::VPCCidrBlock adds it. EC2 rejects such a subnet, and the stack fails.',
  howToFix:
    'Add Ipv6CidrBlock, or set AssignIpv6AddressOnCreation to false. To a VPC without an IPv6 block add an AWS::EC2::VPCCidrBlock.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySubnetAttribute.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    yield* withoutBlockOfVpc(file);
    for (const { id, assignsIpv6, ipv6, properties } of network.subnets.values()) {
      if (assignsIpv6.kind !== 'known' || !assignsIpv6.value || ipv6.kind !== 'absent') continue;
      // A subnet with Ipv6NetmaskLength gets its block from a pool.
      if (entryAt(properties, 'Ipv6NetmaskLength')) continue;
      yield {
        at: assignsIpv6.at,
        resource: id,
        defaults: defaultsOf(assignsIpv6),
        message: `${id} assigns IPv6 addresses but has no Ipv6CidrBlock. AWS rejects it.`,
        fixes: settingFix(
          properties,
          'AssignIpv6AddressOnCreation',
          false,
          'Set AssignIpv6AddressOnCreation to false',
        ),
      };
    }
  },
});

/** Subnets that take their block from the IPv6 blocks of a VPC of the file that has none, one finding for each VPC. */
function* withoutBlockOfVpc(file: CheckedFile): Generator<Report> {
  const { network, isBroken } = file;
  const subnets = [...network.subnets.values()].filter(({ ipv6 }) => ipv6.kind !== 'absent');
  if (isBroken || subnets.length === 0) return;
  const { tree } = file;
  const added = resourcesOfTypes(file, ['AWS::EC2::VPCCidrBlock']).map(({ property }) => property('VpcId'));
  const entries = new Map(entriesIn(tree, 'Resources').map((entry) => [entry.key.text, entry]));
  for (const vpc of network.vpcs.values()) {
    // A block for a VPC that is known only at deployment may be for this one.
    const mayHave = added.some((to) => to.kind !== 'reference' || to.resource === vpc.id);
    if (vpc.ipv6.length > 0 || mayHave) continue;
    const users = subnets.flatMap(({ id }) => {
      const entry = entries.get(id);
      const mentions = entry ? referencesUnder(entry, 'Resources', tree) : [];
      const mention = mentions.find(
        ({ name, attribute, guards }) =>
          name === vpc.id && attribute?.name === 'Ipv6CidrBlocks' && isTaken(guards, file),
      );
      return mention ? [{ id, at: mention.at }] : [];
    });
    const [first, ...others] = users;
    if (!first) continue;
    yield {
      at: first.at,
      resource: first.id,
      message: `${first.id} gets its IPv6 block from ${vpc.id}, which has none in this template. AWS rejects it until there is one.`,
      severity: 'warning',
      related: others.map(({ id, at }) => ({ at, message: `${id} does too` })),
    };
  }
}

function isTaken(guards: readonly Guard[], { scenario }: CheckedFile): boolean {
  return guards.every(({ condition, holds }) => scenario?.conditions.get(condition) === holds);
}
