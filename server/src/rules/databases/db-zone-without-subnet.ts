import { isInAvailabilityZone, listedSubnets, zoneName } from '../../network/analysis/subnets/zones.ts';
import { defaultsOf } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import { isSameZone } from '../../network/model.ts';
import { targetField } from '../../network/template/fieldOfValue.ts';
import { zoneOf } from '../../network/template/resources/vpc.ts';
import { table } from '../../table.ts';
import { NO_VALUE } from '../../template/evaluation/value.ts';
import { listed as wordsOf } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** A database or a cache that names a zone in which its subnet group has no subnet. */
export default defineRule({
  id: 'db-zone-without-subnet',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet group has no subnet in the zone that is named',
  why: 'A database or a cache node in a VPC runs in a subnet of its subnet group, so the group needs one in the zone that is named. AWS rejects another zone, and the stack fails.',
  howToFix: 'Name a zone of one of the subnets, or leave the choice to AWS.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html',
    'https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html',
  ],

  *check(file) {
    const whole = wholeNetwork(file);
    for (const { object, property, resource } of existingResources(file, Object.keys(KEYS))) {
      const [zoneKey, groupKey] = KEYS[resource.type]!;
      const zone = zoneOf(property(zoneKey), NO_VALUE);
      const group = find(file.network.subnetGroups, targetField(property(groupKey)));
      const listed = group && listedSubnets(group.subnets, whole);
      if (zone.kind !== 'known' || !listed || listed.length === 0) continue;
      const isElsewhere = listed.every(
        ({ subnet }) => subnet && isInAvailabilityZone(subnet) && isSameZone(zone, subnet.zone) === 'no',
      );
      if (!isElsewhere) continue;
      const zones = [...new Set(listed.map(({ subnet }) => zoneName(subnet!.zone)))];
      yield {
        at: zone.at,
        resource: object.id,
        defaults: defaultsOf(zone, ...listed.map(({ subnet }) => subnet!.zone)),
        message: `${object.id} names ${zoneName(zone)}, and the subnets of ${group.id} are in ${wordsOf(zones)}. AWS rejects ${object.id}.`,
        related: [{ at: group.at, message: `${group.id} has no subnet there` }],
        fixes: removalFix(object.properties, zoneKey),
      };
    }
  },
});

/** The properties with the zone and with the subnet group. */
const KEYS: Readonly<Record<string, readonly [string, string]>> = table({
  'AWS::RDS::DBInstance': ['AvailabilityZone', 'DBSubnetGroupName'],
  'AWS::ElastiCache::CacheCluster': ['PreferredAvailabilityZone', 'CacheSubnetGroupName'],
  'AWS::Redshift::Cluster': ['AvailabilityZone', 'ClusterSubnetGroupName'],
});
