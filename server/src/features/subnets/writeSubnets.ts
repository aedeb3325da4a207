import type { Analysis } from '../../analysis.ts';
import type { Cidr } from '../../cidr/cidr.ts';
import { formatCidr, formatCount } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { referredResource } from '../../network/field.ts';
import type { RouteTable } from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import type { WantedSubnet, WriteSubnetsAnswer, WriteSubnetsParams, WrittenSubnet } from '../../protocol.ts';
import { logicalIdFor, MOST_RESOURCES } from '../../subnetPlan/allocate/template.ts';
import { type Data, type Edit, textEditsOf } from '../../syntax/edit.ts';
import { type Mapping, resolved, valueAt } from '../../syntax/tree.ts';
import { lspTextEdits } from '../workspaceEdit.ts';
import { sliceOf } from './cidrSlice.ts';
import {
  associationNames,
  type EditedTemplate,
  freeName,
  isAlwaysThere,
  nameTagValue,
  publicAddress,
  siblingsOf,
  textAt,
  zoneData,
} from './subnetStyle.ts';
import { tableOfTier } from './tierFromName.ts';
import { updateEdits } from './updateSubnets.ts';

/**
 * The edits that add planned subnets to a template, each with its zone, Name tag and, if its tier has a route table,
 * the association with it; and those that change the block or zone of existing subnets.
 */
export function writeSubnets(analysis: Analysis, params: WriteSubnetsParams): WriteSubnetsAnswer {
  const { tree, content, lines } = analysis;
  const resources = valueAt(tree.root, 'Resources');
  const scenario = content.kind === 'template' ? content.scenarios.all[0] : undefined;
  if (content.kind !== 'template' || resources?.kind !== 'mapping' || !scenario) {
    return { refused: 'The template has syntax errors.' };
  }
  const { template } = content;
  const { vpc } = params;
  if (template.resources.get(vpc)?.type !== 'AWS::EC2::VPC')
    return { refused: `The template no longer has the VPC ${vpc}.` };
  const target: EditedTemplate = { tree, template, network: networkOfTemplate(scenario), vpc, resources };
  const inserted = insertions(target, params);
  if ('refused' in inserted) return inserted;
  const updated = updateEdits(target, params.updates);
  if ('refused' in updated) return updated;
  const edits = [...inserted.edits, ...updated];
  if (edits.length === 0) return { refused: 'Every subnet of the plan is in the template already.' };
  const textEdits = textEditsOf(tree, edits);
  if ('refused' in textEdits) return textEdits;
  const messages = [
    ...inserted.messages,
    ...(params.updates.length > 0
      ? [`${params.updates.map(({ id }) => id).join(', ')} changed, which AWS replaces.`]
      : []),
  ];
  return {
    edits: lspTextEdits(lines, textEdits),
    subnets: inserted.written,
    message: messages.join(' '),
  };
}

interface Insertions {
  readonly edits: readonly Edit[];
  readonly written: readonly WrittenSubnet[];
  readonly messages: readonly string[];
}

function insertions(
  target: EditedTemplate,
  { subnets, form }: WriteSubnetsParams,
): Insertions | { refused: string } {
  const { network, vpc, resources } = target;
  const blocks = subnets.map(({ cidr }) => parseCidr(cidr));
  const wrong = blocks.find((block) => block.kind === 'error');
  if (wrong?.kind === 'error') return { refused: wrong.message };
  const cidrs = blocks as readonly Cidr[];
  const slice = form === 'select' ? sliceOf(network, vpc, cidrs) : undefined;
  if (slice && 'refused' in slice) return slice;

  const made = newResources(
    target,
    subnets,
    cidrs.map((cidr) => (slice ? slice.of(cidr) : formatCidr(cidr))),
  );
  if ('refused' in made) return made;
  const total = resources.entries.length + made.subnets.length + made.associations.length;
  if (total > MOST_RESOURCES) {
    return {
      refused: `A template has at most ${MOST_RESOURCES} resources; this one would have ${total}.`,
    };
  }
  const afterSubnets = lastOf(resources, siblingsOf(network, vpc)) ?? vpc;
  const afterAssociations = lastOf(
    resources,
    network.routeTableAssociations.map(({ id }) => id),
  );
  return {
    edits: [
      ...inserted(made.subnets, resources, afterSubnets),
      ...inserted(made.associations, resources, afterAssociations ?? afterSubnets),
    ],
    written: made.written,
    messages:
      made.subnets.length === 0
        ? []
        : summaryOfWritten(made.subnets.length, made.associations.length, made.withoutTable),
  };
}

interface NewResource {
  readonly id: string;
  readonly body: Data;
}

interface NewResources {
  readonly subnets: readonly NewResource[];
  readonly associations: readonly NewResource[];
  readonly written: readonly WrittenSubnet[];
  /** The ids of subnets for which no route table of their tier was found. */
  readonly withoutTable: readonly string[];
}

