import { areDifferentVpcs } from '../../../network/analysis/otherVpc.ts';
import { find } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { Report } from '../../defineRule.ts';

/**
 * The finding that a subnet and its route table belong to two VPCs, as the cause of what else is wrong with either: one
 * of the two has the wrong VpcId.
 */
export function crossAssociationOf({ id }: { readonly id: string }, network: Network): Pick<Report, 'cause'> {
  for (const { subnet: subnetField, routeTable } of network.routeTableAssociations) {
    const subnet = find(network.subnets, subnetField);
    const table = find(network.routeTables, routeTable);
    if (!subnet || !table || (subnet.id !== id && table.id !== id)) continue;
    if (routeTable.kind === 'known' && areDifferentVpcs(table.vpc, subnet.vpc, network))
      return { cause: { rule: 'association-cross-vpc', at: routeTable.at } };
  }
  return {};
}
