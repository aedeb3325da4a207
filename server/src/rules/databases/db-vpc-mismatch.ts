import { defineRule } from '../defineRule.ts';
import { strangeGroups, strangeSubnets } from '../shared/vpcMismatch.ts';
import { wholeNetwork } from '../shared/wholeNetwork.ts';

/** A database whose security groups belong to another VPC than its subnets, or a subnet group over two VPCs. */
export default defineRule({
  id: 'db-vpc-mismatch',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnets and security groups of the database belong to different VPCs',
  why: 'A database runs in the VPC of its subnet group, all of whose subnets are in one VPC, and its security groups belong to the same. AWS refuses it with "the DB instance and EC2 security group are in different VPCs", and with it the stack.',
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
      yield* strangeSubnets(
        group,
        group.subnets,
        whole,
        `AWS refuses ${group.id}: a subnet group has subnets of one VPC.`,
      );
    for (const one of network.workloads.values()) {
      if (one.kind !== 'database' && one.kind !== 'warehouse') continue;
      yield* strangeGroups(one, whole, `AWS refuses ${one.id}: its subnets and groups are of one VPC.`);
    }
  },
});
