import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { analyze, completion, type Inventory } from '../../../server/src/languageService.ts';
import { lineStartsOf, offsetAt, positionAt } from '../../../server/src/syntax/span.ts';
import { readCursor } from '../../fixture.ts';
import { inventoryIn } from '../../inventory/reading.ts';

const inventory = inventoryIn('two-zones.json');
const NETWORK = { name: '../net.yaml', text: readFileSync(new URL('network.yaml', import.meta.url), 'utf8') };

interface Offer {
  readonly labels: readonly string[];
  /** The text after an item is applied. */
  apply(label: string): string;
}

function offer(
  fileName: string,
  marked: string,
  of?: Inventory,
  areKeysDescribed = false,
  templates = [NETWORK],
): Offer {
  const { text, offset } = readCursor(marked);
  const analysis = analyze(fileName, text, { ...(of && { inventory: of }) });
  assert.ok(analysis);
  const lines = lineStartsOf(text);
  const items = completion(analysis, positionAt(lines, offset), {
    areKeysDescribed,
    templates: () => templates,
  });
  const applied = (text: string, { textEdit }: CompletionItem) => {
    const { range, newText } = textEdit as TextEdit;
    return (
      text.slice(0, offsetAt(text, lines, range.start)) +
      newText +
      text.slice(offsetAt(text, lines, range.end))
    );
  };
  return {
    labels: items.map(({ label }) => label),
    apply: (label) => applied(text, items.find((item) => item.label === label)!),
  };
}

const OF_STACK = ['subnet-0a30000000000000a', 'subnet-0a40000000000000a', 'sg-0a10000000000000a'] as const;
const TO_BE = ['subnet-0aaaaaaaaaaaaaaaa', 'subnet-0bbbbbbbbbbbbbbbb', 'sg-0ffffffffffffffff'] as const;

/** A file with the cursor, and the text with the whole network where `1`, `2` and `3` are the ids. */
const WHOLE: readonly (readonly [fileName: string, before: string, after: string])[] = [
  [
    'zappa_settings.yml',
    'dev:\n  s3_bucket: app\n  <|>\n',
    'dev:\n  s3_bucket: app\n  vpc_config:\n    SubnetIds:\n      - 1\n      - 2\n    SecurityGroupIds:\n      - 3\n',
  ],
  [
    'zappa_settings.yml',
    'dev:\n  vpc<|>\n',
    'dev:\n  vpc_config:\n    SubnetIds:\n      - 1\n      - 2\n    SecurityGroupIds:\n      - 3\n',
  ],
  [
    'zappa_settings.json',
    '{\n    "dev": {\n        "s3_bucket": "app",\n        "vp<|>\n    }\n}\n',
    '{\n    "dev": {\n        "s3_bucket": "app",\n        "vpc_config": {\n            "SubnetIds": [\n                "1",\n                "2"\n            ],\n            "SecurityGroupIds": [\n                "3"\n            ]\n        }\n    }\n}\n',
  ],
  [
    'zappa_settings.toml',
    '[dev]\ns3_bucket = "app"\nvpc<|>\n',
    '[dev]\ns3_bucket = "app"\nvpc_config = { SubnetIds = ["1", "2"], SecurityGroupIds = ["3"] }\n',
  ],
];

for (const [fileName, before, after] of WHOLE) {
  const text = (ids: readonly string[]) => after.replace(/\b[123]\b/g, (number) => ids[Number(number) - 1]!);
  test(`${fileName}: a whole vpc_config from a stack, and from a template of the workspace: ${JSON.stringify(before)}`, () => {
    const { apply } = offer(fileName, before, inventory);
    assert.equal(apply('vpc_config of the stack app'), text(OF_STACK));
    assert.equal(offer(fileName, before).apply('vpc_config of net.yaml'), text(TO_BE));
  });
}

test('a whole vpc_config comes behind its key, and where a schema has the keys, alone', () => {
  const { labels } = offer('zappa_settings.yml', 'dev:\n  <|>\n');
  assert.equal(labels.indexOf('vpc_config of net.yaml'), labels.indexOf('vpc_config') + 1);
  const described = offer('zappa_settings.yml', 'dev:\n  <|>\n', inventory, true).labels;
  assert.deepEqual(described, ['vpc_config of the stack app', 'vpc_config of net.yaml']);
});

