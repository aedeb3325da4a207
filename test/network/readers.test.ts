import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SUBNET_GROUP_TYPES, WORKLOAD_TYPES } from '../../server/src/aws/workloadTypes.ts';
import type { Network } from '../../server/src/network/model.ts';
import { networkOf, shown } from './shown.ts';

const FILE = readFileSync(new URL('readers.txt', import.meta.url), 'utf8');

const AROUND = `Parameters: { P: { Type: String } }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
${[...'STIVNGACER'].map((id) => `  ${id}: { Type: Some::Other::Thing }\n`).join('')}`;

const rows = FILE.split(/\r?\n/)
  .filter((line) => line !== '' && !line.startsWith('#'))
  .join('\n')
  .split(/\n(?=\S)/)
  .map((row) => row.split('\n').map((line) => line.trim()));

for (const [head, properties, expected] of rows) {
  const [type, part] = head!.split(' in ') as [string, keyof Network];
  test(`${type}: ${properties}`, () => {
    const network = networkOf(`${AROUND}  X:\n    Type: ${type}\n    Properties: { ${properties} }\n`);
    const found = itemsOf(network[part]).filter(({ id, resource }) => (id ?? resource) === 'X');
    const items = found.map(({ id, resource, type: _, stage, ...rest }) => rest);
    assert.deepEqual(items.length > 1 ? items : (items[0] ?? null), JSON.parse(expected!));
  });
}

function itemsOf(part: unknown): Record<string, unknown>[] {
  const items = part instanceof Map ? [...part.values()] : [...(part as Iterable<unknown>)];
  return items.map(shown) as Record<string, unknown>[];
}

test('every type that is data has a row', () => {
  const types = new Set(rows.map(([head]) => head!.split(' in ')[0]));
  const missing = [...Object.keys(WORKLOAD_TYPES), ...Object.keys(SUBNET_GROUP_TYPES)].filter(
    (type) => !types.has(type),
  );
  assert.deepEqual(missing, []);
});
