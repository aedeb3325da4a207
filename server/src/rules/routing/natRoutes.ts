import { classOf, routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { valueOr } from '../../network/field.ts';
import { find, keyOfField, perNetwork, perParts } from '../../network/lookup.ts';
import { isSameZone, type NatGateway, type Network, type Route, type Subnet } from '../../network/model.ts';

/** A NAT gateway of one zone and the subnets that leave through it. */
export interface NatUse {
  readonly nat: NatGateway;
  readonly home: Subnet;
  readonly users: readonly {
    readonly subnet: Subnet;
    readonly route: Route;
    /** All subnets of its route table. */
    readonly sharers: readonly Subnet[];
  }[];
  /** A NAT gateway of the same VPC that is in the zone of a subnet, other than this one. */
  readonly nearer: (subnet: Subnet) => NatGateway | undefined;
}

export const natRoutes = perNetwork((network): readonly NatUse[] => {
  const subnets = [...network.subnets.values()];
  const leaving = subnets.flatMap((subnet) => {
    const found = classOf(subnet, network);
    return found.kind === 'nat' ? [{ subnet, route: found.by }] : [];
  });
  return zonal(network).map(({ nat, home }) => ({
    nat,
    home,
    users: leaving
      .filter(({ route }) => route.targets.length === 1 && keyOfField(route.targets[0]!.target) === nat.id)
      .map(({ subnet, route }) => ({ subnet, route, sharers: sharersOf(subnet, subnets, network) })),
    nearer: (subnet) =>
      zonal(network).find(
        (other) =>
          other.nat !== nat &&
          isSameZone(other.home.zone, subnet.zone) === 'yes' &&
          keyOfField(other.home.vpc) === keyOfField(home.vpc),
      )?.nat,
  }));
});

const zonal = perParts(['natGateways', 'subnets'], (network) =>
  [...network.natGateways.values()].flatMap((nat) => {
    const home = find(network.subnets, nat.subnet);
    const isPublic = valueOr(nat.connectivity, 'public') === 'public';
    return home && isPublic && nat.availability.kind !== 'unknown' ? [{ nat, home }] : [];
  }),
);

function sharersOf(subnet: Subnet, subnets: readonly Subnet[], network: Network): readonly Subnet[] {
  const own = routeTableOf(subnet, network);
  return subnets.filter((other) => {
    const table = routeTableOf(other, network);
    return own.kind === 'table' && table.kind === 'table' && table.table === own.table;
  });
}
