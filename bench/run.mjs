// npm run bench: how fast it is, on generated templates, as a table and in bench/README.md.
//
//   npm run bench                         everything; some minutes
//   npm run bench -- --only keystroke     only measurements with "keystroke" in their name; bench/README.md stays
//   npm run bench -- --edits 10000        more edits before the memory is looked at (2,000 otherwise)
//   npm run bench -- --no-cfn-lint        without cfn-lint, also where it is installed

import { run } from '../test/host/children.mjs';
import { main } from '../test/host/failure.mjs';
import { installAndBuild } from '../test/host/install.mjs';
import { node24, root } from '../test/host/paths.mjs';

await main(async () => {
  await installAndBuild();
  process.exit(await run(node24, ['bench/measure.ts', ...process.argv.slice(2)], { cwd: root }));
});
