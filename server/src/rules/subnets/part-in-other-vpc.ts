import { placements } from '../../network/analysis/workloads/placement.ts';
import { find } from '../../network/lookup.ts';
import {
  itemsOf,
  ownerField,
  targetField,
  targetList,
  valueAtPath,
} from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { NO_VALUE } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import {
  groupsOfOtherVpc,
  mismatch,
  type Placed,
  subnetsOfOtherVpc,
} from '../shared/placement/vpcMismatch.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** Something in one VPC that names a part of another: a build project, a node group, a fleet, a launch template … */
export default defineRule({
  id: 'part-in-other-vpc',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A part of the resource belongs to another VPC',
  why: 'A directory and a Transfer server name a VPC and subnets of it, and the nodes of EKS are in the VPC of their cluster: AWS rejects anything else, and the stack fails. A build project, an Auto Scaling group whose target group is in another VPC and a launch template with a subnet and a group of two VPCs are created, and then start or register nothing, which is a warning.',
  howToFix: 'Use subnets, groups and target groups of one VPC.',
  sources: [
    'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_VpcConfig.html',
    'https://docs.aws.amazon.com/directoryservice/latest/devguide/API_DirectoryVpcSettings.html',
    'https://docs.aws.amazon.com/transfer/latest/userguide/API_EndpointDetails.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html',
    'https://github.com/aws-cloudformation/cfn-lint/pull/4444',
  ],

  *check(file) {
    for (const reader of existingResources(file, Object.keys(VPC_PATHS))) yield* ofNamedVpc(reader, file);
    for (const reader of existingResources(file, ['AWS::EKS::Nodegroup'])) yield* ofCluster(reader, file);
    for (const reader of existingResources(file, ['AWS::AutoScaling::AutoScalingGroup']))
      yield* targetGroupsOf(reader, file);
    for (const reader of existingResources(file, ['AWS::EC2::LaunchTemplate']))
      yield* interfacesOf(reader, file);
  },
});

/** The property with the VPC of each type, and whether AWS rejects a part of another VPC. */
const VPC_PATHS: Readonly<Record<string, readonly [string, 'rejected' | 'starts-nothing']>> = table({
  'AWS::CodeBuild::Project': ['VpcConfig.VpcId', 'starts-nothing'],
  'AWS::DirectoryService::MicrosoftAD': ['VpcSettings.VpcId', 'rejected'],
  'AWS::DirectoryService::SimpleAD': ['VpcSettings.VpcId', 'rejected'],
  'AWS::Transfer::Server': ['EndpointDetails.VpcId', 'rejected'],
});

function* ofNamedVpc({ object, property, resource }: ResourceReader, file: CheckedFile): Generator<Report> {
  const one = file.network.workloads.get(object.id);
  const [path, outcome] = VPC_PATHS[resource.type]!;
  const vpc = ownerField(valueAtPath(property, path));
  if (!one || vpc.kind !== 'known') return;
  const whole = wholeNetwork(file);
  const home: Placed = { name: object.id, vpc, field: vpc };
  const isRejected = outcome === 'rejected';
  const consequence = isRejected
    ? `AWS rejects ${object.id}: its subnets and security groups must belong to the VPC that it names.`
    : `${object.id} starts no build.`;
  const [report, ...others] = [
    ...subnetsOfOtherVpc(one, one.subnets, whole, consequence, home),
    ...groupsOfOtherVpc(one, whole, consequence, home),
  ];
  if (!report) return;
  // If the VPC is the wrong one, all parts are listed.
  const related = [
    ...(report.related ?? []),
    ...others.map(({ at }) => ({ at, message: 'This part belongs to the other VPC as well' })),
  ];
  yield { ...report, related, ...(!isRejected && { severity: 'warning' as const }) };
}

function* ofCluster({ object }: ResourceReader, file: CheckedFile): Generator<Report> {
  const nodes = file.network.workloads.get(object.id);
  if (!nodes || !('cluster' in nodes)) return;
  const whole = wholeNetwork(file);
  const cluster = find(whole.workloads, nodes.cluster);
  const [subnet] = (cluster && placements(whole).get(cluster.id)?.subnets) ?? [];
  if (!cluster || !subnet) return;
  const home: Placed = { name: cluster.id, vpc: subnet.vpc, field: subnet.vpc };
  const consequence = `EKS rejects ${object.id}: its subnets must belong to the VPC of its cluster.`;
  yield* subnetsOfOtherVpc(nodes, nodes.subnets, whole, consequence, home);
}

function* targetGroupsOf({ object, property }: ResourceReader, file: CheckedFile): Generator<Report> {
  const whole = wholeNetwork(file);
  const [subnet] = placements(whole).get(object.id)?.subnets ?? [];
  if (!subnet) return;
  const home: Placed = { name: subnet.id, vpc: subnet.vpc, field: subnet.vpc };
  for (const value of itemsOf(property('TargetGroupARNs'))) {
    const field = targetField(value);
    const group = find(whole.targetGroups, field);
    if (!group) continue;
    const consequence = `The instances of ${object.id} are not registered.`;
    const report = mismatch(object, { name: group.id, vpc: group.vpc, field }, home, consequence, whole);
    if (report) yield { ...report, severity: 'warning' };
  }
}

/** Each interface has a subnet and groups of its own. */
function* interfacesOf({ object, property }: ResourceReader, file: CheckedFile): Generator<Report> {
  const whole = wholeNetwork(file);
  for (const card of itemsOf(valueAtPath(property, 'LaunchTemplateData.NetworkInterfaces'))) {
    if (card.kind !== 'fields') continue;
    const subnet = find(whole.subnets, targetField(card.fields.get('SubnetId') ?? NO_VALUE));
    const groups = targetList(card.fields.get('Groups') ?? NO_VALUE);
    if (!subnet || groups.kind !== 'known') continue;
    const home: Placed = { name: subnet.id, vpc: subnet.vpc, field: subnet.vpc };
    for (const field of groups.items) {
      const group = find(whole.securityGroups, field);
      const odd: Placed | undefined = group && { name: group.id, vpc: group.vpc, field };
      const report = odd && mismatch(object, odd, home, `EC2 launches nothing from ${object.id}.`, whole);
      if (report) yield { ...report, severity: 'warning' };
    }
  }
}
