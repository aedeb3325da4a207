import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { INVENTORY_FOLDER, type Inventory, mergeInventory, readInventoryFile } from '../languageService.ts';
import { parse } from '../syntax/parse.ts';
import { lineStartsOf, positionAt } from '../syntax/span.ts';
import { decode } from './encoding.ts';
import { readBytes, unreadWords } from './readFile.ts';
import { mayName } from './repository.ts';

/** The inventories on a disk. Each is read at its first use and cached until it is invalidated. */
export interface Inventories {
  /** The inventory of the folder `.vpc-lens` that is nearest to a file: in its folder, or in a folder above. */
  near(path: string): Inventory | undefined;
  /** Of a file or a folder that a person names, or the settings file `by`; undefined where there is none. */
  at(path: string, by?: string): Inventory | undefined;
  forget(): void;
}

/**
 * Called with a problem in a file of an inventory: `place` is its line and column, from 1, as `3:5`. A file that is not
 * read is reported without a place; `problem` then follows its name.
 */
export type ReportInventoryProblem = (file: string, place: string | undefined, problem: string) => void;

/**
 * `report` is called once for each problem each time that a file is read. `opened`: the folders that the user opened, as
 * `mayName` expects them. `reading` is called with each path before it is read, `wasRead` with each inventory after it
 * was read.
 */
export function createInventories(
  report: ReportInventoryProblem,
  opened: () => readonly string[],
  reading: (path: string) => void = () => {},
  wasRead: (path: string, inventory: Inventory) => void = () => {},
): Inventories {
  const loaded = new Map<string, Inventory | undefined>();
  const byFolder = new Map<string, Inventory | undefined>();

  function at(path: string, by?: string): Inventory | undefined {
    const key = by === undefined ? path : `${path}\n${by}`;
    if (!loaded.has(key)) {
      const isAllowed = (file: string) => by === undefined || mayName(by, file, opened());
      const inventory = readInventory(path, isAllowed, report, reading);
      if (inventory) wasRead(path, inventory);
      loaded.set(key, inventory);
    }
    return loaded.get(key);
  }

  function inFolder(folder: string): Inventory | undefined {
    if (byFolder.has(folder)) return byFolder.get(folder);
    const above = dirname(folder);
    const own = join(folder, INVENTORY_FOLDER);
    const nearest = at(own, own) ?? (above === folder ? undefined : inFolder(above));
    byFolder.set(folder, nearest);
    return nearest;
  }

  return {
    // A file of the inventory itself is in the folder that is looked for.
    near: (path) => inFolder(dirname(path)),
    at,
    forget() {
      loaded.clear();
      byFolder.clear();
    },
  };
}

function readInventory(
  path: string,
  isAllowed: (file: string) => boolean,
  report: ReportInventoryProblem,
  reading: (path: string) => void,
): Inventory | undefined {
  reading(path);
  const files = namesAt(path).flatMap((file) => {
    reading(file);
    const read = isAllowed(file) ? readBytes(file) : 'outside';
    if (typeof read !== 'object') {
      if (read !== 'missing') report(file, undefined, unreadWords(read));
      return [];
    }
    const text = decode(read.bytes).replace(/^\uFEFF/, '');
    // 0 where the file system of an editor does not know.
    const made = readInventoryFile(basename(file), parse(text, 'json'), read.writtenAt || undefined);
    const lines = lineStartsOf(text);
    for (const { start, message } of made.problems) {
      const { line, character } = positionAt(lines, start);
      report(file, `${line + 1}:${character + 1}`, message);
    }
    return [made];
  });
  return files.length > 0 ? mergeInventory(files) : undefined;
}

/** The JSON files of a folder, or the file itself; empty if it cannot be read. */
function namesAt(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
      .filter((name) => /\.json$/i.test(name))
      .map((name) => join(path, name));
  } catch {
    return [];
  }
}
