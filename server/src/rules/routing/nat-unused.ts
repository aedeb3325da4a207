import { routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { NatGateway, Network } from '../../network/model.ts';
import { defineRule } from '../defineRule.ts';
import { isNamedBeside } from '../shared/resources/namedBeside.ts';

/** A NAT gateway that no route table has a route to. */
export default defineRule({
  id: 'nat-unused',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No route table has a route to the NAT gateway',
  why: 'Traffic goes to a NAT gateway only by the routes of the route tables. Without one it costs money each hour and carries nothing, and what was meant to use it does not reach the internet through it.',
  howToFix: 'Add a route to the NAT gateway to the route tables of the private subnets, or remove it.',
  whenToIgnore: 'If another stack adds the routes.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
    'RT-01',
    'RT-08',
    'NAT-01',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros || file.isBroken) return;
    // dns64-no-route reports a subnet whose packets should go there.
    if ([...network.subnets.values()].some(({ dns64 }) => dns64.kind !== 'absent')) return;
    for (const nat of network.natGateways.values()) {
      const { id, at } = nat;
      if (network.exportedIds.has(id) || hasRoute(id, network)) continue;
      if (isNamedBeside(id, ['AWS::EC2::Route'], file)) continue;
      if (!hasTableForIt(nat, network)) continue;
      yield {
        at,
        resource: id,
        message: `No route table has a route to ${id}, so no traffic goes through it.`,
      };
    }
  },
});

/** A route without a target may be the one, and one whose target is not known. */
function hasRoute(nat: string, { routes }: Network): boolean {
  return routes.some(
    ({ targets }) =>
      targets.length === 0 ||
      targets.some(({ target }) => target.kind === 'unknown' || keyOfField(target) === nat),
  );
}

/** A table of its VPC that other subnets than its own use: where all of them are elsewhere, the routes are too. */
function hasTableForIt(nat: NatGateway, network: Network): boolean {
  const home = find(network.subnets, nat.subnet);
  const vpc = keyOfField(home?.vpc ?? nat.vpc);
  const own = home && routeTableOf(home, network);
  return [...network.routeTables.values()].some(
    (table) =>
      keyOfField(table.vpc) === vpc && vpc !== undefined && !(own?.kind === 'table' && own.table === table),
  );
}
