import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of a program, found on the PATH as a shell does; undefined if it is not installed. */
export function programOnPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))).find(existsSync);
}