/** The subnets, each with the block of the same index, and the associations with their route tables. */
function newResources(
  target: EditedTemplate,
  wanted: readonly WantedSubnet[],
  blocks: readonly Data[],
): NewResources | { readonly refused: string } {
  const { template, network, vpc } = target;
  const taken = new Set([...template.resources.keys(), ...template.parameters.keys()]);
  const associationName = associationNames(network);
  const subnets: NewResource[] = [];
  const associations: NewResource[] = [];
  const written: WrittenSubnet[] = [];
  const withoutTable: string[] = [];
  const condition = template.resources.get(vpc)?.condition;
  const around = condition === undefined ? {} : { Condition: condition };
  for (const [index, subnet] of wanted.entries()) {
    const id = freeName(logicalIdFor(subnet.name), taken);
    const body = { Type: 'AWS::EC2::Subnet', ...dependence(target, subnet), ...around };
    subnets.push({ id, body: { ...body, Properties: propertiesOf(target, subnet, blocks[index]!) } });
    const table = tableFor(target, subnet);
    if (table !== undefined && 'refused' in table) return table;
    written.push({ id, routeTable: table?.id ?? null });
    if (table === undefined) {
      if (subnet.routeTable === undefined) withoutTable.push(id);
      continue;
    }
    associations.push({
      id: freeName(associationName(id, table.id), taken),
      body: {
        Type: 'AWS::EC2::SubnetRouteTableAssociation',
        ...around,
        Properties: { SubnetId: { Ref: id }, RouteTableId: { Ref: table.id } },
      },
    });
  }
  return { subnets, associations, written, withoutTable };
}

/** The edits that write resources below another one of the template. */
function inserted(made: readonly NewResource[], resources: Mapping, after: string): readonly Edit[] {
  return made.map(({ id, body }) => ({ op: 'insert-entry', into: resources, key: id, value: body, after }));
}

/** The requested route table, or that of the tier; undefined for the main table. */
function tableFor(
  { template, network, vpc }: EditedTemplate,
  { tier, zone, routeTable }: WantedSubnet,
): RouteTable | undefined | { readonly refused: string } {
  if (routeTable === null) return undefined;
  const condition = template.resources.get(vpc)?.condition;
  if (routeTable === undefined) {
    const table = tableOfTier(network, vpc, tier, zone);
    return table && isAlwaysThere(table, template, condition) ? table : undefined;
  }
  const table = network.routeTables.get(routeTable);
  if (!table || referredResource(table.vpc) !== vpc || !isAlwaysThere(table, template, condition))
    return { refused: `${vpc} no longer has the route table ${routeTable}.` };
  return table;
}

function summaryOfWritten(
  subnets: number,
  associations: number,
  without: readonly string[],
): readonly string[] {
  const parts = [subnets === 1 ? '1 subnet' : `${formatCount(BigInt(subnets))} subnets`];
  if (associations > 1) parts.push(`${formatCount(BigInt(associations))} route table associations`);
  else if (associations === 1) {
    parts.push(subnets === 1 ? 'its route table association' : '1 route table association');
  }
  const written = `${parts.join(' and ')} written.`;
  if (without.length === 0) return [written];
  const names =
    without.length > 4
      ? `${without.slice(0, 3).join(', ')} and ${without.length - 3} more`
      : without.join(', ');
  return [
    written,
    `${names} ${without.length === 1 ? 'uses' : 'use'} the main route table: no other one clearly matches.`,
  ];
}

/** The last of the resources in the text. */
function lastOf(resources: Mapping, ids: readonly string[]): string | undefined {
  return resources.entries.findLast(({ key }) => ids.includes(key.text))?.key.text;
}

/** An Amazon-provided IPv6 block exists only once it is associated with the VPC. */
function dependence(
  { template, vpc }: EditedTemplate,
  { ipv6 }: WantedSubnet,
): { readonly DependsOn?: string } {
  if (ipv6 === null) return {};
  for (const [id, { type, properties }] of template.resources) {
    if (type !== 'AWS::EC2::VPCCidrBlock' || valueAt(properties, 'CidrBlock')) continue;
    const owner = resolved(valueAt(properties, 'VpcId'));
    const name = owner?.kind === 'scalar' ? owner.text : textAt(owner, 'Ref');
    if (name === vpc) return { DependsOn: id };
  }
  return {};
}

function propertiesOf(target: EditedTemplate, subnet: WantedSubnet, cidr: Data): Data {
  const { vpc } = target;
  const count = (subnet.ipv6 ?? 0) + 1;
  const ipv6: Data = {
    'Fn::Select': [
      subnet.ipv6 ?? 0,
      { 'Fn::Cidr': [{ 'Fn::Select': [0, { 'Fn::GetAtt': [vpc, 'Ipv6CidrBlocks'] }] }, count, 64] },
    ],
  };
  return {
    VpcId: { Ref: vpc },
    ...(subnet.zone !== null && { AvailabilityZone: zoneData(subnet.zone) }),
    CidrBlock: cidr,
    ...(subnet.ipv6 !== null && { Ipv6CidrBlock: ipv6 }),
    ...publicAddress(target, subnet.tier),
    Tags: [{ Key: 'Name', Value: nameTagValue(target, subnet.name) }],
  };
}
