import { areDifferentVpcs } from '../../../network/analysis/otherVpc.ts';
import { find, tableAssociationsBySubnet, tableAssociationsByTable } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { Report } from '../../defineRule.ts';

/**
 * The finding that a subnet and its route table belong to two VPCs, as the cause of what else is wrong with either: one
 * of the two has the wrong VpcId.
 */
export function crossAssociationOf({ id }: { readonly id: string }, network: Network): Pick<Report, 'cause'> {
  const ofSubnet = tableAssociationsBySubnet(network).of.get(id) ?? [];
  const ofTable = tableAssociationsByTable(network).of.get(id) ?? [];
  for (const { subnet: subnetField, routeTable } of [...ofSubnet, ...ofTable]) {
    const subnet = find(network.subnets, subnetField);
    const table = find(network.routeTables, routeTable);
    if (!subnet || !table || routeTable.kind !== 'known') continue;
    if (areDifferentVpcs(table.vpc, subnet.vpc, network))
      return { cause: { rule: 'association-cross-vpc', at: routeTable.at } };
  }
  return {};
}
