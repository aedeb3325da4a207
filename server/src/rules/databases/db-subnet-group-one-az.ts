import {
  areInOneZone,
  type ListedSubnet,
  listedSubnets,
  zoneName,
} from '../../network/analysis/subnets/zones.ts';
import { defaultsOf } from '../../network/field.ts';
import type { SubnetGroup } from '../../network/workload.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { moveToFreeZone, subnetsElsewhere, writtenList } from '../shared/fixes/subnetChoices.ts';
import { placeInWhole, wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** A DB subnet group whose subnets are all in one Availability Zone. */
export default defineRule({
  id: 'db-subnet-group-one-az',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The DB subnet group covers only one Availability Zone',
  why: 'A DB subnet group needs subnets in at least two Availability Zones, even for a Single-AZ database. RDS rejects any other with "DBSubnetGroupDoesNotCoverEnoughAZs", and the stack fails. Groups in Local Zones and on Outposts may have one subnet, so a single subnet id that is not from this template is not reported.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbsubnetgroup.html',
    'RDS-04',
    'G59',
  ],

  *check(file) {
    const whole = wholeNetwork(file);
    for (const group of file.network.subnetGroups.values()) {
      if (group.type !== 'AWS::RDS::DBSubnetGroup') continue;
      const listed = listedSubnets(group.subnets, whole);
      if (!listed || !areInOneZone(listed)) continue;
      const ids = listed.map(({ target }) => target.value.id);
      const where =
        ids.length === 1
          ? `only ${ids[0]}`
          : `only subnets in ${zoneName(listed[0]!.subnet!.zone)}: ${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`;
      yield {
        at: group.at,
        resource: group.id,
        defaults: defaultsOf(
          ...listed.flatMap(({ target, subnet }) => (subnet ? [target, subnet.zone] : [])),
        ),
        message: `${group.id} has ${where}. RDS rejects a subnet group that does not cover two zones.`,
        related: listed.flatMap(({ subnet }) =>
          subnet?.zone.kind === 'known'
            ? placeInWhole(
                subnet.id,
                { at: subnet.zone.at, message: `${subnet.id} is in ${zoneName(subnet.zone)}` },
                whole,
              )
            : [],
        ),
        fixes: fixesOf(group, listed, file),
      };
    }
  },
});

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
