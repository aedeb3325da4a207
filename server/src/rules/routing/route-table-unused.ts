import { defineRule } from '../defineRule.ts';
import { resourceRemoval } from '../shared/fixes/resourceRemoval.ts';
import { isNamedBeside } from '../shared/resources/namedBeside.ts';

/** A route table that nothing uses. */
export default defineRule({
  id: 'route-table-unused',
  area: 'routing',
  severity: 'hint',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'No subnet uses the route table',
  why: 'A route table without an association decides nothing, whatever routes it has. Often the association is what is missing.',
  whenToIgnore: 'If another stack associates the route table.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html', 'RT-04', 'G33'],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const { id, at } of network.routeTables.values()) {
      if (network.exportedIds.has(id) || isNamedBeside(id, NO_USERS, file)) continue;
      yield {
        at,
        resource: id,
        message: `No subnet or gateway uses ${id}, so its routes decide nothing.`,
        cause: { rule: 'route-table-without-subnet', at },
        fixes: resourceRemoval(id, file),
      };
    }
  },
});

/** These only add routes to the table. */
const NO_USERS = [
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPNGatewayRoutePropagation',
];
