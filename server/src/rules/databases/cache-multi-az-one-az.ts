import { listedSubnets, shareZone, zoneName } from '../../network/analysis/subnets/zones.ts';
import { defaultsOf } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import { booleanField, targetField } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { moveToFreeZone } from '../shared/fixes/subnetChoices.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** A replication group over several zones whose subnets are in one. */
export default defineRule({
  id: 'cache-multi-az-one-az',
  area: 'databases',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The cache is for several zones, and its subnets are in one',
  why: 'ElastiCache puts nodes only into zones of the subnet group. With MultiAZEnabled and subnets of one zone the replicas are in the zone of the primary, so the loss of that zone is the loss of all of them.',
  howToFix: 'Add a subnet of another zone to the subnet group.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
    'G66',
  ],

  *check(file) {
    const whole = wholeNetwork(file);
    for (const { object, property } of existingResources(file, ['AWS::ElastiCache::ReplicationGroup'])) {
      const several = booleanField(property('MultiAZEnabled'));
      const group = find(file.network.subnetGroups, targetField(property('CacheSubnetGroupName')));
      if (several.kind !== 'known' || !several.value || !group) continue;
      const listed = listedSubnets(group.subnets, whole);
      const [first] = listed ?? [];
      if (!listed || !first?.subnet) continue;
      const isOne = listed.every(
        ({ subnet }) => subnet === first.subnet || (subnet && shareZone(subnet, first.subnet!)),
      );
      if (!isOne) continue;
      const last = listed.length > 1 ? listed.at(-1)!.subnet : undefined;
      const where =
        listed.length === 1
          ? `has only ${first.subnet.id}`
          : `has subnets of one zone (${zoneName(first.subnet.zone)})`;
      yield {
        at: several.at,
        resource: object.id,
        defaults: defaultsOf(several, ...listed.flatMap(({ subnet }) => (subnet ? [subnet.zone] : []))),
        message: `${object.id} has MultiAZEnabled, and ${group.id} ${where}. All its nodes are in that zone.`,
        related: [{ at: group.at, message: `${group.id} has the subnets` }],
        fixes: last ? moveToFreeZone(last, listed) : [],
      };
    }
  },
});
