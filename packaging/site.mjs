// npm run site: the documentation as a site in dist/site, to be published as it is; with `-- --base /vpc-lens/` below that path.
// VitePress is installed into .vscode-test/ when it is first asked for; no other command needs it.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../test/host/children.mjs';
import { Failure, main } from '../test/host/failure.mjs';
import { npmIn } from '../test/host/install.mjs';
import { editorFolder, node24, root } from '../test/host/paths.mjs';

const VERSIONS = { vitepress: '1.6.4' };

await main(async () => {
  const folder = join(editorFolder, 'site');
  const vitepress = join(folder, 'node_modules/vitepress/bin/vitepress.js');
  if (!existsSync(vitepress)) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: VERSIONS }));
    if ((await npmIn(folder, 'install', '--no-audit', '--no-fund', '--loglevel=error')) !== 0)
      throw new Failure('VitePress could not be installed: the reason is above.');
  }
  process.exitCode = await run(node24, [vitepress, 'build', 'docs', ...process.argv.slice(2)], { cwd: root });
});
