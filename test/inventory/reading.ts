import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Inventory, mergeInventory, nameTag } from '../../server/src/inventory/inventory.ts';
import { type InventoryFile, readInventoryFile } from '../../server/src/inventory/inventoryFile.ts';
import { parse } from '../../server/src/syntax/parse.ts';

export function fileOf(content: unknown, name = 'inventory.json'): InventoryFile {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return readInventoryFile(name, parse(text, 'json'));
}

/** An inventory of one file. */
export function inventoryOf(content: unknown): Inventory {
  return mergeInventory([fileOf(content)]);
}

/** The id of the object with that tag `Name`. */
export function idNamed(
  inventory: Inventory,
  part: 'Vpcs' | 'Subnets' | 'RouteTables',
  name: string,
): string {
  for (const [id, entry] of inventory.parts[part].entries) if (nameTag(entry) === name) return id;
  return assert.fail(`Nothing in ${part} is named ${name}.`);
}

/** The inventory of a file in this folder. */
export function inventoryIn(file: string): Inventory {
  let known = read.get(file);
  if (!known) {
    known = mergeInventory([fileOf(readFileSync(new URL(file, import.meta.url), 'utf8'), file)]);
    read.set(file, known);
  }
  return known;
}

const read = new Map<string, Inventory>();
