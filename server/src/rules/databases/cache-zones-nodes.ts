import { integerField } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A cache that lists another number of zones than it has nodes. */
export default defineRule({
  id: 'cache-zones-nodes',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The cache does not list one zone for each node',
  why: 'A list of zones for a DAX cluster, or for ElastiCache, has one zone for each node; a zone may be listed several times. AWS rejects a list of another length, and the stack fails.',
  howToFix: 'List one zone for each node, or leave out the list: AWS then spreads the nodes.',
  sources: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_dax_CreateCluster.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
  ],

  check: eachResource(
    ['AWS::DAX::Cluster', 'AWS::ElastiCache::CacheCluster', 'AWS::ElastiCache::ReplicationGroup'],
    function* ({ resource, object, property }) {
      const [list, number, service] = LISTS[resource.type]!;
      const zones = property(list);
      const nodes = integerField(property(number));
      // With several shards, NodeGroupConfiguration states the zones.
      if (['NumNodeGroups', 'NodeGroupConfiguration'].some((name) => property(name).kind !== 'absent'))
        return;
      if (zones.kind !== 'list' || zones.hasGaps || zones.items.length === 0 || nodes.kind !== 'known')
        return;
      if (!zones.items.every(({ kind }) => kind === 'known' || kind === 'zone')) return;
      const count = zones.items.length;
      if (count === nodes.value) return;
      yield {
        at: zones.at,
        resource: object.id,
        defaults: [...nodes.defaults, ...defaultsOfValue(zones)],
        message: `${object.id} has ${nodes.value} ${nodes.value === 1 ? 'node' : 'nodes'}, and ${list} has ${count} ${count === 1 ? 'zone' : 'zones'}. ${service} needs one for each node.`,
        related: [{ at: nodes.at, message: `${number} is ${nodes.value}` }],
      };
    },
  ),
});

/** The properties with the zones and with the number of nodes of each type, and its service. */
const LISTS: Readonly<Record<string, readonly [zones: string, nodes: string, service: string]>> = table({
  'AWS::DAX::Cluster': ['AvailabilityZones', 'ReplicationFactor', 'DAX'],
  'AWS::ElastiCache::CacheCluster': ['PreferredAvailabilityZones', 'NumCacheNodes', 'ElastiCache'],
  'AWS::ElastiCache::ReplicationGroup': ['PreferredCacheClusterAZs', 'NumCacheClusters', 'ElastiCache'],
});
