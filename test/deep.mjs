// npm run test:deep: the random networks of test/reach, the random texts and settings of test/security, and the audit of
// regular expressions, as many as a release needs.

import { spawnSync } from 'node:child_process';
import { node24, root } from './host/paths.mjs';

const files = [
  'test/reach/engine.test.ts',
  'test/reach/blockers.test.ts',
  'test/security/fuzz.test.ts',
  'test/security/expressions.test.ts',
];
const { status } = spawnSync(node24, ['--test', '--test-reporter=spec', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, DEEP: '1' },
});
process.exit(status ?? 1);
