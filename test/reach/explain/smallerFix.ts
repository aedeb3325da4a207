import { applyChange } from '../../../server/src/changes/applyChange.ts';
import type { Change } from '../../../server/src/changes/change.ts';
import { changeTitle } from '../../../server/src/changes/changeTitle.ts';
import { weightOfChange } from '../../../server/src/changes/changeWeight.ts';
import { formatCidr } from '../../../server/src/cidr/format.ts';
import { keyOfField } from '../../../server/src/network/lookup.ts';
import type { Network } from '../../../server/src/network/model.ts';
import { reach } from '../../../server/src/reach/answer.ts';
import type { Blocker, Question } from '../../../server/src/reach/question.ts';

/**
 * One change that opens a path for which several were given, and weighs less than they do: every route to every target, every
 * table for every subnet, every endpoint on every table, tried without knowing what is in the way. Undefined where none does.
 */
export function smallerFix(
  blockers: readonly Blocker[],
  question: Question,
  network: Network,
): string | undefined {
  const given = blockers.reduce((sum, { change }) => sum + weightOfChange(change), 0);
  if (blockers.length < 2) return undefined;
  for (const change of singleChanges(network)) {
    if (weightOfChange(change) >= given) continue;
    const changed = applyChange(change, network);
    if (changed && reach(question, changed)?.verdict === 'reachable') return changeTitle(change);
  }
  return undefined;
}

function* singleChanges(network: Network): Generator<Change> {
  const blocks = [
    '0.0.0.0/0',
    ...[...network.vpcs.values()].flatMap(({ ipv4 }) =>
      ipv4.flatMap((block) => (block.kind === 'known' ? [formatCidr(block.value)] : [])),
    ),
  ];
  const targets = [
    ...[...network.natGateways.keys()].map((id) => ({ property: 'NatGatewayId', id })),
    ...[...network.peerings.keys()].map((id) => ({ property: 'VpcPeeringConnectionId', id })),
    ...[...network.transitGateways.keys()].map((id) => ({ property: 'TransitGatewayId', id })),
  ];
  for (const table of network.routeTables.keys()) {
    for (const destination of blocks) {
      // AWS takes one route to a block, and none to the VPC's own.
      const isTaken = network.routes.some(
        (route) =>
          keyOfField(route.routeTable) === table &&
          route.destination.kind === 'cidr' &&
          route.destination.cidr.kind === 'known' &&
          formatCidr(route.destination.cidr.value) === destination,
      );
      const vpc = network.vpcs.get(keyOfField(network.routeTables.get(table)!.vpc) ?? '');
      const isLocal = vpc?.ipv4.some(
        (block) => block.kind === 'known' && formatCidr(block.value) === destination,
      );
      if (isTaken || isLocal) continue;
      for (const target of targets) yield { kind: 'add-route', table, destination, target };
    }
    for (const endpoint of network.endpoints.values())
      if (endpoint.type.kind === 'known' && endpoint.type.value === 'Gateway')
        yield { kind: 'endpoint-on-table', endpoint: endpoint.id, table };
  }
  for (const endpoint of network.endpoints.values())
    if (endpoint.type.kind === 'known' && endpoint.type.value === 'Interface')
      yield { kind: 'enable-private-dns', endpoint: endpoint.id };
  for (const gateway of network.internetGateways.keys())
    for (const vpc of network.vpcs.keys()) yield { kind: 'attach-gateway', gateway, vpc };
}
