import { lookOfTier, tintOf } from '../../subnetPlan/tierLook.ts';
import { CLASS_WORDS } from '../hover/resource/words.ts';
import { tierFromName } from '../subnets/tierFromName.ts';
import { atLeast, type Box, chip, column, framed, row, svg, texts } from './drawing.ts';
import { whatIs } from './mermaid.ts';
import type { NetworkMap } from './networkMap.ts';

type VpcMap = NetworkMap['vpcs'][number];
type SubnetMap = VpcMap['zones'][number]['tiers'][number]['subnets'][number];

/** Rows from the internet inwards, with the tiers whose colours their subnets have. */
const TIERS = {
  public: 'public',
  nat: 'private',
  transit: 'transit',
  isolated: 'isolated',
  unknown: '',
} as const satisfies Record<SubnetMap['class'], string>;

/**
 * The network as a picture: a frame for each VPC with its gateways on the upper edge, zones as columns, tiers as rows,
 * workloads within their subnets, endpoints on the right. The pictures of several scenarios are stacked.
 */
export function svgOf(maps: readonly NetworkMap[]): string {
  const pictures = maps.map((map) => {
    const parts = [...map.vpcs.map(vpcBox), ...elsewhereBox(map)];
    const content = parts.length > 0 ? parts : [texts(['This file has no network.'])];
    return column(map.scenario === null ? content : [texts([`When ${map.scenario}`], true), ...content]);
  });
  return svg(column(pictures, 30));
}

function vpcBox(vpc: VpcMap): Box {
  const title = [vpc.id ?? 'Unknown VPC', ...known(vpc.ipv4), ...known(vpc.ipv6)].join(' · ');
  const gateways = [
    ...vpc.internetGateways.map(({ id }) => [id, 'internet gateway']),
    ...vpc.egressOnlyInternetGateways.map(({ id }) => [id, 'egress-only internet gateway']),
    ...vpc.vpnGateways.map(({ id }) => [id, 'virtual private gateway']),
    ...vpc.natGateways.filter(({ subnet }) => subnet === null).map(({ id }) => [id, 'NAT gateway']),
    ...vpc.peerings.map(({ id, peer }) => [id, `peering${peer === null ? '' : ` with ${peer}`}`]),
    ...vpc.transitGatewayAttachments.map(({ id }) => [id, 'transit gateway attachment']),
  ].map((lines) => chip(lines));
  const endpoints = vpc.endpoints.map(({ id, service }) =>
    chip([id, service === null ? 'endpoint' : `endpoint for ${service}`]),
  );
  const parts = [
    ...(gateways.length > 0 ? [row(gateways)] : []),
    row([zonesBox(vpc), ...(endpoints.length > 0 ? [column(endpoints)] : [])]),
  ];
  return framed(column([texts([title], true), ...parts]), '#fafafa');
}

/** Zones as columns and tiers as rows; cells of a row have equal height, those of a column equal width. */
function zonesBox({ zones, routeTables }: VpcMap): Box {
  const routes = new Map(routeTables.flatMap((table) => table.routes.map((one) => [one.id, one] as const)));
  const cellOf = (zone: VpcMap['zones'][number], tier: string) =>
    column(
      zone.tiers
        .filter((one) => one.class === tier)
        .flatMap((one) => one.subnets.map((subnet) => subnetBox(subnet, routes))),
    );
  const tiers = Object.keys(TIERS).filter((tier) =>
    zones.some((zone) => zone.tiers.some((one) => one.class === tier)),
  );
  const columns = zones.map((zone) => ({
    title: texts([zone.zone ?? 'unknown zone'], true),
    cells: tiers.map((tier) => cellOf(zone, tier)),
  }));
  const heights = tiers.map((_, i) => Math.max(...columns.map(({ cells }) => cells[i]!.height)));
  return row(
    columns.map(({ title, cells }) => {
      const width = Math.max(title.width, ...cells.map((cell) => cell.width));
      return column([title, ...cells.map((cell, i) => atLeast(cell, width, heights[i]!))]);
    }),
  );
}

type Routes = ReadonlyMap<string, VpcMap['routeTables'][number]['routes'][number]>;

function subnetBox(subnet: SubnetMap, routes: Routes): Box {
  const route = subnet.by === null ? undefined : routes.get(subnet.by.id);
  const way =
    route?.target == null ? CLASS_WORDS[subnet.class] : `${route.destination ?? route.id} → ${route.target}`;
  const blocks = [...known([subnet.ipv4]), ...known([subnet.ipv6])];
  const text = texts([subnet.id, ...(blocks.length > 0 ? [blocks.join(' · ')] : []), way], true);
  const users = subnet.users.map(({ id, what }) => chip([`${id} · ${whatIs(what)}`]));
  return framed(column([text, ...users], 6), colourOf(subnet));
}

/**
 * The colour of the subnet's tier, as in the calculator. Whether it is public, private or isolated is said by its
 * routes and not by its name.
 */
function colourOf({ id, class: tier }: SubnetMap): string {
  const named = tierFromName(id);
  const isOfRoutes = named === '' || Object.values<string>(TIERS).includes(named);
  return tintOf(lookOfTier(isOfRoutes ? TIERS[tier] : named).colour);
}

function elsewhereBox({ elsewhere }: NetworkMap): readonly Box[] {
  if (elsewhere.length === 0) return [];
  const chips = elsewhere.map(({ id, kind }) => chip([`${id} · ${whatIs(kind)}`]));
  return [framed(column([texts(['Not in a known VPC'], true), ...chips], 6), '#fafafa')];
}

function known(blocks: readonly (string | null)[] | null): readonly string[] {
  return (blocks ?? []).filter((one) => one !== null);
}
