import { entriesIn, referencesUnder } from '../../template/references.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { doNotDepend, type Named, notAfter, unordered } from '../shared/dependsOn.ts';
import { addedBlocks } from '../shared/resources/addedBlocks.ts';

/** A resource that needs one of the VPC's IPv6 blocks, and may be created before the VPC has one. */
export default defineRule({
  id: 'ipv6-block-no-dependson',
  area: 'ordering',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "What uses the VPC's IPv6 block does not depend on it",
  why: 'A new VPC has no IPv6 block; a VPCCidrBlock adds one. A resource that reads Ipv6CidrBlocks of the VPC refers to the VPC alone, so CloudFormation creates it at the same time as that block. The list is empty then: the stack fails with "Fn::Select cannot select nonexistent value at index 0".',
  whenToIgnore: 'If the block exists already, from an earlier update of the stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpccidrblock.html',
    'https://github.com/aws/aws-cdk/issues/28843',
    'https://github.com/aws/aws-cdk/issues/36714',
  ],

  *check(file) {
    const { network } = file;
    for (const [id, added] of addedBlocks(file)) {
      const vpc = network.vpcs.get(id);
      const blocks = added.filter(({ family }) => family === 6);
      const [first] = blocks;
      if (!vpc || !first) continue;
      const users = notAfter(usersOf(vpc.id, file), blocks, file);
      if (users.length === 0) continue;
      yield unordered(
        users,
        first,
        {
          message: `${doNotDepend(users)} on ${first.id}, which gives ${vpc.id} its IPv6 block. Ipv6CidrBlocks is empty until then, and the stack fails.`,
          related: `${first.id} adds the block`,
        },
        file,
      );
    }
  },
});

/** The resources that read `Ipv6CidrBlocks` of a VPC, with the place in each. */
function usersOf(vpc: string, { tree, scenario }: CheckedFile): readonly Named[] {
  return entriesIn(tree, 'Resources').flatMap((entry) => {
    const id = entry.key.text;
    const place = referencesUnder(entry, 'Resources', tree).find(
      ({ name, attribute, guards, place: [, , key] }) =>
        name === vpc &&
        attribute?.name === 'Ipv6CidrBlocks' &&
        key === 'Properties' &&
        guards.every(({ condition, holds }) => scenario?.conditions.get(condition) === holds),
    );
    const condition = scenario?.template.resources.get(id)?.condition;
    const isThere = condition === undefined || scenario?.conditions.get(condition) === true;
    return place && isThere ? [{ id, at: place.at }] : [];
  });
}
