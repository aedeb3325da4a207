// node packaging/compressPackage.mjs FILE.vsix: packs the same files anew with 7-Zip's encoder, whose deflated data is 3 % shorter than
// that of Node's zlib, which vsce uses; any reader of ZIP files reads both (RFC 1951 leaves the search for matches to the encoder).

import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import loadSevenZip from '7z-wasm';
import { Failure, main } from '../test/host/failure.mjs';

await main(async () => {
  const file = resolve(process.argv[2]);
  // Beside the package, since a file is renamed only within one file system.
  const work = mkdtempSync(join(dirname(file), 'compress-'));
  try {
    copyFileSync(file, join(work, 'before.zip'));
    mkdirSync(join(work, 'files'));
    const sevenZip = await loadSevenZip({ print: () => {} });
    const run = (...parameters) => {
      // callMain writes into the list, and gives nothing where all went well.
      const status = sevenZip.callMain([...parameters]) ?? 0;
      if (status !== 0) throw new Failure(`7-Zip ended with ${status} for ${file}.`);
    };
    sevenZip.FS.mkdir('/work');
    sevenZip.FS.mount(sevenZip.NODEFS, { root: work }, '/work');
    sevenZip.FS.chdir('/work/files');
    run('x', '../before.zip');
    run('a', '-tzip', '-mx=9', '../after.zip', ...filesBelow(join(work, 'files')));
    renameSync(join(work, 'after.zip'), file);
  } finally {
    rmSync(work, { recursive: true });
  }
});

/** Names relative to the folder, without those of folders: packages of vsce have no entries for these. */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}
