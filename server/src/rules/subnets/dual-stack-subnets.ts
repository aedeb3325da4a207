import { placements } from '../../network/analysis/workloads/placement.ts';
import { valueAtPath } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { hasNoIpv6 } from '../shared/placement/noIpv6.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A database, a cache or a cluster with IPv6 in subnets that have only IPv4. Load balancers have a rule of their own. */
export default defineRule({
  id: 'dual-stack-subnets',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The database, cache or cluster has IPv6, and its subnets have no IPv6 block',
  why: 'A dual-stack database or cache has an IPv4 and an IPv6 address in its subnets, and the pods of an EKS cluster with IPv6 get theirs there. Each of the subnets needs an IPv6 block. RDS, Neptune, ElastiCache and EKS reject the resource otherwise, and the stack fails.',
  howToFix: 'Give each subnet an Ipv6CidrBlock, or use IPv4.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://docs.aws.amazon.com/neptune/latest/userguide/neptune-dualstack-db-cluster.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html',
  ],

  *check(file) {
    const { network } = file;
    for (const { object, property, resource } of existingResources(file, Object.keys(SETTINGS))) {
      const path = SETTINGS[resource.type]!;
      const type = valueAtPath(property, path);
      if (type.kind !== 'known' || !/^(?:dual(?:_stack)?|ipv6)$/i.test(type.text)) continue;
      const without = (placements(network).get(object.id)?.subnets ?? []).filter(hasNoIpv6);
      if (without.length === 0) continue;
      const verb = without.length > 1 ? 'have' : 'has';
      yield {
        at: type.at,
        resource: object.id,
        defaults: type.defaults,
        message: `${object.id} has ${path.split('.').at(-1)} ${type.text}, and ${listed(without.map(({ id }) => id))} ${verb} no IPv6 block. AWS rejects ${object.id}.`,
        related: without.map(({ id, at }) => ({ at, message: `${id} has only IPv4` })),
        fixes: changeTo(literalInPlace(type), type.text === 'DUAL' ? 'IPV4' : 'ipv4', false),
      };
    }
  },
});

/** The property that requests IPv6, of each type. */
const SETTINGS: Readonly<Record<string, string>> = table({
  'AWS::RDS::DBInstance': 'NetworkType',
  'AWS::RDS::DBCluster': 'NetworkType',
  'AWS::Neptune::DBCluster': 'NetworkType',
  'AWS::ElastiCache::ReplicationGroup': 'NetworkType',
  'AWS::ElastiCache::CacheCluster': 'NetworkType',
  'AWS::EKS::Cluster': 'KubernetesNetworkConfig.IpFamily',
});
