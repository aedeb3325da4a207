import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeIds, type IdPlace } from '../../server/src/features/completeIds.ts';
import { nameOfId } from '../../server/src/inventory/words.ts';
import { inventoryIn } from '../inventory/reading.ts';

const inventory = inventoryIn('two-zones.json');
const range = { start: { line: 0, character: 4 }, end: { line: 0, character: 6 } };

const items = (place: Partial<IdPlace>) =>
  completeIds(inventory, { list: 'SubnetIds', there: [], format: 'json', range, ...place });

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
  assert.match(JSON.stringify(item!.documentation), /leaves through nat-/);
  const [inYaml] = items({ format: 'yaml' });
  assert.deepEqual(inYaml!.textEdit, { range, newText: 'subnet-0a40000000000000a' });
});
