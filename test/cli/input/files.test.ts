import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findFiles } from '../../../server/src/cli/input/files.ts';
import { type Files, inFolder } from '../folder.ts';

/** A workspace in which every file is empty: only names matter here. */
const workspace = (...names: string[]): Files => Object.fromEntries(names.map((name) => [name, '']));

/** The names found, those that were named marked with `!`. */
const names = (folder: string, ...paths: string[]): string[] => {
  const found = findFiles(paths, folder);
  if ('problem' in found) return [found.problem];
  return found.files.map(({ name, isNamed }) => (isNamed ? `${name}!` : name));
};

test('a folder is walked for files that may be ours, in the order of their names', async () => {
  const files = workspace(
    'zappa_settings.toml',
    'other.toml',
    'b/net.yml',
    'b/zappa_settings.json',
    'a/x.yaml',
    'a/x.json',
    'a/x.template',
    'a/x.cfn',
    'a/X.JSON',
    'a/readme.md',
    'a/.hidden/x.yaml',
    'B.yaml',
  );
  await inFolder(files, (folder) => {
    assert.deepEqual(names(folder), [
      'B.yaml',
      'a/.hidden/x.yaml',
      'a/X.JSON',
      'a/x.cfn',
      'a/x.json',
      'a/x.template',
      'a/x.yaml',
      'b/net.yml',
      'b/zappa_settings.json',
      'zappa_settings.toml',
    ]);
    assert.deepEqual(names(folder, 'b'), ['b/net.yml', 'b/zappa_settings.json']);
    assert.deepEqual(names(folder, './b/', 'b/../b'), ['b/net.yml', 'b/zappa_settings.json']);
    assert.deepEqual(names(folder, 'b', 'b/net.yml'), ['b/net.yml!', 'b/zappa_settings.json']);
    assert.deepEqual(names(folder, 'b/net.yml', 'b'), ['b/net.yml!', 'b/zappa_settings.json']);
    assert.deepEqual(names(folder, 'other.toml'), ['other.toml!']);
    assert.deepEqual(names(join(folder, 'a'), '../b/net.yml'), [`${folder}/b/net.yml!`]);
  });
});

test('what others made is skipped unless named', async () => {
  const files = workspace(
    'net.yaml',
    ...['node_modules', '.git', 'cdk.out'].map((name) => `${name}/deep/x.yaml`),
  );
  await inFolder(files, (folder) => {
    assert.deepEqual(names(folder), ['net.yaml']);
    assert.deepEqual(names(folder, 'cdk.out'), ['cdk.out/deep/x.yaml']);
    assert.deepEqual(names(folder, 'node_modules/deep'), ['node_modules/deep/x.yaml']);
    assert.deepEqual(names(folder, '.', 'node_modules'), ['net.yaml', 'node_modules/deep/x.yaml']);
    assert.deepEqual(names(folder, '**/*.yaml'), ['net.yaml']);
    assert.deepEqual(names(folder, 'cdk.out/**'), ['cdk.out/deep/x.yaml']);
  });
});

test('globs', async () => {
  const files = workspace('a.yaml', 'b.yaml', 'c.json', 'sub/a.yaml', 'sub/deep/d.tpl', 'sub/[x].yaml');
  const table: [globs: string[], found: string[]][] = [
    [['*.yaml'], ['a.yaml', 'b.yaml']],
    [['./*.yaml'], ['a.yaml', 'b.yaml']],
    [['**/a.yaml'], ['a.yaml', 'sub/a.yaml']],
    [['{a,c}.*'], ['a.yaml', 'c.json']],
    [['sub/**/*.tpl'], ['sub/deep/d.tpl']],
    [
      ['sub/*', 'a.yaml'],
      ['a.yaml!', 'sub/[x].yaml', 'sub/a.yaml'],
    ],
    [['sub/[x].yaml'], ['sub/[x].yaml!']],
    [['*.toml'], ['*.toml does not exist.']],
    [['none/*.yaml'], ['none/*.yaml does not exist.']],
  ];
  await inFolder(files, (folder) => {
    for (const [globs, found] of table) assert.deepEqual(names(folder, ...globs), found, globs.join(' '));
    assert.deepEqual(names(folder, `${folder}/su*/*.yaml`), ['sub/[x].yaml', 'sub/a.yaml']);
  });
});

test('.gitignore files count, nested ones over those above', async () => {
  const files = {
    ...workspace('.git/HEAD', 'kept.yaml', 'old.yaml', 'made/x.yaml', 'made/keep.yaml', 'sub/local.yaml'),
    ...workspace(
      'sub/kept.yaml',
      'sub/deep/old.yaml',
      'sub/deep/local.yaml',
      'build/x.yaml',
      'sub/build/x.yaml',
    ),
    '.gitignore': 'old.yaml\nmade/*\n!made/keep.yaml\n/build\n',
    'sub/.gitignore': '# comment\n\n/local.yaml\n!old.yaml\n',
  };
  await inFolder(files, (folder) => {
    const all = [
      'kept.yaml',
      'made/keep.yaml',
      'sub/build/x.yaml',
      'sub/deep/local.yaml',
      'sub/deep/old.yaml',
      'sub/kept.yaml',
    ];
    assert.deepEqual(names(folder), all);
    assert.deepEqual(
      names(folder, 'sub'),
      all.filter((name) => name.startsWith('sub/')),
    );
    // The files of the folders above count from within, too; those above the repository do not.
    assert.deepEqual(names(join(folder, 'sub')), [
      'build/x.yaml',
      'deep/local.yaml',
      'deep/old.yaml',
      'kept.yaml',
    ]);
    // Named is named.
    assert.deepEqual(names(folder, 'old.yaml', 'build'), ['build/x.yaml', 'old.yaml!']);
  });
});

test('links are not followed, unless named', async () => {
  await inFolder(workspace('real/x.yaml'), (folder) => {
    symlinkSync(folder, join(folder, 'real/loop'));
    symlinkSync(join(folder, 'real/x.yaml'), join(folder, 'link.yaml'));
    assert.deepEqual(names(folder), ['real/x.yaml']);
    assert.deepEqual(names(folder, 'link.yaml', 'real/loop/real/x.yaml'), [
      'link.yaml!',
      'real/loop/real/x.yaml!',
    ]);
  });
});
