// The extension as it is published: the files that vsce packs, in a folder of their own. The tests in VS Code load it, so that
// a file that the package lacks is missing there too.

import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { outFolder, root } from '../paths.mjs';

const packed = join(outFolder, 'extension');

/** If the package changes, so does one of these: the last file of a build, the manifest, the list of files. */
const sources = ['dist/licences.txt', 'package.json', '.vscodeignore'].map((name) => join(root, name));

/** The path of the packed extension; it is packed again after a build. */
export async function packedExtension() {
  const [packedAt, ...changedAt] = await Promise.all([packed, ...sources].map(timeOf));
  if (packedAt > Math.max(...changedAt)) return packed;
  const unfinished = `${packed}.${process.pid}`;
  for (const file of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
    await mkdir(dirname(join(unfinished, file)), { recursive: true });
    await copyFile(join(root, file), join(unfinished, file));
  }
  await rm(packed, { recursive: true, force: true });
  await rename(unfinished, packed);
  return packed;
}

async function timeOf(path) {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}
