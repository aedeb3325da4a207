import { classOf, routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { type SubnetUser, subnetUses } from '../../network/analysis/subnets/subnetUse.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { find, keyOfField, subnetsByVpc } from '../../network/lookup.ts';
import type { Network, RouteTable, Subnet } from '../../network/model.ts';
import { makesPublic } from '../../reach/explain/routeFix.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { associateTable } from '../shared/fixes/associateTable.ts';

/** A subnet without a route table, of a workload that is in subnets with one too. */
export default defineRule({
  id: 'subnet-implicit-main-table',
  area: 'subnets',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet has no route table, as others of the same workload have',
  why: 'A subnet without an association uses the main route table of its VPC. That of a new VPC has only the local route, and CloudFormation has no resource that would add one. What runs in the subnet reaches nothing outside of the VPC, and no gateway endpoint.',
  howToFix: 'Associate the subnet with a route table.',
  whenToIgnore: 'If the subnet is meant to have no route out of the VPC.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html',
    'RT-04',
    'RT-05',
    'G32',
  ],

  *check(file) {
    const { network } = file;
    if (file.template?.hasMacros) return;
    const known = new Map<string, readonly RouteTable[]>();
    /** Cached by workload, since each is in several subnets. */
    const elsewhereToo = new Map<string, boolean>();
    const isElsewhere = ({ id }: { readonly id: string }) => {
      const isKnown = elsewhereToo.get(id) ?? isElsewhereToo(id, network);
      elsewhereToo.set(id, isKnown);
      return isKnown;
    };
    for (const subnet of network.subnets.values()) {
      if (!isOnMainTable(subnet, network)) continue;
      const vpc = keyOfField(subnet.vpc) ?? '';
      const tables = known.get(vpc) ?? tablesOf(vpc, network);
      known.set(vpc, tables);
      if (tables.length === 0) continue;
      const users = subnetUses(network).get(subnet.id)?.users ?? [];
      // Workloads that only accept connections, such as a load balancer's targets, may need no path out.
      const concerned = users.filter(isElsewhere);
      const senders = concerned.filter(({ what }) => SENDERS.has(what));
      const others = concerned.filter(({ what }) => SPREAD.has(what));
      const named = senders.length > 0 ? senders : others;
      if (named.length === 0) continue;
      const names = named.map(({ id }) => id);
      const all = listed(names, 3);
      yield {
        at: subnet.at,
        resource: subnet.id,
        ...(senders.length === 0 && { severity: 'info' }),
        message: `${subnet.id} has no route table of its own, and the main one of ${vpc} has only the local route. ${
          senders.length > 0
            ? `${all} ${names.length === 1 ? 'reaches' : 'reach'} nothing outside the VPC from there.`
            : `The other subnets of ${all} have more routes.`
        }`,
        related: tables.map((table) => ({
          at: table.at,
          message: `Other subnets of ${vpc} use ${table.id}`,
        })),
        fixes: tables
          .filter(
            (table) => !makesPublic(table, network) || !users.some(({ what }) => NEVER_PUBLIC.has(what)),
          )
          .flatMap((table) => associateTable(subnet, table, file)),
      };
    }
  },
});

/** Users that open connections themselves. Other rules report NAT gateways and load balancers. */
const SENDERS: ReadonlySet<SubnetUser['what']> = new Set([
  'function',
  'instance',
  'auto-scaling-group',
  'container-service',
  'node-group',
  'build-project',
  'canary',
  'airflow-environment',
  'compute-environment',
  'vpc-connector',
  'device-project',
]);

/** Users that never have a public address, and so reach nothing from a public subnet. */
const NEVER_PUBLIC: ReadonlySet<SubnetUser['what']> = new Set([
  'function',
  'build-project',
  'canary',
  'airflow-environment',
  'vpc-connector',
  'device-project',
]);

/** Users with a part in each of their subnets, all of which need the same routes. */
const SPREAD: ReadonlySet<SubnetUser['what']> = new Set([
  'database',
  'database-proxy',
  'cache',
  'warehouse',
  'search-domain',
  'broker',
  'kubernetes-cluster',
  'replication-instance',
]);

/** Whether a workload also runs in a subnet with an explicit route table. */
function isElsewhereToo(id: string, network: Network): boolean {
  const subnets = placements(network).get(id)?.subnets ?? [];
  return subnets.some((subnet) => routeTableOf(subnet, network).kind === 'table');
}

/** Whether a subnet certainly uses the main table: another stack may associate a subnet that it imports. */
function isOnMainTable(subnet: Subnet, network: Network): boolean {
  return (
    routeTableOf(subnet, network).kind === 'main' &&
    !network.exportedIds.has(subnet.id) &&
    find(network.vpcs, subnet.vpc) !== undefined
  );
}

/** The tables of the VPC's subnets with a route out of the VPC, each once. */
function tablesOf(vpc: string, network: Network): readonly RouteTable[] {
  const others = subnetsByVpc(network).of.get(vpc) ?? [];
  const tables = others.flatMap((other) => {
    const effective = routeTableOf(other, network);
    const isOut = classOf(other, network).kind !== 'isolated';
    return effective.kind === 'table' && !effective.table.isMain && isOut ? [effective.table] : [];
  });
  return [...new Set(tables)];
}
