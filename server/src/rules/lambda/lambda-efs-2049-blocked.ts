import { functionsIn } from '../clients.ts';
import { defineRule } from '../defineRule.ts';
import { blockedMount } from '../shared/traffic/blockedMount.ts';
import { fileSystemsOf, mountTargetsOfFunction } from './mountTargets.ts';

/** A function that mounts a file system and cannot open NFS to the mount target of one of its zones, or to any. */
export default defineRule({
  id: 'lambda-efs-2049-blocked',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function cannot mount its EFS file system',
  why: 'A function mounts an EFS file system over NFS (TCP 2049): its security group must allow outbound 2049, and the group of the mount target must allow it inbound. Otherwise every start of the function fails with EFSMountTimeout.',
  whenToIgnore: 'If rules for port 2049 are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html',
    'https://docs.aws.amazon.com/efs/latest/ug/network-access.html',
    'DB-04',
    'G14',
  ],

  *check(file) {
    const { network } = file;
    for (const source of functionsIn(network)) {
      // Without a VPC Lambda rejects it: lambda-file-system.
      if (!source.vpcConfig) continue;
      for (const id of fileSystemsOf(source, network)) {
        const mount = blockedMount(source, id, file);
        if (!mount) continue;
        yield {
          ...mount.report,
          message: `${source.id} cannot mount its file system ${mount.reason}. ${mount.isPartial ? 'Starts of the function there time out.' : 'Every start of the function times out.'}`,
          related: [
            ...mountTargetsOfFunction(source, network).map((target) => ({
              at: target.at,
              message: `${target.id} is a mount target of the file system`,
            })),
            ...mount.blockers,
          ],
        };
      }
    }
  },
});
