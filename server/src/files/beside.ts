import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The paths of the files in the folder of a file, including itself; empty if the folder cannot be read. The same array
 * as last time while no file was added to the folder or removed from it: this is asked for after each keystroke, and a
 * folder of 5,000 files takes 9 ms to list.
 */
export function filesBeside(path: string): readonly string[] {
  const folder = dirname(path);
  try {
    const changedAt = statSync(folder).mtimeMs;
    const known = listings.get(folder);
    if (known?.changedAt === changedAt) return known.files;
    const now = Date.now();
    const files = filesIn(folder);
    listings.delete(folder);
    if (listings.size >= MOST_FOLDERS) listings.clear();
    if (showsNextChange(changedAt, now)) listings.set(folder, { changedAt, files });
    return files;
  } catch {
    listings.delete(folder);
    return [];
  }
}

interface Listing {
  /** When a file was last added or removed, in milliseconds since 1970. */
  readonly changedAt: number;
  readonly files: readonly string[];
}

const listings = new Map<string, Listing>();

/** More folders than a person has documents open in. */
const MOST_FOLDERS = 100;

/** The coarsest clock of a file system, FAT's. https://learn.microsoft.com/en-us/windows/win32/sysinfo/file-times */
const CLOCK_MS = 2000;

/**
 * Whether the next change of a folder will show in its time of change: a folder in a browser has none, and two changes
 * in one tick of the file system's clock have the same.
 */
function showsNextChange(changedAt: number, now: number): boolean {
  return changedAt > 0 && changedAt < now - CLOCK_MS;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name))
    .sort();
}
