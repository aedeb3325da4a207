import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The paths of the files in the folder of a file, itself among them; none where the folder cannot be looked at. */
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
