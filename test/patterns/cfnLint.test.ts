import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { networkTemplate } from '../../server/src/patterns/network.ts';
import { PATTERNS } from '../../server/src/patterns/patterns.ts';
import { printYaml } from '../../server/src/patterns/print.ts';
import { inFolder } from '../cli/folder.ts';
import { request } from './requests.ts';

// A shim of pyenv can be there without a cfn-lint behind it.
const version = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' });
const skip = version.status === 0 ? false : 'cfn-lint is not installed; "pip install cfn-lint" brings it';

test('cfn-lint has nothing to say on any pattern with all additions', { skip }, () =>
  inFolder({}, (folder) => {
    const files = PATTERNS.map(({ id }) => {
      const extras = ['session-manager', 'rds', 'sqs', ...(id === 'internal' ? [] : ['bastion'])];
      const network = networkTemplate(request(id, extras));
      assert.ok(!('refused' in network));
      writeFileSync(join(folder, `${id}.yaml`), printYaml(network));
      return `${id}.yaml`;
    });
    // I: what it only mentions by the way, too.
    const { stdout, stderr } = spawnSync('cfn-lint', ['-c', 'I', '--format', 'parseable', '--', ...files], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(stdout + stderr, '');
  }),
);
