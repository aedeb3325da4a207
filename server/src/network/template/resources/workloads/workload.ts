import type { WorkloadType } from '../../../../aws/workloadType.ts';
import { portOfEngine, SUBNET_GROUP_TYPES, WORKLOAD_TYPES } from '../../../../aws/workloadTypes.ts';
import type { Cidr } from '../../../../cidr/cidr.ts';
import { NO_VALUE, type Value } from '../../../../template/evaluation/value.ts';
import { ABSENT, type Field, type NetworkObject, type TargetList } from '../../../field.ts';
import type { ClusterApi, ListeningPort, PlainWorkload } from '../../../workload.ts';
import { commaSeparated } from '../../commaSeparated.ts';
import {
  booleanField,
  cidrField,
  fieldIn,
  fieldOf,
  firstAtPath,
  integerField,
  itemsOf,
  targetField,
  targetList,
  valueAtPath,
} from '../../fieldOfValue.ts';
import type { Draft, Property, ResourceReader } from '../../readResource.ts';
import { ipv6Of, lacksIpv4 } from '../ipv6.ts';
import { brokerPorts, isPublicRabbit } from './broker.ts';
import { portOfAurora } from './clusterPort.ts';
import { fixedAddressesOf } from './fixedAddresses.ts';
import { managedParts } from './managed.ts';
import { zoneOfWorkload } from './zoneOfWorkload.ts';

/** Reads a resource of `WORKLOAD_TYPES`. */
export function readWorkload({ resource, object, property, typeOf }: ResourceReader, draft: Draft): void {
  const shape = WORKLOAD_TYPES[resource.type];
  if (!shape) return;
  if (shape.onlyWithSubnets && firstAtPath(property, shape.subnets).kind === 'absent') return;
  const target = (path: string | undefined) =>
    path === undefined ? ABSENT : targetField(valueAtPath(property, path));
  const list = (paths: readonly string[] | undefined) =>
    targetList(commaSeparated(firstAtPath(property, paths), typeOf));
  const publicIp = firstAtPath(property, shape.publicIp);
  draft.workloads.set(object.id, {
    ...object,
    kind: shape.kind,
    type: resource.type,
    stage: null,
    subnets: shape.kind === 'database' && !shape.subnets ? subnetsOfSource(property) : list(shape.subnets),
    securityGroups: list(shape.securityGroups),
    listeningPorts:
      brokerPorts(resource.type, property, object.at) ?? listeningOf(shape, resource.type, property, object),
    publicIp: addressOfJobs(resource.type, property) ?? itemsOf(publicIp).map(switchField)[0] ?? ABSENT,
    ipv6: ipv6Of(resource.type, property),
    ...(lacksIpv4(resource.type, property) && { lacksIpv4: true }),
    mentions: [],
    subnetGroup: target(shape.subnetGroup),
    cluster: target(shape.cluster),
    launchTemplate: targetField(onlyOne(firstAtPath(property, shape.launchTemplate))),
    targetGroups: shape.targetGroups ? list([shape.targetGroups]) : ABSENT,
    ...(shape.classicBalancers && { classicBalancers: list([shape.classicBalancers]) }),
    fileSystem: target(shape.fileSystem),
    sourceDestCheck: booleanField(property('SourceDestCheck')),
    keepsClientIp:
      shape.kind === 'instance-connect-endpoint' ? booleanField(property('PreserveClientIp')) : ABSENT,
    cards: shape.kind === 'instance' ? cardsOf(property) : [],
    ...(shape.kind === 'kubernetes-cluster' && { api: clusterApi(property) }),
    ...fixedAddressesOf(resource.type, property),
    ...zoneOfWorkload(resource.type, property),
    ...(isPublicRabbit(resource.type, property) && { isHosted: true }),
    ...(isWindows(property) && { isWindows: true }),
    taskDefinitions: shape.taskDefinitions ? [target(shape.taskDefinitions)] : [],
    ...managedParts(resource.type, property, object),
  });
}

/** A fleet may name several launch templates, whose groups differ. */
function onlyOne(value: Value): Value {
  return value.kind === 'list' && value.items.length === 1 ? value.items[0]! : value;
}

