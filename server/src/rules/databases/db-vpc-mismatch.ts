import { defineRule } from '../defineRule.ts';
import { groupsOfOtherVpc, subnetsOfOtherVpc } from '../shared/placement/vpcMismatch.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** A database whose security groups belong to another VPC than its subnets, or a subnet group over two VPCs. */
export default defineRule({
  id: 'db-vpc-mismatch',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnets and security groups of the database belong to different VPCs',
  why: 'A database runs in the VPC of its subnet group: all subnets of the group and all security groups of the database must belong to that VPC. AWS rejects anything else with "the DB instance and EC2 security group are in different VPCs", and the stack fails.',
  howToFix: 'Use subnets and security groups of one VPC.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://github.com/terraform-aws-modules/terraform-aws-rds/issues/395',
    'G64',
  ],

  *check(file) {
    const { network, template } = file;
    if (!template || template.hasMacros) return;
    const whole = wholeNetwork(file);
    for (const group of network.subnetGroups.values())
      yield* subnetsOfOtherVpc(
        group,
        group.subnets,
        whole,
        `AWS rejects ${group.id}: all its subnets must belong to one VPC.`,
      );
    for (const one of network.workloads.values()) {
      if (one.kind !== 'database' && one.kind !== 'warehouse') continue;
      yield* groupsOfOtherVpc(
        one,
        whole,
        `AWS rejects ${one.id}: its subnets and security groups must belong to one VPC.`,
      );
    }
  },
});
