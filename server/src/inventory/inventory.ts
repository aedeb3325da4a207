import type { FilePart, InventoryFile } from './inventoryFile.ts';
import { type Entry, PART_NAMES, type PartName } from './parts.ts';

/**
 * What AWS said of networks that exist: the files of a folder put together. Of an object that several files describe the
 * last file, in the order of their names, counts.
 */
export interface Inventory {
  /** In the order of their names. */
  readonly files: readonly InventoryFile[];
  readonly parts: { readonly [K in PartName]: Part<K> };
  /** When the oldest of the files was captured, in milliseconds since 1970; undefined where one does not say. */
  readonly capturedAt: number | undefined;
  /** When the oldest of the files was written, where the host knows: a capture is no younger. */
  readonly writtenAt: number | undefined;
  /** The accounts that own what is here. */
  readonly accounts: ReadonlySet<string>;
}

export interface Part<K extends PartName> {
  readonly entries: ReadonlyMap<string, Entry<K>>;
  readonly damaged: ReadonlySet<string>;
  /** Why there may be more than these; undefined where these are all of the regions. */
  readonly open: string | undefined;
  /** The regions that the part was asked for in, as far as that is known. */
  readonly regions: ReadonlySet<string>;
}

/** Puts files together. Their order does not matter: it is that of their names. */
export function mergeInventory(files: readonly InventoryFile[]): Inventory {
  const inOrder = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const only = onlyRegionOf(inOrder);
  // A file without a part speaks for the others: {"CapturedAt": "…"} beside answers as AWS gave them.
  const stated = inOrder.find(
    ({ parts, capturedAt }) => isEmpty(parts) && capturedAt !== undefined,
  )?.capturedAt;
  const answers = inOrder.filter(({ parts }) => !isEmpty(parts));
  const parts = Object.fromEntries(PART_NAMES.map((name) => [name, mergePart(name, inOrder, only)]));
  const accounts = new Set<string>();
  const inventory = { files: inOrder, parts: parts as Inventory['parts'], accounts };
  for (const name of ['Vpcs', 'Subnets', 'RouteTables', 'SecurityGroups'] as const) {
    for (const { OwnerId } of inventory.parts[name].entries.values()) if (OwnerId) accounts.add(OwnerId);
  }
  return {
    ...inventory,
    capturedAt: oldest(answers.map(({ capturedAt }) => capturedAt ?? stated)),
    writtenAt: oldest(answers.map(({ writtenAt }) => writtenAt)),
  };
}

function oldest(times: readonly (number | undefined)[]): number | undefined {
  let first = Number.POSITIVE_INFINITY;
  for (const time of times) {
    if (time === undefined) return undefined;
    first = Math.min(first, time);
  }
  return Number.isFinite(first) ? first : undefined;
}

function isEmpty(parts: InventoryFile['parts']): boolean {
  return Object.keys(parts).length === 0;
}

function mergePart<K extends PartName>(
  name: K,
  files: readonly InventoryFile[],
  only: string | undefined,
): Part<K> {
  const entries = new Map<string, Entry<K>>();
  const damaged = new Set<string>();
  const regions = new Set<string>();
  let open: string | undefined;
  let isHere = false;
  for (const file of files) {
    const part = file.parts[name] as FilePart<K> | undefined;
    if (!part) continue;
    isHere = true;
    for (const [id, entry] of part.entries) {
      entries.set(id, entry);
      if (part.damaged.has(id)) damaged.add(id);
      else damaged.delete(id);
    }
    const region = file.region ?? only;
    if (region) regions.add(region);
    open ??= part.open;
  }
  return { entries, damaged, regions, open: isHere ? open : `the inventory has no ${name}` };
}

/** Most inventories are of one region, and not every answer tells it. */
function onlyRegionOf(files: readonly InventoryFile[]): string | undefined {
  const regions = new Set(files.flatMap(({ region }) => region ?? []));
  return regions.size === 1 ? [...regions][0] : undefined;
}

/** The name that somebody gave an object: its tag `Name`. */
export function nameTag({ Tags }: { readonly Tags: Entry<'Subnets'>['Tags'] }): string | undefined {
  return Tags?.find(({ Key, Value }) => Key === 'Name' && Value)?.Value;
}
