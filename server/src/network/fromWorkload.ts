import { portOfEngine, SUBNET_GROUP_TYPES, WORKLOAD_TYPES, type WorkloadType } from '../aws/workloadTypes.ts';
import type { Draft, ResourceReader } from './fromResource.ts';
import {
  booleanField,
  fieldOf,
  firstAtPath,
  integerField,
  itemsOf,
  targetField,
  targetList,
  valueAtPath,
} from './fromValue.ts';
import { ABSENT, type Field, type NetworkObject } from './model.ts';
import type { Listening } from './workload.ts';

/** Reads a resource of `WORKLOAD_TYPES`. */
export function readWorkload({ resource, object, property }: ResourceReader, draft: Draft): void {
  const shape = WORKLOAD_TYPES[resource.type];
  if (!shape) return;
  const target = (path: string | undefined) =>
    path === undefined ? ABSENT : targetField(valueAtPath(property, path));
  const list = (paths: readonly string[] | undefined) => targetList(firstAtPath(property, paths));
  const publicIp = firstAtPath(property, shape.publicIp);
  draft.workloads.set(object.id, {
    ...object,
    kind: shape.kind,
    type: resource.type,
    stage: null,
    subnets: list(shape.subnets),
    securityGroups: list(shape.securityGroups),
    listens: listeningOf(shape, property, object),
    publicIp: itemsOf(publicIp).map(switchField)[0] ?? ABSENT,
    mentions: [],
    subnetGroup: target(shape.subnetGroup),
    cluster: target(shape.cluster),
    launchTemplate: targetField(firstAtPath(property, shape.launchTemplate)),
    targetGroups: shape.targetGroups ? list([shape.targetGroups]) : ABSENT,
    fileSystem: target(shape.fileSystem),
    sourceDestCheck: booleanField(property('SourceDestCheck')),
    speaksAs: shape.speaksAs ? [target(shape.speaksAs)] : [],
  });
}

/** ECS writes ENABLED and DISABLED where others write true and false. */
function switchField(value: Parameters<typeof booleanField>[0]): Field<boolean> {
  return fieldOf(value, (text) =>
    /^(true|enabled)$/i.test(text) ? true : /^(false|disabled)$/i.test(text) ? false : undefined,
  );
}

function listeningOf(
  { port }: WorkloadType,
  property: ResourceReader['property'],
  { at }: NetworkObject,
): readonly Listening[] {
  if (!port) return [];
  const tcp = (field: Field<number>): Listening => ({ protocol: 'tcp', port: field });
  const preset = (value: number): Listening => tcp({ kind: 'known', value, at, defaults: [] });
  const stated = port.path ? itemsOf(valueAtPath(property, port.path)).map(integerField) : [];
  if (stated.length > 0) return stated.map(tcp);
  if (port.engine !== undefined) {
    const engine = fieldOf(valueAtPath(property, port.engine), portOfEngine);
    // A snapshot keeps its port, and a replica its source's (amendment 5 of the catalogue).
    const isCopy = COPIED_FROM.some((name) => property(name).kind !== 'absent');
    if (isCopy) return [tcp({ kind: 'unknown', why: 'it is a copy, which keeps its port', at })];
    return engine.kind === 'absent' ? [] : [tcp(engine.kind === 'known' ? { ...engine, at } : engine)];
  }
  return port.preset === undefined ? [] : [port.preset].flat().map(preset);
}

const COPIED_FROM = [
  'DBSnapshotIdentifier',
  'DBClusterSnapshotIdentifier',
  'SnapshotIdentifier',
  'SourceDBInstanceIdentifier',
  'SourceDBClusterIdentifier',
  'SourceDbiResourceId',
  'ReplicationSourceIdentifier',
];

export function readSubnetGroup({ resource, object, property }: ResourceReader, draft: Draft): void {
  const list = SUBNET_GROUP_TYPES[resource.type];
  if (list === undefined) return;
  draft.subnetGroups.set(object.id, { ...object, type: resource.type, subnets: targetList(property(list)) });
}

export function readLaunchTemplate({ resource, object, property }: ResourceReader, draft: Draft): void {
  const isConfiguration = resource.type === 'AWS::AutoScaling::LaunchConfiguration';
  const path = (name: string) => (isConfiguration ? name : `LaunchTemplateData.${name}`);
  const groups = isConfiguration
    ? ['SecurityGroups']
    : [path('NetworkInterfaces.*.Groups'), path('SecurityGroupIds')];
  const publicIp = path(
    isConfiguration ? 'AssociatePublicIpAddress' : 'NetworkInterfaces.*.AssociatePublicIpAddress',
  );
  draft.launchTemplates.set(object.id, {
    ...object,
    securityGroups: targetList(firstAtPath(property, groups)),
    publicIp: itemsOf(valueAtPath(property, publicIp)).map(booleanField)[0] ?? ABSENT,
  });
}

export function readProxyTarget({ object, property }: ResourceReader, draft: Draft): void {
  draft.proxyTargets.push({
    ...object,
    proxy: targetField(property('DBProxyName')),
    databases: targetList(firstAtPath(property, ['DBInstanceIdentifiers', 'DBClusterIdentifiers'])),
  });
}

export function readEventSourceMapping({ object, property }: ResourceReader, draft: Draft): void {
  const access = itemsOf(property('SourceAccessConfigurations'));
  const ofType = (wanted: (type: string) => boolean) =>
    access.flatMap((one) => {
      const type = one.kind === 'fields' ? one.fields.get('Type') : undefined;
      return one.kind === 'fields' && type?.kind === 'known' && wanted(type.text)
        ? [one.fields.get('URI')]
        : [];
    });
  const targets = (type: string) =>
    ofType((text) => text === type).flatMap((uri) => (uri ? [targetField(uri)] : []));
  draft.eventSourceMappings.set(object.id, {
    ...object,
    function: targetField(property('FunctionName')),
    source: targetField(property('EventSourceArn')),
    subnets: targets('VPC_SUBNET'),
    securityGroups: targets('VPC_SECURITY_GROUP'),
    isSelfManaged: property('SelfManagedEventSource').kind !== 'absent',
    usesSecret: ofType((text) => /_AUTH$|TLS_/.test(text)).length > 0,
  });
}

export function readPrivateApi({ object, property }: ResourceReader, draft: Draft): void {
  const types = itemsOf(firstAtPath(property, ['EndpointConfiguration.Types', 'EndpointConfiguration.Type']));
  if (!types.some((type) => type.kind === 'known' && type.text === 'PRIVATE')) return;
  const ids = firstAtPath(property, [
    'EndpointConfiguration.VpcEndpointIds',
    'EndpointConfiguration.VPCEndpointIds',
  ]);
  draft.privateApis.set(object.id, { ...object, endpoints: targetList(ids) });
}
