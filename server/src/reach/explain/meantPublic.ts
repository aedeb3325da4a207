import { routeTableOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { keyOfField, subnetsByVpc } from '../../network/lookup.ts';
import type { Network, Subnet } from '../../network/model.ts';
import { isPublic } from '../locations/publicAddress.ts';

/**
 * Whether a route to an internet gateway in a subnet's table would only affect subnets that are public by their own
 * properties.
 */
export function isMeantPublic(subnet: Subnet, network: Network): boolean {
  const own = routeTableOf(subnet, network);
  if (own.kind === 'unknown') return false;
  const siblings = subnetsByVpc(network).of.get(keyOfField(subnet.vpc) ?? '') ?? [];
  // A subnet that uses the main table can get a table of its own.
  const affected =
    own.kind === 'main'
      ? [subnet]
      : siblings.filter((one) => {
          const other = routeTableOf(one, network);
          return other.kind !== 'table' || other.table.id === own.table.id;
        });
  return [subnet, ...affected].every((one) => isMeantSo(one, network));
}

/** True if the subnet assigns public addresses to instances, or if everything in it has one. */
function isMeantSo(subnet: Subnet, network: Network): boolean {
  if (subnet.mapPublicIp.kind === 'known' && subnet.mapPublicIp.value) return true;
  const inside = [...network.workloads.values()].filter((workload) =>
    placements(network).get(workload.id)?.subnets.includes(subnet),
  );
  return inside.length > 0 && inside.every((workload) => isPublic(workload, subnet, 4, network) === 'yes');
}
