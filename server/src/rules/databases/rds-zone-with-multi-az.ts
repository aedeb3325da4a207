import { booleanField } from '../../network/template/fieldOfValue.ts';
import { entryAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { defaultsOfValue } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A Multi-AZ database, or replication instance of DMS, that states an Availability Zone. */
export default defineRule({
  id: 'rds-zone-with-multi-az',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A Multi-AZ database names an Availability Zone',
  why: 'RDS chooses the zones of a Multi-AZ database itself. With both MultiAZ and AvailabilityZone it fails with "Requesting a specific availability zone is not valid for Multi-AZ instances", and the stack fails. So does DMS with a replication instance.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dms-replicationinstance.html',
  ],

  *check(file) {
    if (file.template?.hasMacros) return;
    for (const { resource, object, property } of resourcesOfTypes(file, Object.keys(TYPES))) {
      const [service, noun] = TYPES[resource.type]!;
      const several = property('MultiAZ');
      const isSeveral = booleanField(several);
      const zone = property('AvailabilityZone');
      if (isSeveral.kind !== 'known' || !isSeveral.value || property('DBClusterIdentifier').kind !== 'absent')
        continue;
      if (zone.kind !== 'known' && zone.kind !== 'zone' && zone.kind !== 'reference') continue;
      const entry = entryAt(object.properties, 'AvailabilityZone');
      if (!entry) continue;
      yield {
        at: entry.key,
        resource: object.id,
        defaults: [several, zone].flatMap(defaultsOfValue),
        message: `${object.id} sets both MultiAZ and AvailabilityZone. ${service} rejects the combination: it chooses the zones of a Multi-AZ ${noun} itself.`,
        related: [{ at: isSeveral.at, message: 'MultiAZ is true' }],
        fixes: removalFix(object.properties, 'AvailabilityZone'),
      };
    }
  },
});

const TYPES: Readonly<Record<string, readonly [service: string, noun: string]>> = table({
  'AWS::RDS::DBInstance': ['RDS', 'database'],
  'AWS::DMS::ReplicationInstance': ['DMS', 'replication instance'],
});
