import { entryAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A database or cache with security groups of a VPC and of EC2-Classic. */
export default defineRule({
  id: 'db-both-kinds-of-groups',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Security groups of a VPC and of EC2-Classic together',
  why: 'DBSecurityGroups, CacheSecurityGroupNames and ClusterSecurityGroups are groups of EC2-Classic, which AWS has retired. A database, cache or warehouse takes them only instead of the groups of a VPC, and AWS rejects both together.',
  howToFix: 'Remove the groups of EC2-Classic.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-cachecluster.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-cluster.html',
  ],

  check: eachResource(
    [
      'AWS::RDS::DBInstance',
      'AWS::ElastiCache::CacheCluster',
      'AWS::ElastiCache::ReplicationGroup',
      'AWS::Redshift::Cluster',
    ],
    function* ({ resource, object, property }) {
      const [classic, own] = PAIRS[resource.type]!;
      const entry = entryAt(object.properties, classic);
      if (!entry || !isGiven(property(classic)) || !isGiven(property(own))) return;
      yield {
        at: entry.key,
        resource: object.id,
        message: `${object.id} has ${classic} of EC2-Classic beside ${own} of a VPC. AWS rejects both together.`,
        related: [{ at: entryAt(object.properties, own)!.key, message: `${own} is here` }],
      };
    },
  ),
});

const PAIRS: Readonly<Record<string, readonly [string, string]>> = table({
  'AWS::RDS::DBInstance': ['DBSecurityGroups', 'VPCSecurityGroups'],
  'AWS::ElastiCache::CacheCluster': ['CacheSecurityGroupNames', 'VpcSecurityGroupIds'],
  'AWS::ElastiCache::ReplicationGroup': ['CacheSecurityGroupNames', 'SecurityGroupIds'],
  'AWS::Redshift::Cluster': ['ClusterSecurityGroups', 'VpcSecurityGroupIds'],
});

function isGiven(value: Value): boolean {
  return (
    value.kind === 'list' && value.items.length > 0 && value.items.every(({ kind }) => kind !== 'unknown')
  );
}
