import { isConditional } from '../../changes/resources.ts';
import type { Workload } from '../../network/workload.ts';
import { resolved, valueAt } from '../../syntax/tree.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { ask, INTERNET, workload } from '../reaching.ts';

const STORES: ReadonlySet<Workload['kind']> = new Set([
  'database',
  'warehouse',
  'broker',
  'replication-instance',
]);

/** A database to which anyone on the internet can open a connection, by every hop of the path. */
export default defineRule({
  id: 'db-internet-reachable',
  area: 'databases',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The database is reachable from the internet',
  why: 'The database has a public address, its subnet has a route to an internet gateway, and neither a network ACL nor a security group filters the traffic, so anyone on the internet can try passwords. A function in the same VPC reaches the database by its private address and needs none of this.',
  howToFix: 'Make the database private, or allow only known addresses in its security groups.',
  whenToIgnore: 'If the database is public on purpose and its passwords and patches are managed accordingly.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'RDS-03',
    'NET-01',
    'G61',
  ],

  *check(file) {
    const { network } = file;
    for (const { id, at, kind, publicIp, properties } of network.workloads.values()) {
      if (!STORES.has(kind)) continue;
      const answer = ask(network, INTERNET, workload(id));
      const open = answer?.pairs.filter(({ verdict }) => verdict === 'reachable') ?? [];
      if (!answer || open.length === 0) continue;
      const node = valueAt(properties, 'PubliclyAccessible');
      const fixes: Fix[] =
        node?.kind === 'scalar' && !node.tag && !isConditional(resolved(node))
          ? [
              {
                title: `Make ${id} private`,
                preferred: false,
                edits: [{ op: 'replace', node, value: false }],
              },
            ]
          : [];
      yield {
        at,
        resource: id,
        defaults: answer.defaults,
        message: `Anyone on the internet can connect to ${id} on port ${answer.port} and try passwords.`,
        related: [
          ...(publicIp.kind === 'known' ? [{ at: publicIp.at, message: `${id} has a public address` }] : []),
          ...answer.hops
            .filter(({ kind: what }) => what === 'security-group')
            .map((hop) => ({
              at: hop.at,
              message: `${hop.resource} allows port ${answer.port} from the internet`,
            })),
        ],
        fixes,
      };
    }
  },
});
