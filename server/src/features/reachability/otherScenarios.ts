import type { Analysis } from '../../analysis.ts';
import type { Change } from '../../changes/change.ts';
import { objectsNamedBy } from '../../changes/change.ts';
import { existsWherever } from '../../changes/resources.ts';
import { formatCidr } from '../../cidr/format.ts';
import { keyOfField, routesByTable, tableAssociationsBySubnet } from '../../network/lookup.ts';
import type { Network } from '../../network/model.ts';
import { networksOf } from './networks.ts';

/**
 * True where a change that mends one scenario leaves the others whole: what it names is there wherever its place is, and
 * no other scenario has already what it adds, which AWS would then refuse.
 */
export function isSafeElsewhere(change: Change, analysis: Analysis): boolean {
  const { content } = analysis;
  if (content.kind !== 'template') return true;
  const named = objectsNamedBy(change);
  const place = placeOf(change) ?? named[0];
  if (place === undefined) return true;
  return (
    named.every((id) => existsWherever(content, id, place)) &&
    !networksOf(analysis).some(({ network }) => hasAlready(change, network))
  );
}

/** Where it is written, unless that is what it names first. */
function placeOf(change: Change): string | undefined {
  if (change.kind === 'use-subnets') return change.workload;
  return change.kind === 'attach-gateway' ? change.gateway : undefined;
}

function hasAlready(change: Change, network: Network): boolean {
  switch (change.kind) {
    case 'add-route':
      return (routesByTable(network).of.get(change.table) ?? []).some(
        ({ destination }) =>
          destination.kind === 'cidr' &&
          destination.cidr.kind === 'known' &&
          formatCidr(destination.cidr.value) === change.destination,
      );
    case 'associate-table':
      return tableAssociationsBySubnet(network).of.has(change.subnet);
    case 'attach-gateway':
      return network.gatewayAttachments.some(({ internetGateway, vpnGateway }) =>
        [internetGateway, vpnGateway].some(
          (gateway) => gateway.kind === 'known' && keyOfField(gateway) === change.gateway,
        ),
      );
    default:
      return false;
  }
}
