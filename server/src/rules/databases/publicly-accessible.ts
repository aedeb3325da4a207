import type { Workload } from '../../network/workload.ts';
import { entryAt, valueAt } from '../../syntax/tree.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { ask, INTERNET, workload } from '../reaching.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';

/** A database, warehouse, broker or replication instance with a public address. */
export default defineRule({
  id: 'publicly-accessible',
  area: 'databases',
  severity: 'warning',
  // A public address may be intended if security groups restrict the clients. db-internet-reachable reports a database
  // that anyone reaches.
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The database has a public address',
  why: 'With PubliclyAccessible the name of the database answers with a public address, and its security groups alone keep the internet out. Clients in the VPC do not need it. A replication instance of DMS has it where PubliclyAccessible is not written.',
  whenToIgnore: 'If clients outside of the VPC need the database and its security groups name them.',
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dms-replicationinstance.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html',
    'RDS-03',
  ],

  *check({ network, template }) {
    for (const one of network.workloads.values()) {
      if (!STORES.has(one.kind)) continue;
      const { id, at, publicIp, properties, type } = one;
      const isDefault =
        type === 'AWS::DMS::ReplicationInstance' &&
        publicIp.kind === 'absent' &&
        template?.hasMacros === false &&
        !entryAt(properties, 'PubliclyAccessible');
      const isStated = publicIp.kind === 'known' && publicIp.value;
      if (!isStated && !isDefault) continue;
      yield {
        at: isStated ? publicIp.at : at,
        resource: id,
        defaults: isStated ? publicIp.defaults : [],
        message: isStated
          ? `${id} is publicly accessible. Only security groups and network ACLs keep the internet from it.`
          : `${id} has no PubliclyAccessible, which DMS treats as true. Only security groups and network ACLs keep the internet from it.`,
        fixes: settingFix(properties, 'PubliclyAccessible', false, `Make ${id} private`),
        ...causeOf(one),
      };
    }

    function causeOf({ id, at, properties }: Workload): Pick<Report, 'cause'> {
      if (ask(network, INTERNET, workload(id))?.pairs.some(({ verdict }) => verdict === 'reachable'))
        return { cause: { rule: 'db-internet-reachable', at } };
      const node = valueAt(properties, 'PubliclyAccessible');
      return node ? { cause: { rule: 'rds-public-but-private', at: node } } : {};
    }
  },
});

const STORES: ReadonlySet<Workload['kind']> = new Set([
  'database',
  'warehouse',
  'broker',
  'replication-instance',
]);
