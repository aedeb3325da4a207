import { usableInAws } from '../../../cidr/awsSubnet.ts';
import { formatCidr } from '../../../cidr/format.ts';
import { bullets, joined, type Markdown, md } from '../../../escape/markdown.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import type { PartName } from '../../../inventory/parts.ts';
import { stacksIn } from '../../../inventory/stacks.ts';
import { ageOf, idWithName, inventoryWithDate, nameOfId } from '../../../inventory/words.ts';
import { rulesOfGroup } from '../../../network/analysis/groupRules.ts';
import { classOf, routeTableOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { zoneWord } from '../../../network/analysis/subnets/zones.ts';
import type { Field, Target } from '../../../network/field.ts';
import { networkOfInventory } from '../../../network/inventory/networkOfInventory.ts';
import { find, keyOfField, routesByTable, subnetsByVpc } from '../../../network/lookup.ts';
import type { Network, Route, RouteTable, SecurityGroup, Subnet, Vpc } from '../../../network/model.ts';
import type { Direction } from '../../../network/protocol.ts';
import { table } from '../../../table.ts';
import { ruleText } from '../resource/group.ts';
import { CLASS_WORDS, countText } from '../resource/words.ts';

/**
 * An id's object in the inventory, in a few lines of Markdown; undefined if it is not in the inventory. `now` is in
 * milliseconds since 1970, for the inventory's age.
 */
export function describeExisting(
  id: string,
  inventory: Inventory,
  now: number | undefined,
): Markdown | undefined {
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
        : table && [md`${heading(id, view)} — a route table`, bullets(routeLines(id, view))];
  if (!lines) return undefined;
  const paragraphs = [...lines, createdBy(id, inventory), sourceText(inventory, now)].filter(
    ({ markdown }) => markdown !== '',
  );
  return joined(paragraphs, '\n\n');
}

/** Says of a well-formed id that the inventory has none such; undefined where that proves nothing. */
export function describeMissing(prefix: string, inventory: Inventory): Markdown | undefined {
  const part = PARTS_OF_PREFIXES[prefix];
  if (!part || inventory.parts[part].open !== undefined) return undefined;
  return md`Not in ${inventoryWithDate(inventory)}`;
}

const PARTS_OF_PREFIXES: Readonly<Record<string, PartName>> = table({
  subnet: 'Subnets',
  sg: 'SecurityGroups',
  vpc: 'Vpcs',
  rtb: 'RouteTables',
});

interface View {
  readonly inventory: Inventory;
  readonly network: Network;
}

function describeSubnet(subnet: Subnet, view: View): readonly Markdown[] {
  const { inventory, network } = view;
  const free = inventory.parts.Subnets.entries.get(subnet.id)?.AvailableIpAddressCount;
  const facts = [
    ...(subnet.zone.kind === 'known' && subnet.zone.value.kind !== 'nth'
      ? [zoneWord(subnet.zone.value)]
      : []),
    ...(subnet.ipv4.kind === 'known' ? [md`${formatCidr(subnet.ipv4.value)}`] : []),
    ...(free !== undefined ? [freeText(free, subnet)] : []),
    ...vpcText(subnet.vpc, view),
  ];
  const effective = routeTableOf(subnet, network);
  return [
    md`${heading(subnet.id, view)} — ${routeClassText(subnet, view)}`,
    joined(facts, ' · '),
    effective.kind === 'table' ? tableText(effective.table, view) : md``,
  ];
}

function freeText(free: number, { ipv4 }: Subnet): Markdown {
  const of = ipv4.kind === 'known' ? md` of ${countText(usableInAws(ipv4.value))}` : '';
  return md`${countText(free)}${of} addresses free`;
}

function routeClassText(subnet: Subnet, view: View): Markdown {
  const found = classOf(subnet, view.network);
  switch (found.kind) {
    case 'public':
      return md`a public subnet, through ${targetText(found.by, view)}`;
    case 'nat':
      return md`a private subnet with a default route to ${targetText(found.by, view)}`;
    case 'transit':
      return md`a subnet with a default route to another network through ${targetText(found.by, view)}`;
    case 'isolated':
      return found.by
        ? md`an isolated subnet: its default route goes to ${targetText(found.by, view)}, which no longer exists`
        : md`an isolated subnet, with no route to the internet (0.0.0.0/0)`;
    case 'unknown':
      return md`a subnet whose default route is unknown: ${found.why}`;
  }
}

function describeVpc(vpc: Vpc, view: View): readonly Markdown[] {
  const { network } = view;
  const blocks = [...vpc.ipv4, ...vpc.ipv6].map((block) =>
    block.kind === 'known' ? formatCidr(block.value) : '?',
  );
  const lines = (subnetsByVpc(network).of.get(vpc.id) ?? []).map((subnet) => {
    const block = subnet.ipv4.kind === 'known' ? md`\`${formatCidr(subnet.ipv4.value)}\` ` : '';
    return md`${block}${idWithName(subnet.id, view.inventory)}, ${CLASS_WORDS[classOf(subnet, network).kind]}`;
  });
  return [md`${heading(vpc.id, view)} — a VPC, ${blocks.join(', ')}`, bullets(lines)];
}

function describeGroup(group: SecurityGroup, view: View): readonly Markdown[] {
  const rules = rulesOfGroup({ kind: 'group', group }, view.network);
  const text = (direction: Direction, title: string): Markdown => {
    const lines = rules[direction].map((rule) => ruleText(rule));
    const more = rules.mayHaveMore[direction];
    if (more !== undefined) lines.push(md`possibly more: ${more}`);
    return lines.length > 0 ? md`${title}\n${bullets(lines)}` : md`${title}: none`;
  };
  return [
    md`${heading(group.id, view)} — a security group${joined(
      vpcText(group.vpc, view).map((text) => md` of ${text}`),
      '',
    )}`,
    text('ingress', 'Inbound rules'),
    text('egress', 'Outbound rules'),
  ];
}

function heading(id: string, { inventory }: View): Markdown {
  const name = nameOfId(id, inventory.parts);
  return name === undefined ? md`**${id}**` : md`**${name}** \`${id}\``;
}

function vpcText(vpc: Field<Target>, view: View): readonly Markdown[] {
  const id = keyOfField(vpc);
  return id === undefined ? [] : [md`${idWithName(id, view.inventory)}`];
}

function tableText({ id, isMain }: RouteTable, view: View): Markdown {
  const lines = routeLines(id, view);
  const name = md`${isMain ? 'Main route table' : 'Route table'} ${idWithName(id, view.inventory)}`;
  return lines.length > 0 ? md`${name}\n${bullets(lines)}` : md`${name}, with local routes only`;
}

function routeLines(table: string, view: View): readonly Markdown[] {
  return (routesByTable(view.network).of.get(table) ?? []).map((route) => {
    const gone = route.isBlackhole ? ', which no longer exists' : '';
    return md`${destinationText(route, view)} → ${targetText(route, view)}${gone}`;
  });
}

function destinationText({ destination }: Route, { network }: View): Markdown {
  if (destination.kind === 'cidr' && destination.cidr.kind === 'known')
    return md`\`${formatCidr(destination.cidr.value)}\``;
  if (destination.kind !== 'prefix-list') return md`another destination`;
  // A service of AWS by the last part of its name, as in com.amazonaws.eu-central-1.s3.
  const name = find(network.prefixLists, destination.list)?.name;
  return md`${name?.split('.').at(-1) ?? keyOfField(destination.list) ?? 'a prefix list'}`;
}

function targetText({ targets }: Route, { inventory }: View): Markdown {
  const id = targets[0] && keyOfField(targets[0].target);
  return id === undefined ? md`nothing` : md`${idWithName(id, inventory)}`;
}

function createdBy(id: string, inventory: Inventory): Markdown {
  for (const { name, resources } of stacksIn(inventory)) {
    for (const [logicalId, { PhysicalResourceId }] of resources)
      if (PhysicalResourceId === id) return md`Created by the stack ${name} as ${logicalId}`;
  }
  return md``;
}

/** Where it comes from, and how old that is. */
export function sourceText(inventory: Inventory, now: number | undefined): Markdown {
  const age = now === undefined ? undefined : ageOf(inventory, now);
  return md`_From ${inventoryWithDate(inventory)}${age === undefined ? '' : md`, ${age}`}._`;
}
