import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inFolder } from '../../cli/folder.ts';
import { LINE, ROW, sectionOf, TEMPLATE, withProgram } from './session.ts';

/** Neovim counts bytes. */
const column = Buffer.byteLength(LINE.slice(0, LINE.indexOf('10.0.1.5')));

/** The minor version of Neovim; undefined where there is none. */
function installed(): number | undefined {
  const { stdout } = spawnSync('nvim', ['--version'], { encoding: 'utf8' });
  const [, minor] = /^NVIM v0\.(\d+)/.exec(stdout ?? '') ?? [];
  return minor === undefined ? undefined : Number(minor);
}

/** The lines of docs/editors.md that this version takes: of those that need no newer one, the newest. */
function setUp(minor: number): string {
  const blocks = [...sectionOf('Neovim').matchAll(/0\.(\d+)[^\n]*:\n\n```lua\n([\s\S]*?)```/g)];
  const fitting = blocks.filter(([, since]) => Number(since) <= minor);
  fitting.sort(([, a], [, b]) => Number(b) - Number(a));
  return fitting[0]![2]!;
}

const version = installed();

test(
  'Neovim with the lines of docs/editors.md: findings, hover, definition, a fix',
  {
    skip: version === undefined ? 'no nvim' : version < 7 ? 'an old nvim' : false,
  },
  () =>
    inFolder({ 'net.yaml': TEMPLATE, 'init.lua': setUp(version!) }, (folder) => {
      const drive = fileURLToPath(new URL('neovim.lua', import.meta.url));
      const result = join(folder, 'result.json');
      spawnSync('nvim', ['--headless', '-u', 'init.lua', 'net.yaml', '-S', drive], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 120_000,
        env: {
          ...withProgram(folder),
          RESULT: result,
          XDG_STATE_HOME: folder,
          XDG_CACHE_HOME: folder,
        },
      });
      const seen = JSON.parse(readFileSync(result, 'utf8'));
      assert.equal(seen.problem, undefined);
      assert.deepEqual(seen.diagnostics, [
        {
          row: ROW,
          column,
          finish: column + '10.0.1.5/24'.length,
          code: 'cidr-host-bits',
          message: seen.diagnostics[0].message,
        },
      ]);
      assert.match(seen.diagnostics[0].message, /^10\.0\.1\.5\/24 has host bits set/);
      assert.match(seen.hover, /10\.0\.1\.0/);
      assert.equal(seen.definition, 1);
      assert.equal(seen.action, 'Change to 10.0.1.0/24');
      assert.equal(seen.line, LINE.replace('10.0.1.5', '10.0.1.0'));
      assert.equal(seen.isGone, true);
    }),
);
