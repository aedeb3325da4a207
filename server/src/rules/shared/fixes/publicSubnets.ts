import { existsWherever, isConditional } from '../../../changes/resources.ts';
import { classOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { NatGateway, Subnet } from '../../../network/model.ts';
import { valueAt } from '../../../syntax/tree.ts';
import type { CheckedFile, Fix } from '../../defineRule.ts';

/** Moves a NAT gateway to a public subnet of its VPC; if there are several, the user chooses. */
export function intoPublicSubnet(nat: NatGateway, subnet: Subnet, file: CheckedFile): readonly Fix[] {
  const { network } = file;
  const node = valueAt(nat.properties, 'SubnetId');
  if (!node || isConditional(node)) return [];
  return [...network.subnets.values()]
    .filter(
      (other) =>
        keyOfField(other.vpc) === keyOfField(subnet.vpc) && classOf(other, network).kind === 'public',
    )
    .filter((other) => existsWherever(file, other.id, nat.id))
    .map((other) => ({
      title: `Move ${nat.id} to ${other.id}`,
      preferred: false,
      edits: [{ op: 'replace', node, value: { Ref: other.id } }],
    }));
}
