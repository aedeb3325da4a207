import type { Inventory } from '../../inventory/inventory.ts';
import type { InventoryEntry } from '../../inventory/parts.ts';
import type { Span } from '../../syntax/span.ts';
import { ABSENT, type TargetList } from '../field.ts';
import { booleanField } from '../template/fieldOfValue.ts';
import type { Draft } from '../template/readResource.ts';
import type { PlainWorkload } from '../workload.ts';
import { memberValue, objectOf, optionalTarget, targetListOf } from './fieldOfAnswer.ts';

/**
 * The databases by the last part of their ARNs: `db:app`, `cluster:app`, `subgrp:app`. Plain names could equal those of
 * stages or resources.
 */
export function readDatabases(
  { DBInstances, DBClusters, DBSubnetGroups }: Inventory['parts'],
  draft: Draft,
): void {
  for (const { at, DBSubnetGroupName, Subnets } of DBSubnetGroups.entries.values()) {
    if (DBSubnetGroupName === undefined) continue;
    const id = `subgrp:${DBSubnetGroupName}`;
    const subnets = targetListOf(
      Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier),
      at,
    );
    draft.subnetGroups.set(id, { ...objectOf(id, at), type: 'AWS::RDS::DBSubnetGroup', subnets });
  }
  for (const [key, instance] of DBInstances.entries) {
    const { at, DBSubnetGroup, Endpoint } = instance;
    const id = databaseId('db', instance.DBInstanceIdentifier, key);
    draft.workloads.set(id, {
      ...databaseOf(id, at),
      type: 'AWS::RDS::DBInstance',
      subnets: targetListOf(
        DBSubnetGroup?.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier),
        at,
      ),
      securityGroups: groupsOf(instance.VpcSecurityGroups, at),
      listeningPorts: portOf(Endpoint?.Port, at),
      publicIp: booleanField(memberValue(instance.PubliclyAccessible, at)),
      ...zoneOfInstance(instance, at),
    });
  }
  for (const [key, cluster] of DBClusters.entries) {
    const { at, DBSubnetGroup } = cluster;
    const id = databaseId('cluster', cluster.DBClusterIdentifier, key);
    draft.workloads.set(id, {
      ...databaseOf(id, at),
      type: 'AWS::RDS::DBCluster',
      subnetGroup: optionalTarget(DBSubnetGroup && `subgrp:${DBSubnetGroup}`, at),
      securityGroups: groupsOf(cluster.VpcSecurityGroups, at),
      listeningPorts: portOf(cluster.Port, at),
    });
  }
}

/** The id of a database in the model; `key` is its ARN if it has one. */
export function databaseId(kind: 'db' | 'cluster', name: string | undefined, key: string): string {
  return name === undefined ? key : `${kind}:${name}`;
}

function databaseOf(id: string, at: Span): Omit<PlainWorkload, 'type'> {
  return {
    ...objectOf(id, at),
    kind: 'database',
    stage: null,
    subnets: ABSENT,
    securityGroups: ABSENT,
    listeningPorts: [],
    publicIp: ABSENT,
    ipv6: ABSENT,
    mentions: [],
    subnetGroup: ABSENT,
    cluster: ABSENT,
    launchTemplate: ABSENT,
    targetGroups: ABSENT,
    fileSystem: ABSENT,
    sourceDestCheck: ABSENT,
    keepsClientIp: ABSENT,
    cards: [],
    taskDefinitions: [],
  };
}

function groupsOf(
  groups: readonly { readonly VpcSecurityGroupId: string | undefined }[] | undefined,
  at: Span,
): TargetList {
  return targetListOf(
    groups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
    at,
  );
}

/**
 * The zone of an instance without a standby, which stays there:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
 */
function zoneOfInstance(
  { AvailabilityZone, MultiAZ }: InventoryEntry<'DBInstances'>,
  at: Span,
): Pick<PlainWorkload, 'zone'> {
  if (MultiAZ !== false || AvailabilityZone === undefined) return {};
  return { zone: { kind: 'known', value: { kind: 'name', name: AvailabilityZone }, at, defaults: [] } };
}

/** A database that is still being created has no port yet. */
function portOf(port: number | undefined, at: Span): PlainWorkload['listeningPorts'] {
  if (!port) return [{ protocol: 'tcp', port: { kind: 'unknown', why: 'the inventory does not say', at } }];
  return [{ protocol: 'tcp', port: { kind: 'known', value: port, at, defaults: [] } }];
}
