import { booleanField, integerField } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** Automatic failover where there is nothing to fail over to. */
export default defineRule({
  id: 'cache-failover-one-node',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The cache has automatic failover and one node',
  why: 'With automatic failover a replica in another node becomes the primary. ElastiCache asks for NumCacheClusters of at least 2 then; otherwise it answers "Replication group must have at least one read replica to enable autofailover", and the stack fails.',
  howToFix: 'Raise NumCacheClusters, or set AutomaticFailoverEnabled to false.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/383',
  ],

  check: eachResource(
    ['AWS::ElastiCache::ReplicationGroup'],
    function* ({ object, property }) {
      // Shards say themselves how many replicas they have.
      if (SHARDS.some((name) => property(name).kind !== 'absent')) return;
      // In cluster mode a shard may be alone.
      const settings = property('CacheParameterGroupName');
      if (settings.kind !== 'absent' && !(settings.kind === 'known' && OF_ONE_SHARD.test(settings.text)))
        return;
      const failover = booleanField(property('AutomaticFailoverEnabled'));
      const nodes = integerField(property('NumCacheClusters'));
      if (failover.kind !== 'known' || !failover.value || nodes.kind !== 'known' || nodes.value !== 1) return;
      yield {
        at: nodes.at,
        resource: object.id,
        defaults: [...failover.defaults, ...nodes.defaults],
        message: `${object.id} has automatic failover and one node. AWS rejects it.`,
        related: [{ at: failover.at, message: 'Automatic failover is on here' }],
      };
    },
    { isWhole: true },
  ),
});

const SHARDS = [
  ...['NumNodeGroups', 'ReplicasPerNodeGroup', 'NodeGroupConfiguration'],
  ...['GlobalReplicationGroupId', 'ClusterMode'],
];

/** AWS's own parameter groups without cluster mode. */
const OF_ONE_SHARD = /^default\.(?:redis|valkey)[\d.x]*$/;
