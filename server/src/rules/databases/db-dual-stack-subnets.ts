import { placements } from '../../network/analysis/workloads/placement.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { hasNoIpv6 } from '../shared/placement/noIpv6.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A database or cache with IPv6 in subnets that have only IPv4. */
export default defineRule({
  id: 'db-dual-stack-subnets',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The database or cache has IPv6, and its subnets have no IPv6 block',
  why: 'A dual-stack database or cache has an IPv4 and an IPv6 address in its subnets, so each subnet of its subnet group needs an IPv6 block. RDS, Neptune and ElastiCache reject NetworkType otherwise, and the stack fails.',
  howToFix: 'Give each subnet an Ipv6CidrBlock, or set NetworkType to IPv4.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://docs.aws.amazon.com/neptune/latest/userguide/neptune-dualstack-db-cluster.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html',
  ],

  *check(file) {
    const { network } = file;
    for (const { object, property } of existingResources(file, TYPES)) {
      const type = property('NetworkType');
      if (type.kind !== 'known' || !/^dual(?:_stack)?$/i.test(type.text)) continue;
      const without = (placements(network).get(object.id)?.subnets ?? []).filter(hasNoIpv6);
      if (without.length === 0) continue;
      const verb = without.length > 1 ? 'have' : 'has';
      yield {
        at: type.at,
        resource: object.id,
        defaults: type.defaults,
        message: `${object.id} has the network type ${type.text}, and ${listed(without.map(({ id }) => id))} ${verb} no IPv6 block. AWS rejects ${object.id}.`,
        related: without.map(({ id, at }) => ({ at, message: `${id} has only IPv4` })),
        fixes: changeTo(literalInPlace(type), type.text === 'DUAL' ? 'IPV4' : 'ipv4', false),
      };
    }
  },
});

const TYPES = [
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBCluster',
  'AWS::Neptune::DBCluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::ElastiCache::CacheCluster',
];
