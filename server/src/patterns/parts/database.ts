import type { NetworkRequest } from '../request.ts';
import { admitting, clientGroups, group, NOWHERE } from './access.ts';
import type { SubnetsByTier } from './layout.ts';
import { attribute, ignoring, named, output, type Part, ref } from './part.ts';

const PORT = 5432;

/** A PostgreSQL database that only the app and the hosts for administration reach. */
export function databasePart(request: NetworkRequest, layout: SubnetsByTier): Part {
  const isForTests = request.pattern.nat === 'single';
  return {
    comment: 'The database. Secrets Manager holds its password; a snapshot stays when the stack is deleted.',
    resources: {
      DatabaseGroup: group('The database', 'database', admitting(clientGroups(request), PORT), NOWHERE),
      DatabaseSubnets: {
        Type: 'AWS::RDS::DBSubnetGroup',
        Properties: {
          DBSubnetGroupDescription: 'The subnets of the database',
          SubnetIds: layout.database.map(({ id }) => ref(id)),
        },
      },
      Database: {
        Type: 'AWS::RDS::DBInstance',
        DeletionPolicy: 'Snapshot',
        UpdateReplacePolicy: 'Snapshot',
        // A standby doubles the price, and what has one NAT gateway may be down with its zone.
        ...(isForTests && ignoring('rds-single-az')),
        Properties: {
          Engine: 'postgres',
          DBInstanceClass: 'db.t4g.micro',
          AllocatedStorage: '20',
          StorageType: 'gp3',
          StorageEncrypted: true,
          BackupRetentionPeriod: 7,
          DBName: 'app',
          MasterUsername: 'app',
          ManageMasterUserPassword: true,
          MultiAZ: !isForTests,
          PubliclyAccessible: false,
          DBSubnetGroupName: ref('DatabaseSubnets'),
          VPCSecurityGroups: [attribute('DatabaseGroup', 'GroupId')],
          Tags: named('database'),
        },
      },
    },
    outputs: {
      DatabaseHost: output('The host name of the database', attribute('Database', 'Endpoint.Address')),
      DatabaseSecret: output(
        'The secret with the user and password of the database',
        attribute('Database', 'MasterUserSecret.SecretArn'),
      ),
    },
  };
}
