import assert from 'node:assert/strict';
import * as disk from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import * as browser from '../../server/src/browser/fileSystem.ts';

const folder = disk.realpathSync(disk.mkdtempSync(join(tmpdir(), 'vpc-lens-')));
after(() => disk.rmSync(folder, { recursive: true }));

const FILES: Readonly<Record<string, string>> = {
  'net.yaml': 'Resources: {}\n',
  'stacks/app.yaml': 'café',
  'stacks/deep/empty.json': '',
};

before(() => {
  for (const [name, text] of Object.entries(FILES)) {
    const path = join(folder, name);
    disk.mkdirSync(dirname(path), { recursive: true });
    disk.writeFileSync(path, text);
    browser.putFile(path, new TextEncoder().encode(text), disk.statSync(path).mtimeMs);
  }
});

/** What both say, or the code of the error. */
function said(look: () => unknown): unknown {
  try {
    return look();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

/** The functions that the language server calls, as the disk and as the browser's files answer them. */
const QUESTIONS: Readonly<Record<string, (fs: typeof disk, path: string) => unknown>> = {
  existsSync: (fs, path) => fs.existsSync(path),
  realpathSync: (fs, path) => fs.realpathSync(path),
  statSync: (fs, path) => {
    const stat = fs.statSync(path);
    return [stat.isFile(), stat.isDirectory(), ...(stat.isFile() ? [stat.size, stat.mtimeMs] : [])];
  },
  lstatSync: (fs, path) => fs.lstatSync(path).isSymbolicLink(),
  readdirSync: (fs, path) => fs.readdirSync(path).sort(),
  'readdirSync withFileTypes': (fs, path) =>
    fs
      .readdirSync(path, { withFileTypes: true })
      .map((entry) => [entry.name, entry.isFile(), entry.isDirectory(), entry.isSymbolicLink()].join(' '))
      .sort(),
  readSync: (fs, path) => {
    if (fs.statSync(path).isDirectory()) return 'not opened';
    const descriptor = fs.openSync(path, fs.constants.O_RDONLY);
    const bytes = new Uint8Array(8);
    const counts = [fs.readSync(descriptor, bytes, 1, 4, 0), fs.readSync(descriptor, bytes, 5, 3, 4)];
    const { size } = fs.fstatSync(descriptor);
    fs.closeSync(descriptor);
    return { bytes: [...bytes], counts, size };
  },
};

const PATHS = [
  '',
  'net.yaml',
  'stacks',
  'stacks/',
  'stacks/deep',
  'stacks/deep/empty.json',
  'none',
  'none/a',
];

for (const [name, ask] of Object.entries(QUESTIONS))
  test(`${name} answers as the disk does`, () => {
    for (const path of PATHS.map((one) => join(folder, one)))
      assert.deepEqual(
        said(() => ask(browser as unknown as typeof disk, path)),
        said(() => ask(disk, path)),
        path,
      );
  });

test('a file that is written again has its new content', () => {
  browser.putFile('/a/b.yaml', new Uint8Array(3), 1);
  browser.putFile('/a/b.yaml', new Uint8Array(5), 2);
  assert.equal(browser.statSync('/a/b.yaml').size, 5);
});

test('a folder goes with its last file, and a folder that is removed takes its files along', () => {
  browser.putFile('/one/two/a.yaml', new Uint8Array(), 1);
  browser.putFile('/one/two/b.yaml', new Uint8Array(), 1);
  browser.remove('/one/two/a.yaml');
  assert.equal(browser.existsSync('/one/two'), true);
  browser.remove('/one/two/b.yaml');
  assert.equal(browser.existsSync('/one'), false);

  browser.putFile('/one/two/a.yaml', new Uint8Array(), 1);
  browser.putFile('/one/c.yaml', new Uint8Array(), 1);
  browser.remove('/one/two');
  browser.remove('/one/none');
  browser.remove('/none/at/all');
  assert.deepEqual(browser.readdirSync('/one'), ['c.yaml']);
});
