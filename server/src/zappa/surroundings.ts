import { ZAPPA_FILES } from './files.ts';
import type { Surroundings } from './settings.ts';

/** How a host looks at its disk. Paths have forward slashes; the addresses that editors use work as well. */
export interface Disk {
  readonly isThere: (path: string) => boolean;
  /** Undefined for what is not there, no plain file, or larger than any policy. */
  readonly read: (path: string) => string | undefined;
}

/**
 * What lies around a settings file. The disk is looked at only when a rule asks, so this costs nothing for any other
 * file. A file that the settings name is read only where it lies in their own folder or below.
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
