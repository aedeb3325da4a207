import { CompletionItemKind } from 'vscode-languageserver-types';
import { usableInAws } from '../../../../cidr/awsSubnet.ts';
import { freeBlocks, largestOf, nextFree, totalSize } from '../../../../cidr/blocks.ts';
import { type Cidr, compareCidrs, contains, equals, withoutHostBits } from '../../../../cidr/cidr.ts';
import { formatCidr, formatCount } from '../../../../cidr/format.ts';
import { parseCidr } from '../../../../cidr/parse.ts';
import { RFC1918 } from '../../../../cidr/privateBlocks.ts';
import { md } from '../../../../escape/markdown.ts';
import { referredResource } from '../../../../network/field.ts';
import type { Network, Subnet } from '../../../../network/model.ts';
import { allocate } from '../../../../subnetPlan/allocate/allocate.ts';
import { dataOf } from '../../../../syntax/edit/data.ts';
import { isDataMapping } from '../../../../syntax/edit/print.ts';
import type { Data } from '../../../../syntax/edit.ts';
import { valueAt } from '../../../../syntax/tree.ts';
import { sliceLike } from '../../../subnets/cidrSlice.ts';
import { tierFromName, wordsOf } from '../../../subnets/tierFromName.ts';
import { blockBehind, spaceOf } from '../../../subnets/vpcSpace.ts';
import { type Context, type PropertyPlace, siblingText } from '../context.ts';
import type { Suggestion } from './suggestion.ts';
import { vpcOfPlace } from './vpc.ts';

/**
 * Free blocks for a subnet: the next in its tier's row, the smallest gap that fits, the lowest, and neighbouring sizes.
 * Empty if a subnet of the VPC has an unknown block, since it could be any.
 */
export function subnetBlocks(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const vpc = vpcOfPlace(context, place);
  const space = vpc === undefined || context.hasLost ? undefined : spaceOf(context.networks, vpc, place.id);
  if (!space) return [];
  const { root, taken, siblings } = space;
  const tier = tierFromName(place.id);
  const row = siblings.filter(({ subnet }) => tier !== '' && tierFromName(subnet.id) === tier);
  const like = row.at(-1) ?? siblings.at(-1);
  const prefix = like?.block.prefix ?? usualPrefix(root);
  const choices: { readonly block: Cidr; readonly why: string }[] = [];
  const add = (block: Cidr | undefined, why: string) => {
    if (block && !choices.some((one) => equals(one.block, block))) choices.push({ block, why });
  };
  const after =
    row.length === 0
      ? undefined
      : blockBehind(
          root,
          taken,
          row
            .map(({ block }) => block)
            .toSorted(compareCidrs)
            .at(-1)!,
        );
  add(after, `next after ${row.at(-1)?.subnet.id}`);
  const placed = allocate(root, [{ name: place.id, prefix }], taken);
  add('kind' in placed ? undefined : placed[0], 'smallest gap');
  add(nextFree(root, taken, prefix), 'lowest');
  if (prefix > 16) add(nextFree(root, taken, prefix - 1), 'twice as large');
  if (prefix < 28) add(nextFree(root, taken, prefix + 1), 'half as large');
  return choices.flatMap(({ block, why }) => {
    // Longer details are truncated in the list.
    const detail = `${why} · ${formatCount(usableInAws(block))} usable`;
    const documentation = md`${leaves(root, [...taken, block])}.`;
    const one: Suggestion = {
      value: formatCidr(block),
      detail,
      documentation,
      kind: CompletionItemKind.Value,
    };
    const slice = like && sliceBeside(context, like.subnet, root, block, place.names[0]!);
    return slice ? [{ ...one, value: slice, detail: `${formatCidr(block)} · ${detail}` }, one] : [one];
  });
}

/** False for a parameter whose default is outside of the VPC, for the block of a subnet. */
export function mayBeBlockOf(context: Context, place: PropertyPlace, { value }: Suggestion): boolean {
  if (place.type !== 'AWS::EC2::Subnet' || place.names[0] !== 'CidrBlock' || !isDataMapping(value))
    return true;
  const preset = parseCidr(context.template.parameters.get(String(value.Ref))?.default?.text ?? '');
  const vpc = vpcOfPlace(context, place);
  const space = vpc === undefined ? undefined : spaceOf(context.networks, vpc, place.id);
  return !space || preset.kind !== 'cidr' || contains(space.root, preset);
}

