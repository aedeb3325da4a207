import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { formatCidr } from '../../server/src/cidr/format.ts';
import type { Inventory } from '../../server/src/inventory/inventory.ts';
import { rulesOfGroup } from '../../server/src/network/analysis/groupRules.ts';
import { aclOf } from '../../server/src/network/analysis/subnets/subnetAcl.ts';
import { classOf, routeTableOf } from '../../server/src/network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../server/src/network/analysis/workloads/placement.ts';
import { assumptionsOf, type Field } from '../../server/src/network/field.ts';
import { networkOfInventory } from '../../server/src/network/inventory/networkOfInventory.ts';
import { keyOfField } from '../../server/src/network/lookup.ts';
import { isSameZone, type Network, type Peer, type Subnet } from '../../server/src/network/model.ts';
import { idNamed, inventoryOf } from '../inventory/reading.ts';

/** A network made in moto; `test/inventory/python/network.py` says what is in it. */
const TEXT = readFileSync(new URL('../inventory/network.json', import.meta.url), 'utf8');

const inventory = inventoryOf(TEXT);
const network = networkOfInventory(inventory);

/** The same network of an inventory that was changed, with what its ids are. */
function changed(change: (content: Record<string, never>) => void): {
  network: Network;
  inventory: Inventory;
} {
  const content = JSON.parse(TEXT);
  change(content);
  const other = inventoryOf(content);
  return { network: networkOfInventory(other), inventory: other };
}

const subnetNamed = (name: string, of = network): Subnet =>
  of.subnets.get(idNamed(inventory, 'Subnets', name))!;

const valueIn = <T>(field: Field<T>): T | string => (field.kind === 'known' ? field.value : field.kind);

test('subnets by where their default route leads', () => {
  const classes = [
    'public-a',
    'public-b',
    'private-a',
    'private-b',
    'isolated-a',
    'unassociated',
    'peered',
  ].map((name) => [name, classOf(subnetNamed(name), network).kind]);
  assert.deepEqual(Object.fromEntries(classes), {
    'public-a': 'public',
    'public-b': 'public',
    'private-a': 'nat',
    'private-b': 'nat',
    'isolated-a': 'isolated',
    unassociated: 'isolated',
    peered: 'transit',
  });
  const main = routeTableOf(subnetNamed('unassociated'), network);
  assert.ok(main.kind === 'table' && main.table.isMain);
});

test('a subnet', () => {
  const subnet = subnetNamed('public-a');
  assert.equal(formatCidr(valueIn(subnet.ipv4) as never), '10.0.0.0/24');
  assert.equal(valueIn(subnet.mapPublicIp), true);
  assert.deepEqual(valueIn(subnet.zone), { kind: 'name', name: 'eu-central-1a' });
  assert.equal(isSameZone(subnet.zone, subnetNamed('private-a').zone), 'yes');
  assert.deepEqual(valueIn(subnet.vpc), { kind: 'id', id: idNamed(inventory, 'Vpcs', 'app') });
  // Its place in the inventory's text, for what points there.
  assert.match(TEXT.slice(subnet.at.start, subnet.at.end), /^\{[\s\S]*"public-a"[\s\S]*\}$/);
});

test('a VPC with all its blocks, and its DNS attributes as told or assumed', () => {
  const vpc = network.vpcs.get(idNamed(inventory, 'Vpcs', 'app'))!;
  assert.deepEqual(
    vpc.ipv4.map((block) => formatCidr(valueIn(block) as never)),
    ['10.0.0.0/16', '10.1.0.0/16'],
  );
  assert.deepEqual([valueIn(vpc.dnsSupport), valueIn(vpc.dnsHostnames)], [true, false]);
  assert.deepEqual(assumptionsOf(vpc.dnsSupport, vpc.dnsHostnames), []);
  const other = network.vpcs.get(idNamed(inventory, 'Vpcs', 'other'))!;
  assert.deepEqual([valueIn(other.dnsSupport), valueIn(other.dnsHostnames)], [true, true]);
  assert.deepEqual(assumptionsOf(other.dnsSupport, other.dnsHostnames), [
    `${other.id} has its DNS attributes on, of which the inventory says nothing`,
  ]);
});

test('the ACL of a subnet, the default one too, with its entries in both directions', () => {
  const own = aclOf(subnetNamed('isolated-a'), network);
  assert.equal(own.kind, 'acl');
  assert.deepEqual(
    own.entries.map(({ direction, action, ruleNumber, protocol, ports }) =>
      [direction, action, ruleNumber, protocol, ports].map((field) => valueIn<unknown>(field)),
    ),
    [
      ['ingress', 'allow', 100, 'tcp', { from: 1024, to: 65_535 }],
      ['egress', 'allow', 100, 'tcp', { from: 1024, to: 65_535 }],
    ],
  );
  const preset = aclOf(subnetNamed('public-a'), network);
  assert.equal(preset.kind, 'acl', 'AWS tells the default one like any other');
  assert.deepEqual(
    preset.entries.map(({ action, ruleNumber }) => [valueIn(action), valueIn(ruleNumber)]).slice(0, 2),
    [
      ['allow', 100],
      ['deny', 32_767],
    ],
  );
});

