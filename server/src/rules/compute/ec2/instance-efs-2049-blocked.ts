import { defineRule } from '../../defineRule.ts';
import { setupMounts } from '../../shared/resources/setupMounts.ts';
import { blockedMount } from '../../shared/traffic/blockedMount.ts';

/** An instance whose user data mounts a file system that it cannot open NFS to. */
export default defineRule({
  id: 'instance-efs-2049-blocked',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The instance cannot mount its EFS file system',
  why: 'The user data mounts an EFS file system over NFS (TCP 2049): the security group of the instance must allow outbound 2049, and the group of the mount target must allow it inbound. Otherwise the mount command waits for minutes and ends with "Connection timed out".',
  whenToIgnore: 'If rules for port 2049 are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/efs/latest/ug/network-access.html',
    'https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html',
    'https://github.com/aws-solutions/efs-backup/issues/14',
    'DB-04',
  ],

  *check(file) {
    for (const { host, fileSystem, mountTargets } of setupMounts(file)) {
      const mount = blockedMount(host, fileSystem, file);
      if (!mount) continue;
      yield {
        ...mount.report,
        message: `${host.id} cannot mount ${fileSystem} ${mount.reason}. The mount command times out.`,
        related: [
          ...mountTargets.map(({ id, at }) => ({ at, message: `${id} is a mount target of ${fileSystem}` })),
          ...mount.blockers,
        ],
      };
    }
  },
});
