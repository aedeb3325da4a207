import { ZAPPA_FILES } from './files.ts';
import type { Surroundings } from './settings.ts';

/** A host's access to its disk. Paths have forward slashes; document URIs work as well. */
export interface Disk {
  readonly isThere: (path: string) => boolean;
  /** Undefined for a missing file, one that is not a regular file, or one larger than any policy. */
  readonly read: (path: string) => string | undefined;
}

/**
 * The surroundings of a settings file. The disk is read only when a rule asks, so other files cost nothing. A file
 * named in the settings is read only if it is in their folder or below.
 */
export function surroundingsOf(path: string, disk: Disk): Surroundings {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = path.slice(folder.length);
  return {
    name,
    get siblings() {
      return ZAPPA_FILES.filter((other) => other !== name && disk.isThere(folder + other));
    },
    read: (file) => (isBelow(file) ? disk.read(folder + file.replace(/^\.\//, '')) : undefined),
  };
}

function isBelow(file: string): boolean {
  return file !== '' && !/^[/~]|[\\:%]/.test(file) && !file.split('/').includes('..');
}