/** About 250 addresses, if the VPC has room for them; AWS accepts /16 to /28 (fact SUB-01). */
function usualPrefix({ prefix }: Cidr): number {
  return Math.min(28, Math.max(24, prefix + 2));
}

function leaves(root: Cidr, taken: readonly Cidr[]): string {
  const free = freeBlocks(root, taken);
  const largest = largestOf(free);
  if (!largest) return 'The VPC has no free address after this';
  return `Leaves ${formatCount(totalSize(free))} addresses free; the largest free block is a /${largest.prefix}`;
}

/** In the notation of the neighbouring block, if that is a slice of the VPC's block. */
function sliceBeside(
  { template }: Context,
  like: Subnet,
  root: Cidr,
  block: Cidr,
  property: string,
): Data | undefined {
  const node = valueAt(template.resources.get(like.id)?.properties, property);
  const written = node && dataOf(node);
  return written === undefined ? undefined : sliceLike(written, root, block);
}

/** Private blocks that overlap no VPC of the file (RFC 1918). */
export function vpcBlocks(context: Context, { id }: Pick<PropertyPlace, 'id'>): readonly Suggestion[] {
  const taken = context.networks.flatMap(({ vpcs }) =>
    [...vpcs.values()].flatMap((vpc) =>
      vpc.ipv4.flatMap((block) => (vpc.id !== id && block.kind === 'known' ? [block.value] : [])),
    ),
  );
  const free = RFC1918.flatMap((block) => nextFree(block, taken, 16) ?? []);
  return free.map((block) => ({
    value: formatCidr(block),
    detail: `${formatCount(65_536n)} addresses${taken.length > 0 ? ', apart from the other VPCs' : ''}`,
    kind: CompletionItemKind.Value,
  }));
}

/** True for a rule with a website's ports, which is usually open to everybody. */
function isForAll({ id, mapping }: PropertyPlace): boolean {
  const isWeb = /^(?:80|443)$/.test(siblingText(mapping, 'FromPort') ?? '');
  return isWeb && wordsOf(id).some((word) => /^(?:public|balancer|alb|nlb|lb|elb|web)$/.test(word));
}

/** The blocks of the VPCs that the template makes, by their ids. */
function* blocksOfVpcs({ vpcs }: Network, { types }: Context): Generator<[string, Suggestion]> {
  for (const { id, ipv4 } of vpcs.values()) {
    if (ipv4[0]?.kind !== 'known' || types.get(id) !== 'AWS::EC2::VPC') continue;
    const value = { 'Fn::GetAtt': [id, 'CidrBlock'] };
    const detail = `all of ${id}: ${formatCidr(withoutHostBits(ipv4[0].value))}`;
    yield [id, { value, detail, kind: CompletionItemKind.Reference }];
  }
}

/** The blocks of a VPC's subnets, by their ids. */
function* blocksOfSubnets({ subnets }: Network, own: string | undefined): Generator<[string, Suggestion]> {
  for (const { id, ipv4, vpc } of subnets.values()) {
    if (ipv4.kind !== 'known' || referredResource(vpc) !== own) continue;
    const value = formatCidr(withoutHostBits(ipv4.value));
    yield [id, { value, detail: `the subnet ${id}`, kind: CompletionItemKind.Value }];
  }
}

/** The likely blocks of a rule or a route: everything, a VPC, a subnet. */
export function suggestedBlocks(
  context: Context,
  place: PropertyPlace,
  family: 4 | 6,
): readonly Suggestion[] {
  const everything: Suggestion = {
    value: family === 4 ? '0.0.0.0/0' : '::/0',
    detail: 'every address',
    kind: CompletionItemKind.Value,
  };
  if (family === 6) return [everything];
  const own = vpcOfPlace(context, place);
  const isRoute = place.type === 'AWS::EC2::Route';
  const blocks = new Map<string, Suggestion>();
  for (const network of context.networks) {
    // The local route exists by default (fact RT-05).
    for (const [id, vpc] of blocksOfVpcs(network, context)) if (!isRoute || id !== own) blocks.set(id, vpc);
    if (!isRoute) for (const [id, subnet] of blocksOfSubnets(network, own)) blocks.set(id, subnet);
  }
  const isIncoming = /Ingress/.test(place.type + place.names.join('.'));
  return isIncoming && !isForAll(place) ? [...blocks.values(), everything] : [everything, ...blocks.values()];
}
