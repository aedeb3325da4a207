import { isInOtherZone, shareZone, zoneName } from '../../network/analysis/subnets/zones.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, Subnet } from '../../network/model.ts';
import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { type PlainWorkload, workloadsOf } from '../../network/workload.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { allInboundRules, mayAllow } from '../shared/traffic/groupRulesFor.ts';

/** A location of DataSync from whose subnet the EFS file system cannot be mounted. */
export default defineRule({
  id: 'datasync-efs-unreachable',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'DataSync cannot mount the EFS file system from the subnet of the location',
  why: 'DataSync makes network interfaces in the subnet of the location and mounts the file system from there. The subnet has to be in the Availability Zone of a mount target, or AWS rejects the location. The groups of that mount target have to allow NFS, TCP 2049, from the groups of the location; otherwise the location is created and its tasks time out, which is a warning. The location refers to the file system and not to its mount targets, and AWS answers "No valid mount targets" where they are not there yet.',
  howToFix:
    'Use a subnet in the zone of a mount target, and allow TCP 2049 from the groups of the location in the groups of the mount target.',
  sources: [
    'https://docs.aws.amazon.com/datasync/latest/userguide/create-efs-location.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-datasync-locationefs-ec2config.html',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/971',
    'DB-04',
  ],

  *check(file) {
    const readers = existingResources(file, ['AWS::DataSync::LocationEFS', 'AWS::EFS::FileSystem']);
    const systems = new Map(readers.map((one) => [one.object.id, one]));
    for (const location of readers) {
      if (location.resource.type !== 'AWS::DataSync::LocationEFS') continue;
      const arn = location.property('EfsFilesystemArn');
      const system = arn.kind === 'reference' ? systems.get(arn.resource) : undefined;
      const subnet = file.network.subnets.get(
        nameInArn(valueAtPath(location.property, 'Ec2Config.SubnetArn'), SUBNET) ?? '',
      );
      // A One Zone file system has one mount target, which clients of other zones use as well.
      const isRegional = system?.property('AvailabilityZoneName').kind === 'absent';
      if (system && subnet && isRegional) yield* ofLocation(location, system.object.id, subnet, file);
    }
  },
});

const NFS = 2049;

function* ofLocation(
  { object, property }: ResourceReader,
  system: string,
  subnet: Subnet,
  file: CheckedFile,
): Generator<Report> {
  const { network } = file;
  const targets = workloadsOf(network, 'mount-target').filter(
    (one) => one.fileSystem.kind === 'unknown' || keyOfField(one.fileSystem) === system,
  );
  // Another stack may add mount targets.
  if (targets.length === 0 || network.exportedIds.has(system)) return;
  const places = targets.map((target) => placements(network).get(target.id)?.subnets[0]);
  if (isInOtherZone(subnet, places)) {
    yield {
      at: object.at,
      resource: object.id,
      defaults: defaultsOf(subnet.zone, ...places.flatMap((place) => place?.zone ?? [])),
      message: `${object.id} is in ${subnet.id} (${zoneName(subnet.zone)}), and ${system} has no mount target there. AWS rejects ${object.id}.`,
      related: targets.map(({ id, at }) => ({ at, message: `${id} is in another zone` })),
    };
    return;
  }
  if (notAfter([object], targets, file).length > 0) {
    const [first] = targets;
    yield {
      // No page of AWS says that DataSync rejects it.
      severity: 'warning',
      ...unordered(
        [object],
        first!,
        {
          message: `${doNotDepend([object])} on ${first!.id}, a mount target of ${system}. AWS rejects ${object.id} until there is one.`,
          related: `${first!.id} is a mount target of ${system}`,
        },
        file,
      ),
    };
    return;
  }
  const near = targets.find((_, index) => {
    const place = places[index];
    return place !== undefined && (place === subnet || shareZone(place, subnet));
  });
  const groups = itemsOf(valueAtPath(property, 'Ec2Config.SecurityGroupArns')).map((arn) =>
    nameInArn(arn, GROUP),
  );
  if (!near || groups.length === 0 || !isClosedTo(near, groups, network)) return;
  yield {
    at: object.at,
    resource: object.id,
    severity: 'warning',
    message: `${near.id} does not allow tcp ${NFS} from the groups of ${object.id}. Its tasks cannot mount ${system}.`,
    related: [{ at: near.at, message: `${near.id} is the mount target in the zone of ${object.id}` }],
  };
}

/**
 * Whether no rule of a mount target may allow NFS from the groups. A rule for a block may allow it, as the block may
 * be that of the subnet.
 */
function isClosedTo(
  target: PlainWorkload,
  groups: readonly (string | undefined)[],
  network: Network,
): boolean {
  const rules = allInboundRules(target.id, network);
  const known = groups.every((id) => id !== undefined && network.securityGroups.has(id));
  return (
    rules !== undefined &&
    !rules.some(
      (rule) =>
        mayAllow(rule, NFS) &&
        (rule.peer.kind !== 'group' || !known || groups.includes(keyOfField(rule.peer.group))),
    )
  );
}

/**
 * The logical ids in an ARN that the template puts together: DataSync accepts only ARNs, and no attribute returns
 * them.
 */
const SUBNET = /:subnet\/\$\{(\w+)(?:\.SubnetId)?\}$/;
const GROUP = /:security-group\/\$\{(\w+)(?:\.GroupId)?\}$/;

function nameInArn(arn: Value, pattern: RegExp): string | undefined {
  return arn.kind === 'unknown' ? pattern.exec(arn.partial ?? '')?.[1] : undefined;
}