test('an empty vpc_config gets both lists, one with a list only its keys', () => {
  const empty = offer('zappa_settings.yml', 'dev:\n  vpc_config:\n    <|>\n', inventory);
  assert.equal(
    empty.apply('SubnetIds and SecurityGroupIds of the stack app'),
    `dev:\n  vpc_config:\n    SubnetIds:\n      - ${OF_STACK[0]}\n      - ${OF_STACK[1]}\n    SecurityGroupIds:\n      - ${OF_STACK[2]}\n`,
  );
  const begun = offer('zappa_settings.yml', 'dev:\n  vpc_config:\n    SubnetIds: []\n    <|>\n', inventory);
  assert.equal(begun.labels[0], 'SecurityGroupIds');
  assert.ok(!begun.labels.some((label) => label.includes(' of ')));
  const there = offer('zappa_settings.yml', 'dev:\n  vpc_config: {}\n  <|>\n', inventory);
  assert.ok(!there.labels.some((label) => label.startsWith('vpc_config')));
});

/** A `vpc_config` without a value, and the text with one. */
const VALUES: readonly (readonly [fileName: string, before: string, after: string])[] = [
  [
    'zappa_settings.json',
    '{\n  "dev": {\n    "vpc_config": <|>\n  }\n}\n',
    '{\n  "dev": {\n    "vpc_config": {\n      "SubnetIds": [\n        "1",\n        "2"\n      ],\n      "SecurityGroupIds": [\n        "3"\n      ]\n    }\n  }\n}\n',
  ],
  [
    'zappa_settings.yml',
    'dev:\n  vpc_config:<|>\n',
    'dev:\n  vpc_config:\n    SubnetIds:\n      - 1\n      - 2\n    SecurityGroupIds:\n      - 3\n',
  ],
  [
    'zappa_settings.toml',
    '[dev]\nvpc_config = <|>\n',
    '[dev]\nvpc_config = { SubnetIds = ["1", "2"], SecurityGroupIds = ["3"] }\n',
  ],
];

for (const [fileName, before, after] of VALUES) {
  const text = (ids: readonly string[]) => after.replace(/\b[123]\b/g, (number) => ids[Number(number) - 1]!);
  test(`${fileName}: the value of a vpc_config: ${JSON.stringify(before)}`, () => {
    const { apply } = offer(fileName, before, inventory);
    assert.equal(apply('PrivateA, PrivateB and AppGroup'), text(OF_STACK));
    assert.equal(offer(fileName, before).apply('PrivateA, PrivateB and AppGroup'), text(TO_BE));
    const alone = offer(fileName, before, undefined, false, []);
    assert.equal(alone.apply('SubnetIds and SecurityGroupIds'), text(TO_BE));
  });
}

test('the value of a vpc_config that has one is left alone', () => {
  assert.deepEqual(
    offer('zappa_settings.json', '{ "dev": { "vpc_config": <|>{ "SubnetIds": [] } } }').labels,
    [],
  );
});

test('the nearest template comes first', () => {
  const far = { name: '../../old/far.yaml', text: NETWORK.text };
  const { labels } = offer('zappa_settings.yml', 'dev:\n  <|>\n', undefined, true, [far, NETWORK]);
  assert.deepEqual(labels, ['vpc_config of net.yaml', 'vpc_config of far.yaml']);
});

test('a template is named by the end of its path that no other has', () => {
  const { text } = NETWORK;
  for (const [paths, ends] of [
    [
      ['../shop/fixed/net.yaml', '../shop/old/net.yaml'],
      ['fixed/net.yaml', 'old/net.yaml'],
    ],
    [
      ['net.yaml', '../net.yaml'],
      ['net.yaml', '../net.yaml'],
    ],
    [
      ['a/my-net.yaml', 'b/net.yaml'],
      ['my-net.yaml', 'net.yaml'],
    ],
  ] as const) {
    const templates = paths.map((name) => ({ name, text }));
    const { labels } = offer('zappa_settings.yml', 'dev:\n  <|>\n', undefined, true, templates);
    assert.deepEqual(
      labels,
      ends.map((end) => `vpc_config of ${end}`),
    );
  }
});

test('without an inventory a list has the subnets of templates by their names', () => {
  const { labels, apply } = offer('zappa_settings.toml', '[dev.vpc_config]\nSubnetIds = ["<|>"]\n');
  assert.deepEqual(labels, ['PrivateA of net.yaml', 'PrivateB of net.yaml']);
  assert.equal(apply('PrivateB of net.yaml'), `[dev.vpc_config]\nSubnetIds = ["${TO_BE[1]}"]\n`);
  const groups = offer('zappa_settings.yml', 'dev:\n  vpc_config:\n    SecurityGroupIds:\n      - <|>\n');
  assert.deepEqual(groups.labels, ['AppGroup of net.yaml']);
});
