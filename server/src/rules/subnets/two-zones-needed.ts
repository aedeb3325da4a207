import {
  isInAvailabilityZone,
  type ListedSubnet,
  listedSubnets,
  shareZone,
  zoneName,
} from '../../network/analysis/zones.ts';
import { defaultsOf, type NetworkObject, type TargetList } from '../../network/field.ts';
import { booleanField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { listed as wordsOf } from '../../wording/listed.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { moveToFreeZone } from '../shared/subnetChoices.ts';
import { resourcesOfTypes } from '../shared/typedResources.ts';

/** Something that AWS makes over two zones at least, with subnets of one; a search domain with more subnets than zones. */
export default defineRule({
  id: 'two-zones-needed',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnets do not cover the number of zones that the service needs',
  why: 'Subnet groups of DocumentDB, Neptune and DMS, RDS proxies and EKS clusters need subnets in at least two Availability Zones, even if they run in one. AWS rejects anything else, and the stack fails. An OpenSearch domain without zone awareness needs exactly one subnet and otherwise fails with "You must specify exactly one subnet".',
  sources: [
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/API_CreateDBSubnetGroup.html',
    'https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBSubnetGroup.html',
    'https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationSubnetGroup.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-network-prereqs.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html',
    'https://github.com/aws/aws-cdk/issues/7804',
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
    yield* searchDomains(file);
  },
});

const GROUPS: Readonly<Record<string, string>> = {
  'AWS::DocDB::DBSubnetGroup': 'DocumentDB',
  'AWS::Neptune::DBSubnetGroup': 'Neptune',
  'AWS::DMS::ReplicationSubnetGroup': 'DMS',
};

const WORKLOADS: Readonly<Record<string, string>> = {
  'AWS::RDS::DBProxy': 'RDS rejects a proxy',
  'AWS::EKS::Cluster': 'EKS rejects a cluster',
};

function* inOneZone(
  owner: NetworkObject,
  list: TargetList,
  refusal: string,
  { network }: CheckedFile,
): Generator<Report> {
  const listed = listedSubnets(list, network);
  if (!listed || !liesInOneZone(listed)) return;
  const ids = listed.map(({ target }) => target.value.id);
  const where =
    ids.length === 1
      ? `only ${ids[0]}`
      : `only subnets in ${zoneName(listed[0]!.subnet!.zone)}: ${wordsOf(ids)}`;
  const last = listed.length > 1 ? listed.at(-1)!.subnet : undefined;
  yield {
    at: owner.at,
    resource: owner.id,
    defaults: defaultsOf(...listed.flatMap(({ target, subnet }) => (subnet ? [target, subnet.zone] : []))),
    message: `${owner.id} has ${where}. ${refusal} that does not cover two zones.`,
    related: listed.flatMap(({ subnet }) =>
      subnet?.zone.kind === 'known'
        ? [{ at: subnet.zone.at, message: `${subnet.id} is in ${zoneName(subnet.zone)}` }]
        : [],
    ),
    fixes: last ? moveToFreeZone(last, listed) : [],
  };
}

/** One subnet, or several in the same zone; never where one of them may lie in a Local Zone. */
function liesInOneZone(listed: readonly ListedSubnet[]): boolean {
  const [first] = listed;
  if (!first?.subnet || !isInAvailabilityZone(first.subnet)) return false;
  return listed.every(
    ({ subnet }) => subnet === first.subnet || (subnet && shareZone(subnet, first.subnet!)),
  );
}

const CLUSTERS = {
  'AWS::OpenSearchService::Domain': 'ClusterConfig',
  'AWS::Elasticsearch::Domain': 'ElasticsearchClusterConfig',
} as const;

function* searchDomains(file: CheckedFile): Generator<Report> {
  for (const [type, config] of Object.entries(CLUSTERS)) {
    for (const { object, property } of resourcesOfTypes(file, [type])) {
      const subnets = valueAtPath(property, 'VPCOptions.SubnetIds');
      const aware = booleanField(valueAtPath(property, `${config}.ZoneAwarenessEnabled`));
      // With standby there are always three zones.
      const standby = booleanField(valueAtPath(property, `${config}.MultiAZWithStandbyEnabled`));
      if (aware.kind === 'unknown' || (aware.kind === 'known' && aware.value)) continue;
      if (standby.kind === 'unknown' || (standby.kind === 'known' && standby.value)) continue;
      if (subnets.kind !== 'list' || subnets.items.length < 2) continue;
      if (!subnets.items.every(({ kind }) => kind === 'reference' || kind === 'known')) continue;
      yield {
        at: subnets.at,
        resource: object.id,
        defaults: defaultsOf(aware),
        message: `${object.id} has ${subnets.items.length} subnets but no zone awareness. OpenSearch then accepts exactly one subnet.`,
      };
    }
  }
}
