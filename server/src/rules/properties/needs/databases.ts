import { booleanOf, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import { table } from '../../../table.ts';
import { hasText } from '../../../template/evaluation/value.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { resourcesOfTypes } from '../../shared/resources/typedResources.ts';
import { isWritten, type Need, type Needs } from './need.ts';

/** What databases, caches, warehouses, brokers and file systems need. */
export const DATABASES: Needs = {
  'AWS::RDS::DBCluster': ({ object, property }, file) =>
    needOfPassword('a cluster', property) ?? needOfServerless(object.id, file),
  'AWS::RDS::DBInstance': ({ property }) => {
    const isNew = RESTORED_FROM.every((name) => property(name).kind === 'absent');
    const engine = property('Engine');
    const isWithoutStorage = property('AllocatedStorage').kind === 'absent';
    if (isNew && isWithoutStorage && engine.kind === 'known' && /^aurora/.test(engine.text))
      return { kind: 'an instance of Aurora', all: ['DBClusterIdentifier'], rests: [engine] };
    const managed = needOfPassword('an instance', property);
    if (managed) return managed;
    return isNew ? { kind: 'a new DB instance', all: ['Engine', 'DBInstanceClass'] } : undefined;
  },
  'AWS::FSx::FileSystem': ({ property }) => {
    for (const part of ['WindowsConfiguration', 'OntapConfiguration', 'OpenZFSConfiguration']) {
      const type = valueAtPath(property, `${part}.DeploymentType`);
      if (type.kind !== 'known' || !type.text.startsWith('MULTI_AZ')) continue;
      return { kind: `of type ${type.text}`, all: [`${part}.PreferredSubnetId`], rests: [type] };
    }
    const lustre = valueAtPath(property, 'LustreConfiguration.DeploymentType');
    if (lustre.kind !== 'known' || !lustre.text.startsWith('PERSISTENT')) return undefined;
    // With intelligent tiering the throughput is that of the whole file system.
    const storage = property('StorageType');
    const isOfDisks =
      storage.kind === 'absent' || (storage.kind === 'known' && /^[HS][DS]D$/.test(storage.text));
    if (!isOfDisks || property('BackupId').kind !== 'absent') return undefined;
    const all = ['LustreConfiguration.PerUnitStorageThroughput'];
    return { kind: `of type ${lustre.text}`, all, rests: [lustre] };
  },
  'AWS::AmazonMQ::Broker': ({ property }) => {
    const [engine, open] = [property('EngineType'), property('PubliclyAccessible')];
    const mode = property('DeploymentMode');
    const isRabbit = engine.kind === 'known' && /^rabbitmq$/i.test(engine.text);
    if (engine.kind === 'known' && mode.kind === 'known' && OF_ONE_ENGINE[mode.text] === !isRabbit)
      return {
        kind: `a broker of ${isRabbit ? 'RabbitMQ' : 'ActiveMQ'}`,
        ofOther: ['DeploymentMode', mode],
        rests: [engine, mode],
      };
    if (!isRabbit || !booleanOf(open)) return undefined;
    return { kind: 'a public broker of RabbitMQ', noneListed: ['SecurityGroups'], rests: [engine, open] };
  },
  'AWS::ElastiCache::ReplicationGroup': ({ property }) => {
    const encrypted = property('TransitEncryptionEnabled');
    // A member of a global datastore has the settings of its primary.
    if (property('GlobalReplicationGroupId').kind !== 'absent') return undefined;
    const isOff = encrypted.kind === 'absent' || booleanOf(encrypted) === false;
    if (!isOff) return undefined;
    return { kind: 'a cache without encryption in transit', none: ['AuthToken'], rests: [encrypted] };
  },
  'AWS::Redshift::Cluster': ({ property }) => {
    const open = property('PubliclyAccessible');
    const type = property('ClusterType');
    if (hasText(type, 'multi-node'))
      return { kind: 'a cluster of type multi-node', all: ['NumberOfNodes'], rests: [type] };
    if (booleanOf(open) !== false) return undefined;
    return { kind: 'a cluster that is not publicly accessible', none: ['ElasticIp'], rests: [open] };
  },
};

/** Whether the mode is for RabbitMQ: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html */
const OF_ONE_ENGINE: Readonly<Record<string, boolean>> = table({
  ACTIVE_STANDBY_MULTI_AZ: false,
  CLUSTER_MULTI_AZ: true,
});

/** RDS manages the password, or the template has it. */
function needOfPassword(kind: string, property: ResourceReader['property']): Need | undefined {
  const managed = property('ManageMasterUserPassword');
  if (!booleanOf(managed)) return undefined;
  return isWritten(property('MasterUserPassword'))
    ? { kind: `${kind} whose password RDS manages`, none: ['MasterUserPassword'], rests: [managed] }
    : undefined;
}

/** "Set the Serverless v2 scaling configuration on the parent DB cluster": https://github.com/cloudposse/terraform-aws-rds-cluster/pull/181 */
function needOfServerless(cluster: string, file: CheckedFile): Need | undefined {
  const members = resourcesOfTypes(file, ['AWS::RDS::DBInstance']);
  for (const { object, property } of members) {
    const [member, size] = [property('DBClusterIdentifier'), property('DBInstanceClass')];
    if (member.kind !== 'reference' || member.resource !== cluster) continue;
    if (!hasText(size, 'db.serverless')) continue;
    const kind = `a cluster with a serverless instance (${object.id})`;
    return { kind, all: ['ServerlessV2ScalingConfiguration'], rests: [size] };
  }
  return undefined;
}

/**
 * Properties by which a cluster or an instance copies the engine of something else.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html
 */
const RESTORED_FROM = [
  ...[
    'DBSnapshotIdentifier',
    'DBClusterSnapshotIdentifier',
    'DBClusterIdentifier',
    'SourceDBInstanceIdentifier',
  ],
  ...['SourceDbiResourceId', 'SourceDBInstanceAutomatedBackupsArn', 'SourceDBClusterIdentifier'],
];
