import { keyOfField } from '../../network/lookup.ts';
import type { SecurityGroupRule } from '../../network/model.ts';
import { workloadsOf } from '../../network/workload.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { groupsClosedToThemselves } from '../shared/traffic/closedToItself.ts';

/** A Glue connection whose workers cannot talk to each other. */
export default defineRule({
  id: 'glue-group-closed',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No security group of the Glue connection allows all TCP ports from itself',
  why: 'The workers of a Glue job talk to each other on all TCP ports. Glue runs a job with a connection only if one of its security groups allows all TCP ports, for which the group itself as the source is enough. Otherwise the job fails with "At least one security group must open all ingress ports".',
  howToFix: 'Add a rule to the security group: TCP, ports 0 to 65535, with the group itself as the source.',
  whenToIgnore: 'If the rule is added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/glue/latest/dg/setup-vpc-for-glue-access.html',
    'https://docs.aws.amazon.com/glue/latest/dg/glue-troubleshooting-errors.html',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const connection of workloadsOf(network, 'glue-connection')) {
      const groups = groupsClosedToThemselves(connection.id, network, mayOpenAll);
      if (!groups) continue;
      const names = groups.map(({ id }) => id);
      yield {
        at: connection.at,
        resource: connection.id,
        message: `${listed(names)} of ${connection.id} ${names.length === 1 ? 'does' : 'do'} not allow all TCP ports from ${names.length === 1 ? 'itself' : 'one of themselves'}. Jobs with this connection fail.`,
        related: groups.map(({ id, at }) => ({ at, message: `${id} has no such rule` })),
      };
    }
  },
});

/** Whether a rule allows all TCP ports from the group itself, or from a group that is known only at deployment. */
function mayOpenAll({ protocol, ports, peer }: SecurityGroupRule, own: string): boolean {
  if (protocol.kind !== 'known' || ports.kind !== 'known') return true;
  const isAll =
    protocol.value === 'all' ||
    (protocol.value === 'tcp' && ports.value.from <= 0 && ports.value.to >= 65_535);
  if (!isAll) return false;
  // A block is accepted too: that of the VPC contains the workers.
  return peer.kind !== 'group' || peer.group.kind !== 'known' || keyOfField(peer.group) === own;
}
