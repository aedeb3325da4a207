import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  decodeText,
  INVENTORY_FOLDER,
  type Inventory,
  mergeInventory,
  readInventoryFile,
} from '../languageService.ts';
import { parse } from '../syntax/parse.ts';
import { lineStartsOf, positionAt } from '../syntax/span.ts';

/** The inventories of a disk. Each is read when it is first asked for, and kept until it is to be forgotten. */
export interface Inventories {
  /** Of the folder `.vpc-lens` that is nearest to a file: beside it, or beside a folder above it. */
  near(path: string): Inventory | undefined;
  /** Of a file or a folder that somebody names; undefined where there is none. */
  at(path: string): Inventory | undefined;
  forget(): void;
}

/** Hears where a file of an inventory is not what AWS answers; `place` is its line and column, from 1, as `3:5`. */
export type TellInventory = (file: string, place: string, problem: string) => void;

/**
 * `tell` hears of each problem once for each time that a file is read; `reading` of each path before it is looked at.
 */
export function createInventories(
  tell: TellInventory,
  reading: (path: string) => void = () => {},
): Inventories {
  const byPath = new Map<string, Inventory | undefined>();
  const byFolder = new Map<string, Inventory | undefined>();

  function at(path: string): Inventory | undefined {
    if (!byPath.has(path)) byPath.set(path, readInventory(path, tell, reading));
    return byPath.get(path);
  }

  function inFolder(folder: string): Inventory | undefined {
    if (byFolder.has(folder)) return byFolder.get(folder);
    const above = dirname(folder);
    const found = at(join(folder, INVENTORY_FOLDER)) ?? (above === folder ? undefined : inFolder(above));
    byFolder.set(folder, found);
    return found;
  }

  return {
    // A file of the inventory itself is in the folder that is looked for.
    near: (path) => inFolder(dirname(path)),
    at,
    forget() {
      byPath.clear();
      byFolder.clear();
    },
  };
}

function readInventory(
  path: string,
  tell: TellInventory,
  reading: (path: string) => void,
): Inventory | undefined {
  reading(path);
  const files = namesAt(path).flatMap((file) => {
    reading(file);
    const read = readBytes(file);
    if (!read) return [];
    const text = decodeText(read.bytes);
    const made = readInventoryFile(basename(file), parse(text, 'json'), read.writtenAt);
    const lines = lineStartsOf(text);
    for (const { start, message } of made.problems) {
      const { line, character } = positionAt(lines, start);
      tell(file, `${line + 1}:${character + 1}`, message);
    }
    return [made];
  });
  return files.length > 0 ? mergeInventory(files) : undefined;
}

/** The JSON files of a folder, or the file itself. Whatever cannot be looked at is not there. */
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

/** Two million characters, the most that is read of a document, have at most three bytes each. */
const MOST_BYTES = 6_000_002;

/** Of a plain file only: a pipe never ends. */
function readBytes(path: string): { bytes: Uint8Array; writtenAt: number } | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) return undefined;
      const bytes = Buffer.alloc(Math.min(stat.size, MOST_BYTES));
      let length = 0;
      while (length < bytes.length) {
        const more = readSync(file, bytes, length, bytes.length - length, length);
        if (more === 0) break;
        length += more;
      }
      return { bytes: bytes.subarray(0, length), writtenAt: stat.mtimeMs };
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
