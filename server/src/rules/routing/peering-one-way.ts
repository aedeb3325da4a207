import type { Change } from '../../changes/change.ts';
import { changeEdits } from '../../changes/changeEdits.ts';
import { changeTitle } from '../../changes/changeTitle.ts';
import { existsWherever } from '../../changes/resources.ts';
import { formatCidr } from '../../cidr/format.ts';
import { find, keyOfField, subnetsByVpc, tableAssociationsBySubnet } from '../../network/lookup.ts';
import type { Network, PeeringConnection, RouteTable, Vpc } from '../../network/model.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';

/** A peering connection that only one of its VPCs routes to. */
export default defineRule({
  id: 'peering-one-way',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Only one of the peered VPCs has a route to the other',
  why: 'A peering connection carries no traffic until the route tables on both sides have a route to the other VPC. With a route on one side only, packets arrive but the answers do not come back.',
  whenToIgnore: 'If the route on the other side is added outside this template.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html', 'PCX-01', 'G36'],

  *check(file) {
    const { network } = file;
    for (const peering of network.peerings.values()) {
      const sides = sidesOf(peering, network);
      if (!sides) continue;
      const [there, back] = sides;
      const lacking = there.routes.length === 0 ? there : back.routes.length === 0 ? back : undefined;
      const other = lacking === there ? back : there;
      // A connection without any route may be for later; one route shows that it is in use.
      if (!lacking || other.routes.length === 0) continue;
      yield {
        at: peering.at,
        resource: peering.id,
        message: `${other.vpc.id} has a route through ${peering.id}, but ${lacking.vpc.id} has none back. Packets arrive, but the answers are dropped.`,
        related: [
          ...other.routes.map(({ id, at }) => ({ at, message: `${id} uses ${peering.id}` })),
          {
            at: lacking.vpc.at,
            message: `No route table of ${lacking.vpc.id} has a route through ${peering.id}`,
          },
        ],
        fixes: fixesOf(peering, lacking, other.vpc, file),
      };
    }
  },
});

interface PeeredVpc {
  readonly vpc: Vpc;
  readonly tables: readonly RouteTable[];
  readonly routes: Network['routes'];
}

/**
 * The two VPCs of a connection with their routes to it. Undefined if a side is outside of the file, or if other stacks
 * may add the route.
 */
function sidesOf(
  { id, vpc, peer }: PeeringConnection,
  network: Network,
): readonly [PeeredVpc, PeeredVpc] | undefined {
  const isOpen = network.routes.some(
    ({ routeTable, targets }) =>
      routeTable.kind === 'unknown' ||
      targets.some(({ target }) => target.kind === 'unknown') ||
      // The table is known only at deployment.
      (!find(network.routeTables, routeTable) && targets.some(({ target }) => keyOfField(target) === id)),
  );
  const sides = [find(network.vpcs, vpc), find(network.vpcs, peer)].map((one): PeeredVpc | undefined => {
    if (!one) return undefined;
    const tables = [...network.routeTables.values()].filter((table) => keyOfField(table.vpc) === one.id);
    const names = new Set(tables.map((table) => table.id));
    const routes = network.routes.filter(
      ({ routeTable, targets }) =>
        names.has(keyOfField(routeTable) ?? '') && targets.some(({ target }) => keyOfField(target) === id),
    );
    const isShared =
      tables.length === 0 ||
      tables.some((table) => network.exportedIds.has(table.id)) ||
      network.exportedIds.has(one.id);
    return isShared && routes.length === 0 ? undefined : { vpc: one, tables, routes };
  });
  const [first, second] = sides;
  return first && second && first.vpc !== second.vpc && !isOpen ? [first, second] : undefined;
}

/** Adds the route to a table of the side that lacks it; which of several is for the user to decide. */
function fixesOf(
  { id }: PeeringConnection,
  { vpc, tables }: PeeredVpc,
  other: Vpc,
  file: CheckedFile,
): readonly Fix[] {
  const [block] = other.ipv4;
  if (block?.kind !== 'known') return [];
  const used = new Set(
    (subnetsByVpc(file.network).of.get(vpc.id) ?? []).flatMap((subnet) =>
      (tableAssociationsBySubnet(file.network).of.get(subnet.id) ?? []).map(({ routeTable }) =>
        keyOfField(routeTable),
      ),
    ),
  );
  return tables
    .filter((table) => used.has(table.id) && existsWherever(file, table.id, id))
    .flatMap((table) => {
      const target = { property: 'VpcPeeringConnectionId', id };
      const change: Change = {
        kind: 'add-route',
        table: table.id,
        destination: formatCidr(block.value),
        target,
      };
      const edits = changeEdits(change, file);
      return edits ? [{ title: changeTitle(change), preferred: false, edits }] : [];
    });
}
