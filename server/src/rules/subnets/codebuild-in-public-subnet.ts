import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { find } from '../../network/lookup.ts';
import { itemsOf, targetField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { ask, fixesOfBlockers, INTERNET, workload } from '../reaching.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A build project, an App Runner service, tasks on instances and the like in public subnets, where they have no public address. */
export default defineRule({
  id: 'codebuild-in-public-subnet',
  area: 'subnets',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A resource runs in public subnets, where it has no public address',
  why: 'An internet gateway forwards packets of public addresses alone. The network interfaces of a CodeBuild project, a VPC connector of App Runner, an Airflow environment, a canary, an application of Managed Flink and an ECS task in awsvpc mode on an instance have none, whatever the subnet gives to instances. In a public subnet downloads and calls to services without an endpoint time out; they need a private subnet that leaves through a NAT gateway.',
  howToFix: 'Use private subnets with a route to a NAT gateway.',
  whenToIgnore: 'If all it calls has an endpoint in the VPC.',
  sources: [
    'https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html',
    'https://docs.aws.amazon.com/apprunner/latest/dg/network-vpc.html',
    'https://docs.aws.amazon.com/mwaa/latest/userguide/networking-about.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_VPC.html',
    'https://docs.aws.amazon.com/managed-flink/latest/java/vpc-internet.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html',
    'https://github.com/aws/containers-roadmap/issues/423',
    'NET-02',
  ],

  *check(file) {
    const { network } = file;
    yield* streamJobs(file);
    const onInstances = servicesOnInstances(file);
    for (const { id, at, type } of network.workloads.values()) {
      const what = onInstances.has(id) ? 'A task on an instance' : KINDS[type];
      const placement = placements(network).get(id);
      if (!what || !placement || placement.subnets.length === 0) continue;
      const open = placement.subnets.filter((subnet) => classOf(subnet, network).kind === 'public');
      if (open.length === 0) continue;
      const answer = ask(network, workload(id), INTERNET);
      const isAlways = open.length === placement.subnets.length && placement.otherSubnets === undefined;
      const names = listed(open.map((subnet) => subnet.id));
      yield {
        at,
        resource: id,
        defaults: answer?.defaults ?? [],
        message: `${id} ${isAlways ? 'runs' : 'may run'} in ${names}, ${open.length === 1 ? 'a public subnet' : 'public subnets'}. ${what} has no public address there, so its calls to the internet time out.`,
        related: open.flatMap((subnet) => {
          const found = classOf(subnet, network);
          return found.kind === 'public'
            ? [{ at: found.by.at, message: `${found.by.id} makes ${subnet.id} public` }]
            : [];
        }),
        fixes:
          answer?.verdict === 'blocked'
            ? fixesOfBlockers(
                answer.blockedBy.filter(
                  ({ change }) => change.kind !== 'use-subnets' || change.subnets.length > 0,
                ),
                id,
                file,
              )
            : [],
        // fleet-mixed-egress reports services in public and in private subnets.
        ...(onInstances.has(id) && { cause: { rule: 'fleet-mixed-egress', at } }),
      };
    }
  },
});

const KINDS: Readonly<Record<string, string>> = table({
  'AWS::CodeBuild::Project': 'A CodeBuild project',
  'AWS::AppRunner::VpcConnector': 'An App Runner service',
  'AWS::MWAA::Environment': 'An Airflow environment',
  'AWS::Synthetics::Canary': 'A canary',
});

/** Services of tasks in awsvpc mode on instances: tasks on Fargate alone can have a public address. */
function servicesOnInstances(file: CheckedFile): ReadonlySet<string> {
  return new Set(
    existingResources(file, ['AWS::ECS::Service']).flatMap(({ object, property }) => {
      const launch = property('LaunchType');
      const address = valueAtPath(property, 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp');
      // ecs-public-ip-on-ec2 reports tasks that request a public address.
      const asks = hasText(address, 'ENABLED');
      return hasText(launch, 'EC2') && !asks ? [object.id] : [];
    }),
  );
}

/** A stream job is no workload of the model: it names its subnets, and its interfaces there have no public address. */
function* streamJobs(file: CheckedFile): Generator<Report> {
  const { network } = file;
  for (const { object, property } of existingResources(file, ['AWS::KinesisAnalyticsV2::Application'])) {
    const path = 'ApplicationConfiguration.VpcConfigurations.*.SubnetIds';
    const subnets = itemsOf(valueAtPath(property, path)).flatMap(
      (item) => find(network.subnets, targetField(item)) ?? [],
    );
    const open = subnets.filter((subnet) => classOf(subnet, network).kind === 'public');
    if (open.length === 0) continue;
    const names = listed(open.map(({ id }) => id));
    yield {
      at: object.at,
      resource: object.id,
      message: `${object.id} runs in ${names}, ${open.length === 1 ? 'a public subnet' : 'public subnets'}. A Flink application has no public address there, so its calls to the internet time out.`,
    };
  }
}
