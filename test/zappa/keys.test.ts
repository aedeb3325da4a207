import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv';
import { zappaSchema } from '../../docs/generator/zappaSchema.ts';
import { analyze, findingsOf } from '../../server/src/languageService.ts';
import { rules } from '../../server/src/rules/index.ts';
import { encloses } from '../../server/src/syntax/span.ts';
import { entriesOf, type Node, resolved, type SyntaxTree } from '../../server/src/syntax/tree.ts';
import {
  describeKey,
  type KeyInfo,
  NETWORK_KEYS,
  STAGE_KEYS,
  YAML_WORDS,
} from '../../server/src/zappa/keys/index.ts';
import { analysisOf, fixturesOf } from '../rules/ruleFixtures.ts';

const ROOT = new URL('../../', import.meta.url);

function allKeys(keys: Readonly<Record<string, KeyInfo>>): (readonly [string, KeyInfo])[] {
  return Object.entries(keys).flatMap(([name, info]) => [[name, info] as const, ...allKeys(info.keys ?? {})]);
}

test('every key of the network is explained in three lines: what it does, its default, its trap', () => {
  for (const [name, info] of Object.entries(NETWORK_KEYS)) {
    assert.ok(info.default && info.pitfall, name);
    assert.equal(describeKey(name, info).split('\n\n').length, 3, name);
  }
});

test('what is said of keys is said in whole sentences, plainly, with a source', () => {
  for (const [name, { description, pitfall, sources }] of allKeys(STAGE_KEYS)) {
    for (const text of [description, pitfall ?? 'None.']) {
      assert.match(text, /^[A-Za-z].*[.)]$/, `${name}: ${text}`);
      assert.doesNotMatch(text, /\b(should|please|consider|invalid)\b|!|\s\s/i, `${name}: ${text}`);
    }
    assert.ok(sources.length > 0, name);
  }
});

/** The keys that zappa/cli.py reads of a stage. */
const READ = String.raw`
import re, zappa.cli
text = open(zappa.cli.__file__).read()
print(*sorted({key for pair in re.findall(r'stage_config\.get\(\s*"(\w+)"|"([a-z]\w+)" in (?:self\.stage_config|settings)\b', text) for key in pair if key} | set(zappa.cli.CUSTOM_SETTINGS)))
`;

test('the keys are those that Zappa reads', (t) => {
  const python = ['python3', 'python'].find(
    (name) => spawnSync(name, ['-c', 'import zappa.cli']).status === 0,
  );
  if (!python) return t.skip('no python3 with the package zappa');
  const { stdout } = spawnSync(python, ['-c', READ], { encoding: 'utf8' });
  const read = new Set(stdout.trim().split(' '));
  const missing = [...read].filter((key) => !Object.hasOwn(STAGE_KEYS, key));
  assert.deepEqual(missing, []);
  // Zappa follows extends and keeps tags of a policy in other ways.
  const unread = Object.keys(STAGE_KEYS).filter((key) => !read.has(key));
  assert.deepEqual(unread, ['extends']);
});

const validators = Object.fromEntries(
  (['json', 'yaml'] as const).map((format) => [
    format,
    new Ajv({ allErrors: true, jsonPointers: true, unknownFormats: 'ignore' })
      .addKeyword('markdownDescription', {})
      .compile(JSON.parse(zappaSchema(format))),
  ]),
);
const isValid = validators.json!;

/** What the schema for a format says of a document. */
function errorsIn({ format, root }: SyntaxTree): readonly Ajv.ErrorObject[] {
  const validate = validators[format]!;
  validate(root && dataOf(root));
  return validate.errors ?? [];
}

test('what a rule reports, the schema does not report as well', () => {
  let seen = 0;
  for (const rule of rules.filter(({ id }) => id.startsWith('zappa-') || id === 'lambda-vpcconfig-partial')) {
    // Nothing checks TOML by the schema.
    for (const one of fixturesOf(rule).filter(({ kind, format }) => kind === 'zappa' && format !== 'toml')) {
      const analysis = analysisOf(one, one.fixture.text);
      const root = resolved(analysis.tree.root);
      if (!root) continue;
      seen++;
      const places = errorsIn(analysis.tree).flatMap(({ dataPath }) => nodeAt(root, dataPath) ?? []);
      const options = {
        profile: 'strict',
        severities: {},
        defersToSchema: true,
        onFailure: assert.fail,
      } as const;
      for (const { at, rule: finder, message } of findingsOf(analysis, options)) {
        const twice: Node | undefined = places.find((place) => encloses(place, at) && place !== root);
        assert.equal(twice, undefined, `${one.fixture.name}: ${finder.id}: ${message}`);
      }
    }
  }
  assert.ok(seen > 60, `only ${seen} files`);
});