test('a security group: a rule for each of those whom a permission lets through', () => {
  const [id] = [...inventory.parts.SecurityGroups.entries].find(([, { GroupName }]) => GroupName === 'db')!;
  const group = network.securityGroups.get(id)!;
  const { ingress, egress, allowAllOut, mayHaveMore } = rulesOfGroup({ kind: 'group', group }, network);
  const peer = (one: Peer) =>
    one.kind === 'cidr'
      ? formatCidr(valueIn(one.cidr) as never)
      : one.kind === 'group'
        ? 'a group'
        : one.kind;
  assert.deepEqual(
    ingress.map((rule) => [valueIn(rule.protocol), valueIn(rule.ports), peer(rule.peer)]),
    [
      ['tcp', { from: 5432, to: 5432 }, 'a group'],
      ['tcp', { from: 22, to: 22 }, '10.0.0.0/24'],
      ['tcp', { from: 22, to: 22 }, '10.0.1.0/24'],
      ['tcp', { from: 22, to: 22 }, '2001:db8::/32'],
    ],
  );
  // AWS's own rule stands in the answer.
  assert.deepEqual(
    egress.map((rule) => [valueIn(rule.protocol), peer(rule.peer)]),
    [['all', '0.0.0.0/0']],
  );
  assert.equal(allowAllOut, 'no');
  assert.deepEqual(mayHaveMore, { ingress: undefined, egress: undefined });
});

test('endpoints of both kinds, and the prefix list of a service by its name', () => {
  const endpoints = [...network.endpoints.values()];
  const [gateway, face] = ['s3', 'sqs'].map(
    (name) => endpoints.find(({ service }) => service.kind === 'known' && service.value.name === name)!,
  );
  assert.equal(valueIn(gateway!.type), 'Gateway');
  assert.deepEqual(gateway!.routeTables.kind === 'known' && gateway!.routeTables.items.map(valueIn), [
    { kind: 'id', id: idNamed(inventory, 'RouteTables', 'private') },
  ]);
  assert.equal(valueIn(face!.type), 'Interface');
  assert.equal(valueIn(face!.privateDns), true);
  const placed = placements(network).get(face!.id)!;
  assert.deepEqual(
    placed.subnets.map(({ id }) => id),
    ['private-a', 'private-b'].map((name) => idNamed(inventory, 'Subnets', name)),
  );
  const routes = network.routes.filter(({ destination }) => destination.kind === 'prefix-list');
  assert.deepEqual(
    routes.map(({ targets }) => [targets[0]!.property, valueIn(targets[0]!.target)]),
    [['VpcEndpointId', { kind: 'id', id: gateway!.id }]],
  );
  const list = routes[0]!.destination;
  const id = list.kind === 'prefix-list' && list.list.kind === 'known' ? list.list.value.id : '';
  assert.equal(network.prefixLists.get(id)!.name, 'com.amazonaws.eu-central-1.s3');
});

test('a database: its subnets, groups and port', () => {
  const database = network.workloads.get('db:app')!;
  assert.equal(database.type, 'AWS::RDS::DBInstance');
  const { subnets, groups, otherSubnets, otherGroups } = placements(network).get('db:app')!;
  assert.deepEqual(
    subnets.map(({ id }) => id),
    ['isolated-a', 'isolated-b'].map((name) => idNamed(inventory, 'Subnets', name)),
  );
  assert.equal(groups.length, 1);
  assert.deepEqual([otherSubnets, otherGroups], [undefined, undefined]);
  assert.deepEqual(
    database.listeningPorts.map(({ port }) => valueIn(port)),
    [5432],
  );
});

test('what else there is', () => {
  assert.equal(network.natGateways.size, 1);
  const [nat] = network.natGateways.values();
  assert.deepEqual(valueIn(nat!.subnet), { kind: 'id', id: idNamed(inventory, 'Subnets', 'public-a') });
  assert.deepEqual(
    network.gatewayAttachments.map(({ vpc }) => valueIn(vpc)),
    [{ kind: 'id', id: idNamed(inventory, 'Vpcs', 'app') }],
  );
  assert.equal(network.peerings.size, 1);
  // Local routes follow from the blocks of the VPC.
  const isolated = idNamed(inventory, 'RouteTables', 'isolated');
  const routes = network.routes.filter(({ routeTable }) => keyOfField(routeTable) === isolated);
  assert.deepEqual(
    routes.map(({ targets }) => targets[0]!.property),
    ['VpcPeeringConnectionId'],
  );
  assert.ok(network.subnetGroups.has('subgrp:data'));
});

