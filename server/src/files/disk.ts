import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Disk } from '../languageService.ts';
import { readWhole } from './readFile.ts';
import { mayName } from './repository.ts';

/** No policy is nearly as large. */
const MOST_POLICY_BYTES = 1_000_000;

/**
 * The disk as `surroundings` needs it for the settings file at a path, within its repository. Whatever cannot be read
 * counts as absent, and so does a document without an absolute path, such as one that was never saved.
 */
export function diskAround(file: string, opened: readonly string[]): Disk {
  return {
    isThere: (path) => isAbsolute(path) && isFile(path),
    read(path) {
      if (!isAbsolute(path) || !mayName(file, path, opened)) return undefined;
      const read = readWhole(path, MOST_POLICY_BYTES);
      return typeof read === 'object' ? read.text : undefined;
    },
  };
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The same disk, which records each path before it is read. */
export function noting({ isThere, read }: Disk, note: (path: string) => void): Disk {
  const noted = (path: string) => {
    note(path);
    return path;
  };
  return { isThere: (path) => isThere(noted(path)), read: (path) => read(noted(path)) };
}