test('the schema takes what is right, and rejects values of another type where no rule does', () => {
  const right = {
    dev: {
      extends: 'base',
      vpc_config: { SubnetIds: ['subnet-8f3c21d7'], SecurityGroupIds: ['sg-5d20c8b4'] },
      efs_config: [{ LocalMountPath: '/mnt/media' }],
      endpoint_configuration: ['REGIONAL'],
      num_retained_versions: null,
      my_own_key: 1,
    },
    // What a pipeline fills in may be anything.
    later: {
      timeout_seconds: '$TIMEOUT',
      debug: '{{ debug }}',
      async_source: '${SOURCE}',
      events: '$EVENTS',
    },
    base: { efs_config: true, cors: { allowed_origin: 'https://example.com' } },
  };
  assert.equal(isValid(right), true, JSON.stringify(isValid.errors));
  for (const wrong of [
    { debug: 'true' },
    { timeout_seconds: '30' },
    { endpoint_configuration: 'REGIONAL' },
    { log_level: 'LOUD' },
    { efs_config: [{ ThroughputMode: 'fast' }] },
  ]) {
    assert.equal(isValid({ dev: wrong }), false, JSON.stringify(wrong));
  }
});

function nodeAt(root: Node, pointer: string): Node | undefined {
  let node: Node | undefined = root;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    node = resolved(
      node?.kind === 'sequence'
        ? node.items[Number(name)]
        : entriesOf(node).find(({ key }) => key.text === name)?.value,
    );
  }
  return node;
}

function dataOf(node: Node): unknown {
  const target = resolved(node);
  if (target?.kind === 'sequence') return target.items.map(dataOf);
  // Editors read YAML 1.2.
  if (target?.kind === 'scalar' && target.style === 'plain' && YAML_WORDS.test(target.text))
    return target.text;
  if (target?.kind !== 'mapping') return target?.kind === 'scalar' ? target.value : null;
  return Object.fromEntries(entriesOf(target).map(({ key, value }) => [key.text, dataOf(value)]));
}

test('the schema has nothing to say of settings that are right', () => {
  const files = globSync(
    ['examples/fixed/**/zappa_settings.*', 'test/zappa/shapes/*', 'test/rules/zappa-*/good-*'],
    { cwd: ROOT },
  );
  let seen = 0;
  for (const name of files) {
    const text = readFileSync(new URL(name.replaceAll('\\', '/'), ROOT), 'utf8');
    const analysis = analyze(name, text, { kind: 'zappa' });
    const root = resolved(analysis?.tree.root);
    // TOML is checked by no schema; what the fixtures of one rule are about it finds itself.
    if (root?.kind !== 'mapping' || /\.toml$|setting-type/.test(name)) continue;
    seen++;
    assert.deepEqual(errorsIn(analysis!.tree), [], name);
  }
  assert.ok(seen > 80, `only ${seen} files`);
});

test('a boolean word in quotes is told of in YAML, where the schema cannot tell it from one without', () => {
  const wrong = (fileName: string, text: string) => {
    const analysis = analyze(fileName, text);
    const found = findingsOf(analysis!, {
      profile: 'recommended',
      severities: {},
      defersToSchema: true,
      onFailure: assert.fail,
    });
    return [found.map(({ rule }) => rule.id), errorsIn(analysis!.tree).length];
  };
  assert.deepEqual(wrong('zappa_settings.yml', 'dev: { slim_handler: "no" }\n'), [['zappa-setting-type'], 0]);
  assert.deepEqual(wrong('zappa_settings.yml', 'dev: { slim_handler: no, debug: on }\n'), [[], 0]);
  assert.deepEqual(wrong('zappa_settings.yml', 'dev: { slim_handler: "false" }\n'), [[], 1]);
  assert.deepEqual(wrong('zappa_settings.json', '{"dev": {"slim_handler": "no"}}'), [[], 1]);
  // A comment that silences what is left to the schema is not in vain.
  const silenced = 'dev:\n  slim_handler: "false" # vpc-lens-disable zappa-setting-type\n';
  assert.deepEqual(wrong('zappa_settings.yml', silenced), [[], 1]);
});
