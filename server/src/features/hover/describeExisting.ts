import { usableInAws } from '../../cidr/awsSubnet.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { PartName } from '../../inventory/parts.ts';
import { stacksIn } from '../../inventory/stacks.ts';
import { ageOf, idWithName, inventoryWithDate, nameOfId } from '../../inventory/words.ts';
import { rulesOfGroup } from '../../network/analysis/groupRules.ts';
import { classOf, routeTableOf } from '../../network/analysis/subnetRoutes.ts';
import { networkOfInventory } from '../../network/inventory/networkOfInventory.ts';
import { find, keyOfField, routesByTable, subnetsByVpc } from '../../network/lookup.ts';
import type {
  Direction,
  Field,
  Network,
  Route,
  RouteTable,
  SecurityGroup,
  Subnet,
  Target,
  Vpc,
} from '../../network/model.ts';
import { ruleText } from './resource/group.ts';
import { bullets, CLASS_WORDS, count, zoneWord } from './resource/words.ts';

/**
 * What the inventory says of an id, in a few lines of Markdown; undefined where it does not know the id. `now`, in
 * milliseconds since 1970, tells the inventory's age.
 */
export function describeExisting(
  id: string,
  inventory: Inventory,
  now: number | undefined,
): string | undefined {
  const network = networkOfInventory(inventory);
  const view = { inventory, network };
  const subnet = network.subnets.get(id);
  const group = network.securityGroups.get(id);
  const vpc = network.vpcs.get(id);
  const table = network.routeTables.get(id);
  const lines = subnet
    ? describeSubnet(subnet, view)
    : group
      ? describeGroup(group, view)
      : vpc
        ? describeVpc(vpc, view)
        : table && [`${heading(id, view)} — a route table`, bullets(routeLines(id, view))];
  if (!lines) return undefined;
  return [...lines, madeBy(id, inventory), sourceText(inventory, now)]
    .filter((line) => line !== '')
    .join('\n\n');
}

/** Says of a well-formed id that the inventory has none such; undefined where that proves nothing. */
export function describeMissing(prefix: string, inventory: Inventory): string | undefined {
  const part = PARTS_OF_PREFIXES[prefix];
  if (!part || inventory.parts[part].open !== undefined) return undefined;
  return `Not in ${inventoryWithDate(inventory)}`;
}

const PARTS_OF_PREFIXES: Readonly<Record<string, PartName>> = {
  subnet: 'Subnets',
  sg: 'SecurityGroups',
  vpc: 'Vpcs',
  rtb: 'RouteTables',
};

interface View {
  readonly inventory: Inventory;
  readonly network: Network;
}

function describeSubnet(subnet: Subnet, view: View): readonly string[] {
  const { inventory, network } = view;
  const free = inventory.parts.Subnets.entries.get(subnet.id)?.AvailableIpAddressCount;
  const facts = [
    ...(subnet.zone.kind === 'known' && subnet.zone.value.kind !== 'nth'
      ? [zoneWord(subnet.zone.value)]
      : []),
    ...(subnet.ipv4.kind === 'known' ? [`${formatCidr(subnet.ipv4.value)}`] : []),
    ...(free !== undefined ? [freeText(free, subnet)] : []),
    ...vpcText(subnet.vpc, view),
  ];
  const effective = routeTableOf(subnet, network);
  return [
    `${heading(subnet.id, view)} — ${classText(subnet, view)}`,
    facts.join(' · '),
    effective.kind === 'table' ? tableText(effective.table, view) : '',
  ];
}

function freeText(free: number, { ipv4 }: Subnet): string {
  const of = ipv4.kind === 'known' ? ` of ${count(usableInAws(ipv4.value))}` : '';
  return `${count(free)}${of} addresses free`;
}

function classText(subnet: Subnet, view: View): string {
  const found = classOf(subnet, view.network);
  switch (found.kind) {
    case 'public':
      return `a public subnet, through ${targetText(found.by, view)}`;
    case 'nat':
      return `a private subnet that leaves through ${targetText(found.by, view)}`;
    case 'transit':
      return `a subnet that leaves through ${targetText(found.by, view)}, to another network`;
    case 'isolated':
      return found.by
        ? `an isolated subnet: ${targetText(found.by, view)}, to which it would leave, is gone`
        : 'an isolated subnet, with no route to the internet (0.0.0.0/0)';
    case 'unknown':
      return `a subnet whose way out is not known: ${found.why}`;
  }
}

