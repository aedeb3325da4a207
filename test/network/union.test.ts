import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze } from '../../server/src/languageService.ts';
import { overlayOnInventory } from '../../server/src/network/analysis/overlay.ts';
import { classOf } from '../../server/src/network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../server/src/network/analysis/workloads/placement.ts';
import { networkOfInventory } from '../../server/src/network/inventory/networkOfInventory.ts';
import type { Network } from '../../server/src/network/model.ts';
import { networkOfTemplate } from '../../server/src/network/template/networkOfTemplate.ts';
import { networkOfZappa } from '../../server/src/network/zappa/networkOfSettings.ts';
import { idNamed, inventoryOf } from '../inventory/reading.ts';

const inventory = inventoryOf(readFileSync(new URL('../inventory/network.json', import.meta.url), 'utf8'));
const existing = networkOfInventory(inventory);
const subnet = (name: string) => idNamed(inventory, 'Subnets', name);
const vpc = idNamed(inventory, 'Vpcs', 'app');

function networkOf(fileName: string, text: string): Network {
  const content = analyze(fileName, text)?.content;
  if (content?.kind === 'zappa') return networkOfZappa(content.settings);
  assert.equal(content?.kind, 'template');
  return networkOfTemplate(content.scenarios.all[0]!);
}

test("a stage's subnets and groups are found in the inventory", () => {
  const [group] = existing.securityGroups.keys();
  const own = networkOf(
    'zappa_settings.json',
    `{"dev": {"vpc_config": {"SubnetIds": ["${subnet('private-a')}", "subnet-0123abcd"], "SecurityGroupIds": ["${group}"]}}}`,
  );
  const whole = overlayOnInventory(own, existing);
  const placed = placements(whole).get('dev')!;
  assert.deepEqual(
    placed.subnets.map((one) => [one.id, classOf(one, whole).kind]),
    [[subnet('private-a'), 'nat']],
  );
  assert.equal(placed.otherSubnets?.why, 'subnet-0123abcd is not in this file');
  assert.equal(placed.groups.length, 1);
  assert.equal(placed.otherGroups, undefined);
  // Alone nothing is found.
  assert.deepEqual(placements(own).get('dev')!.subnets, []);
});

const TEMPLATE = `Parameters: { Table: { Type: String } }
Resources:
  Own: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  OwnSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Own, CidrBlock: 10.0.0.0/24 } }
  Added: { Type: AWS::EC2::Subnet, Properties: { VpcId: ${vpc}, CidrBlock: 10.0.99.0/24 } }
  Function:
    Type: AWS::Lambda::Function
    Properties: { VpcConfig: { SubnetIds: [${subnet('public-a')}, !Ref OwnSubnet] } }
`;

test("a template's literal ids are found; its own objects stay as they are", () => {
  const own = networkOf('net.yaml', TEMPLATE);
  const whole = overlayOnInventory(own, existing);
  assert.deepEqual(
    placements(whole)
      .get('Function')!
      .subnets.map((one) => [one.id, classOf(one, whole).kind]),
    [
      [subnet('public-a'), 'public'],
      ['OwnSubnet', 'isolated'],
    ],
  );
  // A new subnet in a VPC that exists: its main table is known.
  assert.equal(classOf(whole.subnets.get('Added')!, whole).kind, 'isolated');
  assert.equal(classOf(own.subnets.get('Added')!, own).kind, 'unknown');
  assert.equal(whole.statedCidrs, own.statedCidrs);
  assert.deepEqual([...whole.vpcs.keys()].slice(0, 1), ['Own']);
});

test('where both have an object the file counts; the same two give the same union', () => {
  const own = networkOf('net.yaml', TEMPLATE);
  const other: Network = { ...existing, vpcs: new Map([['Own', existing.vpcs.get(vpc)!]]) };
  assert.equal(overlayOnInventory(own, other).vpcs.get('Own'), own.vpcs.get('Own'));
  assert.equal(overlayOnInventory(own, existing), overlayOnInventory(own, existing));
  assert.notEqual(overlayOnInventory(own, existing), overlayOnInventory(own, other));
  assert.equal(overlayOnInventory(own, undefined), own);
});

test('a route that a template adds to a table that exists is seen beside those that are there', () => {
  const table = idNamed(inventory, 'RouteTables', 'isolated');
  const own = networkOf(
    'net.yaml',
    `Resources:
  Out: { Type: AWS::EC2::Route, Properties: { RouteTableId: ${table}, DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-0a1b2c3d } }
`,
  );
  const whole = overlayOnInventory(own, existing);
  assert.equal(classOf(whole.subnets.get(subnet('isolated-a'))!, whole).kind, 'public');
});
