import { type Network, referredResource } from '../../network/model.ts';
import type { Data } from '../../syntax/edit.ts';
import { entriesOf, type Mapping, type Node, type SyntaxTree, valueAt } from '../../syntax/tree.ts';
import type { Template } from '../../template/template.ts';
import { tierFromName } from './tierFromName.ts';
/** A template that subnets are written to. */
export interface Target {
  readonly tree: SyntaxTree;
  readonly template: Template;
  readonly network: Network;
  readonly vpc: string;
  readonly resources: Mapping;
}

/** The subnets of a VPC, by their ids. */
export function siblingsOf(network: Network, vpc: string): readonly string[] {
  return [...network.subnets.values()]
    .filter((subnet) => referredResource(subnet.vpc) === vpc)
    .map(({ id }) => id);
}

/** The name, with a number behind it where it is taken; it is taken then. */
export function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  // PublicA2; but 12 after Subnet1 would be another subnet's number.
  const joint = /\d$/.test(wanted) ? 'N' : '';
  for (let number = 2; taken.has(name); number++) name = `${wanted}${joint}${number}`;
  taken.add(name);
  return name;
}

/** Names associations as the template does: PublicAInPublicTable, PublicASubnetRouteTableAssociation. */
export function associationNames(network: Network): (subnet: string, table: string) => string {
  for (const { id, subnet, routeTable } of network.routeTableAssociations) {
    const [one, other] = [referredResource(subnet), referredResource(routeTable)];
    // Anywhere else a short name may be part of another word.
    if (one === undefined || !(id.startsWith(one) || id.endsWith(one))) continue;
    return (newSubnet, newTable) => {
      const named = id.replace(one, () => newSubnet);
      return other === undefined ? named : named.replace(other, () => newTable);
    };
  }
  return (subnet) => `${subnet}RouteTableAssociation`;
}

/** The text of a key's value; undefined where that is none. */
export function textAt(node: Node | undefined, key: string): string | undefined {
  const value = valueAt(node, key);
  return value?.kind === 'scalar' ? value.text : undefined;
}

/** Subnets of a tier give public addresses at launch where all of it do. */
export function publicAddress(
  { network, template, vpc }: Target,
  tier: string,
): { readonly MapPublicIpOnLaunch?: true } {
  const same = siblingsOf(network, vpc).filter(
    (id) => tier !== '' && tierFromName(id) === tier.toLowerCase(),
  );
  const all = same.every(
    (id) => textAt(template.resources.get(id)?.properties, 'MapPublicIpOnLaunch') === 'true',
  );
  return same.length > 0 && all ? { MapPublicIpOnLaunch: true } : {};
}

/** The name alone, or with the stack's before it where the other subnets have it. */
export function nameTag({ network, template, vpc }: Target, name: string): Data {
  const prefix = '${AWS::StackName}-';
  const isPrefixed = siblingsOf(network, vpc).some((id) => {
    const tags = valueAt(template.resources.get(id)?.properties, 'Tags');
    return entriesOfTags(tags).some((value) => textOfSub(value)?.startsWith(prefix));
  });
  return isPrefixed && !name.includes('${') ? { 'Fn::Sub': `${prefix}${name}` } : name;
}

function entriesOfTags(tags: Node | undefined): readonly (Node | undefined)[] {
  if (tags?.kind !== 'sequence') return [];
  return tags.items.filter((item) => textAt(item, 'Key') === 'Name').map((item) => valueAt(item, 'Value'));
}

function textOfSub(value: Node | undefined): string | undefined {
  if (value?.kind === 'scalar' && value.tag === '!Sub') return value.text;
  const only = entriesOf(value)[0];
  return only?.key.text === 'Fn::Sub' && only.value.kind === 'scalar' ? only.value.text : undefined;
}

/** The nth zone of the Region that the stack is in. */
export function zoneData(zone: number): Data {
  return { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] };
}
