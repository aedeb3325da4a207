import { type DocumentSymbol, type Range, SymbolKind } from 'vscode-languageserver-types';
import { formatCidr } from '../../cidr/format.ts';
import { addTo } from '../../multimap.ts';
import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { vpcsOfObjects } from '../../network/analysis/vpcOf.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import type { Network, Subnet } from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { listed } from '../../wording/listed.ts';
import { CLASS_WORDS, zoneText } from '../hover/resource/words.ts';
import { isBefore } from '../ranges.ts';

/**
 * Groups the resources of a template by VPC, each exactly once; resources in no VPC stay directly in the section. A
 * subnet shows its tier, block and zone, and a workload its subnets. There are no groups below a VPC: editors expect
 * every symbol to enclose its children, and groups whose members alternate in the text would make breadcrumbs show the
 * wrong one. Single resources come before VPCs, since VS Code's breadcrumbs show the first symbol around the cursor.
 */
export function groupedByVpc(
  resources: readonly DocumentSymbol[],
  scenarios: readonly Scenario[],
): DocumentSymbol[] {
  const homes = homesOf(scenarios);
  const members = new Map<string, DocumentSymbol[]>();
  const grouped = new Set<DocumentSymbol>();
  for (const symbol of resources) {
    const home = homes.get(symbol.name);
    if (!home) continue;
    grouped.add(symbol);
    addTo(members, home.vpc, symbol);
  }
  const groups = [...members].map(([vpc, symbols]) => vpcSymbol(vpc, symbols, homes));
  return [...resources.filter((symbol) => !grouped.has(symbol)), ...groups];
}

/** The VPC of a resource, in the first scenario that has it. */
interface Home {
  readonly vpc: string;
  readonly subnet: Subnet | undefined;
  readonly network: Network;
}

function homesOf(scenarios: readonly Scenario[]): ReadonlyMap<string, Home> {
  const homes = new Map<string, Home>();
  for (const scenario of scenarios) {
    const network = networkOfTemplate(scenario);
    // A VPC outside of the file gets a group if the file creates subnets in it.
    const vpcs = vpcsOfObjects(network);
    const shown = new Set(network.vpcs.keys());
    for (const id of network.subnets.keys()) shown.add(vpcs.get(id) ?? '');
    for (const [id, vpc] of vpcs) {
      if (shown.has(vpc) && !homes.has(id)) homes.set(id, { vpc, subnet: network.subnets.get(id), network });
    }
  }
  return homes;
}

function vpcSymbol(
  vpc: string,
  symbols: readonly DocumentSymbol[],
  homes: ReadonlyMap<string, Home>,
): DocumentSymbol {
  const own = symbols.find(({ name }) => name === vpc);
  const placed = symbols
    .filter((symbol) => symbol !== own)
    .map((symbol) => {
      const { subnet, network } = homes.get(symbol.name)!;
      const rank = subnet ? rankOf(subnet, network) : isPlaced(symbol.name, network) ? LAST : -1;
      return { rank, symbol: { ...symbol, detail: detailOf(symbol, subnet, network) } };
    });
  const children = placed.toSorted((a, b) => a.rank - b.rank).map(({ symbol }) => symbol);
  if (!own) {
    const isMadeHere = homes.get(symbols[0]!.name)?.network.vpcs.has(vpc);
    return groupSymbol(vpc, isMadeHere ? 'VPC created in a loop' : 'VPC outside this file', children);
  }
  return children.length > 0 ? { ...own, range: hullOf([own, ...children]), children } : own;
}

/** After every subnet. */
const LAST = 100;

/** The tiers in their order, public ones first. */
function rankOf(subnet: Subnet, network: Network): number {
  return Object.keys(CLASS_WORDS).indexOf(classOf(subnet, network).kind);
}

function isPlaced(id: string, network: Network): boolean {
  return (placements(network).get(id)?.subnets.length ?? 0) > 0;
}

/** "public · 10.0.1.0/24 · eu-west-1a", "Lambda Function in PrivateA and PrivateB". */
function detailOf(symbol: DocumentSymbol, subnet: Subnet | undefined, network: Network): string {
  if (subnet) {
    const parts = [CLASS_WORDS[classOf(subnet, network).kind], blockOf(subnet), zoneText(subnet)];
    return parts.filter((part) => part !== undefined).join(' · ');
  }
  const subnets = placements(network).get(symbol.name)?.subnets ?? [];
  const names = [...new Set(subnets.map(({ id }) => id))];
  return names.length === 0 ? (symbol.detail ?? '') : `${symbol.detail} in ${listed(names, 3)}`;
}

function blockOf({ ipv4 }: Subnet): string | undefined {
  return ipv4.kind === 'known' ? formatCidr(ipv4.value) : undefined;
}

/** A group with at least one child; its selection range is that of its first child. */
function groupSymbol(name: string, detail: string, children: DocumentSymbol[]): DocumentSymbol {
  const first = children.reduce((a, b) => (isBefore(b.range.start, a.range.start) ? b : a));
  return {
    name,
    detail,
    kind: SymbolKind.Class,
    range: hullOf(children),
    selectionRange: first.selectionRange,
    children,
  };
}

function hullOf(symbols: readonly DocumentSymbol[]): Range {
  return symbols
    .map(({ range }) => range)
    .reduce((hull, { start, end }) => ({
      start: isBefore(start, hull.start) ? start : hull.start,
      end: isBefore(hull.end, end) ? end : hull.end,
    }));
}