test('a part that is missing makes its answers unknown, never empty', () => {
  const table: [part: string, answer: string | undefined, ask: (of: Network) => string | undefined][] = [
    [
      'RouteTables',
      'its route table is unknown: the inventory has no RouteTables',
      (of) => why(classOf(subnetNamed('private-a', of), of)),
    ],
    [
      'NetworkAcls',
      `the network ACL of ${idNamed(inventory, 'Subnets', 'private-a')} is unknown: the inventory has no NetworkAcls`,
      (of) => why(aclOf(subnetNamed('private-a', of), of)),
    ],
    [
      'NatGateways',
      `the NAT gateway of the route of ${idNamed(inventory, 'RouteTables', 'private')} to 0.0.0.0/0 is unknown: the inventory has no NatGateways`,
      (of) => why(classOf(subnetNamed('private-a', of), of)),
    ],
    // The main table says by itself of which VPC it is.
    ['Vpcs', undefined, (of) => why(classOf(subnetNamed('unassociated', of), of))],
    [
      'SecurityGroups',
      `${[...inventory.parts.DBInstances.entries.values()][0]!.VpcSecurityGroups![0]!.VpcSecurityGroupId} is not in this file`,
      (of) => placements(of).get('db:app')!.otherGroups?.why,
    ],
    [
      'Subnets',
      `${idNamed(inventory, 'Subnets', 'isolated-a')} is not in this file`,
      (of) => placements(of).get('db:app')!.otherSubnets?.why,
    ],
  ];
  for (const [part, answer, ask] of table) {
    const { network: without } = changed((content) => {
      delete content[part];
    });
    assert.equal(ask(without), answer, part);
  }
});

test('a main table that is not told is unknown; another VPC keeps its own', () => {
  const { network: without } = changed((content: Record<string, { Associations: { Main: boolean }[] }[]>) => {
    content.RouteTables = content.RouteTables!.filter(
      ({ Associations }) => !Associations.some(({ Main }) => Main),
    );
  });
  const vpc = idNamed(inventory, 'Vpcs', 'app');
  assert.equal(
    why(classOf(subnetNamed('unassociated', without), without)),
    `its route table is unknown: the inventory does not tell what AWS made with ${vpc}`,
  );
  assert.equal(classOf(subnetNamed('private-a', without), without).kind, 'nat');
});

test('a list that breaks off proves nothing about what is not in it', () => {
  const cut = changed((content: Record<string, unknown>) => {
    content.NextToken = 'more';
  });
  // The subnet may have a table of its own among those that were not told.
  assert.match(why(classOf(subnetNamed('unassociated', cut.network), cut.network))!, /AWS had more results/);
  assert.equal(classOf(subnetNamed('private-a', cut.network), cut.network).kind, 'nat');
});

test('an object of which a piece cannot be read, or is not told, is open', () => {
  const table = idNamed(inventory, 'RouteTables', 'isolated');
  type Table = { RouteTableId: string; Routes?: unknown[] };
  const withRoutes = (routes: unknown[] | undefined) =>
    changed((content: Record<string, Table[]>) => {
      const one = content.RouteTables!.find(({ RouteTableId }) => RouteTableId === table)!;
      if (routes) one.Routes = routes;
      else delete one.Routes;
    }).network;
  const classIn = (of: Network) => classOf(subnetNamed('isolated-a', of), of);
  assert.equal(why(classIn(withRoutes([5]))), `a part of ${table} cannot be read`);
  assert.equal(
    why(classIn(withRoutes(undefined))),
    `the inventory does not tell the routes and associations of ${table}`,
  );
  assert.match(why(classIn(withRoutes([{ GatewayId: 'igw-0a1b2c3d' }])))!, /does not tell where a route of/);
  assert.equal(classIn(withRoutes([])).kind, 'isolated');

  const { network: closed } = changed((content: Record<string, { IpPermissions: unknown }[]>) => {
    for (const group of content.SecurityGroups!) group.IpPermissions = [{ IpProtocol: 6 }];
  });
  const [group] = closed.securityGroups.values();
  const { mayHaveMore } = rulesOfGroup({ kind: 'group', group: group! }, closed);
  assert.equal(mayHaveMore.ingress, `a part of ${group!.id} cannot be read`);
});

test('a route whose target is gone leads nowhere', () => {
  const { network: gone } = changed(
    (content: Record<string, { Routes: { State: string; NatGatewayId?: string }[] }[]>) => {
      for (const { Routes } of content.RouteTables!)
        for (const route of Routes) if (route.NatGatewayId) route.State = 'blackhole';
    },
  );
  const found = classOf(subnetNamed('private-a', gone), gone);
  assert.equal(found.kind, 'isolated');
  assert.equal(found.kind === 'isolated' && found.by?.isBlackhole, true);
});

test('what is gone or going is left out', () => {
  const { network: gone } = changed((content: Record<string, { State: string; Status?: unknown }[]>) => {
    for (const one of content.NatGateways!) one.State = 'deleted';
    for (const one of content.VpcEndpoints!) one.State = 'Deleting';
    for (const one of content.VpcPeeringConnections!) one.Status = { Code: 'rejected' };
  });
  assert.deepEqual([gone.natGateways.size, gone.endpoints.size, gone.peerings.size], [0, 0, 0]);
});

function why(answer: { readonly kind: string; readonly why?: string }): string | undefined {
  return answer.kind === 'unknown' ? answer.why : undefined;
}
