import { keyOfField } from '../../network/lookup.ts';
import { workloadsOf } from '../../network/workload.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { groupsClosedToThemselves } from '../shared/traffic/closedToItself.ts';
import { mayAllow } from '../shared/traffic/groupRulesFor.ts';

/** An environment of Amazon MWAA that cannot reach the endpoint of its own database. */
export default defineRule({
  id: 'airflow-group-closed',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No security group of the Airflow environment allows its own traffic',
  why: 'Amazon MWAA puts the schedulers and workers of an environment, and the endpoint of its metadata database, behind the security groups that the environment names. A group needs an inbound rule with itself as the source, for all traffic or at least for TCP 5432. Without one the environment does not reach its database and is not created.',
  howToFix: 'Add a rule to the security group: all traffic, with the group itself as the source.',
  whenToIgnore: 'If the rule is added outside this template before the environment is created.',
  sources: [
    'https://docs.aws.amazon.com/mwaa/latest/userguide/vpc-security.html',
    'https://docs.aws.amazon.com/mwaa/latest/userguide/networking-about.html',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const environment of workloadsOf(network, 'airflow-environment')) {
      const { securityGroups } = environment;
      const own = new Set(securityGroups.kind === 'known' ? securityGroups.items.map(keyOfField) : []);
      const groups = groupsClosedToThemselves(
        environment.id,
        network,
        // A block may contain the environment's own subnets.
        (rule) =>
          mayAllow(rule, DATABASE) &&
          (rule.peer.kind !== 'group' ||
            rule.peer.group.kind !== 'known' ||
            own.has(keyOfField(rule.peer.group))),
      );
      if (!groups) continue;
      const names = groups.map(({ id }) => id);
      yield {
        at: environment.at,
        resource: environment.id,
        message: `${listed(names)} of ${environment.id} ${names.length === 1 ? 'does' : 'do'} not allow tcp ${DATABASE} from ${names.length === 1 ? 'itself' : 'one of themselves'}. The environment cannot reach its metadata database.`,
        related: groups.map(({ id, at }) => ({ at, message: `${id} has no such rule` })),
      };
    }
  },
});

/** The metadata database is Aurora PostgreSQL: https://docs.aws.amazon.com/mwaa/latest/userguide/vpc-vpe-access.html */
const DATABASE = 5432;
