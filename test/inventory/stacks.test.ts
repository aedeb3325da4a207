import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deployedAs, stacksIn } from '../../server/src/inventory/stacks.ts';
import { inventoryOf } from './reading.ts';

const resource = (
  stack: string,
  logical: string,
  type: string,
  physical: string,
  status = 'CREATE_COMPLETE',
) => ({
  StackName: stack,
  StackId: `arn:aws:cloudformation:eu-central-1:123456789012:stack/${stack}/1`,
  LogicalResourceId: logical,
  PhysicalResourceId: physical,
  ResourceType: type,
  ResourceStatus: status,
});

const VPC = 'AWS::EC2::VPC';
const SUBNET = 'AWS::EC2::Subnet';

const inventory = inventoryOf({
  StackResources: [
    resource('prod', 'Vpc', VPC, 'vpc-2'),
    resource('prod', 'Subnet', SUBNET, 'subnet-2'),
    resource('dev', 'Vpc', VPC, 'vpc-1'),
    resource('dev', 'Subnet', SUBNET, 'subnet-1'),
    resource('dev', 'Gone', SUBNET, 'subnet-0', 'DELETE_COMPLETE'),
    // Another template, in which one name occurs by chance, and one in which it is something else.
    resource('big', 'Vpc', VPC, 'vpc-3'),
    resource('big', 'A', SUBNET, 'subnet-3'),
    resource('big', 'B', SUBNET, 'subnet-4'),
    resource('other', 'Vpc', VPC, 'vpc-5'),
    resource('other', 'Subnet', 'AWS::EC2::SecurityGroup', 'sg-5'),
  ],
});

test('what the resources of a template have become, in each of its stacks', () => {
  const template = new Map([
    ['Vpc', VPC],
    ['Subnet', SUBNET],
    ['New', SUBNET],
  ]);
  assert.deepEqual(deployedAs('Subnet', template, inventory), [
    { stack: 'dev', physicalId: 'subnet-1' },
    { stack: 'prod', physicalId: 'subnet-2' },
  ]);
  assert.deepEqual(
    deployedAs('Vpc', template, inventory).map(({ stack }) => stack),
    ['dev', 'prod'],
  );
  assert.deepEqual(deployedAs('New', template, inventory), []);
  assert.deepEqual(deployedAs('Vpc', new Map(), inventory), []);
  assert.deepEqual(deployedAs('Vpc', template, inventoryOf({ Vpcs: [] })), []);
});

test('stacks without what was deleted, in the order of their names', () => {
  assert.deepEqual(
    stacksIn(inventory).map(({ name, resources }) => [name, [...resources.keys()]]),
    [
      ['big', ['Vpc', 'A', 'B']],
      ['dev', ['Vpc', 'Subnet']],
      ['other', ['Vpc', 'Subnet']],
      ['prod', ['Vpc', 'Subnet']],
    ],
  );
});
