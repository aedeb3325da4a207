import { referredResource } from '../../network/field.ts';
import type { Network, RouteTable } from '../../network/model.ts';
import type { Data } from '../../syntax/edit.ts';
import { entriesOf, type Mapping, type Node, type SyntaxTree, valueAt } from '../../syntax/tree.ts';
import type { Template } from '../../template/template.ts';
import { tierFromName } from './tierFromName.ts';

/** The template that subnets are added to. */
export interface EditedTemplate {
  readonly tree: SyntaxTree;
  readonly template: Template;
  readonly network: Network;
  readonly vpc: string;
  readonly resources: Mapping;
}

/** The ids of a VPC's subnets. */
export function siblingsOf(network: Network, vpc: string): readonly string[] {
  return [...network.subnets.values()]
    .filter((subnet) => referredResource(subnet.vpc) === vpc)
    .map(({ id }) => id);
}

/** The name, with a number if it is taken. Adds the result to `taken`. */
export function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  // PublicA2; but "Subnet1" + "2" would be another subnet's number.
  const joint = /\d$/.test(wanted) ? 'N' : '';
  for (let number = 2; taken.has(name); number++) name = `${wanted}${joint}${number}`;
  taken.add(name);
  return name;
}

/** Names associations in the style of the template: PublicAInPublicTable, PublicASubnetRouteTableAssociation. */
export function associationNames(network: Network): (subnet: string, table: string) => string {
  for (const { id, subnet, routeTable } of network.routeTableAssociations) {
    const [one, other] = [referredResource(subnet), referredResource(routeTable)];
    // Only at the start or end: elsewhere a short name may be part of another word.
    if (one === undefined || !(id.startsWith(one) || id.endsWith(one))) continue;
    return (newSubnet, newTable) => {
      const named = id.replace(one, () => newSubnet);
      return other === undefined ? named : named.replace(other, () => newTable);
    };
  }
  return (subnet) => `${subnet}RouteTableAssociation`;
}

/** The string value of a key; undefined if it is not a string. */
export function textAt(node: Node | undefined, key: string): string | undefined {
  const value = valueAt(node, key);
  return value?.kind === 'scalar' ? value.text : undefined;
}

/** MapPublicIpOnLaunch for a new subnet of a tier: true if all subnets of the tier have it. */
export function publicAddress(
  { network, template, vpc }: EditedTemplate,
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

/** The Name tag: the name alone, or with the stack's name before it if the other subnets have that. */
export function nameTagValue({ network, template, vpc }: EditedTemplate, name: string): Data {
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

/** The nth zone of the stack's Region. */
export function zoneData(zone: number): Data {
  return { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] };
}

/** An association must not refer to a table that some deployments do not have. */
export function isAlwaysThere(table: RouteTable, template: Template, condition: string | undefined): boolean {
  const own = template.resources.get(table.id)?.condition;
  return own === undefined || own === condition;
}