function clusterApi(property: ResourceReader['property']): ClusterApi {
  const said = (name: string) => valueAtPath(property, `ResourcesVpcConfig.${name}`);
  const blocks = said('PublicAccessCidrs');
  const list = blocks.kind === 'unknown' ? [blocks] : itemsOf(blocks);
  return {
    isPublic: booleanField(said('EndpointPublicAccess')),
    isPrivate: booleanField(said('EndpointPrivateAccess')),
    publicBlocks: list.length === 0 ? undefined : list.map(blockOf),
  };
}

function blockOf(value: Value): Field<Cidr> {
  return cidrField(value, value.kind === 'known' && value.text.includes(':') ? 6 : 4);
}

/**
 * On Fargate each job definition of AWS Batch says whether a job has a public address:
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_NetworkConfiguration.html
 */
function addressOfJobs(type: string, property: ResourceReader['property']): Field<boolean> | undefined {
  if (type !== 'AWS::Batch::ComputeEnvironment') return undefined;
  const compute = valueAtPath(property, 'ComputeResources.Type');
  if (compute.kind === 'absent') return undefined;
  const runs = fieldOf(compute, (text) => (/^(EC2|SPOT)$/.test(text) ? text : undefined));
  return runs.kind === 'known' ? undefined : { kind: 'unknown', why: 'each job says it', at: compute.at };
}

/**
 * Tasks that an EventBridge rule starts, by its first target with a network configuration; other rules are no workload.
 */
export function readScheduledTasks(reader: ResourceReader, draft: Draft): void {
  const started = itemsOf(valueAtPath(reader.property, 'Targets.*.EcsParameters')).find(
    (one) => one.kind === 'fields' && one.fields.has('NetworkConfiguration'),
  );
  if (started?.kind !== 'fields') return;
  readWorkload({ ...reader, property: (name) => started.fields.get(name) ?? { kind: 'absent' } }, draft);
}

/** Tasks that a state machine starts, by its first state that does; other state machines are no workload. */
export function readTasksOfStates(reader: ResourceReader, draft: Draft): void {
  const started = taskOfStates(reader.property);
  if (started) readWorkload({ ...reader, property: (name) => started.get(name) ?? NO_VALUE }, draft);
}

/**
 * What the first state that starts a task passes on to ECS; undefined without such a state, and where a part of it is
 * decided while the machine runs, or put in by DefinitionSubstitutions.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 */
export function taskOfStates(property: Property): ReadonlyMap<string, Value> | undefined {
  const states = valueAtPath(property, 'Definition.States');
  for (const state of states.kind === 'fields' ? states.fields.values() : []) {
    const resource = fieldIn(state, 'Resource');
    const text =
      resource.kind === 'known' ? resource.text : resource.kind === 'unknown' ? resource.partial : undefined;
    if (!/:states:::ecs:runTask(?:\.\w+)?$/.test(text ?? '')) continue;
    const passed = [fieldIn(state, 'Parameters'), fieldIn(state, 'Arguments')].find(
      (one) => one.kind === 'fields',
    );
    return passed?.kind === 'fields' && !isFilledIn(passed) ? passed.fields : undefined;
  }
  return undefined;
}

