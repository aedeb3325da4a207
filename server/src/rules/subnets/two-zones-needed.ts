import { defaultsOf, type Field } from '../../network/field.ts';
import {
  booleanField,
  fieldIn,
  integerField,
  itemsOf,
  targetList,
  valueAtPath,
} from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { type Value, defaultsOfValue as valueDefaults } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { inOneZone } from '../shared/placement/inOneZone.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';
import { type Counted, countedOfManaged } from './countedSubnets.ts';

/** Something that AWS makes over two zones at least, with subnets of one; another number of subnets than a search domain or a broker has. */
export default defineRule({
  id: 'two-zones-needed',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The number of subnets, or of their zones, is not what the service needs',
  why: 'Subnet groups of DocumentDB, Neptune and DMS, RDS proxies, EKS clusters and workgroups of Redshift Serverless need subnets in at least two Availability Zones, even if they run in one. Other services need an exact number: directories, Airflow environments and Multi-AZ file systems of FSx two in different zones, any other file system of FSx and an OpenSearch domain without zone awareness one, an OpenSearch domain with it one for each zone. A workgroup of Redshift Serverless needs at least two, and three with enhanced VPC routing. The subnet group of a Multi-AZ DB cluster needs three, and MSK Serverless two in each VPC. AWS rejects any other number, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/API_CreateDBSubnetGroup.html',
    'https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBSubnetGroup.html',
    'https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationSubnetGroup.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-network-prereqs.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html',
    'https://docs.aws.amazon.com/directoryservice/latest/devguide/API_DirectoryVpcSettings.html',
    'https://docs.aws.amazon.com/mwaa/latest/userguide/networking-about.html',
    'https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystem.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html',
    'https://docs.aws.amazon.com/msk/latest/developerguide/create-serverless-cluster.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/create-multi-az-db-cluster.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html',
    'https://docs.aws.amazon.com/grafana/latest/APIReference/API_VpcConfiguration.html',
    'https://docs.aws.amazon.com/quicksight/latest/APIReference/API_CreateVPCConnection.html',
    'https://docs.aws.amazon.com/appstream2/latest/APIReference/API_CreateFleet.html',
    'https://docs.aws.amazon.com/appstream2/latest/APIReference/API_CreateImageBuilder.html',
    'https://docs.aws.amazon.com/ts-influxdb/latest/ts-influxdb-api/API_CreateDbInstance.html',
    'https://docs.aws.amazon.com/workspaces-web/latest/APIReference/API_CreateNetworkSettings.html',
    'https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileCache.html',
    'https://github.com/aws/aws-cdk/issues/7804',
    'G68',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const group of network.subnetGroups.values()) {
      const service = GROUPS[group.type];
      if (service) yield* inOneZone(group, group.subnets, `${service} rejects a subnet group`, file);
    }
    for (const one of network.workloads.values()) {
      const service = WORKLOADS[one.type];
      if (service) yield* inOneZone(one, one.subnets, service, file);
    }
    yield* wrongCounts(file);
    yield* pairsInOneZone(file);
  },
});

const GROUPS: Readonly<Record<string, string>> = table({
  'AWS::DocDB::DBSubnetGroup': 'DocumentDB',
  'AWS::Neptune::DBSubnetGroup': 'Neptune',
  'AWS::DMS::ReplicationSubnetGroup': 'DMS',
});

const WORKLOADS: Readonly<Record<string, string>> = table({
  'AWS::RDS::DBProxy': 'RDS rejects a proxy',
  'AWS::EKS::Cluster': 'EKS rejects a cluster',
});

const CLUSTERS = {
  'AWS::OpenSearchService::Domain': 'ClusterConfig',
  'AWS::Elasticsearch::Domain': 'ElasticsearchClusterConfig',
} as const;

function* wrongCounts(file: CheckedFile): Generator<Report> {
  for (const { object, subnets, wanted, isLeast, defaults, reason } of counted(file)) {
    if (subnets.hasGaps || !subnets.items.every((item) => isOneSubnet(item, file))) continue;
    const { length } = subnets.items;
    if (length === wanted || (isLeast && length > wanted)) continue;
    const count = length === 1 ? 'one subnet' : `${length} subnets`;
    yield {
      at: subnets.at,
      resource: object.id,
      defaults: [...defaults, ...valueDefaults(subnets)],
      message: `${object.id} has ${count} ${reason}.`,
    };
  }
}

/** Whether an item is exactly one subnet in every deployment. */
function isOneSubnet(item: Value, { template }: CheckedFile): boolean {
  if (item.kind === 'reference' || item.kind === 'known') return true;
  if (item.kind === 'unknown' && item.gives === 'AWS::EC2::Subnet') return true;
  const name = item.kind === 'unknown' ? /^\$\{(\w+)\}$/.exec(item.partial ?? '')?.[1] : undefined;
  return name !== undefined && template?.parameters.get(name)?.type === 'AWS::EC2::Subnet::Id';
}

