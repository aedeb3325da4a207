import { find } from '../../../network/lookup.ts';
import { itemsOf, targetField, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import { workloadsOf } from '../../../network/workload.ts';
import { defineRule } from '../../defineRule.ts';
import { resourcesOfTypes } from '../../shared/resources/typedResources.ts';
import { blockedMount } from '../../shared/traffic/blockedMount.ts';

/** A service whose tasks mount a file system and cannot open NFS to it. */
export default defineRule({
  id: 'ecs-efs-2049-blocked',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The tasks cannot mount their EFS file system',
  why: 'A task mounts an EFS file system over NFS (TCP 2049): its security group must allow outbound 2049, and the group of the mount target must allow it inbound. Otherwise the task stops with "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes", and the service never becomes stable.',
  whenToIgnore: 'If rules for port 2049 are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html',
    'https://docs.aws.amazon.com/efs/latest/ug/network-access.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html',
    'DB-04',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    const tasks = new Map(
      resourcesOfTypes(file, ['AWS::ECS::TaskDefinition']).map((one) => [one.object.id, one]),
    );
    for (const service of workloadsOf(network, 'container-service')) {
      for (const task of service.taskDefinitions.flatMap((one) => find(tasks, one) ?? [])) {
        const volumes = valueAtPath(task.property, 'Volumes.*.EFSVolumeConfiguration.FilesystemId');
        for (const volume of itemsOf(volumes).map(targetField)) {
          if (volume.kind !== 'known') continue;
          const { id } = volume.value;
          const mount = blockedMount(service, id, file);
          if (!mount) continue;
          yield {
            ...mount.report,
            message: `The tasks of ${service.id} cannot mount ${id} ${mount.reason}. They stop before their containers start.`,
            related: [{ at: volume.at, message: `${task.object.id} mounts ${id} here` }, ...mount.blockers],
          };
        }
      }
    }
  },
});
