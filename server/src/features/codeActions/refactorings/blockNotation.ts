import { hasHostBits, withoutHostBits } from '../../../cidr/cidr.ts';
import { formatCidr } from '../../../cidr/format.ts';
import { parseCidr } from '../../../cidr/parse.ts';
import { referredResource } from '../../../network/field.ts';
import { isSameData } from '../../../syntax/edit/data.ts';
import type { Data } from '../../../syntax/edit.ts';
import type { Node, Scalar } from '../../../syntax/tree.ts';
import { evaluate } from '../../../template/evaluation/evaluate.ts';
import { callOf } from '../../../template/evaluation/intrinsic.ts';
import { isCertainValue } from '../../../template/evaluation/value.ts';
import { sliceOf } from '../../subnets/cidrSlice.ts';
import { type CursorResource, isOnProperty, propertyNode } from './place.ts';
import type { Refactoring } from './refactoring.ts';

/**
 * Converts a subnet's literal block to a slice of its VPC's block, and a slice or a mapping's entry to the literal
 * block.
 */
export function blockNotation(place: CursorResource): readonly Refactoring[] {
  const { resource } = place;
  if (!isOnProperty(place, 'CidrBlock')) return [];
  const node = propertyNode(resource, 'CidrBlock');
  if (node?.kind === 'scalar' && node.tag === undefined)
    return resource.type === 'AWS::EC2::Subnet' ? asSlice(place, node) : [];
  return node && /^Fn::(Select|FindInMap)$/.test(callOf(node)?.name ?? '') ? asText(place, node) : [];
}

function asText({ scenarios }: CursorResource, node: Node): readonly Refactoring[] {
  const values = scenarios.map((scenario) => evaluate(node, scenario));
  const texts = new Set(values.map((value) => (isCertainValue(value) ? value.text : undefined)));
  const [text] = texts;
  if (texts.size !== 1 || text === undefined || parseCidr(text).kind === 'error') return [];
  return [
    { kind: 'inline', title: `Write the block as ${text}`, edits: [{ op: 'replace', node, value: text }] },
  ];
}

function asSlice({ resource, networks, template }: CursorResource, node: Scalar): readonly Refactoring[] {
  const block = parseCidr(node.text);
  if (block.kind === 'error' || block.family !== 4 || hasHostBits(block)) return [];
  let slice: Data | undefined;
  let name = '';
  for (const network of networks) {
    const subnet = network.subnets.get(resource.id);
    if (!subnet) continue;
    const vpc = referredResource(subnet.vpc);
    if (vpc === undefined || template.resources.get(vpc)?.type !== 'AWS::EC2::VPC') return [];
    // Enough slices for all subnets of that size, so that they share the same `Fn::Cidr`.
    const alike = [...network.subnets.values()].flatMap(({ vpc: owner, ipv4 }) =>
      referredResource(owner) === vpc && ipv4.kind === 'known' && ipv4.value.prefix === block.prefix
        ? [withoutHostBits(ipv4.value)]
        : [],
    );
    const all = sliceOf(network, vpc, [block, ...alike]);
    const cut = 'refused' in all ? sliceOf(network, vpc, [block]) : all;
    if ('refused' in cut) return [];
    const data = cut.of(block);
    if (slice !== undefined && !isSameData(slice, data)) return [];
    [slice, name] = [data, vpc];
  }
  if (slice === undefined) return [];
  const title = `Compute ${formatCidr(block)} from the block of ${name}`;
  return [{ kind: 'rewrite', title, edits: [{ op: 'replace', node, value: slice }] }];
}
