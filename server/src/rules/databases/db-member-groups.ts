import { find } from '../../network/lookup.ts';
import { targetField } from '../../network/template/fieldOfValue.ts';
import { entryAt } from '../../syntax/tree.ts';
import { defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A member of a database cluster with its own security groups. */
export default defineRule({
  id: 'db-member-groups',
  area: 'databases',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The security groups of a cluster member are not used',
  why: 'The security groups of an Aurora or Multi-AZ cluster are those of the DBCluster, and apply to all of its instances. VPCSecurityGroups does not apply to an instance of a cluster, and RDS rejects a change of it with "The specified DB Instance is a member of a cluster. Modify vpc security group for the DB Cluster".',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://github.com/crossplane-contrib/provider-aws/issues/1799',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::RDS::DBInstance'])) {
      const named = targetField(property('DBClusterIdentifier'));
      const cluster = find(file.network.workloads, named);
      const groups = property('VPCSecurityGroups');
      const entry = entryAt(object.properties, 'VPCSecurityGroups');
      if (!cluster || !entry || !object.properties) continue;
      if (groups.kind !== 'list' || groups.items.length === 0) continue;
      yield {
        at: entry.key,
        resource: object.id,
        message: `${object.id} is a member of ${cluster.id}, whose security groups it has. RDS rejects VPCSecurityGroups on a member.`,
        related: [{ at: cluster.at, message: `${cluster.id} has the security groups` }],
        fixes: removalFix(object.properties, 'VPCSecurityGroups'),
      };
    }
  },
});
