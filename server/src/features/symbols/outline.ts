import { type DocumentSymbol, type Range, SymbolKind } from 'vscode-languageserver-types';
import { formatCidr } from '../../cidr/format.ts';
import { tiersOf } from '../../network/analysis/routeClasses.ts';
import { vpcsOfObjects } from '../../network/analysis/vpcOf.ts';
import type { Network, Subnet } from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { CLASS_WORDS, zoneText } from '../hover/resource/words.ts';

/**
 * The resources of a template by VPC › tier › zone, each exactly once; resources in no VPC stay directly in the
 * section. A group that is not a resource spans its members, since editors expect every symbol to enclose its children;
 * groups overlap if their members alternate in the text. Single resources come before groups, since VS Code's
 * breadcrumbs show the first symbol around the cursor.
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
    members.set(home.vpc, [...(members.get(home.vpc) ?? []), symbol]);
  }
  const groups = [...members].map(([vpc, symbols]) => vpcSymbol(vpc, symbols, homes));
  return [...resources.filter((symbol) => !grouped.has(symbol)), ...groups];
}

/** The VPC, tier and zone of a resource, in the first scenario that has it. */
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
  const subnets = symbols.filter(({ name }) => homes.get(name)?.subnet);
  const others = symbols.filter((symbol) => symbol !== own && !subnets.includes(symbol));
  const children = [...others, ...tierSymbols(subnets, homes)];
  if (!own) {
    const isMadeHere = homes.get(symbols[0]!.name)?.network.vpcs.has(vpc);
    return groupSymbol(vpc, isMadeHere ? 'VPC created in a loop' : 'VPC outside this file', children);
  }
  return children.length > 0 ? { ...own, range: hullOf([own, ...children]), children } : own;
}

function tierSymbols(subnets: readonly DocumentSymbol[], homes: ReadonlyMap<string, Home>): DocumentSymbol[] {
  const byTier = new Map<string, DocumentSymbol[]>();
  for (const symbol of subnets) {
    const { subnet, network } = homes.get(symbol.name)!;
    const [tier] = tiersOf([subnet!], network);
    const words = CLASS_WORDS[tier!.kind];
    byTier.set(words, [...(byTier.get(words) ?? []), symbol]);
  }
  const order: readonly string[] = Object.values(CLASS_WORDS);
  return [...byTier]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([words, symbols]) => {
      const detail = `${symbols.length} ${symbols.length === 1 ? 'subnet' : 'subnets'}`;
      return groupSymbol(words, detail, zoneSymbols(symbols, homes));
    });
}

/** Subnets in an unknown zone are listed beside the zones. */
function zoneSymbols(subnets: readonly DocumentSymbol[], homes: ReadonlyMap<string, Home>): DocumentSymbol[] {
  const elsewhere: DocumentSymbol[] = [];
  const byZone = new Map<string, DocumentSymbol[]>();
  for (const symbol of subnets) {
    const subnet = homes.get(symbol.name)!.subnet!;
    const zone = zoneText(subnet);
    const leaf = { ...symbol, detail: blockOf(subnet) ?? symbol.detail ?? '' };
    if (zone === undefined) elsewhere.push(leaf);
    else byZone.set(zone, [...(byZone.get(zone) ?? []), leaf]);
  }
  const zones = [...byZone].sort(([a], [b]) => (a < b ? -1 : 1));
  return [...elsewhere, ...zones.map(([zone, symbols]) => groupSymbol(zone, '', symbols))];
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
    kind: SymbolKind.Namespace,
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

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
