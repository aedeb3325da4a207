import { uniqueByChange } from '../../changes/changeKey.ts';
import { clauseOf } from '../../wording/blockers.ts';
import { defineRule } from '../defineRule.ts';
import { ask, causeOf, fixesOf, functionsIn, isCertain, relatedOf, workload } from '../reaching.ts';
import { mountTargetsOf } from './mountTargets.ts';

/** A function that mounts a file system and cannot open NFS to any of its mount targets. */
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
      const targets = mountTargetsOf(source, network).map(({ id }) => id);
      const answers = targets.flatMap(
        (target) => ask(network, workload(source.id), workload(target), { port: 2049 }) ?? [],
      );
      const isCutOff =
        answers.length > 0 &&
        answers.every((answer) => answer.verdict === 'blocked' && isCertain(answer, network));
      const [first] = answers;
      if (!isCutOff || !first) continue;
      const blockers = uniqueByChange(answers.flatMap(({ blockedBy }) => blockedBy));
      yield {
        at: source.at,
        resource: source.id,
        defaults: first.defaults,
        message: `${source.id} cannot mount its file system on port 2049: ${blockers[0] ? clauseOf(blockers[0].reason) : 'there is no route to it'}. Every start of the function times out.`,
        related: [
          ...targets.map((target) => ({
            at: network.workloads.get(target)!.at,
            message: `${target} is a mount target of the file system`,
          })),
          ...relatedOf(blockers),
        ],
        fixes: fixesOf(blockers, source.id, file),
        ...causeOf(blockers, network),
      };
    }
  },
});
