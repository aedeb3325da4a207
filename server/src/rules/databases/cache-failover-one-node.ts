import { defaultsOf, type Field } from '../../network/field.ts';
import { booleanField, integerField } from '../../network/template/fieldOfValue.ts';
import type { Property, ResourceReader } from '../../network/template/readResource.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** Automatic failover where there is nothing to fail over to, or none where it has to be. */
export default defineRule({
  id: 'cache-failover-one-node',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The automatic failover of the cache does not fit its nodes',
  why: 'With automatic failover a replica in another node becomes the primary. ElastiCache asks for NumCacheClusters of at least 2 then; otherwise it answers "Replication group must have at least one read replica to enable autofailover", and the stack fails. MultiAZEnabled needs a replica and the failover too, and several shards (NumNodeGroups) need the failover.',
  howToFix: 'Raise NumCacheClusters, or set AutomaticFailoverEnabled to what the other properties need.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/383',
    'https://github.com/hashicorp/terraform-provider-aws/issues/25831',
  ],

  check: eachResource(
    ['AWS::ElastiCache::ReplicationGroup'],
    function* (reader) {
      const { property } = reader;
      if (property('GlobalReplicationGroupId').kind !== 'absent') return;
      const found = mayHaveShards(property) ? ofShards(reader) : ofNodes(reader);
      if (found) yield found;
    },
    { isWhole: true },
  ),
});

/**
 * Whether the group may have shards, which state their own number of replicas; in cluster mode a shard may have none.
 */
function mayHaveShards(property: Property): boolean {
  if (SHARDS.some((name) => property(name).kind !== 'absent')) return true;
  const settings = property('CacheParameterGroupName');
  return settings.kind !== 'absent' && !(settings.kind === 'known' && OF_ONE_SHARD.test(settings.text));
}

function ofShards({ object, property }: ResourceReader): Report | undefined {
  const failover = booleanField(property('AutomaticFailoverEnabled'));
  const shards = integerField(property('NumNodeGroups'));
  if (failover.kind !== 'known' || failover.value || shards.kind !== 'known' || shards.value < 2)
    return undefined;
  return {
    at: failover.at,
    resource: object.id,
    defaults: defaultsOf(failover, shards),
    message: `${object.id} has ${shards.value} shards and no automatic failover. AWS rejects it.`,
    related: [{ at: shards.at, message: 'The number of shards' }],
    fixes: withFailover(object),
  };
}

function ofNodes({ object, property }: ResourceReader): Report | undefined {
  const failover = booleanField(property('AutomaticFailoverEnabled'));
  const several = booleanField(property('MultiAZEnabled'));
  const nodes = integerField(property('NumCacheClusters'));
  const isOne = nodes.kind === 'known' && nodes.value === 1;
  const asked = isOn(failover) ? failover : isOn(several) ? several : undefined;
  if (isOne && asked?.kind === 'known')
    return {
      at: nodes.at,
      resource: object.id,
      defaults: defaultsOf(asked, nodes),
      message: `${object.id} has ${asked === failover ? 'automatic failover' : 'MultiAZEnabled'} and one node. AWS rejects it.`,
      related: [
        {
          at: asked.at,
          message: `${asked === failover ? 'Automatic failover' : 'MultiAZEnabled'} is on here`,
        },
      ],
    };
  const isOff = failover.kind === 'absent' || (failover.kind === 'known' && !failover.value);
  if (!isOff || several.kind !== 'known' || !several.value) return undefined;
  return {
    at: several.at,
    resource: object.id,
    // The Terraform provider documents it; AWS's reference does not.
    severity: 'warning',
    defaults: defaultsOf(several, failover),
    message: `${object.id} has MultiAZEnabled and no automatic failover. AWS rejects it.`,
    fixes: withFailover(object),
  };
}

function isOn(field: Field<boolean>): boolean {
  return field.kind === 'known' && field.value;
}

function withFailover({ properties }: ResourceReader['object']) {
  return settingFix(properties, 'AutomaticFailoverEnabled', true, 'Set AutomaticFailoverEnabled to true');
}

const SHARDS = ['NumNodeGroups', 'ReplicasPerNodeGroup', 'NodeGroupConfiguration', 'ClusterMode'];

/** AWS's own parameter groups without cluster mode. */
const OF_ONE_SHARD = /^default\.(?:redis|valkey)[\d.x]*$/;
