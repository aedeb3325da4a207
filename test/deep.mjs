// npm run test:deep: the random networks of test/reach, the damaged and unfinished texts of test/robustness, the random texts and
// settings of test/security, the audit of regular expressions, the hidden values of test/rules, the slips of
// test/mutation, and the random clients of test/lsp, as many as a release needs.

import { spawnSync } from 'node:child_process';
import { node24, root } from './host/paths.mjs';

const files = [
  'test/reach/engine.test.ts',
  'test/reach/explain/blockers.test.ts',
  'test/robustness/damages.test.ts',
  'test/robustness/prefixes.test.ts',
  'test/security/fuzz.test.ts',
  'test/security/expressions.test.ts',
  'test/mutation/generic/generic.test.ts',
  'test/mutation/random/differential.test.ts',
  'test/rules/unknownValues.test.ts',
  'test/lsp/soak.test.ts',
  'test/lsp/fuzz.test.ts',
];
const { status } = spawnSync(node24, ['--test', '--test-reporter=spec', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, DEEP: '1' },
});
process.exit(status ?? 1);
