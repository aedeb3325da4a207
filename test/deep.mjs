// npm run test:deep: the random networks of test/reach, as many as a release needs.

import { spawnSync } from 'node:child_process';
import { node24, root } from './host/paths.mjs';

const files = ['test/reach/engine.test.ts', 'test/reach/blockers.test.ts'];
const { status } = spawnSync(node24, ['--test', '--test-reporter=spec', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, DEEP: '1' },
});
process.exit(status ?? 1);
