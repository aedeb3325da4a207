import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { filesBeside } from '../../server/src/files/beside.ts';

const folder = mkdtempSync(join(tmpdir(), 'vpc-lens-beside-'));
after(() => rmSync(folder, { recursive: true }));

const template = join(folder, 'template.yaml');
const namesBeside = () => filesBeside(template).map((path) => basename(path));

/** As if nothing had been added or removed for an hour. */
function leaveAlone(): void {
  const anHourAgo = new Date(Date.now() - 3_600_000);
  utimesSync(folder, anHourAgo, anHourAgo);
}

test('a folder is listed again after a file was added or removed, and only then', () => {
  writeFileSync(template, '');
  leaveAlone();
  const before = filesBeside(template);
  assert.deepEqual(namesBeside(), ['template.yaml']);
  assert.equal(filesBeside(template), before);

  const added = join(folder, 'template.test.yaml');
  writeFileSync(added, '');
  assert.deepEqual(namesBeside(), ['template.test.yaml', 'template.yaml']);
  unlinkSync(added);
  assert.deepEqual(namesBeside(), ['template.yaml']);
});

test('a file that is added in the same tick of the clock as the last one is found', () => {
  const tick = new Date();
  for (const name of ['a.yaml', 'b.yaml']) {
    const added = join(folder, name);
    writeFileSync(added, '');
    utimesSync(folder, tick, tick);
    assert.ok(filesBeside(template).includes(added), name);
  }
});

test('a folder that cannot be read has no files', () => {
  assert.deepEqual(filesBeside(join(folder, 'gone', 'template.yaml')), []);
});