function counted(file: CheckedFile): readonly Counted[] {
  return [
    ...searchDomains(file),
    ...queues(file),
    ...directories(file),
    ...fileSystems(file),
    ...workgroups(file),
    ...clustersOfThree(file),
    ...serverlessKafka(file),
    ...countedOfManaged(file),
  ];
}

/** The zones that an OpenSearch domain is in; undefined where that is not known. */
function zonesOfDomain(
  aware: Field<boolean>,
  standby: Field<boolean>,
  zones: Field<number>,
): number | undefined {
  if (aware.kind === 'unknown' || standby.kind === 'unknown' || zones.kind === 'unknown') return undefined;
  if (standby.kind === 'known' && standby.value) return 3;
  if (aware.kind === 'absent' || !aware.value) return 1;
  return zones.kind === 'known' ? zones.value : 2;
}

function* searchDomains(file: CheckedFile): Generator<Counted> {
  for (const [type, config] of Object.entries(CLUSTERS)) {
    for (const { object, property } of resourcesOfTypes(file, [type])) {
      const subnets = valueAtPath(property, 'VPCOptions.SubnetIds');
      const aware = booleanField(valueAtPath(property, `${config}.ZoneAwarenessEnabled`));
      // With standby there are always three zones.
      const standby = booleanField(valueAtPath(property, `${config}.MultiAZWithStandbyEnabled`));
      const zones = integerField(
        valueAtPath(property, `${config}.ZoneAwarenessConfig.AvailabilityZoneCount`),
      );
      if (subnets.kind !== 'list' || subnets.items.length < 1) continue;
      const wanted = zonesOfDomain(aware, standby, zones);
      if (wanted === undefined) continue;
      const reason =
        wanted === 1
          ? 'but no zone awareness. OpenSearch then accepts exactly one subnet'
          : `and zone awareness over ${wanted} zones. OpenSearch accepts exactly one subnet for each`;
      yield { object, subnets, wanted, defaults: defaultsOf(aware, standby, zones), reason };
    }
  }
}

/** RabbitMQ in a cluster accepts any number. */
const SUBNETS_OF_MODE: Readonly<Record<string, number>> = table({
  SINGLE_INSTANCE: 1,
  ACTIVE_STANDBY_MULTI_AZ: 2,
});

function* queues(file: CheckedFile): Generator<Counted> {
  for (const { object, property } of resourcesOfTypes(file, ['AWS::AmazonMQ::Broker'])) {
    const mode = property('DeploymentMode');
    const subnets = property('SubnetIds');
    const wanted = mode.kind === 'known' ? SUBNETS_OF_MODE[mode.text] : undefined;
    if (mode.kind !== 'known' || wanted === undefined || subnets.kind !== 'list') continue;
    // property-missing-for-kind reports a RabbitMQ broker with a standby.
    const engine = property('EngineType');
    const isRabbit = engine.kind === 'known' && /^rabbitmq$/i.test(engine.text);
    if (subnets.items.length === 0 || (isRabbit && wanted === 2)) continue;
    const reason = `and DeploymentMode ${mode.text}. Amazon MQ needs exactly ${wanted === 1 ? 'one subnet' : 'two'} for it`;
    const refusal = 'Amazon MQ rejects an active broker with a standby';
    yield { object, subnets, wanted, defaults: mode.defaults, reason, refusal };
  }
}

/** Types that always need two zones: the path of their subnets, and the service that rejects fewer. */
const PAIRS: Readonly<Record<string, readonly [path: string, service: string, what: string]>> = {
  'AWS::DirectoryService::MicrosoftAD': ['VpcSettings.SubnetIds', 'Directory Service', 'a directory'],
  'AWS::DirectoryService::SimpleAD': ['VpcSettings.SubnetIds', 'Directory Service', 'a directory'],
  'AWS::MWAA::Environment': ['NetworkConfiguration.SubnetIds', 'MWAA', 'an environment'],
};

function* directories(file: CheckedFile): Generator<Counted> {
  for (const { resource, object, property } of resourcesOfTypes(file, Object.keys(PAIRS))) {
    const [path, service, what] = PAIRS[resource.type]!;
    const subnets = valueAtPath(property, path);
    if (subnets.kind !== 'list' || subnets.items.length === 0) continue;
    const reason = `but ${service} accepts exactly two, in different zones`;
    yield { object, subnets, wanted: 2, defaults: [], reason, refusal: `${service} rejects ${what}` };
  }
}

