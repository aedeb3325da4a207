import type { Range } from 'vscode-languageserver-types';
import { type Analysis, templateOf } from '../../analysis.ts';
import { type Cidr, withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { defaultsOf, type Field, referredResource } from '../../network/field.ts';
import type { Network, Subnet, Vpc } from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import type { PlacedSubnet, PlacedVpc } from '../../protocol.ts';
import { entriesOf, valueAt } from '../../syntax/tree.ts';
import { rangeOf } from '../ranges.ts';
import { isAlwaysThere } from './subnetStyle.ts';
import { tierFromName, zoneNumber } from './tierFromName.ts';

/** The VPCs of a template with the known blocks and subnets of all scenarios; empty for other files. */
export function vpcsOf(analysis: Analysis): readonly PlacedVpc[] {
  const { content } = analysis;
  if (content.kind !== 'template') return [];
  const networks = content.scenarios.all.map(networkOfTemplate);
  const ids = new Set(networks.flatMap((network) => [...network.vpcs.keys()]));
  return [...ids].map((id) => vpcOf(id, networks, analysis));
}

/** What the template says about a VPC. A block that exists only in some scenarios counts as existing. */
function vpcOf(id: string, networks: readonly Network[], analysis: Analysis): PlacedVpc {
  const vpcs = networks.flatMap((network) => network.vpcs.get(id) ?? []);
  const blocks = new Set(vpcs.flatMap(({ ipv4 }) => ipv4.flatMap(textsOf)));
  const subnets = new Map<string, PlacedSubnet>();
  const hidden = new Set<string>();
  for (const network of networks) {
    for (const subnet of network.subnets.values()) {
      if (referredResource(subnet.vpc) !== id) continue;
      if (subnet.ipv4.kind === 'known') {
        const placed = subnetOf(subnet, subnet.ipv4.value, analysis);
        const key = `${placed.id} ${placed.cidr}`;
        if (!subnets.has(key)) subnets.set(key, placed);
      } else if (subnet.ipv4.kind === 'unknown') hidden.add(subnet.id);
    }
  }
  return {
    id,
    blocks: [...blocks],
    ipv6: ipv6Of(vpcs),
    subnets: [...subnets.values()],
    isPartial: hidden.size > 0 || vpcs.some(({ ipv4 }) => ipv4.some(({ kind }) => kind === 'unknown')),
    routeTables: routeTablesOf(id, networks, analysis),
    hidden: [...hidden],
    notes: notesOn(id, vpcs, [...hidden]),
    range: placeOf(id, analysis),
  };
}

/** The tables that a new subnet of the VPC can be associated with: they exist whenever the VPC does. */
function routeTablesOf(id: string, networks: readonly Network[], { content }: Analysis): readonly string[] {
  if (content.kind !== 'template') return [];
  const { template } = content;
  const all = networks.flatMap((network) => [...network.routeTables.values()]);
  const own = all.filter(
    (table) =>
      referredResource(table.vpc) === id &&
      isAlwaysThere(table, template, template.resources.get(id)?.condition),
  );
  return [...new Set(own.map((table) => table.id))];
}

function subnetOf(subnet: Subnet, cidr: Cidr, analysis: Analysis): PlacedSubnet {
  return {
    id: subnet.id,
    cidr: formatCidr(withoutHostBits(cidr)),
    zone: subnet.zone.kind === 'known' ? zoneNumber(subnet.zone.value) : null,
    tier: tierFromName(subnet.id),
    range: placeOf(subnet.id, analysis),
  };
}

function textsOf(field: Field<Cidr>): string[] {
  return field.kind === 'known' ? [formatCidr(withoutHostBits(field.value))] : [];
}

function ipv6Of(vpcs: readonly Vpc[]): string | null {
  const fields = vpcs.flatMap(({ ipv6 }) => ipv6);
  const known = fields.flatMap(textsOf)[0];
  if (known) return known;
  // Amazon provides a /56; a block from an address pool may have any size.
  return fields.some((field) => field.kind === 'unknown' && field.isProvided) ? 'amazon' : null;
}

function notesOn(id: string, vpcs: readonly Vpc[], hidden: readonly string[]): readonly string[] {
  const notes: string[] = [];
  const fields = vpcs.flatMap(({ ipv4 }) => ipv4);
  const defaults = defaultsOf(...fields);
  if (defaults.length > 0)
    notes.push(`The blocks of ${id} depend on the default of ${defaults.join(' and ')}.`);
  if (fields.some(({ kind }) => kind === 'unknown'))
    notes.push(`${id} has a block that is known only after deployment.`);
  if (hidden.length > 0) {
    const names = hidden.length > 3 ? `${hidden.slice(0, 3).join(', ')} and others` : hidden.join(', ');
    notes.push(
      `The ${hidden.length === 1 ? 'block' : 'blocks'} of ${names} ${hidden.length === 1 ? 'is' : 'are'} known only after deployment, so free space shown here may be in use.`,
    );
  }
  return notes;
}

/** The range of the whole resource. */
function placeOf(id: string, analysis: Analysis): Range {
  const { tree, lines } = analysis;
  const entry = entriesOf(valueAt(tree.root, 'Resources')).find(({ key }) => key.text === id);
  const resource = templateOf(analysis)?.resources.get(id);
  const span = entry ?? resource?.key ?? { start: 0, end: 0 };
  return rangeOf(lines, { start: span.start, end: Math.max(span.end, entry?.value.end ?? 0) });
}
