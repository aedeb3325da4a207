import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const settings = Object.entries<Record<string, unknown>>(manifest.contributes.configuration.properties);
const commands = manifest.contributes.commands;

// What `vsce package` lets pass: https://code.visualstudio.com/api/references/extension-manifest
test('categories are ones that the Marketplace has, keywords at most five', () => {
  const known = ['Programming Languages', 'Snippets', 'Linters', 'Visualization', 'Other'];
  assert.deepEqual(
    manifest.categories.filter((category) => !known.includes(category)),
    [],
  );
  assert.ok(manifest.keywords.length <= 5);
});

test('the icon is a square PNG of at least 128 pixels', () => {
  const png = readFileSync(join(root, manifest.icon));
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  assert.equal(width, height);
  assert.ok(width >= 128);
});

test('nothing activates the extension in every window', () => {
  for (const event of manifest.activationEvents)
    assert.match(event, /^(onLanguage|onWebviewPanel|workspaceContains):/);
});

test('commands have the category, a title without it, and code', () => {
  const sources = globSync('{client/src/**/*.ts,server/src/protocol.ts}', { cwd: root });
  const code = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  for (const { command, category, title } of commands) {
    assert.equal(category, 'VPC Lens');
    assert.doesNotMatch(title, /VPC Lens/);
    assert.match(command, /^vpcLens\.[a-z][A-Za-z]*$/);
    assert.ok(code.includes(`'${command}'`), command);
  }
});

test('settings have a default, a description, a scope and a place', () => {
  const orders = settings.map(([, setting]) => setting.order);
  for (const [name, setting] of settings) {
    assert.match(name, /^vpcLens(\.[a-z][A-Za-z]*)+$/);
    assert.ok('default' in setting, `${name} has no default`);
    assert.ok(setting.description ?? setting.markdownDescription, `${name} has no description`);
    assert.ok(setting.scope, `${name} has no scope`);
  }
  assert.equal(new Set(orders).size, orders.length, 'two settings with the same order');
});

test('the extension needs no newer VS Code than its types and its language client', () => {
  const needed = (range: string) =>
    range
      .replace(/^[\^~]/, '')
      .split('.')
      .map(Number);
  const [major, minor] = needed(manifest.engines.vscode);
  const [typesMajor, typesMinor] = needed(manifest.devDependencies['@types/vscode']);
  const client = lock.packages['node_modules/vscode-languageclient'].engines.vscode;
  const [clientMajor, clientMinor] = needed(client);
  assert.deepEqual([typesMajor, clientMajor], [major, major]);
  assert.ok(typesMinor! <= minor! && clientMinor! <= minor!);
});
