import { routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { shareZone } from '../../network/analysis/subnets/zones.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { keyOfField, routesByTable } from '../../network/lookup.ts';
import type { Network, Route, Subnet } from '../../network/model.ts';
import { valueAt } from '../../syntax/tree.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { groupByCause } from '../reaching.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { setupMounts } from '../shared/resources/setupMounts.ts';

/** Instances that may start before the route through a NAT gateway or the mount target that their setup uses. */
export default defineRule({
  id: 'setup-no-dependson',
  area: 'ordering',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The instance does not depend on what its setup needs',
  why: 'An instance refers to its subnet, not to the routes of the subnet, so CloudFormation starts it while the NAT gateway is still being created, which takes minutes. Its user data then finds no network: packages cannot be installed and the signal that CloudFormation waits for is never sent. A mount command finds no file system before its mount target is there.',
  whenToIgnore: 'If the user data needs no network, or retries for some minutes.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html',
    'https://github.com/hashicorp-education/learn-terraform-variables/pull/6',
    'EFS-05',
  ],

  *check(file) {
    yield* beforeRoutes(file);
    yield* beforeMountTargets(file);
  },
});

function* beforeRoutes(file: CheckedFile): Iterable<Report> {
  const { network } = file;
  const waiting = existingResources(file, TYPES).flatMap(({ resource, object }) => {
    if (!valueAt(resource.body, 'CreationPolicy', 'ResourceSignal')) return [];
    const [subnet] = placements(network).get(object.id)?.subnets ?? [];
    const route = subnet && natRouteOf(subnet, network);
    return route ? [{ object, route }] : [];
  });
  for (const group of groupByCause(waiting, ({ route }) => route.id)) {
    const { route } = group[0]!;
    const early = notAfter(
      group.map(({ object }) => object),
      [route],
      file,
    );
    if (early.length === 0) continue;
    yield unordered(
      early,
      route,
      {
        message: `${doNotDepend(early)} on ${route.id}, the way to the NAT gateway. CloudFormation may start ${early.length === 1 ? 'it' : 'them'} before there is a network for the setup.`,
        related: `${route.id} goes to the NAT gateway`,
      },
      file,
    );
  }
}

/** The name of a file system answers with the mount target of the zone, which has to be there. */
function* beforeMountTargets(file: CheckedFile): Iterable<Report> {
  for (const { host, fileSystem, mountTargets } of setupMounts(file)) {
    const zones = placements(file.network).get(host.id)?.subnets ?? [];
    const near = mountTargets.filter((target) =>
      (placements(file.network).get(target.id)?.subnets ?? []).some((one) =>
        zones.some((own) => shareZone(own, one)),
      ),
    );
    const [first] = near;
    if (!first || notAfter([host], mountTargets, file).length === 0) continue;
    yield unordered(
      [host],
      first,
      {
        message: `${doNotDepend([host])} on ${first.id}, the mount target of ${fileSystem}. CloudFormation may start it before ${fileSystem} can be mounted.`,
        related: `${first.id} is the mount target in its zone`,
      },
      file,
    );
  }
}

const TYPES = ['AWS::EC2::Instance', 'AWS::AutoScaling::AutoScalingGroup'];

function natRouteOf(subnet: Subnet, network: Network): Route | undefined {
  const effective = routeTableOf(subnet, network);
  if (effective.kind !== 'table') return undefined;
  const routes = routesByTable(network).of.get(effective.table.id) ?? [];
  return routes.find(({ targets }) =>
    targets.some(({ target }) => network.natGateways.has(keyOfField(target) ?? '')),
  );
}
