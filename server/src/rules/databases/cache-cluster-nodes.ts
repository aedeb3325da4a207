import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** Several nodes in a cache cluster of Redis or Valkey, which has one. */
export default defineRule({
  id: 'cache-cluster-nodes',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The cache cluster of Redis has several nodes',
  why: 'An AWS::ElastiCache::CacheCluster of Redis or Valkey is a single node; only Memcached has up to 40 in one. ElastiCache answers "Cannot create a Redis cluster with a NumCacheNodes parameter greater than 1", and the stack fails. Several nodes of Redis are an AWS::ElastiCache::ReplicationGroup.',
  howToFix: 'Set NumCacheNodes to 1, or make a replication group.',
  sources: [
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1541',
  ],

  check: eachResource(['AWS::ElastiCache::CacheCluster'], function* ({ object, property }) {
    const [engine, nodes] = [property('Engine'), property('NumCacheNodes')];
    if (engine.kind !== 'known' || nodes.kind !== 'known') return;
    if (!/^(?:redis|valkey)$/i.test(engine.text) || !/^\d+$/.test(nodes.text) || Number(nodes.text) < 2)
      return;
    yield {
      at: nodes.at,
      resource: object.id,
      defaults: [...engine.defaults, ...nodes.defaults],
      message: `${object.id} is a cache cluster of ${engine.text} with ${nodes.text} nodes. AWS accepts only 1.`,
      fixes: changeTo(literalInPlace(nodes), 1, false),
    };
  }),
});
