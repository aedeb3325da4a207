import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The paths of the files in the folder of a file, including itself; empty if the folder cannot be read. */
export function filesBeside(path: string): readonly string[] {
  const folder = dirname(path);
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => join(folder, name))
      .sort();
  } catch {
    return [];
  }
}
