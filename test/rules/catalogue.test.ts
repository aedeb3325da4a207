import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import type { Rule } from '../../server/src/rules/defineRule.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Format } from '../../server/src/syntax/tree.ts';
import { AVOIDED_EVERYWHERE } from '../wording/avoided.ts';
import { analysisOf, findingsIn, fixturesOf } from './ruleFixtures.ts';

const SOURCES = new URL('../../server/src/rules/', import.meta.url);

/** The formats that a kind of file may have; fixtures show a rule in each. */
const FORMATS = { template: ['yaml', 'json'], zappa: ['json', 'yaml', 'toml'], inventory: ['json'] } as const;

/** Where a rule cannot find anything in a format. */
const CANNOT_OCCUR: Readonly<Record<string, readonly string[]>> = {
  // In JSON whatever is no bracket, number or word stands in quotes.
  'dynamic-reference-unquoted': ['template json'],
  // The other formats have comments.
  'zappa-json-not-strict': ['zappa yaml', 'zappa toml'],
  // TOML forbids a key that is there already.
  'zappa-key-twice': ['zappa toml'],
  // Zappa's reader of JSON takes more than we do.
  'zappa-not-readable': ['zappa json'],
  // Zappa prefers JSON to the others.
  'zappa-settings-shadowed': ['zappa json'],
  // Settings in JSON have neither comments nor Metadata to silence a rule with.
  'suppression-unused': ['zappa json'],
};

test('every rule of the folders is in the index, under its own name', async () => {
  const files = globSync('*/**/*.ts', { cwd: SOURCES }).map((file) => file.replaceAll('\\', '/'));
  const modules = await Promise.all(
    files.map(async (file) => ({
      file,
      rule: (await import(`${SOURCES}${file}`)).default as Rule | undefined,
    })),
  );
  const found = modules.flatMap(({ file, rule }) => (rule ? [{ file, rule }] : []));
  for (const { file, rule } of found) {
    assert.ok(file.startsWith(`${rule.area}/`), `${file} is not in the folder of its area, ${rule.area}.`);
    assert.equal(posix.basename(file), `${rule.id}.ts`);
    assert.ok(rules.includes(rule), `${file} is missing from rules/index.ts.`);
  }
  assert.equal(rules.length, found.length, 'rules/index.ts has a rule that is in no folder, or twice.');
});

test('ids are unique and in kebab case', () => {
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  for (const { id } of rules) assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)+$/);
});

for (const rule of rules) {
  test(`${rule.id} has its page, its sources and its fixtures`, () => {
    assert.ok(
      existsSync(new URL(`../../docs/rules/${rule.id}.md`, import.meta.url)),
      'npm run docs writes the page.',
    );
    assert.notEqual(rule.sources.length, 0, 'A rule says where AWS or Zappa says so.');
    const shown = new Set(
      fixturesOf(rule).map(({ verdict, kind, format }) => `${verdict} ${kind} ${format}`),
    );
    for (const kind of rule.appliesTo) {
      for (const format of FORMATS[kind] as readonly Format[]) {
        if (CANNOT_OCCUR[rule.id]?.includes(`${kind} ${format}`)) continue;
        for (const verdict of ['bad', 'good']) {
          assert.ok(
            shown.has(`${verdict} ${kind} ${format}`),
            `It has no ${verdict} fixture for ${kind} ${format}.`,
          );
        }
      }
    }
  });

  test(`${rule.id} speaks plainly`, () => {
    assertPlain(rule.title);
    assertPlain(rule.why);
    for (const text of [rule.howToFix, rule.whenToIgnore]) if (text !== undefined) assertPlain(text);
    assert.ok(rule.title.length <= 90, `The title is too long to read at a glance: ${rule.title}`);
    assert.doesNotMatch(rule.title, /[.:]$/, 'A title has no full stop.');
    assert.match(rule.why, /[a-z0-9)"]\.$/i, 'The reason ends with a full stop.');
    for (const one of fixturesOf(rule)) {
      for (const { rule: finder, message, related, fixes } of findingsIn(
        one,
        analysisOf(one, one.fixture.text),
      )) {
        if (finder !== rule) continue;
        assertPlain(message);
        assert.match(message, /[^.]\.$/, `A message ends with one full stop: ${message}`);
        for (const { message } of related) assertPlain(message);
        for (const { title } of fixes) {
          assertPlain(title);
          assert.match(title, /^[A-Z].*[^.]$/, `A fix is an order without a full stop: ${title}`);
        }
      }
    }
  });
}

test('a rule without a quick fix says how to fix what it finds', () => {
  for (const rule of rules) {
    if (rule.howToFix !== undefined) continue;
    const fixes = fixturesOf(rule).flatMap((one) =>
      findingsIn(one, analysisOf(one, one.fixture.text)).flatMap((finding) =>
        finding.rule === rule ? [...finding.fixes, ...finding.remedies] : [],
      ),
    );
    assert.notEqual(fixes.length, 0, `${rule.id} needs howToFix.`);
  }
});

test('no code cuts or compares a sentence', () => {
  const SERVER = new URL('../../server/src/', import.meta.url);
  for (const file of readdirSync(SERVER, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const text = readFileSync(new URL(file.replaceAll('\\', '/'), SERVER), 'utf8');
    assert.doesNotMatch(text, /\b(?:message|title|sentence|verb)\.replace\(\s*(?:\/\\\.\$|'[A-Z])|\bmessage\.(?:replace|slice)\(|\bwhy === '/, file);
  }
});

test('no folder of fixtures is left without its rule', () => {
  const folders = readdirSync(new URL('./', import.meta.url), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  for (const { name } of folders)
    assert.ok(
      rules.some(({ id }) => id === name),
      `There is no rule ${name}.`,
    );
});

/** Words that a careful technical writer avoids, with what to write in their place. */
const AVOIDED: readonly (readonly [words: RegExp, instead: string])[] = [
  ...AVOIDED_EVERYWHERE,
  // A short tag of YAML, such as !Ref, is a name.
  [/\b(invalid|should|please|consider)\b|!(?![A-Z])/i, 'what happens'],
  [/\brefuses?\b/i, 'rejects'],
  [/\bleads? (?:to|on|out|nowhere|there)\b/i, 'goes to, has a route to'],
  [/\bthe way (?:in|out|there)\b/i, 'inbound, outbound, a route'],
  [/\bis told\b/i, 'gets'],
  [/\bin place of\b/i, 'instead of'],
  [/\b(?:a|the) texts?\b|\btakes texts\b/i, 'a string'],
  // Ids of facts lead nowhere for a user.
  [/\b(?:ACL|ALB|CIDR|DB|EP|LAM|NAT|NET|PCX|RDS|RT|SG|SUB|TGW)-\d\d\b/, 'a link'],
];

/** What the voice of our texts never says, and two ideas joined by a slash. */
function assertPlain(text: string): void {
  assert.doesNotMatch(text, /\band\/or\b|\s\/\s|\s$|^\s|\s\s/i, text);
  for (const [words, instead] of AVOIDED) assert.doesNotMatch(text, words, `"${text}": write "${instead}"`);
}
