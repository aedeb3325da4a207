import { type CompletionItem, CompletionItemKind, type Range } from 'vscode-languageserver-types';
import type { Inventory } from '../../inventory/inventory.ts';
import { logicalIdsOf, stacksIn } from '../../inventory/stacks.ts';
import { nameOfId } from '../../inventory/words.ts';
import { classOf, type SubnetClass } from '../../network/analysis/subnets/subnetRoutes.ts';
import { zoneName } from '../../network/analysis/subnets/zones.ts';
import { networkOfInventory } from '../../network/inventory/networkOfInventory.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Network, Subnet } from '../../network/model.ts';
import type { Format } from '../../syntax/tree.ts';
import type { IdListKey } from '../../zappa/vpcConfig.ts';
import { describeExisting } from '../hover/ids/describeExisting.ts';

/** A list of a `vpc_config` in which an id is typed. */
export interface IdPlace {
  readonly list: IdListKey;
  /** The ids that are already in either list of the `vpc_config`, which are not offered again. */
  readonly there: readonly string[];
  readonly format: Format;
  /** Text inserted before the id, such as the dash of an item. */
  readonly lead: string;
  /** The range that the id replaces, including quotes. */
  readonly range: Range;
  /** In milliseconds since 1970. */
  readonly now?: number;
}

/**
 * The inventory's ids for a list, with names. Ids in the VPC of the existing ids come first; among subnets those behind
 * a NAT gateway, in a zone that is not used yet. Public subnets come last.
 */
export function completeIds(inventory: Inventory, place: IdPlace): readonly CompletionItem[] {
  const { list, there, now } = place;
  const network = networkOfInventory(inventory);
  const logicalIds = logicalIdsIn(inventory);
  const choices =
    list === 'SubnetIds' ? subnetChoices(inventory, network, there) : groupChoices(inventory, network, there);
  return choices
    .filter(({ id }) => !there.includes(id))
    .sort((a, b) => a.rank - b.rank || b.free - a.free || (a.id < b.id ? -1 : 1))
    .map(({ id, detail }, index) =>
      itemOf(
        { id, detail, alias: logicalIds.get(id) },
        index,
        describeExisting(id, inventory, now)?.markdown,
        place,
      ),
    );
}

interface Choice {
  readonly id: string;
  /** Lower ranks are more likely. */
  readonly rank: number;
  readonly free: number;
  readonly detail: string;
}

/** Outweighs all other criteria: Lambda rejects subnets of two VPCs (fact LAM-11). */
const OTHER_VPC = 100;

function subnetChoices(inventory: Inventory, network: Network, there: readonly string[]): Choice[] {
  const vpc = vpcOf(network, there);
  const logicalIds = logicalIdsIn(inventory);
  const zones = new Set(there.flatMap((id) => zoneOf(network.subnets.get(id)) ?? []));
  return [...network.subnets.values()].map((subnet) => {
    const { kind } = classOf(subnet, network);
    const free = inventory.parts.Subnets.entries.get(subnet.id)?.AvailableIpAddressCount;
    const zone = zoneOf(subnet);
    const isOther = vpc !== undefined && keyOfField(subnet.vpc) !== vpc;
    const rank = RANKS[kind] + (zone !== undefined && zones.has(zone) ? 1 : 0) + (isOther ? OTHER_VPC : 0);
    const detail = [
      nameOfId(subnet.id, inventory.parts) ?? logicalIds.get(subnet.id),
      WORDS[kind],
      zone,
      free === undefined ? undefined : `${free.toLocaleString('en-US')} free`,
      isOther ? 'another VPC' : undefined,
    ];
    return { id: subnet.id, rank, free: free ?? 0, detail: detail.filter(Boolean).join(' · ') };
  });
}

const RANKS: Readonly<Record<SubnetClass['kind'], number>> = {
  nat: 0,
  isolated: 10,
  transit: 20,
  unknown: 30,
  public: 40,
};

const WORDS: Readonly<Record<SubnetClass['kind'], string | undefined>> = {
  nat: 'private with NAT',
  isolated: 'isolated',
  transit: 'private, to another network',
  unknown: undefined,
  public: 'public: no internet access for functions',
};

function groupChoices(inventory: Inventory, network: Network, there: readonly string[]): Choice[] {
  const vpc = vpcOf(network, there);
  const logicalIds = logicalIdsIn(inventory);
  return [...network.securityGroups.values()].map(({ id, vpc: own }) => {
    const isOther = vpc !== undefined && keyOfField(own) !== vpc;
    const isDefault = inventory.parts.SecurityGroups.entries.get(id)?.GroupName === 'default';
    const detail = [nameOfId(id, inventory.parts) ?? logicalIds.get(id), isOther ? 'another VPC' : undefined];
    return {
      id,
      rank: (isDefault ? 1 : 0) + (isOther ? OTHER_VPC : 0),
      free: 0,
      detail: detail.filter(Boolean).join(' · '),
    };
  });
}

/** The logical ids in stacks: `PrivateA of app`. */
function logicalIdsIn(inventory: Inventory): ReadonlyMap<string, string> {
  return new Map(
    stacksIn(inventory).flatMap((stack) =>
      [...logicalIdsOf(stack)].map(([id, name]) => [id, `${name} of ${stack.name}`] as const),
    ),
  );
}

/** The VPC of the first known id. */
function vpcOf(network: Network, ids: readonly string[]): string | undefined {
  for (const id of ids) {
    const one = network.subnets.get(id) ?? network.securityGroups.get(id);
    const vpc = one && keyOfField(one.vpc);
    if (vpc !== undefined) return vpc;
  }
  return undefined;
}

function zoneOf(subnet: Subnet | undefined): string | undefined {
  return subnet?.zone.kind === 'known' ? zoneName(subnet.zone) : undefined;
}

function itemOf(
  { id, detail, alias }: { readonly id: string; readonly detail: string; readonly alias: string | undefined },
  index: number,
  documentation: string | undefined,
  { format, lead, range }: IdPlace,
): CompletionItem {
  const quote = format === 'yaml' ? '' : '"';
  return {
    label: id,
    labelDetails: { description: detail },
    // For editors that show only the label.
    detail,
    kind: CompletionItemKind.Value,
    sortText: `${index}`.padStart(4, '0'),
    // Lets users find an id by its name, in AWS and in a template.
    filterText: `${quote}${id} ${detail}${alias === undefined ? '' : ` ${alias}`}`,
    textEdit: { range, newText: `${lead}${quote}${id}${quote}` },
    ...(documentation !== undefined && { documentation: { kind: 'markdown', value: documentation } }),
  };
}
