import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';

const root = new URL('../', import.meta.url);

/** What the files of a room may import beside each other: rooms, files at the top of `server/src`, packages. */
const MAY_IMPORT: Readonly<Record<string, string>> = {
  syntax: 'jsonc-parser yaml toml-eslint-parser',
  escape: '',
  cidr: 'ip-address',
  subnetPlan: 'escape cidr lz-string papaparse',
  diagram: 'escape subnetPlan',
  aws: 'table cidr',
  patterns: 'syntax cidr subnetPlan aws yaml',
  template: 'multimap table memo syntax cidr aws',
  zappa: 'table syntax cidr aws glob hjson',
  inventory: 'multimap syntax cidr aws',
  model: 'multimap table memo syntax cidr aws',
  network: 'table memo syntax cidr aws model template zappa inventory wording',
  wording: 'cidr aws model',
  changes: 'table memo syntax cidr aws template model wording',
  reach: 'table memo syntax cidr aws model wording changes',
  rules: 'multimap table memo syntax cidr aws template zappa inventory model network wording changes reach',
  fileKind: 'syntax zappa',
  analysis: 'fileKind syntax template zappa inventory model network rules',
  networkDiff: 'multimap table memo syntax cidr aws template model network wording reach rules analysis',
  drift: 'multimap memo syntax cidr template inventory model network wording reach networkDiff analysis',
  workspace: 'fileKind syntax template glob',
  glob: '',
  rulePages: '',
  memo: '',
  multimap: '',
  table: '',
  settings: 'networkTests syntax rules glob protocol',
  features:
    'multimap table memo escape syntax cidr subnetPlan diagram aws patterns template zappa inventory model network wording changes reach rules analysis networkDiff drift protocol vscode-languageserver-types',
  networkTests:
    'multimap escape syntax cidr template model wording reach fileKind glob analysis features yaml vscode-languageserver-types',
  languageService:
    'networkTests drift fileKind diagram inventory patterns template zappa analysis settings rules networkDiff features workspace wording',
  protocol: 'cidr subnetPlan diagram vscode-languageserver-types',
  files: 'fileKind languageService syntax glob node:',
  browser: '',
  lsp: 'languageService memo files protocol syntax glob node: vscode-languageserver vscode-languageserver-types vscode-languageserver-textdocument',
  cli: 'escape languageService files protocol rulePages syntax cidr subnetPlan glob node: commander diff sarif yaml @modelcontextprotocol/sdk zod @aws-sdk/client-ec2 @aws-sdk/client-rds @smithy/core',
  main: 'cli lsp browser protocol node:',
  messages: 'protocol cidr subnetPlan diagram',
  client:
    'patterns escape syntax protocol rulePages fileKind glob cidr subnetPlan messages node: vscode vscode-languageclient',
  webview: 'protocol cidr subnetPlan diagram messages preact',
};

/** The network and what follows from it is a room of its own, since most may see it and few what makes it from a source. */
function roomOf(path: string): string {
  if (/^server\/src\/network\/(?!template\/|inventory\/|zappa\/)/.test(path)) return 'model';
  // What a page and the extension say to each other.
  if (/^client\/webview\/\w+\/messages\.ts$/.test(path)) return 'messages';
  if (path.startsWith('client/')) return path.startsWith('client/webview/') ? 'webview' : 'client';
  return /^server\/src\/(\w+)/.exec(path)?.[1] ?? path;
}

/** A room, the name of a package, or `node:`. */
function importedBy(path: string, specifier: string): string {
  if (specifier.startsWith('.')) return roomOf(posix.join(posix.dirname(path), specifier));
  return /^(?:node:|(?:@[^/]+\/)?[^/]+)/.exec(specifier)?.[0] ?? specifier;
}

const isRule = (path: string): boolean => /\/rules\/[a-z-]+\/[a-z0-9]+(-[a-z0-9]+)+\.ts$/.test(path);

test('rooms import only what stands before them', () => {
  const wrong: string[] = [];
  let seen = 0;
  for (const file of globSync('{server/src,client/src,client/webview}/**/*.{ts,tsx,mts}', { cwd: root })) {
    const path = file.replaceAll('\\', '/');
    const room = roomOf(path);
    for (const [index, line] of readFileSync(new URL(path, root), 'utf8').split('\n').entries()) {
      const wanted = /\bfrom '([^']+)';$|^import '([^']+)';|\bimport\('([^']+)'\)/
        .exec(line)
        ?.slice(1)
        .find(Boolean);
      if (wanted === undefined) continue;
      seen++;
      const target = importedBy(path, wanted);
      const isAllowed = target === room || MAY_IMPORT[room]?.split(' ').includes(target);
      const isRuleToRule = isRule(path) && isRule(posix.join(posix.dirname(path), wanted));
      const isValueInTypes = room === 'protocol' && !/^(import|export) type/.test(line);
      if (isAllowed && !isRuleToRule && !isValueInTypes) continue;
      wrong.push(`${path}:${index + 1}: ${room} does not import ${target}: ${line.trim()}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen > 300, `Only ${seen} imports were seen.`);
});

test('what follows from a network rests on no node of the text but places', () => {
  // An object outlives versions in which only its `properties` are new, and so does what was worked out from it.
  const files = globSync('server/src/{network/analysis,reach}/**/*.ts', { cwd: root });
  const readers = files.filter((path) =>
    /\.properties\b|\{[^{}]*\bproperties\b[^{}:]*\}\s*[:=]/.test(readFileSync(new URL(path, root), 'utf8')),
  );
  assert.ok(files.length > 20);
  assert.deepEqual(readers, []);
});
