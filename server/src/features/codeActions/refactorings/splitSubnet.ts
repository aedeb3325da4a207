import { SUBNET_PREFIXES } from '../../../cidr/awsSubnet.ts';
import { split } from '../../../cidr/blocks.ts';
import { equals } from '../../../cidr/cidr.ts';
import { formatCidr } from '../../../cidr/format.ts';
import { parseCidr } from '../../../cidr/parse.ts';
import { aclAssociationsBySubnet, tableAssociationsBySubnet } from '../../../network/lookup.ts';
import { dataOf } from '../../../syntax/edit/data.ts';
import type { Data, Edit } from '../../../syntax/edit.ts';
import { entriesOf } from '../../../syntax/tree.ts';
import { freeName } from '../../subnets/subnetStyle.ts';
import { nextData } from './nextText.ts';
import { isOnProperty, type Place, propertyNode } from './place.ts';
import type { Refactoring } from './refactoring.ts';

/**
 * Halves a subnet and makes a second one of the other half, with the same zone, route table and network ACL: on the subnet or
 * its block. What is in the subnet stays in the first half.
 */
export function splitSubnet(place: Place): readonly Refactoring[] {
  const { resource, networks, template, resources, isOnName } = place;
  if (resource.type !== 'AWS::EC2::Subnet' || !(isOnName || isOnProperty(place, 'CidrBlock'))) return [];
  const node = propertyNode(resource, 'CidrBlock');
  const block = node?.kind === 'scalar' && node.tag === undefined ? parseCidr(node.text) : undefined;
  const isPlain = entriesOf(resource.properties).every(({ key }) => !/Ipv6|Ipam|Netmask/.test(key.text));
  if (!node || block?.kind !== 'cidr' || block.family !== 4 || !isPlain) return [];
  if (block.prefix < SUBNET_PREFIXES[4].largest || block.prefix >= SUBNET_PREFIXES[4].smallest) return [];
  const [first, second] = split(block, block.prefix + 1);
  const associations = new Set(
    networks.flatMap((network) =>
      [tableAssociationsBySubnet(network).of, aclAssociationsBySubnet(network).of].flatMap((of) =>
        (of.get(resource.id) ?? []).map(({ id }) => id),
      ),
    ),
  );
  const taken = new Set([...template.resources.keys(), ...template.parameters.keys()]);
  const renamed = new Map([[resource.id, freeName(resource.id, taken)]]);
  const edits: Edit[] = [{ op: 'replace', node, value: formatCidr(first!) }];
  for (const id of [resource.id, ...associations]) {
    const body = template.resources.get(id);
    const data =
      body && resources.entries.some(({ key }) => key === body.key) ? dataOf(body.body) : undefined;
    if (!isMapping(data)) return [];
    const next =
      renamed.get(id) ??
      freeName(
        id.replace(resource.id, () => renamed.get(resource.id)!),
        taken,
      );
    const copy = nextData(undefined, data, 0, renamed);
    const value = id === resource.id ? secondHalf(copy, formatCidr(second!)) : copy;
    edits.push({ op: 'insert-entry', into: resources, key: next, value, after: id });
  }
  const isSame = networks.every(({ subnets }) => {
    const own = subnets.get(resource.id)?.ipv4;
    return own === undefined || (own.kind === 'known' && equals(own.value, block));
  });
  if (!isSame) return [];
  const title = `Split ${resource.id}: ${formatCidr(first!)}, and ${formatCidr(second!)} as ${renamed.get(resource.id)}`;
  return [{ kind: 'rewrite', title, edits }];
}

function secondHalf(copy: Data, block: string): Data {
  if (!isMapping(copy) || !isMapping(copy.Properties)) return copy;
  const { Tags } = copy.Properties;
  return {
    ...copy,
    Properties: {
      ...copy.Properties,
      CidrBlock: block,
      ...(Array.isArray(Tags) && { Tags: Tags.map(withSecondName) }),
    },
  };
}

/** The tag `Name` with "-2" at its end, where it is a text. */
function withSecondName(tag: Data): Data {
  if (!isMapping(tag) || tag.Key !== 'Name') return tag;
  const { Value: value } = tag;
  if (typeof value === 'string') return { ...tag, Value: `${value}-2` };
  const text = isMapping(value!) ? value['Fn::Sub'] : undefined;
  return typeof text === 'string' ? { ...tag, Value: { 'Fn::Sub': `${text}-2` } } : tag;
}

function isMapping(data: Data | undefined): data is { readonly [key: string]: Data } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
