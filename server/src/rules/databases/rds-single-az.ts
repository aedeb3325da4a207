import { defaultsOf } from '../../network/field.ts';
import { booleanField } from '../../network/template/fieldOfValue.ts';
import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A database without a standby in another zone. */
export default defineRule({
  id: 'rds-single-az',
  area: 'databases',
  severity: 'hint',
  // A database for tests has one zone on purpose.
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The database is in one zone only',
  why: 'Without MultiAZ there is no standby: when AWS loses the zone, or maintains the host, the database is gone for that time.',
  whenToIgnore: 'If the database may be down for a while, as for tests.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::RDS::DBInstance'])) {
      const several = booleanField(property('MultiAZ'));
      // The instances of a cluster are each other's standbys, and a replica is one of its source.
      if (
        ['DBClusterIdentifier', 'SourceDBInstanceIdentifier'].some((name) => property(name).kind !== 'absent')
      )
        continue;
      if (several.kind === 'unknown' || (several.kind === 'known' && several.value)) continue;
      // MultiAZ and a zone exclude each other.
      const hasZone = property('AvailabilityZone').kind !== 'absent';
      yield {
        at: several.kind === 'known' ? several.at : object.at,
        resource: object.id,
        defaults: defaultsOf(several),
        message: `${object.id} has no MultiAZ. When its zone fails, so does the database.`,
        fixes: hasZone
          ? []
          : settingFix(object.properties, 'MultiAZ', true, `Give ${object.id} a standby in another zone`),
      };
    }
  },
});
