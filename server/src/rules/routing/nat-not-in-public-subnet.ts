import type { Change } from '../../changes/change.ts';
import { changeEdits } from '../../changes/changeEdits.ts';
import { changeTitle } from '../../changes/changeTitle.ts';
import { existsWherever } from '../../changes/resources.ts';
import {
  classOf,
  mayGetRoute,
  ownClassOf,
  routeTableOf,
} from '../../network/analysis/subnets/subnetRoutes.ts';
import { defaultsOf } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { NatGateway, Subnet } from '../../network/model.ts';
import { attachedGateway, isRegional } from '../../reach/routing/gateways.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { intoPublicSubnet } from '../shared/fixes/publicSubnets.ts';

/** A public NAT gateway of one zone whose own subnet has no route to an internet gateway. */
export default defineRule({
  id: 'nat-not-in-public-subnet',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The NAT gateway is not in a public subnet',
  why: 'A public NAT gateway forwards packets by the route table of its own subnet. If that table has no route to an internet gateway, the stack deploys, but everything that is sent through the NAT gateway times out. A regional NAT gateway needs no subnet.',
  whenToIgnore: 'If the route to the internet gateway is added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
    'NAT-01',
    'NAT-02',
    'NAT-06',
    'G16',
  ],

  *check(file) {
    const { network } = file;
    for (const nat of network.natGateways.values()) {
      const subnet = find(network.subnets, nat.subnet);
      const isPrivate =
        nat.connectivity.kind !== 'absent' &&
        !(nat.connectivity.kind === 'known' && nat.connectivity.value === 'public');
      if (!subnet || isPrivate || isRegional(nat) || nat.availability.kind === 'unknown') continue;
      const found = ownClassOf(subnet, network);
      // nat-self-route reports a subnet whose route leads to its own NAT gateway.
      if (found.kind !== 'isolated' && found.kind !== 'transit') continue;
      // Another stack may add the route, or give the subnet another table, and the gateway works from then on.
      const isOpen = mayGetRoute(subnet, network);
      if (isOpen && (found.kind === 'transit' || !attachedGateway(keyOfField(subnet.vpc), network))) continue;
      yield {
        at: nat.at,
        resource: nat.id,
        defaults: defaultsOf(nat.connectivity, nat.availability, nat.subnet),
        ...(isOpen && { severity: 'info' as const }),
        message: isOpen
          ? `${nat.id} is in ${subnet.id}, which has no route to an internet gateway (0.0.0.0/0) in this template. All traffic through ${nat.id} times out until another stack adds one.`
          : `${nat.id} is in ${subnet.id}, which has no route to an internet gateway (0.0.0.0/0). All traffic through ${nat.id} times out.`,
        related: [
          found.kind === 'isolated'
            ? { at: subnet.at, message: `${subnet.id} has no default route` }
            : { at: found.by.at, message: `${found.by.id} is the default route of ${subnet.id}` },
        ],
        fixes: fixesOf(nat, subnet, file),
      };
    }
  },
});

/** Moves the gateway or makes its subnet public: which one is for the user to decide. */
function fixesOf(nat: NatGateway, subnet: Subnet, file: CheckedFile): readonly Fix[] {
  return [...makePublic(subnet, nat, file), ...intoPublicSubnet(nat, subnet, file)];
}

function makePublic(subnet: Subnet, nat: NatGateway, file: CheckedFile): readonly Fix[] {
  const { network } = file;
  const vpc = keyOfField(subnet.vpc);
  const effective = routeTableOf(subnet, network);
  const gateway = attachedGateway(vpc, network);
  const changes: Change[] = [];
  if (effective.kind === 'main') {
    const tables = [...network.routeTables.values()].filter(
      (table) => keyOfField(table.vpc) === vpc && leadsOut(table.id, file),
    );
    changes.push(
      ...tables.map(({ id }): Change => ({ kind: 'associate-table', subnet: subnet.id, table: id })),
    );
  } else if (
    effective.kind === 'table' &&
    gateway !== undefined &&
    classOf(subnet, network).kind === 'isolated'
  ) {
    const target = { property: 'GatewayId', id: gateway };
    changes.push({ kind: 'add-route', table: effective.table.id, destination: '0.0.0.0/0', target });
  }
  return changes.flatMap((change) => {
    const named = change.kind === 'associate-table' ? [change.table] : gateway === undefined ? [] : [gateway];
    const edits = named.every((id) => existsWherever(file, id, nat.id))
      ? changeEdits(change, file)
      : undefined;
    return edits ? [{ title: changeTitle(change), preferred: false, edits }] : [];
  });
}

function leadsOut(table: string, { network }: CheckedFile): boolean {
  return network.routes.some(
    ({ routeTable, destination, targets }) =>
      keyOfField(routeTable) === table &&
      destination.kind === 'cidr' &&
      destination.cidr.kind === 'known' &&
      destination.cidr.value.prefix === 0 &&
      targets.some(({ target }) => network.internetGateways.has(keyOfField(target) ?? '')),
  );
}
