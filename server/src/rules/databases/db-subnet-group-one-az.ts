import {
  isInAvailabilityZone,
  type ListedSubnet,
  listedSubnets,
  shareZone,
  zoneName,
} from '../../network/analysis/zones.ts';
import { defaultsOf } from '../../network/field.ts';
import type { SubnetGroup } from '../../network/workload.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { moveToFreeZone, subnetsElsewhere, writtenList } from '../shared/subnetChoices.ts';

/** A DB subnet group whose subnets all lie in one Availability Zone. */
export default defineRule({
  id: 'db-subnet-group-one-az',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The DB subnet group lies in one zone',
  why: 'A DB subnet group has subnets in at least two Availability Zones, also for a database that runs in one. RDS refuses any other with "DBSubnetGroupDoesNotCoverEnoughAZs", and with it the stack. Groups in Local Zones and on Outposts may have one subnet, so a single id of a subnet that the template does not make is left alone.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbsubnetgroup.html',
    'RDS-04',
    'G59',
  ],

  *check(file) {
    for (const group of file.network.subnetGroups.values()) {
      if (group.type !== 'AWS::RDS::DBSubnetGroup') continue;
      const listed = listedSubnets(group.subnets, file.network);
      if (!listed || !liesInOneZone(listed)) continue;
      const ids = listed.map(({ target }) => target.value.id);
      const where =
        ids.length === 1
          ? `${ids[0]} alone`
          : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}, which lie in one zone (${zoneName(listed[0]!.subnet!.zone)})`;
      yield {
        at: group.at,
        resource: group.id,
        defaults: defaultsOf(
          ...listed.flatMap(({ target, subnet }) => (subnet ? [target, subnet.zone] : [])),
        ),
        message: `${group.id} has ${where}. RDS refuses a subnet group without subnets in two zones.`,
        related: listed.flatMap(({ subnet }) =>
          subnet?.zone.kind === 'known'
            ? [{ at: subnet.zone.at, message: `${subnet.id} lies in ${zoneName(subnet.zone)}` }]
            : [],
        ),
        fixes: fixesOf(group, listed, file),
      };
    }
  },
});

/** One subnet, or several in the same zone; never where one of them may lie in a Local Zone. */
function liesInOneZone(listed: readonly ListedSubnet[]): boolean {
  const [first] = listed;
  if (!first?.subnet || !isInAvailabilityZone(first.subnet)) return false;
  return listed.every(
    ({ subnet }) => subnet === first.subnet || (subnet && shareZone(subnet, first.subnet!)),
  );
}

function fixesOf(group: SubnetGroup, listed: readonly ListedSubnet[], file: CheckedFile): readonly Fix[] {
  const into = writtenList(group.properties, 'SubnetIds');
  const added = subnetsElsewhere(
    group.id,
    listed,
    file,
    ({ id, zone }) =>
      into && {
        title: `Add ${id} (${zoneName(zone)})`,
        edits: [{ op: 'insert-item', into, value: { Ref: id } }],
      },
  );
  const last = listed.length > 1 ? listed.at(-1)!.subnet : undefined;
  return [...added, ...(last ? moveToFreeZone(last, listed) : [])];
}
