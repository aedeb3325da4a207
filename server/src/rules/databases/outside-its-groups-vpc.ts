import { existsWherever } from '../../changes/resources.ts';
import { isOwnVpc } from '../../network/analysis/otherVpc.ts';
import { cardsOfInstance, placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { PlainWorkload, Workload } from '../../network/workload.ts';
import { entryAt, scalarText } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { callOf } from '../../template/evaluation/intrinsic.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';

/** A workload without subnets, so in the default VPC, with a security group of a VPC that the file creates. */
export default defineRule({
  id: 'outside-its-groups-vpc',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The resource has no subnets, so AWS creates it outside the VPC of its security group',
  why: 'AWS creates databases, caches and instances without subnets or a subnet group in the default VPC of the account, where a security group of another VPC cannot be used. AWS rejects them with errors such as "the DB instance and EC2 security group are in different VPCs", and the stack fails. Copies, replicas and cluster members inherit their subnets and are not reported.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html',
    'https://github.com/terraform-aws-modules/terraform-aws-rds/issues/395',
    'https://github.com/terraform-aws-modules/terraform-aws-rds/issues/609',
    'SG-11',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const one of network.workloads.values()) {
      const place = PLACES[one.type];
      if (!place || !isPlain(one) || !isAlone(one, file)) continue;
      const placement = placements(network).get(one.id);
      if (placement?.subnetsAt.kind !== 'absent' || placement.otherSubnets !== undefined) continue;
      // A subnet group without subnets has a finding of its own.
      const name = scalarText(callOf(entryAt(one.properties, place.property)?.value)?.argument);
      if (template?.resources.get(name ?? '')?.type === place.named) continue;
      const field =
        placement.groupsAt.kind === 'known'
          ? placement.groupsAt.items.find((item) => {
              const group = find(network.securityGroups, item);
              return group && isOwnVpc(group.vpc, network);
            })
          : undefined;
      const group = field && find(network.securityGroups, field);
      if (!group || field?.kind !== 'known') continue;
      // With an association the group can be used in a second VPC, which may be the default one (fact X-06).
      if (network.securityGroupVpcAssociations.length > 0) continue;
      yield {
        at: one.at,
        resource: one.id,
        defaults: defaultsOf(field, group.vpc),
        message: `Without ${place.property}, AWS creates ${one.id} in the default VPC and rejects ${group.id}, which belongs to ${keyOfField(group.vpc)}.`,
        related: [{ at: field.at, message: `${one.id} uses ${group.id} here` }],
        fixes: fixesOf(one, keyOfField(group.vpc)!, place, file),
      };
    }
  },
});

interface VpcProperty {
  /** The property that decides its VPC. */
  readonly property: string;
  /** The type of resource that the property refers to. */
  readonly named: string;
}

const PLACES: Readonly<Record<string, VpcProperty>> = table({
  'AWS::RDS::DBInstance': { property: 'DBSubnetGroupName', named: 'AWS::RDS::DBSubnetGroup' },
  'AWS::RDS::DBCluster': { property: 'DBSubnetGroupName', named: 'AWS::RDS::DBSubnetGroup' },
  'AWS::DocDB::DBCluster': { property: 'DBSubnetGroupName', named: 'AWS::DocDB::DBSubnetGroup' },
  'AWS::Neptune::DBCluster': { property: 'DBSubnetGroupName', named: 'AWS::Neptune::DBSubnetGroup' },
  'AWS::ElastiCache::ReplicationGroup': {
    property: 'CacheSubnetGroupName',
    named: 'AWS::ElastiCache::SubnetGroup',
  },
  'AWS::ElastiCache::CacheCluster': {
    property: 'CacheSubnetGroupName',
    named: 'AWS::ElastiCache::SubnetGroup',
  },
  'AWS::DMS::ReplicationInstance': {
    property: 'ReplicationSubnetGroupIdentifier',
    named: 'AWS::DMS::ReplicationSubnetGroup',
  },
  // https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html
  'AWS::Redshift::Cluster': {
    property: 'ClusterSubnetGroupName',
    named: 'AWS::Redshift::ClusterSubnetGroup',
  },
  'AWS::EC2::Instance': { property: 'SubnetId', named: 'AWS::EC2::Subnet' },
  // https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers.html
  'AWS::AmazonMQ::Broker': { property: 'SubnetIds', named: 'AWS::EC2::Subnet' },
  'AWS::AutoScaling::AutoScalingGroup': { property: 'VPCZoneIdentifier', named: 'AWS::EC2::Subnet' },
});

/** Types with a list of subnets, which a fix cannot choose. */
const IN_LISTS = ['SubnetIds', 'VPCZoneIdentifier'];

/** Properties by which a workload is, or may be, in the VPC of something else. */
const ELSEWHERE =
  /Snapshot|Source|^ReplicationGroupId$|^GlobalReplicationGroupId$|^PrimaryClusterId$|^GlobalClusterIdentifier$|^RestoreToTime$|^LaunchTemplate$|^NetworkInterfaces$|^Fn::|^<<$/;

/** Properties that match the pattern above, but decide no place. */
const IN_PLACE = [
  ...['CopyTagsToSnapshot', 'SnapshotRetentionLimit', 'SnapshotWindow', 'SnapshottingClusterId'],
  ...['SourceDestCheck', 'SourceRegion'],
];

function isAlone(one: PlainWorkload, { network }: CheckedFile): boolean {
  // A public broker of RabbitMQ is in no VPC of the account.
  if (one.isHosted || one.cluster.kind !== 'absent' || cardsOfInstance(one, network).length > 0) return false;
  // A group without zones is rejected for that reason, and one without a launch template of this file may copy an
  // existing instance.
  if (one.kind === 'auto-scaling-group')
    return (
      entryAt(one.properties, 'AvailabilityZones') !== undefined &&
      find(network.launchTemplates, one.launchTemplate)?.subnets.kind === 'absent'
    );
  return (one.properties?.entries ?? []).every(
    ({ key }) => IN_PLACE.includes(key.text) || !ELSEWHERE.test(key.text),
  );
}

function isPlain(workload: Workload): workload is PlainWorkload {
  return 'subnetGroup' in workload;
}

/** The only subnet group of that VPC; which of several, or which subnets, is for the user to decide. */
function fixesOf(
  one: PlainWorkload,
  vpc: string,
  { property, named }: VpcProperty,
  file: CheckedFile,
): readonly Fix[] {
  const { network } = file;
  const { properties } = one;
  if (!properties || entryAt(properties, property) || IN_LISTS.includes(property)) return [];
  const candidates =
    named === 'AWS::EC2::Subnet'
      ? [...network.subnets.values()].filter((subnet) => keyOfField(subnet.vpc) === vpc)
      : [...network.subnetGroups.values()].filter(({ type, subnets }) => {
          const [first] = subnets.kind === 'known' ? subnets.items : [];
          return type === named && first && keyOfField(find(network.subnets, first)?.vpc ?? first) === vpc;
        });
  return candidates
    .filter(({ id }) => existsWherever(file, id, one.id))
    .map(({ id }) => ({
      title: `Place ${one.id} in ${id}`,
      preferred: candidates.length === 1 && named !== 'AWS::EC2::Subnet',
      edits: [{ op: 'insert-entry', into: properties, key: property, value: { Ref: id } }],
    }));
}
