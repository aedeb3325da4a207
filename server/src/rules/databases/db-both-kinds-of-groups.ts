import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Span } from '../../syntax/span.ts';
import { entryAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A database or cache with security groups of a VPC and of EC2-Classic, or a warehouse's group of EC2-Classic. */
export default defineRule({
  id: 'db-both-kinds-of-groups',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A security group of EC2-Classic is where only one of a VPC works',
  why: 'DBSecurityGroups, CacheSecurityGroupNames and ClusterSecurityGroups are groups of EC2-Classic, which AWS has retired. A database, cache or warehouse accepts them only instead of the groups of a VPC, a cache also only without a subnet group, and AWS rejects both together. Of Redshift it creates no cluster security group any more: it answers "VPC-by-Default customers cannot use cluster security groups".',
  howToFix: 'Remove the groups of EC2-Classic.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-cachecluster.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-cluster.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html',
    'https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateClusterSecurityGroup.html',
    'https://github.com/aws/aws-cdk/issues/9622',
  ],

  check: eachResource(
    [
      'AWS::RDS::DBInstance',
      'AWS::ElastiCache::CacheCluster',
      'AWS::ElastiCache::ReplicationGroup',
      'AWS::Redshift::Cluster',
      'AWS::Redshift::ClusterSecurityGroup',
    ],
    function* ({ resource, object, property }, file) {
      if (resource.type === 'AWS::Redshift::ClusterSecurityGroup') {
        yield {
          at: object.at,
          resource: object.id,
          // No page of AWS has the error.
          severity: 'warning',
          message: `${object.id} is a cluster security group, for clusters in EC2-Classic, which AWS has retired. AWS rejects ${object.id}.`,
        };
        return;
      }
      const [classic, ...others] = PAIRS[resource.type]!;
      const entry = entryAt(object.properties, classic);
      const own = others.find((name) => isGiven(property(name)));
      if (!entry || !isGiven(property(classic))) return;
      const group = groupOfVpc(property(classic), file);
      if (group && own === undefined) {
        yield {
          at: group.at,
          resource: object.id,
          message: `${classic} of ${object.id} names ${group.id}, and its groups are those of EC2-Classic. AWS finds none of that name.`,
          fixes: [
            {
              title: `Change to ${others[0]}`,
              preferred: true,
              edits: [{ op: 'rename', entry, key: others[0]! }],
            },
          ],
        };
        return;
      }
      if (own === undefined) return;
      yield {
        at: entry.key,
        resource: object.id,
        message: `${object.id} has ${classic} of EC2-Classic beside ${own} of a VPC. AWS rejects both together.`,
        related: [{ at: entryAt(object.properties, own)!.key, message: `${own} is here` }],
        fixes: removalFix(object.properties, classic),
      };
    },
  ),
});

const PAIRS: Readonly<Record<string, readonly [classic: string, ...own: string[]]>> = table({
  'AWS::RDS::DBInstance': ['DBSecurityGroups', 'VPCSecurityGroups'],
  'AWS::ElastiCache::CacheCluster': [
    'CacheSecurityGroupNames',
    'VpcSecurityGroupIds',
    'CacheSubnetGroupName',
  ],
  'AWS::ElastiCache::ReplicationGroup': [
    'CacheSecurityGroupNames',
    'SecurityGroupIds',
    'CacheSubnetGroupName',
  ],
  'AWS::Redshift::Cluster': ['ClusterSecurityGroups', 'VpcSecurityGroupIds'],
});

function isGiven(value: Value): boolean {
  if (value.kind === 'known' || value.kind === 'reference') return true;
  return (
    value.kind === 'list' && value.items.length > 0 && value.items.every(({ kind }) => kind !== 'unknown')
  );
}

/** A security group of EC2, which returns an id: EC2-Classic names its groups. */
function groupOfVpc(
  value: Value,
  { template }: CheckedFile,
): { readonly id: string; readonly at: Span } | undefined {
  const group = itemsOf(value).find(
    (item) =>
      item.kind === 'reference' && template?.resources.get(item.resource)?.type === 'AWS::EC2::SecurityGroup',
  );
  return group?.kind === 'reference' ? { id: group.resource, at: group.at } : undefined;
}
