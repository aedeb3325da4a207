import type { FilePart, InventoryFile } from './inventoryFile.ts';
import { type InventoryEntry, PART_NAMES, type PartName } from './parts.ts';

/**
 * Existing networks as AWS described them: the merged files of a folder. If several files describe an object, the last
 * file by name counts.
 */
export interface Inventory {
  /** Sorted by name. */
  readonly files: readonly InventoryFile[];
  readonly parts: { readonly [K in PartName]: InventoryPart<K> };
  /** When the oldest file was captured, in milliseconds since 1970; undefined if one of them does not say. */
  readonly capturedAt: number | undefined;
  /**
   * When the oldest file was written, in milliseconds since 1970, if the host knows. The capture is at least as old.
   */
  readonly writtenAt: number | undefined;
  /** The accounts that own the objects. */
  readonly accounts: ReadonlySet<string>;
}

export interface InventoryPart<K extends PartName> {
  readonly entries: ReadonlyMap<string, InventoryEntry<K>>;
  readonly damaged: ReadonlySet<string>;
  /** Why there may be more entries than these; undefined if the list is complete for its regions. */
  readonly open: string | undefined;
  /** The regions that the part was listed for, as far as they are known. */
  readonly regions: ReadonlySet<string>;
}

/** Merges files. Their order does not matter: they are sorted by name. */
export function mergeInventory(files: readonly InventoryFile[]): Inventory {
  const inOrder = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const only = onlyRegionOf(inOrder);
  // A file without parts describes the others: {"CapturedAt": "…"} beside plain AWS CLI output.
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
): InventoryPart<K> {
  const entries = new Map<string, InventoryEntry<K>>();
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

/** Most inventories cover one region, and not every answer names it. */
function onlyRegionOf(files: readonly InventoryFile[]): string | undefined {
  const regions = new Set(files.flatMap(({ region }) => region ?? []));
  return regions.size === 1 ? [...regions][0] : undefined;
}

/** The value of an object's tag `Name`. */
export function nameTag({ Tags }: { readonly Tags: InventoryEntry<'Subnets'>['Tags'] }): string | undefined {
  return Tags?.find(({ Key, Value }) => Key === 'Name' && Value)?.Value;
}
