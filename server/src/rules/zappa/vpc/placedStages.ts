import type { Inventory } from '../../../inventory/inventory.ts';
import { overlayOnInventory } from '../../../network/analysis/overlay.ts';
import { classOf, type SubnetClass } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { networkOfInventory } from '../../../network/inventory/networkOfInventory.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Network, Subnet } from '../../../network/model.ts';
import type { Edit } from '../../../syntax/edit.ts';
import {
  type Entry,
  entryAt,
  type Mapping,
  type Node,
  resolved,
  type Scalar,
  type Sequence,
} from '../../../syntax/tree.ts';
import { extendingStages, type Stage, settingOf, type ZappaSettings } from '../../../zappa/settings.ts';
import type { CheckedFile } from '../../defineRule.ts';

/** A stage with the inventory's data of the ids in its `vpc_config`. */
export interface PlacedStage {
  readonly stage: Stage;
  /** The stage that the `vpc_config` is written in. */
  readonly owner: Stage;
  /** The names of the other stages that have it too. */
  readonly extendedBy: readonly string[];
  readonly config: Mapping;
  readonly subnets: WrittenIds;
  readonly groups: WrittenIds;
  readonly inventory: Inventory;
  readonly network: Network;
}

/** A list of ids as written; a single text is a list of one. */
export interface WrittenIds {
  readonly entry: Entry | undefined;
  /** The list to edit; undefined if the value is no list. */
  readonly list: Sequence | undefined;
  /** The texts among its items, in their order, each id once. */
  readonly ids: readonly Scalar[];
}

/**
 * The stages whose `vpc_config` can be looked up, one for each `vpc_config` however many stages share it. None without
 * an inventory. A stage that is certainly deployed precedes a base that others extend.
 */
export function placedStages({ zappa, inventory }: CheckedFile): readonly PlacedStage[] {
  if (!zappa || !inventory) return [];
  const byConfig = new Map<Node, Stage>();
  for (const stage of zappa.stages) {
    const config = resolved(settingOf(stage, 'vpc_config')?.entry.value);
    if (config?.kind !== 'mapping' || stage.isCyclic) continue;
    const known = byConfig.get(config);
    if (!known || (known.isExtended && !stage.isExtended)) byConfig.set(config, stage);
  }
  return [...byConfig].map(([config, stage]) => placedOf(stage, config as Mapping, zappa, inventory));
}

function placedOf(stage: Stage, config: Mapping, zappa: ZappaSettings, inventory: Inventory): PlacedStage {
  const owner = settingOf(stage, 'vpc_config')?.from ?? stage;
  return {
    stage,
    owner,
    extendedBy: extendingStages(zappa, owner, 'vpc_config'),
    config,
    subnets: idsOf(config, 'SubnetIds'),
    groups: idsOf(config, 'SecurityGroupIds'),
    inventory,
    network: networkOfInventory(inventory),
  };
}

/**
 * The stages as functions in the network of the inventory; undefined without an inventory. Spans of existing objects
 * are in another text.
 */
export function existingNetwork({ network, zappa, inventory }: CheckedFile): Network | undefined {
  return zappa && inventory && overlayOnInventory(network, networkOfInventory(inventory));
}

/** The stages that can be deployed, first those that no other extends: the others may be bases that never are. */
export function stagesInOrder({ zappa }: CheckedFile): readonly Stage[] {
  const stages = (zappa?.stages ?? []).filter(({ isCyclic }) => !isCyclic);
  return stages.toSorted((a, b) => Number(a.isExtended) - Number(b.isExtended));
}

/** Every stage with a `vpc_config` that can be looked up, in the order of `stagesInOrder`. */
export function allPlacedStages(file: CheckedFile): readonly PlacedStage[] {
  const { inventory, zappa } = file;
  if (!inventory || !zappa) return [];
  return stagesInOrder(file).flatMap((stage) => {
    const config = resolved(settingOf(stage, 'vpc_config')?.entry.value);
    return config?.kind === 'mapping' ? [placedOf(stage, config, zappa, inventory)] : [];
  });
}

function idsOf(config: Node, key: string): WrittenIds {
  const entry = entryAt(config, key);
  const value = resolved(entry?.value);
  const list = value?.kind === 'sequence' ? value : undefined;
  const items = list?.items ?? (value ? [value] : []);
  const ids: Scalar[] = [];
  for (const item of items.map(resolved)) {
    if (item?.kind !== 'scalar' || typeof item.value !== 'string') continue;
    if (!ids.some(({ text }) => text === item.text)) ids.push(item);
  }
  return { entry, list, ids };
}

/** A subnet of a stage that the inventory knows. */
export interface StageSubnet {
  readonly item: Scalar;
  readonly subnet: Subnet;
  readonly class: SubnetClass;
}

export function placedSubnets({ subnets, network }: PlacedStage): readonly StageSubnet[] {
  return subnets.ids.flatMap((item) => {
    const subnet = network.subnets.get(item.text);
    return subnet ? [{ item, subnet, class: classOf(subnet, network) }] : [];
  });
}

/** Removes items from a list; undefined if they are not its own items, or if nothing would remain. */
export function itemRemoval(
  list: Sequence | undefined,
  items: readonly Scalar[],
): readonly Edit[] | undefined {
  const nodes = items.map((one) => list?.items.find((item) => resolved(item) === one));
  if (!list || nodes.some((node) => !node) || nodes.length >= list.items.length) return undefined;
  return nodes.map((item) => ({ op: 'remove-item', from: list, item: item! }));
}

/**
 * The subnets of a VPC that leave through a NAT gateway, one in each zone: that with the most free addresses. Those of no
 * zone that is known are left out.
 */
export function natSubnetsOf(
  vpc: string | undefined,
  { network, inventory }: PlacedStage,
): readonly Subnet[] {
  const byZone = new Map<string, Subnet>();
  const free = ({ id }: Subnet) => inventory.parts.Subnets.entries.get(id)?.AvailableIpAddressCount ?? 0;
  for (const subnet of network.subnets.values()) {
    if (vpc === undefined || keyOfField(subnet.vpc) !== vpc || subnet.zone.kind !== 'known') continue;
    if (classOf(subnet, network).kind !== 'nat') continue;
    const zone = JSON.stringify(subnet.zone.value);
    const known = byZone.get(zone);
    if (!known || free(subnet) > free(known)) byZone.set(zone, subnet);
  }
  return [...byZone.values()];
}
