import { defineRule } from '../defineRule.ts';
import { writtenList } from '../shared/fixes/subnetChoices.ts';
import { inOneZone } from '../shared/placement/inOneZone.ts';

/** A DB subnet group whose subnets are all in one Availability Zone. */
export default defineRule({
  id: 'db-subnet-group-one-az',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The DB subnet group covers only one Availability Zone',
  why: 'A DB subnet group needs subnets in at least two Availability Zones, even for a Single-AZ database. RDS rejects any other with "DBSubnetGroupDoesNotCoverEnoughAZs", and the stack fails. Groups in Local Zones and on Outposts may have one subnet, so a single subnet id that is not from this template is not reported.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbsubnetgroup.html',
    'RDS-04',
    'G59',
  ],

  *check(file) {
    for (const group of file.network.subnetGroups.values()) {
      if (group.type !== 'AWS::RDS::DBSubnetGroup') continue;
      const into = writtenList(group.properties, 'SubnetIds');
      yield* inOneZone(group, group.subnets, 'RDS rejects a subnet group', file, into);
    }
  },
});