function describeVpc(vpc: Vpc, view: View): readonly string[] {
  const { network } = view;
  const blocks = [...vpc.ipv4, ...vpc.ipv6].map((block) =>
    block.kind === 'known' ? formatCidr(block.value) : '?',
  );
  const lines = (subnetsByVpc(network).of.get(vpc.id) ?? []).map((subnet) => {
    const block = subnet.ipv4.kind === 'known' ? `\`${formatCidr(subnet.ipv4.value)}\` ` : '';
    return `${block}${idWithName(subnet.id, view.inventory)}, ${CLASS_WORDS[classOf(subnet, network).kind]}`;
  });
  return [`${heading(vpc.id, view)} — a VPC, ${blocks.join(', ')}`, bullets(lines)];
}

function describeGroup(group: SecurityGroup, view: View): readonly string[] {
  const rules = rulesOfGroup({ kind: 'group', group }, view.network);
  const text = (direction: Direction, verb: string) => {
    const lines = rules[direction].map((rule) => ruleText(rule));
    const more = rules.mayHaveMore[direction];
    if (more !== undefined) lines.push(`perhaps more: ${more}`);
    return lines.length > 0 ? `${verb}\n${bullets(lines)}` : verb.replace('Lets', 'Lets nothing');
  };
  return [
    `${heading(group.id, view)} — a security group${vpcText(group.vpc, view).map((text) => ` of ${text}`)}`,
    text('ingress', 'Lets in'),
    text('egress', 'Lets out'),
  ];
}

function heading(id: string, { inventory }: View): string {
  const name = nameOfId(id, inventory.parts);
  return name === undefined ? `**${id}**` : `**${name}** \`${id}\``;
}

function vpcText(vpc: Field<Target>, view: View): readonly string[] {
  const id = keyOfField(vpc);
  return id === undefined ? [] : [idWithName(id, view.inventory)];
}

function tableText({ id, isMain }: RouteTable, view: View): string {
  const lines = routeLines(id, view);
  const name = `${isMain ? 'Main route table' : 'Route table'} ${idWithName(id, view.inventory)}`;
  return lines.length > 0 ? `${name}\n${bullets(lines)}` : `${name}, with local routes only`;
}

function routeLines(table: string, view: View): readonly string[] {
  return (routesByTable(view.network).of.get(table) ?? []).map((route) => {
    const gone = route.isBlackhole ? ', which is gone' : '';
    return `${destinationText(route, view)} → ${targetText(route, view)}${gone}`;
  });
}

function destinationText({ destination }: Route, { network }: View): string {
  if (destination.kind === 'cidr' && destination.cidr.kind === 'known')
    return `\`${formatCidr(destination.cidr.value)}\``;
  if (destination.kind !== 'prefix-list') return 'elsewhere';
  // A service of AWS by the last part of its name, as in com.amazonaws.eu-central-1.s3.
  const name = find(network.prefixLists, destination.list)?.name;
  return name?.split('.').at(-1) ?? keyOfField(destination.list) ?? 'a prefix list';
}

function targetText({ targets }: Route, { inventory }: View): string {
  const id = targets[0] && keyOfField(targets[0].target);
  return id === undefined ? 'nothing' : idWithName(id, inventory);
}

function madeBy(id: string, inventory: Inventory): string {
  for (const { name, resources } of stacksIn(inventory)) {
    for (const [logicalId, { PhysicalResourceId }] of resources)
      if (PhysicalResourceId === id) return `Made by the stack ${name} as ${logicalId}`;
  }
  return '';
}

/** Where it comes from, and how old that is. */
export function sourceText(inventory: Inventory, now: number | undefined): string {
  const age = now === undefined ? undefined : ageOf(inventory, now);
  return `_From ${inventoryWithDate(inventory)}${age === undefined ? '' : `, ${age}`}._`;
}
