import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rulesOfGroup } from '../../server/src/network/analysis/groupRules.ts';
import { aclOf } from '../../server/src/network/analysis/subnets/subnetAcl.ts';
import { classOf } from '../../server/src/network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../server/src/network/analysis/workloads/placement.ts';
import { networkOfInventory } from '../../server/src/network/inventory/networkOfInventory.ts';
import { seedOf } from '../seed.ts';
import { pythonWith, run } from './python.ts';
import { idNamed, inventoryOf } from './reading.ts';

/** Answers that botocore's models allow; one Python process makes them all. */
const COUNT = Number(process.env.RUNS ?? 300);

const botocore = pythonWith('botocore');

test("every answer that botocore's models allow is read without a problem", {
  skip: botocore ? false : 'no python3 with the package botocore',
}, () => {
  const seed = seedOf();
  const answers = run(botocore!, 'answers.py', [`${seed}`, `${COUNT}`])
    .trimEnd()
    .split('\n');
  assert.equal(answers.length, COUNT);
  let subnets = 0;
  for (const answer of answers) {
    const where = `seed ${seed}: ${answer.slice(0, 300)}`;
    const inventory = inventoryOf(answer);
    // Ids of so few kinds meet now and then.
    const problems = inventory.files[0]!.problems.filter(({ message }) => !message.includes(' twice;'));
    assert.deepEqual(problems, [], where);
    const network = networkOfInventory(inventory);
    for (const subnet of network.subnets.values()) {
      subnets++;
      classOf(subnet, network);
      aclOf(subnet, network);
    }
    for (const group of network.securityGroups.values()) rulesOfGroup({ kind: 'group', group }, network);
    placements(network);
  }
  assert.ok(subnets > COUNT / 10, `only ${subnets} subnets were read`);
});

const moto = pythonWith('moto', 'boto3');

test('a network made in moto is what it was made to be', {
  skip: moto ? false : 'no python3 with the package moto',
}, () => {
  const inventory = inventoryOf(run(moto!, 'network.py'));
  assert.deepEqual(inventory.files[0]!.problems, []);
  const network = networkOfInventory(inventory);
  const classes = [
    'public-a',
    'public-b',
    'private-a',
    'private-b',
    'isolated-a',
    'isolated-b',
    'unassociated',
    'peered',
  ].map((name) => classOf(network.subnets.get(idNamed(inventory, 'Subnets', name))!, network).kind);
  assert.deepEqual(classes, [
    'public',
    'public',
    'nat',
    'nat',
    'isolated',
    'isolated',
    'isolated',
    'transit',
  ]);
  assert.equal(placements(network).get('db:app')!.subnets.length, 2);
  assert.equal(network.endpoints.size, 2);
  assert.deepEqual([...inventory.accounts], ['123456789012']);
  assert.deepEqual([...inventory.parts.Subnets.regions], ['eu-central-1']);
});
