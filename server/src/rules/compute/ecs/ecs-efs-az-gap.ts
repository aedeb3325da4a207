import { isInOtherZone, zoneName } from '../../../network/analysis/subnets/zones.ts';
import { placements } from '../../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../../network/field.ts';
import { find, keyOfField } from '../../../network/lookup.ts';
import { itemsOf, targetField, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import { workloadsOf } from '../../../network/workload.ts';
import { defineRule } from '../../defineRule.ts';
import { existingResources } from '../../shared/resources/existingResources.ts';

/** A service with a subnet in a zone where the file system of its tasks has no mount target. */
export default defineRule({
  id: 'ecs-efs-az-gap',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The file system has no mount target in a zone of the tasks',
  why: 'The name of an EFS file system answers with the mount target of the zone that asks. In a zone without one it does not resolve, so tasks that start there stop with "ResourceInitializationError: failed to invoke EFS utils commands", while those in other zones work.',
  howToFix: 'Add a mount target in each zone of the service, or remove the subnet from the service.',
  whenToIgnore: 'If another stack adds the mount target.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html',
    'https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html',
  ],

  *check(file) {
    const { network } = file;
    const readers = existingResources(file, ['AWS::ECS::TaskDefinition', 'AWS::EFS::FileSystem']);
    const byId = new Map(readers.map((one) => [one.object.id, one]));
    for (const service of workloadsOf(network, 'container-service')) {
      const placement = placements(network).get(service.id);
      for (const task of service.taskDefinitions.flatMap((one) => find(byId, one) ?? [])) {
        const volumes = itemsOf(valueAtPath(task.property, 'Volumes.*.EFSVolumeConfiguration.FilesystemId'));
        for (const id of new Set(volumes.map((one) => keyOfField(targetField(one)) ?? ''))) {
          const system = byId.get(id);
          // Another stack may add mount targets, and a One Zone file system can have only one.
          const isOneZone = system?.property('AvailabilityZoneName').kind !== 'absent';
          if (isOneZone || network.exportedIds.has(id)) continue;
          const targets = workloadsOf(network, 'mount-target').filter(
            (one) => one.fileSystem.kind === 'unknown' || keyOfField(one.fileSystem) === id,
          );
          if (!placement || targets.length === 0) continue;
          const places = targets.map((target) => placements(network).get(target.id)?.subnets[0]);
          const without = placement.subnets.filter((subnet) => isInOtherZone(subnet, places));
          if (without.length === 0) continue;
          const names = without.map((subnet) => `${subnet.id} (${zoneName(subnet.zone)})`);
          yield {
            at: service.at,
            resource: service.id,
            defaults: defaultsOf(
              ...without.map(({ zone }) => zone),
              ...places.flatMap((place) => place?.zone ?? []),
            ),
            message: `${service.id} runs in ${names.join(' and ')} too, and ${id} has no mount target there. Tasks that start there cannot mount it.`,
            related: targets.map((target) => ({ at: target.at, message: `${target.id} is in another zone` })),
          };
        }
      }
    }
  },
});
