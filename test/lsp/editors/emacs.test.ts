import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inFolder } from '../../cli/folder.ts';
import { LINE, ROW, setUpOf, TEMPLATE, withProgram } from './session.ts';

/** Why Emacs cannot be tried; false where it can. Debian has eglot in a package of its own, Emacs 29 brings it along. */
function missing(): string | false {
  const form =
    '(progn (require (quote package)) (package-initialize) (require (quote eglot)) (require (quote yaml-mode)))';
  const { error, status } = spawnSync('emacs', ['--batch', '--eval', form]);
  if (error) return 'no emacs';
  return status === 0 ? false : 'no eglot or no yaml-mode';
}

test('Emacs with the lines of docs/editors.md: findings, hover, definition, a fix', { skip: missing() }, () =>
  inFolder({ 'net.yaml': TEMPLATE, 'init.el': setUpOf('Emacs', 'elisp') }, (folder) => {
    const result = join(folder, 'result.json');
    const drive = fileURLToPath(new URL('emacs.el', import.meta.url));
    const { stderr } = spawnSync('emacs', ['--batch', '-l', drive], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
      env: { ...withProgram(folder), RESULT: result, HOME: folder },
    });
    const { message, hover, ...seen } = JSON.parse(readFileSync(result, 'utf8'));
    assert.deepEqual(
      seen,
      {
        line: ROW,
        column: LINE.indexOf('10.0.1.5'),
        definition: 1,
        action: 'Change to 10.0.1.0/24',
        text: LINE.replace('10.0.1.5', '10.0.1.0'),
        isGone: true,
      },
      stderr,
    );
    assert.match(message, /10\.0\.1\.5\/24 has host bits set/);
    assert.match(hover, /10\.0\.1\.0/);
  }),
);
