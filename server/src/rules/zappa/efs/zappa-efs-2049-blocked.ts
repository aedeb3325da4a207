import { withNames } from '../../../inventory/words.ts';
import { ABSENT } from '../../../network/field.ts';
import type { Network } from '../../../network/model.ts';
import type { LambdaFunction, Workload } from '../../../network/workload.ts';
import { entryAt, type Node, resolved } from '../../../syntax/tree.ts';
import { clauseOf } from '../../../wording/blockers.ts';
import { fileSystemNodes } from '../../../zappa/efs.ts';
import { isTrue } from '../../../zappa/python.ts';
import { settingOf } from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';
import { blockedAnswer, workload } from '../../reaching.ts';
import { allPlacedStages, existingNetwork } from '../vpc/placedStages.ts';
import { blockerRemedies } from '../vpc/remedies.ts';

/** A file system that Zappa creates with groups that do not allow the function. */
export default defineRule({
  id: 'zappa-efs-2049-blocked',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The function cannot mount the file system that Zappa creates',
  why: "Without an Arn in efs_config Zappa creates the file system and assigns it the function's own security groups. The function mounts it over NFS (TCP 2049), so one of these groups must allow 2049 from itself. Otherwise every start of the function fails with EFSMountTimeout. The rule reads the security groups from the inventory.",
  howToFix: 'Allow TCP 2049 from the security group itself; the quick fix copies the AWS CLI command.',
  whenToIgnore: 'If the inventory is out of date.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html',
    'https://docs.aws.amazon.com/efs/latest/ug/network-access.html',
    'zappa/core.py:1100-1114',
    'DB-04',
    'G14',
    'G80',
  ],

  *check(file) {
    const network = existingNetwork(file);
    const { zappa } = file;
    const seen = new Set<Node>();
    for (const placed of network ? allPlacedStages(file) : []) {
      const { stage, inventory, config } = placed;
      const setting = settingOf(stage, 'efs_config');
      const source = network?.workloads.get(stage.name);
      if (!network || !setting || source?.kind !== 'function' || !makesOne(setting.entry.value)) continue;
      if (seen.has(config)) continue;
      const target = workload(TARGET);
      const withTarget = withMountTarget(source, network);
      const answer = blockedAnswer(withTarget, workload(stage.name), target, { port: 2049 });
      if (!answer) continue;
      seen.add(config);
      const [first] = answer.blockedBy;
      const { owner, extendedBy } = placed;
      const shares = (name: string) =>
        zappa?.stages.some(
          (one) => one.name === name && settingOf(one, 'efs_config')?.entry === setting.entry,
        ) === true;
      const named = shares(owner.name) ? owner.name : stage.name;
      const naming = (name: string) => (name === stage.name ? 'itself' : withNames(name, inventory));
      const reason = first ? `: ${clauseOf(first.reason, naming)}` : '';
      yield {
        at: setting.entry.key,
        stage: named,
        extendedBy: [owner.name, ...extendedBy].filter((name) => name !== named && shares(name)),
        message: `Stage "${named}" cannot mount the file system that Zappa creates with the function's own security groups${reason}. Every start of the function times out.`,
        remedies: blockerRemedies(placed, target, answer, withTarget, 2049),
      };
    }
  },
});

const TARGET = 'the mount target of the new file system';

function makesOne(config: Node): boolean {
  const value = resolved(config);
  if (isTrue(value) !== true) return false;
  return (
    (value?.kind === 'scalar' && value.value === true) ||
    fileSystemNodes(value).some((one) => !entryAt(one, 'Arn'))
  );
}

/** One mount target for each zone of the function's subnets, with the function's groups. */
function withMountTarget({ subnets, securityGroups, at }: LambdaFunction, network: Network): Network {
  const target: Workload = {
    id: TARGET,
    at,
    properties: undefined,
    kind: 'mount-target',
    type: 'AWS::EFS::MountTarget',
    stage: null,
    subnets,
    securityGroups,
    listeningPorts: [],
    publicIp: ABSENT,
    ipv6: ABSENT,
    mentions: [],
    fileSystem: ABSENT,
    subnetGroup: ABSENT,
    cluster: ABSENT,
    launchTemplate: ABSENT,
    targetGroups: ABSENT,
    sourceDestCheck: ABSENT,
    keepsClientIp: ABSENT,
    cards: [],
    taskDefinitions: [],
  };
  return { ...network, workloads: new Map(network.workloads).set(TARGET, target) };
}
