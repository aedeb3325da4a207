import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A database in the default VPC that does not state PubliclyAccessible. */
export default defineRule({
  id: 'rds-public-implicit',
  area: 'databases',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The default VPC decides whether the database is public',
  why: 'Without a DB subnet group an instance goes to the default VPC of the account, and without PubliclyAccessible it is public where that VPC has an internet gateway, as an unchanged default VPC has.',
  whenToIgnore: 'If the default VPC of the account has no internet gateway.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'RDS-01',
    'G63',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::RDS::DBInstance'])) {
      const decided = ['DBSubnetGroupName', 'PubliclyAccessible', 'DBClusterIdentifier', ...SOURCES];
      if (decided.some((name) => property(name).kind !== 'absent')) continue;
      yield {
        at: object.at,
        resource: object.id,
        message: `${object.id} has neither DBSubnetGroupName nor PubliclyAccessible. The default VPC of the account decides whether it is public.`,
        fixes: settingFix(object.properties, 'PubliclyAccessible', false, `Make ${object.id} private`),
      };
    }
  },
});

/** A replica is in the VPC of its source. */
const SOURCES = [
  'SourceDBInstanceIdentifier',
  'SourceDBInstanceAutomatedBackupsArn',
  'SourceDBClusterIdentifier',
];
