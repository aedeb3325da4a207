import { zoneName } from '../../network/analysis/subnets/zones.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { isSameZone } from '../../network/model.ts';
import { zoneOf } from '../../network/template/resources/vpc.ts';
import { workloadsOf } from '../../network/workload.ts';
import { NO_VALUE } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A mount target of a One Zone file system in another zone. */
export default defineRule({
  id: 'efs-mount-target-other-zone',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The mount target is in another zone than its One Zone file system',
  why: 'A file system with AvailabilityZoneName keeps its data in that zone and accepts one mount target, which must be in the same zone. EFS rejects any other with AvailabilityZonesMismatch, and the stack fails.',
  howToFix: 'Use a subnet of the zone of the file system, or leave out AvailabilityZoneName.',
  sources: [
    'https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html',
    'https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html',
  ],

  *check(file) {
    const { network } = file;
    const zones = new Map(
      existingResources(file, ['AWS::EFS::FileSystem']).map(({ object, property }) => [
        object.id,
        property('AvailabilityZoneName'),
      ]),
    );
    for (const target of workloadsOf(network, 'mount-target')) {
      const id = keyOfField(target.fileSystem) ?? '';
      const own = zones.get(id);
      const [subnet, ...others] = placements(network).get(target.id)?.subnets ?? [];
      if (!own || own.kind === 'absent' || !subnet || others.length > 0) continue;
      const zone = zoneOf(own, NO_VALUE);
      if (isSameZone(zone, subnet.zone) !== 'no') continue;
      yield {
        at: target.at,
        resource: target.id,
        defaults: defaultsOf(zone, subnet.zone),
        message: `${target.id} is in ${zoneName(subnet.zone)}, and ${id} keeps its data only in ${zoneName(zone)}. AWS rejects ${target.id}.`,
        related: [{ at: own.at, message: `${id} is in this zone` }],
      };
    }
  },
});