/** Whether a text has `${…}` of a definition, an expression, or a path into the input. */
function isFilledIn(value: Value): boolean {
  switch (value.kind) {
    case 'known':
      return /\$\{|^\$|^\{%/.test(value.text);
    case 'list':
      return value.items.some(isFilledIn);
    case 'fields':
      return [...value.fields].some(([name, one]) => name.endsWith('.$') || isFilledIn(one));
    default:
      return false;
  }
}

/** Items that refer to a separate interface are attachments and are left out. */
function cardsOf(property: ResourceReader['property']): PlainWorkload['cards'] {
  const cards = itemsOf(property('NetworkInterfaces')).flatMap((card) => {
    if (card.kind !== 'fields' || card.fields.has('NetworkInterfaceId')) return [];
    const own = (name: string) => targetList(card.fields.get(name) ?? { kind: 'absent' });
    return [{ subnets: own('SubnetId'), securityGroups: own('GroupSet') }];
  });
  return cards.length > 1 ? cards : [];
}

/**
 * Whether it runs Windows: AWS's public parameters name the operating system of an image, and node groups and projects
 * state theirs: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html
 */
function isWindows(property: ResourceReader['property']): boolean {
  return ['ImageId', 'AmiType', 'Environment.Type'].some((path) => {
    const value = valueAtPath(property, path);
    const text = value.kind === 'known' ? value.text : value.kind === 'unknown' ? (value.partial ?? '') : '';
    return /ami-windows-|^WINDOWS_/i.test(text);
  });
}

/** A boolean that ECS writes as ENABLED or DISABLED, and MSK as SERVICE_PROVIDED_EIPS. */
function switchField(value: Parameters<typeof booleanField>[0]): Field<boolean> {
  return fieldOf(value, (text) =>
    /^(true|enabled|service_provided_eips)$/i.test(text)
      ? true
      : /^(false|disabled)$/i.test(text)
        ? false
        : undefined,
  );
}

function listeningOf(
  { kind, port }: WorkloadType,
  type: string,
  property: ResourceReader['property'],
  { at }: NetworkObject,
): readonly ListeningPort[] {
  const tcp = (field: Field<number>): ListeningPort => ({ protocol: 'tcp', port: field });
  const preset = (value: number): ListeningPort => tcp({ kind: 'known', value, at, defaults: [] });
  const unsaid: Field<number> = { kind: 'unknown', why: 'the template does not say its port', at };
  if (!port) return ANSWERS.has(kind) ? [tcp(unsaid)] : [];
  const stated = port.path ? itemsOf(valueAtPath(property, port.path)).map(integerField) : [];
  if (stated.length > 0) return stated.map(tcp);
  // A database restored from a snapshot keeps its port, and a replica has that of its source (amendment 5 of the
  // catalogue).
  const isCopy = [...SNAPSHOTS, ...SOURCES].some((name) => property(name).kind !== 'absent');
  if (isCopy) return [tcp({ kind: 'unknown', why: 'it is a copy, which keeps its port', at })];
  const ofAurora = portOfAurora(type, property, at);
  if (ofAurora) return [ofAurora];
  if (port.engine !== undefined) {
    const { disputed = [] } = port;
    const engine = fieldOf(valueAtPath(property, port.engine), (name) =>
      disputed.some((start) => name.trim().toLowerCase().startsWith(start)) ? undefined : portOfEngine(name),
    );
    if (engine.kind === 'absent' && port.preset !== undefined) return [port.preset].flat().map(preset);
    return [tcp(engine.kind === 'known' ? { ...engine, at } : unsaid)];
  }
  return port.preset === undefined ? [] : [port.preset].flat().map(preset);
}

/** Kinds that accept connections on some port, whether or not the template states it. */
const ANSWERS: ReadonlySet<WorkloadType['kind']> = new Set([
  'database',
  'database-proxy',
  'cache',
  'broker',
  'managed-endpoint',
]);

const SNAPSHOTS = ['DBSnapshotIdentifier', 'DBClusterSnapshotIdentifier', 'SnapshotIdentifier'];

/** Properties that name a source which continues to exist beside the copy. */
const SOURCES = [
  'SourceDBInstanceIdentifier',
  'SourceDBInstanceAutomatedBackupsArn',
  'SourceDBClusterIdentifier',
  'SourceDbiResourceId',
  'SourceDbClusterResourceId',
  'ReplicationSourceIdentifier',
  'PrimaryClusterId',
  'GlobalReplicationGroupId',
];

/** A replica without a subnet group is in its source's VPC, or in the default VPC of another region. */
function subnetsOfSource(property: ResourceReader['property']): TargetList {
  const source = SOURCES.map(property).find(({ kind }) => kind !== 'absent');
  if (!source || source.kind === 'absent' || property('DBSubnetGroupName').kind !== 'absent') return ABSENT;
  return { kind: 'unknown', why: 'it is a copy, which may be in the network of its source', at: source.at };
}

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
    : [path('NetworkInterfaces.*.Groups'), path('SecurityGroupIds'), path('SecurityGroups')];
  const publicIp = path(
    isConfiguration ? 'AssociatePublicIpAddress' : 'NetworkInterfaces.*.AssociatePublicIpAddress',
  );
  draft.launchTemplates.set(object.id, {
    ...object,
    subnets: isConfiguration
      ? ABSENT
      : targetList(valueAtPath(property, path('NetworkInterfaces.*.SubnetId'))),
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
