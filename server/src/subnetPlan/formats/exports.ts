import { isSubnetPrefix, subnetSizes } from '../../cidr/awsSubnet.ts';
import { firstAddress, lastAddress, netmaskOf } from '../../cidr/cidr.ts';
import { formatAddress, formatCidr, formatCount } from '../../cidr/format.ts';
import type { PlannedBlock } from '../allocate/allocate.ts';
import { csvText, markdownText, TABLE_COLUMNS, tableRow } from '../allocate/table.ts';
import { MOST_RESOURCES, templateJsonOf, templateYamlOf } from '../allocate/template.ts';
import { ipv6Text } from '../ipv6.ts';
import { type Block, leavesOf, type Root, type SubnetPlan, subnetsOf } from '../model.ts';
import { kindOf } from '../rows.ts';
import { pictureOf } from './picture.ts';

/** The formats that a plan can be exported to. */
export const EXPORTS = {
  csv: { title: 'CSV', extension: 'csv' },
  markdown: { title: 'Markdown Table', extension: 'md' },
  'cfn-yaml': { title: 'CloudFormation, YAML', extension: 'yaml' },
  'cfn-json': { title: 'CloudFormation, JSON', extension: 'json' },
  svg: { title: 'Picture (SVG)', extension: 'svg' },
} as const;

export type ExportFormat = keyof typeof EXPORTS;

export type ExportedPlan =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly message: string };

/** The plan in a format; refused if no template can be made of it. */
export function exportPlan(plan: SubnetPlan, format: ExportFormat): ExportedPlan {
  switch (format) {
    case 'csv':
      return { kind: 'text', text: csvText([COLUMNS, ...rowsFor(plan)]) };
    case 'markdown':
      return { kind: 'text', text: markdownText(COLUMNS, rowsFor(plan)) };
    case 'svg':
      return { kind: 'text', text: pictureOf(plan) };
    default:
      return templateOf(plan, format);
  }
}

/** The columns of `vpc-lens cidr`, and those that only a plan has. */
const COLUMNS = [...TABLE_COLUMNS, 'netmask', 'ipv6', 'vpc', 'kind', 'note'];

/** A row for every leaf block, including free ones. */
function rowsFor(plan: SubnetPlan): readonly (readonly string[])[] {
  return plan.roots.flatMap((root) =>
    leavesOf(root.blocks).map((block) => {
      const netmask = netmaskOf(block.cidr);
      const kind = kindOf(block);
      const more = [netmask ? formatAddress(netmask) : '', ipv6Text(root, block), root.vpc];
      return [...tableRow(plannedOf(block)), ...more, kind === 'template' ? 'subnet' : kind, block.note];
    }),
  );
}

function plannedOf({ name, cidr, tier, zone }: Block): PlannedBlock {
  return { name, cidr, ...(tier !== '' && { tier }), ...(zone !== null && { zone }) };
}

function templateOf(plan: SubnetPlan, format: 'cfn-yaml' | 'cfn-json'): ExportedPlan {
  const subnets = [...subnetsOf(plan)];
  if (subnets.length === 0)
    return { kind: 'refused', message: 'No block has a name yet, so there is no subnet to write.' };
  const vpcs = new Set(subnets.map(({ root }) => root.vpc));
  if (vpcs.size > 1)
    return {
      kind: 'refused',
      message: `The plan has ${vpcs.size} VPCs (${[...vpcs].join(', ')}); a template can be exported for only one.`,
    };
  const wrong = subnets.find(({ block: { cidr } }) => !isSubnetPrefix(cidr.family, cidr.prefix));
  if (wrong) {
    const { cidr, name } = wrong.block;
    return {
      kind: 'refused',
      message: `${name} (${formatCidr(cidr)}) cannot be written: AWS accepts ${subnetSizes(cidr.family)}.`,
    };
  }
  if (subnets.length > MOST_RESOURCES)
    return {
      kind: 'refused',
      message: `A template has at most ${MOST_RESOURCES} resources; this plan has ${formatCount(BigInt(subnets.length))} subnets.`,
    };
  const blocks = subnets.map(({ block }) => plannedOf(block));
  return { kind: 'text', text: format === 'cfn-json' ? templateJsonOf(blocks) : templateYamlOf(blocks) };
}

/** "10.0.0.0–10.0.3.255", for a column of the page. */
export function rangeText(one: Root | Block): string {
  return `${formatAddress(firstAddress(one.cidr))} – ${formatAddress(lastAddress(one.cidr))}`;
}
