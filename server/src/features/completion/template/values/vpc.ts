import { vpcsOfObjects } from '../../../../network/analysis/vpcOf.ts';
import { keyOfField } from '../../../../network/lookup.ts';
import { entriesOf, resolved } from '../../../../syntax/tree.ts';
import { type Context, nameIn, type PropertyPlace, resourcesOfType } from '../context.ts';

/** The key of a resource's VPC, or the VPC that its properties imply; else the template's only one. */
export function vpcOfPlace(
  context: Context,
  { id, type, mapping, names }: PropertyPlace,
): string | undefined {
  for (const network of context.networks) {
    const vpc = vpcsOfObjects(network).get(id);
    if (vpc !== undefined && !(type === 'AWS::EC2::VPC')) return vpc;
  }
  // If its properties refer to something in a VPC, the resource is in that VPC, too.
  const top = resolved(context.template.resources.get(id)?.properties) ?? mapping;
  for (const { key, value } of entriesOf(top)) {
    if (key.text === names[0]) continue;
    const node = resolved(value);
    const named =
      nameIn(node) ?? (node?.kind === 'sequence' ? node.items.map(nameIn).find(Boolean) : undefined);
    const vpc = named === undefined ? undefined : vpcOfObject(context, named);
    if (vpc !== undefined) return vpc;
  }
  const all = resourcesOfType(context, 'AWS::EC2::VPC');
  return all.length === 1 ? all[0] : undefined;
}

/** The key of a resource's VPC in any scenario. */
export function vpcOfObject({ networks }: Context, id: string): string | undefined {
  for (const network of networks) {
    const vpc =
      vpcsOfObjects(network).get(id) ?? keyOfField(network.subnets.get(id)?.vpc ?? { kind: 'absent' });
    if (vpc !== undefined) return vpc;
  }
  return undefined;
}
