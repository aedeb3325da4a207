import { uniqueByChange } from '../../changes/changeKey.ts';
import { causeOf } from '../causes.ts';
import { functionsIn } from '../clients.ts';
import { defineRule } from '../defineRule.ts';
import {
  failingAnswer,
  firstBlocker,
  fixesOfBlockers,
  fromFailingSubnets,
  relatedOf,
  workload,
} from '../reaching.ts';
import { failsInOwnZone } from '../shared/traffic/ownMountTarget.ts';
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
        const answer = failingAnswer(
          network,
          workload(source.id),
          { kind: 'file-system', id },
          { port: 2049 },
        );
        if (!answer || !failsInOwnZone(answer, network)) continue;
        const blockers = uniqueByChange(answer.blockedBy);
        yield {
          at: source.at,
          resource: source.id,
          defaults: answer.defaults,
          message: `${source.id} cannot mount its file system on port 2049${fromFailingSubnets(answer)}: ${firstBlocker(blockers)}. ${answer.verdict === 'partial' ? 'Starts of the function there time out.' : 'Every start of the function times out.'}`,
          related: [
            ...mountTargetsOfFunction(source, network).map((target) => ({
              at: target.at,
              message: `${target.id} is a mount target of the file system`,
            })),
            ...relatedOf(blockers),
          ],
          fixes: fixesOfBlockers(blockers, source.id, file),
          ...causeOf(blockers, network),
        };
      }
    }
  },
});
