import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program is, found as a shell does; undefined when it is not installed. */
export function programOnPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))).find(existsSync);
}
