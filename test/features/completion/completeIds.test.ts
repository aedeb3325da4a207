import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeIds, type IdPlace } from '../../../server/src/features/completion/completeIds.ts';
import { nameOfId } from '../../../server/src/inventory/words.ts';
import { analyze, completion } from '../../../server/src/languageService.ts';
import { lineStartsOf, offsetAt, positionAt } from '../../../server/src/syntax/span.ts';
import { readCursor } from '../../fixture.ts';
import { inventoryIn } from '../../inventory/reading.ts';

const inventory = inventoryIn('two-zones.json');
const range = { start: { line: 0, character: 4 }, end: { line: 0, character: 6 } };

const items = (place: Partial<IdPlace>) =>
  completeIds(inventory, { list: 'SubnetIds', there: [], format: 'json', lead: '', range, ...place });

/** The names of what is offered, in the order in which an editor shows it. */
const names = (place: Partial<IdPlace>) =>
  [...items(place)]
    .sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1))
    .map(({ label }) => nameOfId(label, inventory.parts));

const PRIVATE_A = 'subnet-0a30000000000000a';
const OTHER = 'subnet-0b10000000000000b';

test('subnets: with a way out first, public ones last', () => {
  assert.deepEqual(names({}), [
    'private-b',
    'private-a',
    'private-a2',
    'isolated-a',
    'isolated-b',
    'other-a',
    'public-b',
    'public-a',
  ]);
});

test('subnets: those of the same VPC first, another zone before the same one, none twice', () => {
  assert.deepEqual(names({ there: [PRIVATE_A] }), [
    'private-b',
    'private-a2',
    'isolated-b',
    'isolated-a',
    'public-b',
    'public-a',
    'other-a',
  ]);
  assert.deepEqual(names({ there: [OTHER] }).slice(0, 2), ['private-b', 'private-a']);
  assert.deepEqual(names({ there: ['subnet-0c10000000000000c', PRIVATE_A] })[0], 'private-b');
});

test('groups: those of the VPC of the subnets first', () => {
  assert.deepEqual(names({ list: 'SecurityGroupIds', there: [PRIVATE_A] }), ['app', 'database', 'other']);
  assert.deepEqual(names({ list: 'SecurityGroupIds', there: [OTHER] }), ['other', 'app', 'database']);
});

test('an item: name, way out, zone and free addresses beside the id, found by its name too', () => {
  const [item] = items({ there: [PRIVATE_A] });
  assert.equal(item!.label, 'subnet-0a40000000000000a');
  assert.equal(item!.detail, 'private-b · private with NAT · eu-central-1b · 4,085 free');
  assert.ok(item!.filterText!.startsWith('"subnet-') && item!.filterText!.includes('private-b'));
  assert.deepEqual(item!.textEdit, { range, newText: '"subnet-0a40000000000000a"' });
  assert.match(JSON.stringify(item!.documentation), /with a default route to nat-/);
  const [inYaml] = items({ format: 'yaml' });
  assert.deepEqual(inYaml!.textEdit, { range, newText: 'subnet-0a40000000000000a' });
});

/** The text with the first id taken that is offered at the cursor; undefined where none is. */
function taken(fileName: string, marked: string, areKeysDescribed = false): string | undefined {
  const { text, offset } = readCursor(marked);
  const analysis = analyze(fileName, text, { inventory });
  assert.ok(analysis);
  const lines = lineStartsOf(text);
  const [item] = completion(analysis, positionAt(lines, offset), { areKeysDescribed });
  if (!item?.textEdit || !/^(subnet|sg)-/.test(item.label)) return undefined;
  const { range, newText } = item.textEdit as { range: IdPlace['range']; newText: string };
  return (
    text.slice(0, offsetAt(text, lines, range.start)) + newText + text.slice(offsetAt(text, lines, range.end))
  );
}

const PRIVATE_B = 'subnet-0a40000000000000a';
const APP = 'sg-0a10000000000000a';

test('ids in settings: JSON', () => {
  const around = (list: string) =>
    `{"dev": {"vpc_config": {"SubnetIds": [${list}], "SecurityGroupIds": []}}}`;
  for (const typed of ['<|>', '"<|>"', '"sub<|>"']) {
    const [before, after] = [`"${PRIVATE_A}", ${typed}`, `"${PRIVATE_A}", "${PRIVATE_B}"`];
    assert.equal(taken('zappa_settings.json', around(before)), around(after));
  }
  assert.equal(
    taken('zappa_settings.json', '{"dev": {"vpc_config": {"SecurityGroupIds": ["<|>"]}}}'),
    `{"dev": {"vpc_config": {"SecurityGroupIds": ["${APP}"]}}}`,
  );
});

test('ids in settings: YAML, by indentation and in brackets', () => {
  const around = (list: string) => `dev:\n  vpc_config:\n    SubnetIds:${list}\n    SecurityGroupIds: []\n`;
  for (const [before, after] of [
    [`\n      - ${PRIVATE_A}\n      - <|>`, `\n      - ${PRIVATE_A}\n      - ${PRIVATE_B}`],
    [`\n      - ${PRIVATE_A}\n      - sub<|>`, `\n      - ${PRIVATE_A}\n      - ${PRIVATE_B}`],
    [` [${PRIVATE_A}, <|>]`, ` [${PRIVATE_A}, ${PRIVATE_B}]`],
    [' [sub<|>]', ` [${PRIVATE_B}]`],
  ] as const)
    assert.equal(taken('zappa_settings.yml', around(before)), around(after));
});

test('ids in settings: TOML, in one line and over several', () => {
  const around = (list: string) => `[dev.vpc_config]\nSubnetIds = [${list}]\nSecurityGroupIds = []\n`;
  for (const [before, after] of [
    [`"${PRIVATE_A}", <|>`, `"${PRIVATE_A}", "${PRIVATE_B}"`],
    ['"sub<|>"', `"${PRIVATE_B}"`],
    [`\n  "${PRIVATE_A}",\n  "<|>"\n`, `\n  "${PRIVATE_A}",\n  "${PRIVATE_B}"\n`],
    ['\n  <|>\n', `\n  "${PRIVATE_B}"\n`],
  ] as const)
    assert.equal(taken('zappa_settings.toml', around(before)), around(after));
});

test("an id that is there in full is offered again, and the editor's own schema takes none away", () => {
  const whole = `dev:\n  vpc_config:\n    SubnetIds: [${PRIVATE_B}<|>]\n`;
  assert.equal(taken('zappa_settings.yml', whole, true), whole.replace('<|>', ''));
});

test('no ids outside of the lists of vpc_config', () => {
  for (const text of [
    'dev:\n  alb_vpc_config:\n    SubnetIds: [<|>]\n',
    'dev:\n  vpc_config:\n    SubnetIds: <|>\n',
    'dev:\n  vpc_config: [<|>]\n',
    'dev:\n  tags: [<|>]\n',
  ])
    assert.equal(taken('zappa_settings.yml', text), undefined, text);
});
