import { uniqueByChange } from '../../../changes/changeKey.ts';
import { causeOf } from '../../causes.ts';
import { defineRule } from '../../defineRule.ts';
import {
  failingAnswer,
  firstBlocker,
  fixesOfBlockers,
  fromFailingSubnets,
  relatedOf,
  workload,
} from '../../reaching.ts';
import { setupMounts } from '../../shared/resources/setupMounts.ts';
import { failsInOwnZone } from '../../shared/traffic/ownMountTarget.ts';

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
    const { network } = file;
    for (const { host, fileSystem, mountTargets } of setupMounts(file)) {
      const answer = failingAnswer(
        network,
        workload(host.id),
        { kind: 'file-system', id: fileSystem },
        { port: 2049 },
      );
      if (!answer || !failsInOwnZone(answer, network)) continue;
      const blockers = uniqueByChange(answer.blockedBy);
      yield {
        at: host.at,
        resource: host.id,
        defaults: answer.defaults,
        message: `${host.id} cannot mount ${fileSystem} on port 2049${fromFailingSubnets(answer)}: ${firstBlocker(blockers)}. The mount command times out.`,
        related: [
          ...mountTargets.map(({ id, at }) => ({ at, message: `${id} is a mount target of ${fileSystem}` })),
          ...relatedOf(blockers),
        ],
        fixes: fixesOfBlockers(blockers, host.id, file),
        ...causeOf(blockers, network),
      };
    }
  },
});
