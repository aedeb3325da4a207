import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CALLS, inventoryCommands } from '../../server/src/inventory/commands.ts';
import { mergeInventory } from '../../server/src/inventory/inventory.ts';
import { PART_NAMES } from '../../server/src/inventory/parts.ts';
import { pythonWith, run } from './python.ts';
import { fileOf } from './reading.ts';

/** Answers to questions that need to name something, or are about a stack. */
const ASKED_BY_NAME = ['VpcAttributes', 'StackResources'];

test('the commands ask for every part, and each answer is read from a file of its own', () => {
  const parts = CALLS.map(({ part }) => part);
  assert.deepEqual([...parts, ...ASKED_BY_NAME].sort(), [...PART_NAMES].sort());
  const files = CALLS.map(({ part }, i) => fileOf({ [part]: [] }, `${i}.json`));
  const inventory = mergeInventory(files);
  for (const part of parts) assert.equal(inventory.parts[part].open, undefined, part);
  assert.deepEqual(
    files.flatMap(({ problems }) => problems),
    [],
  );
  const names = inventoryCommands().map((command) => command.replace(/^.*> /, ''));
  assert.equal(new Set(names).size, names.length);
});

test('the page shows the commands as they are', () => {
  const page = readFileSync(new URL('../../docs/inventory.md', import.meta.url), 'utf8').replaceAll(
    '\r\n',
    '\n',
  );
  assert.ok(page.includes(`\`\`\`\n${inventoryCommands().join('\n')}\n\`\`\``));
  for (const part of PART_NAMES) assert.ok(page.includes(`\`${part}\``) || page.includes(`"${part}"`), part);
});

test('no shell reads the commands in its own way', () => {
  for (const command of inventoryCommands()) assert.match(command, /^[a-z0-9 ./>-]+$/);
});

const botocore = pythonWith('botocore');

test('each call exists and answers with the part that it is said to', {
  skip: botocore ? false : 'no python3 with the package botocore',
}, () => {
  const answers = run(botocore!, 'keys.py', [], CALLS.map(({ call }) => `${call}\n`).join(''))
    .trimEnd()
    .split('\n');
  assert.deepEqual(
    answers.map((line) => line.split(' ')),
    CALLS.map(({ part }) => [part]),
  );
});
