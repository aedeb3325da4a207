import { routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { keyOfField, tableAssociationsByTable } from '../../network/lookup.ts';
import type { Network, RouteTable, Subnet } from '../../network/model.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { associateTable } from '../shared/fixes/associateTable.ts';
import { isNamedBeside } from '../shared/resources/namedBeside.ts';

/**
 * A route table with routes and no subnet, in a VPC with subnets that have none, or others. Another stack may give a table
 * to a subnet that it imports, but not this one, which it does not know.
 */
export default defineRule({
  id: 'route-table-without-subnet',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A route table with routes has no subnet',
  why: 'A route table decides for the subnets that are associated with it. A subnet without an association uses the main route table of its VPC, which has only the local route. Where the template has one of each, the association is missing, and the subnet has none of the routes that were meant for it. Where every subnet has another table, one of the associations may name the wrong one.',
  howToFix: 'Add an AWS::EC2::SubnetRouteTableAssociation.',
  whenToIgnore: 'If another stack associates the two.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html', 'RT-04', 'RT-05'],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros || file.isBroken) return;
    // An association without a table may be the one that is missing.
    if (tableAssociationsByTable(network).unowned.length > 0) return;
    const routed = new Set(network.routes.map(({ routeTable }) => keyOfField(routeTable)));
    for (const table of network.routeTables.values()) {
      const { id } = table;
      if (!routed.has(id) || network.exportedIds.has(id)) continue;
      if (isNamedBeside(id, ADDING_ROUTES, file)) continue;
      const subnets = subnetsWithout(table, network);
      if (subnets.length === 0) {
        if (isAmongOthers(table, network)) yield withOtherTables(table);
        continue;
      }
      const names = listed(
        subnets.map((subnet) => subnet.id),
        3,
      );
      yield {
        at: table.at,
        resource: id,
        message: `No subnet uses ${id}, and ${names} ${subnets.length === 1 ? 'has' : 'have'} no route table. No traffic uses the routes of ${id}.`,
        related: subnets.map((subnet) => ({
          at: subnet.at,
          message: `${subnet.id} uses the main route table`,
        })),
        cause: { rule: 'subnet-implicit-main-table', at: subnets[0]!.at },
        fixes: subnets.flatMap((subnet) => associateTable(subnet, table, file)),
      };
    }
  },
});

const ADDING_ROUTES = ['AWS::EC2::Route', 'AWS::EC2::VPCEndpoint', 'AWS::EC2::VPNGatewayRoutePropagation'];

/** Its VPC has subnets, and all of them are known to have another table. */
function isAmongOthers({ vpc }: RouteTable, network: Network): boolean {
  const key = keyOfField(vpc);
  const all = [...network.subnets.values()].filter(
    (subnet) => subnet.vpc.kind === 'unknown' || keyOfField(subnet.vpc) === key,
  );
  return all.length > 0 && all.every((subnet) => routeTableOf(subnet, network).kind === 'table');
}

function withOtherTables({ id, at }: RouteTable): Report {
  return {
    at,
    resource: id,
    severity: 'info',
    message: `No subnet uses ${id}: every subnet has another route table. No traffic uses the routes of ${id}.`,
  };
}

function subnetsWithout({ vpc }: RouteTable, network: Network): readonly Subnet[] {
  const key = keyOfField(vpc);
  return [...network.subnets.values()].filter(
    (subnet) =>
      key !== undefined &&
      keyOfField(subnet.vpc) === key &&
      network.vpcs.has(key) &&
      routeTableOf(subnet, network).kind === 'main',
  );
}
