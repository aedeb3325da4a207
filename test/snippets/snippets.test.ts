import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type ParseError, parse as parseJson } from 'jsonc-parser';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { parseDocument, parse as parseYaml, type ScalarTag } from 'yaml';
import { expand } from './expand.ts';
import { languageOf, place } from './place.ts';
import { root, snippetFiles, snippets } from './read.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test('a body expands as VS Code expands it', () => {
  for (const [body, text] of [
    ['a $1 b', 'a  b'],
    ['${1:x}-$1-${1}', 'x-x-x'],
    ['$1.0/${1:10.0}', '10.0.0/10.0'],
    ['${1|one,two|} $1', 'one one'],
    ['${1|a\\,b,c|}', 'a,b'],
    ["!Sub '\\${AWS::Region}.s3'", "!Sub '${AWS::Region}.s3'"],
    ['{ "a": {} }$0', '{ "a": {} }'],
    ['\\\\', '\\'],
  ] as const) {
    assert.equal(expand(body), text, body);
  }
  assert.equal(expand('${1:10.0}.0.0/16 $1.1.0/24', { 1: '10.20' }), '10.20.0.0/16 10.20.1.0/24');
  for (const body of ['${AWS::Region}', '$TM_FILENAME', '${1:a${2:b}}']) {
    assert.throws(() => expand(body), /variable/, body);
  }
});

test('package.json names every snippet file, and no other', () => {
  const named = manifest.contributes.snippets.map(({ path }: { path: string }) => path);
  assert.deepEqual(named.sort(), snippetFiles.map((file) => `./snippets/${file}`).sort());
});

test('each language has a vpc_config, which is offered in settings alone', () => {
  const offered = snippets.map((snippet) => `${languageOf(snippet)} ${snippet.prefix}`).sort();
  assert.deepEqual(offered, ['json zappa-vpc-config', 'toml zappa-vpc-config', 'yaml zappa-vpc-config']);
  for (const { include } of snippets) assert.deepEqual(include, ['**/zappa_settings.*']);
});

/** The language ids that an editor may give a file of the language; a plain VS Code has no TOML of its own. */
const languageIds: Record<string, string[]> = {
  json: ['json', 'jsonc', 'json-cfn'],
  yaml: ['yaml', 'yaml-cfn', 'cloudformation'],
  toml: ['toml', 'plaintext'],
};

for (const snippet of snippets) {
  const language = languageOf(snippet);
  const title = `${snippet.prefix} in ${language}`;

  test(`${title} is found by its prefix and says what it does`, () => {
    assert.match(snippet.prefix, /^(vpc|zappa)-[a-z]+(-[a-z]+)*$/);
    assert.match(snippet.description, /^\S.{20,}\.$/);
    assert.doesNotMatch(snippet.description, /\b(please|should|invalid|consider)\b|!/i);
    const ids = snippet.scope.split(',');
    assert.equal(ids[0], language);
    for (const id of ids) assert.ok(languageIds[language]?.includes(id), `language ${id}`);
  });

  test(`${title} has tab stops in order from 1, each with a default`, () => {
    const stops = [...snippet.body.matchAll(/\$\{?(\d+)/g)].map(([, stop]) => Number(stop));
    const used = [...new Set(stops)].filter((stop) => stop > 0).sort((a, b) => a - b);
    assert.deepEqual(
      used,
      used.map((_, i) => i + 1),
    );
    assert.ok(used.length > 0);
    for (const stop of used) assert.match(snippet.body, new RegExp(`\\$\\{${stop}[:|][^}]`), `stop ${stop}`);
  });

  test(`${title} reads well with a default in every tab stop`, () => {
    const placed = place(snippet);
    assert.ok(placed, 'test/snippets/place.ts does not know where it is inserted');
    assert.ok(read(language, placed.text));
  });
}

test('a snippet says the same in every language', () => {
  for (const prefix of new Set(snippets.map((snippet) => snippet.prefix))) {
    const [one, ...others] = snippets.filter((snippet) => snippet.prefix === prefix);
    assert.ok(one);
    for (const other of others) {
      assert.deepEqual(contentOf(other), contentOf(one), `${other.file} and ${one.file}, ${prefix}`);
      assert.equal(other.description, one.description);
    }
  }
});

test('ids stand ready to be replaced: well-formed, all different, and plainly made up', () => {
  for (const snippet of snippets.filter(({ prefix }) => prefix === 'zappa-vpc-config')) {
    const ids = expand(snippet.body).match(/\b(?:subnet|sg)-\S+?(?=["\s]|$)/g) ?? [];
    assert.equal(new Set(ids).size, 3);
    // One digit over and over: no real id has that, and an eye that skims the file stops at it.
    for (const id of ids) assert.match(id, /^(subnet|sg)-0([a-f])\2{15}$/);
  }
});

type Content = Record<string, unknown>;

function contentOf(snippet: (typeof snippets)[number] | undefined): Content {
  assert.ok(snippet);
  const placed = place(snippet);
  assert.ok(placed);
  return read(languageOf(snippet), placed.text);
}

/** The content of a file, short forms such as `!Ref` written out; fails where the language's parser complains. */
function read(language: string, text: string): Content {
  if (language === 'toml') return getStaticTOMLValue(parseTOML(text)) as Content;
  if (language === 'json') {
    const errors: ParseError[] = [];
    const content = parseJson(text, errors, { disallowComments: true, allowTrailingComma: false });
    assert.deepEqual(errors, []);
    return content;
  }
  const options = { version: '1.1', customTags, prettyErrors: true } as const;
  const { errors, warnings } = parseDocument(text, options);
  assert.deepEqual([...errors, ...warnings], []);
  return parseYaml(text, options);
}

const customTags = ['Ref', 'Sub', 'GetAZs', 'GetAtt', 'Select', 'Join'].flatMap((name) => {
  const long = (value: unknown) => ({ [name === 'Ref' ? name : `Fn::${name}`]: value });
  const scalar: ScalarTag = {
    tag: `!${name}`,
    resolve: (text) => long(name === 'GetAtt' ? text.split('.') : text),
  };
  const sequence = {
    tag: `!${name}`,
    collection: 'seq' as const,
    resolve: (items: { toJSON(): unknown }) => long(items.toJSON()),
  };
  return [scalar, sequence];
});
