import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Disk } from '../languageService.ts';

/** No policy is nearly as large. */
const MOST_BYTES = 1_000_000;

/**
 * The disk as surroundings of settings files need it. Whatever cannot be looked at is not there, and so is what has no
 * absolute path, such as the address of a document that was never saved.
 */
export const disk: Disk = {
  isThere: (path) => sizeOf(path) !== undefined,
  read: (path) => ((sizeOf(path) ?? Infinity) <= MOST_BYTES ? readIfThere(path) : undefined),
};

/** Of a plain file; anything else, such as a pipe, counts as not there. */
function sizeOf(path: string): number | undefined {
  if (!isAbsolute(path)) return undefined;
  try {
    const stat = statSync(path);
    return stat.isFile() ? stat.size : undefined;
  } catch {
    return undefined;
  }
}

/** The same disk, which notes the paths that are asked for. */
export function noting({ isThere, read }: Disk, paths: Set<string>): Disk {
  const noted = (path: string) => {
    paths.add(path);
    return path;
  };
  return { isThere: (path) => isThere(noted(path)), read: (path) => read(noted(path)) };
}

/** A file's whole text; undefined where it cannot be read. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
