// The texts of the extension in English and German: each is there in both, says the same things, and is used.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const texts = (file: string) => new Map<string, string>(Object.entries(JSON.parse(read(file))));

const english = texts('package.nls.json');
const german = texts('package.nls.de.json');
const bundle = texts('l10n/bundle.l10n.de.json');

/** Each call of `l10n.t`, or of a `t` that is it, with its text; undefined for one that is no literal. */
const calls = globSync('client/src/**/*.ts', { cwd: root }).flatMap((file) =>
  [...read(file).matchAll(/\bt\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")?/g)].map(
    ([call, single, double]) => ({ file, call, text: single ?? double }),
  ),
);

/** What a translation must carry over: places of values, code, links, and names of settings and keys. */
function partsOf(text: string): string[] {
  return [...text.matchAll(/\{\d+\}|`[^`]+`|\(command:[\w.]+\)|vpc_config|vpc-lens\.json|\.vpc-lens\b/g)]
    .map(([part]) => part)
    .sort();
}

test('every text of the manifest is in both languages, and no other', () => {
  const manifest = read('package.json');
  const used = [...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
  assert.deepEqual([...english.keys()].sort(), [...new Set(used)].sort());
  assert.deepEqual([...german.keys()], [...english.keys()]);
});

test('what people read of the manifest is a key', () => {
  const { capabilities, contributes } = JSON.parse(read('package.json'));
  const { commands, views, walkthroughs, customEditors, configuration, languageModelTools } = contributes;
  const shown = [
    capabilities.virtualWorkspaces.description,
    ...commands.map(({ title }: { title: string }) => title),
    ...views.vpcLens.map(({ name }: { name: string }) => name),
    ...walkthroughs.flatMap(({ title, description, steps }: Walkthrough) => [
      title,
      description,
      ...steps.flatMap((step) => [step.title, step.description, step.media.altText]),
    ]),
    ...customEditors.map(({ displayName }: { displayName: string }) => displayName),
    ...Object.values<Setting>(configuration.properties).flatMap((setting) => [
      setting.markdownDescription ?? setting.description,
      ...(setting.enumDescriptions ?? []),
    ]),
    ...languageModelTools.flatMap(({ displayName, userDescription }: Tool) => [displayName, userDescription]),
  ];
  assert.ok(shown.length > 70);
  assert.deepEqual(
    shown.filter((text) => !/^%.+%$/.test(text)),
    [],
  );
});

interface Walkthrough {
  readonly title: string;
  readonly description: string;
  readonly steps: readonly {
    readonly title: string;
    readonly description: string;
    readonly media: { readonly altText: string };
  }[];
}

interface Setting {
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enumDescriptions?: readonly string[];
}

interface Tool {
  readonly displayName: string;
  readonly userDescription: string;
}

test('every text of the extension is a literal with a translation, and every translation is used', () => {
  assert.ok(calls.length > 100);
  assert.deepEqual(
    calls.filter(({ text }) => text === undefined).map(({ file, call }) => `${file}: ${call}`),
    [],
  );
  const used = new Set(calls.map(({ text }) => text!));
  assert.deepEqual([...bundle.keys()].sort(), [...used].sort());
});

test('a dialog, a list and a notification have no text that is not translated', () => {
  const shown =
    /\b(?:title|placeHolder|placeholder|prompt|openLabel|validationMessage|detail|description)(?::| =) (?:'[^']*[a-z][^']*'|`[^`]*[a-z]{2}[^`$]* )|show(?:Information|Warning|Error)Message\(\s*['`]/;
  // What is said of a network is English everywhere, and so are the pages and the rows of views.
  const inEnglish = /change\/changeView|reach\/traceNodes|networkTests\/|cidr\/cidrLines|\/panel\.ts$/;
  const found = globSync('client/src/**/*.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !inEnglish.test(file))
    .flatMap((file) =>
      read(file)
        .split('\n')
        .filter((line) => shown.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
  assert.deepEqual(found, []);
});

test('a translation has the places, the code and the links of its text', () => {
  for (const [key, text] of english) assert.deepEqual(partsOf(german.get(key) ?? ''), partsOf(text), key);
  for (const [text, translation] of bundle) assert.deepEqual(partsOf(translation), partsOf(text), text);
});

test('a translation is German, and names a command as its title does', () => {
  const same = [...english].filter(([key, text]) => german.get(key) === text).map(([key]) => key);
  assert.deepEqual(same, []);
  const sameInBundle = [...bundle].filter(([text, translation]) => text === translation);
  assert.deepEqual(sameInBundle.map(([text]) => text).sort(), [
    '1 VPC',
    'Availability Zones',
    'Branches',
    'Export: {0}',
    '{0} VPCs',
  ]);
  for (const texts of [english, german])
    for (const text of texts.values())
      for (const [, title, command] of text.matchAll(/^\[(.+)\]\(command:vpcLens\.(\w+)\)$/gm))
        assert.equal(title, texts.get(`command.${command}`));
});
