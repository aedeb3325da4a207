import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from '../../server/src/browser/addresses.ts';

for (const [address, path] of [
  ['vscode-vfs://github/owner/shop/net.yaml', '/vscode-vfs:github/owner/shop/net.yaml'],
  ['vscode-vfs://github/owner/the%20shop/caf%C3%A9.yaml', '/vscode-vfs:github/owner/the shop/café.yaml'],
  ['vscode-remote://127.0.0.1%3A8023/work/a%23b.yaml', '/vscode-remote:127.0.0.1:8023/work/a#b.yaml'],
  ['memfs:///net.yaml', '/memfs:/net.yaml'],
  ['file:///work/net.yaml', '/file:/work/net.yaml'],
] as const)
  test(`${address} is ${path}, and the other way round`, () => {
    assert.equal(fileURLToPath(address), path);
    assert.equal(pathToFileURL(path).href, address);
  });

test('an authority and a missing one may be written in other ways', () => {
  assert.equal(
    fileURLToPath('vscode-remote://127.0.0.1:8023/a.yaml'),
    '/vscode-remote:127.0.0.1:8023/a.yaml',
  );
  assert.equal(fileURLToPath('memfs:/net.yaml'), '/memfs:/net.yaml');
});

for (const address of [
  'untitled:Untitled-1',
  'git:/work/net.yaml?%7B%22ref%22%3A%22HEAD%22%7D',
  'https://example.com',
  'net.yaml',
  '/vscode-vfs:github/net.yaml',
  'vscode-vfs://github/100%.yaml',
])
  test(`${address} is not the address of a file`, () => {
    assert.throws(() => fileURLToPath(address));
  });

test('a path that no address gave is one of a disk', () => {
  assert.equal(pathToFileURL('/work/net.yaml').href, 'file:///work/net.yaml');
});
