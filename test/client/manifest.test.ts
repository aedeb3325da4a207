import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import lock from '../../package-lock.json' with { type: 'json' };
import { shownManifest as manifest } from './manifest.ts';

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

test('the walkthrough has six steps, each with a picture that ships and a button for a command', () => {
  const { steps, when } = manifest.contributes.walkthroughs[0]!;
  assert.equal(steps.length, 6);
  // Without a condition, VS Code opens it after the installation.
  assert.equal(when, 'vpcLens.isActive');
  const known = new Set(commands.map(({ command }) => command));
  for (const { id, title, description, media } of steps) {
    assert.match(media.svg, /^docs\/images\/walkthrough\/[a-z]+\.svg$/);
    assert.ok(existsSync(join(root, media.svg)), media.svg);
    assert.ok(media.altText.length > 20, id);
    const buttons = [...description.matchAll(/^\[.+\]\(command:(.+)\)$/gm)].map(([, command]) => command);
    assert.equal(buttons.length, 1, title);
    assert.ok(known.has(buttons[0]!), buttons[0]);
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