/** The property with the deployment type of each kind of FSx. */
const FILE_SYSTEMS: Readonly<Record<string, string | undefined>> = {
  WINDOWS: 'WindowsConfiguration.DeploymentType',
  ONTAP: 'OntapConfiguration.DeploymentType',
  OPENZFS: 'OpenZFSConfiguration.DeploymentType',
  LUSTRE: undefined,
};

function* fileSystems(file: CheckedFile): Generator<Counted> {
  for (const { object, property } of resourcesOfTypes(file, ['AWS::FSx::FileSystem'])) {
    const [kind, subnets] = [property('FileSystemType'), property('SubnetIds')];
    if (kind.kind !== 'known' || !(kind.text in FILE_SYSTEMS)) continue;
    if (subnets.kind !== 'list' || subnets.items.length === 0) continue;
    const path = FILE_SYSTEMS[kind.text];
    const mode = path === undefined ? kind : valueAtPath(property, path);
    if (mode.kind !== 'known') continue;
    const wanted = mode.text.startsWith('MULTI_AZ') ? 2 : 1;
    const reason = `and is of type ${mode.text}. FSx accepts exactly ${wanted === 1 ? 'one' : 'two, in different zones,'} for it`;
    const defaults = [...kind.defaults, ...mode.defaults];
    yield { object, subnets, wanted, defaults, reason, refusal: 'FSx rejects a Multi-AZ file system' };
  }
}

/**
 * Workgroups of Redshift Serverless. They span three zones, except in a region with two, so only the number of subnets
 * and two zones are certain.
 */
function* workgroups(file: CheckedFile): Generator<Counted> {
  for (const { object, property } of resourcesOfTypes(file, ['AWS::RedshiftServerless::Workgroup'])) {
    const subnets = property('SubnetIds');
    if (subnets.kind !== 'list' || subnets.items.length === 0 || subnets.hasGaps) continue;
    const enhanced = booleanField(property('EnhancedVpcRouting'));
    const isEnhanced = enhanced.kind === 'known' && enhanced.value;
    const reason = isEnhanced
      ? 'and enhanced VPC routing. Redshift Serverless needs at least three for it, in three zones'
      : 'but Redshift Serverless needs at least two, in two zones';
    const defaults = isEnhanced ? enhanced.defaults : [];
    const refusal = 'Redshift rejects a workgroup';
    yield { object, subnets, wanted: isEnhanced ? 3 : 2, isLeast: true, defaults, reason, refusal };
  }
}

/** DBClusterInstanceClass is for Multi-AZ DB clusters alone: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html */
function* clustersOfThree(file: CheckedFile): Generator<Counted> {
  const clusters = resourcesOfTypes(file, ['AWS::RDS::DBCluster']);
  if (clusters.length === 0) return;
  const groups = resourcesOfTypes(file, ['AWS::RDS::DBSubnetGroup']);
  for (const { object, property } of clusters) {
    const [engine, size] = [property('Engine'), property('DBClusterInstanceClass')];
    const named = property('DBSubnetGroupName');
    if (engine.kind !== 'known' || !/^(?:mysql|postgres)$/.test(engine.text)) continue;
    if (size.kind !== 'known' || named.kind !== 'reference') continue;
    const group = groups.find((one) => one.object.id === named.resource);
    const subnets = group?.property('SubnetIds');
    // AWS rejects a subnet group with one subnet itself.
    if (!group || subnets?.kind !== 'list' || subnets.items.length < 2) continue;
    const reason = `and is for ${object.id}, a Multi-AZ DB cluster. RDS needs at least three for it, in three zones`;
    yield { object: group.object, subnets, wanted: 3, isLeast: true, defaults: size.defaults, reason };
  }
}

/** https://docs.aws.amazon.com/msk/latest/developerguide/create-serverless-cluster.html */
function* serverlessKafka(file: CheckedFile): Generator<Counted> {
  for (const { object, property } of resourcesOfTypes(file, ['AWS::MSK::ServerlessCluster'])) {
    for (const config of itemsOf(property('VpcConfigs'))) {
      const subnets = fieldIn(config, 'SubnetIds');
      if (subnets.kind !== 'list' || subnets.items.length === 0) continue;
      const reason = 'but MSK Serverless needs at least two in each VPC';
      yield { object, subnets, wanted: 2, isLeast: true, defaults: [], reason };
    }
  }
}

/** Resources that run in two zones, with all subnets in one. */
function* pairsInOneZone(file: CheckedFile): Generator<Report> {
  for (const { object, subnets, wanted, isLeast, defaults, refusal } of counted(file)) {
    if (wanted < 2 || refusal === undefined) continue;
    if (isLeast ? subnets.items.length < wanted : subnets.items.length !== wanted) continue;
    for (const report of inOneZone(object, targetList(subnets), refusal, file))
      yield { ...report, defaults: [...(report.defaults ?? []), ...defaults] };
  }
}
