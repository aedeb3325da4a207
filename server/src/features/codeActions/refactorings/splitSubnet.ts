import { SUBNET_PREFIXES } from '../../../cidr/awsSubnet.ts';
import { split } from '../../../cidr/blocks.ts';
import { type Cidr, contains, equals, overlaps } from '../../../cidr/cidr.ts';
import { formatCidr } from '../../../cidr/format.ts';
import { parseCidr } from '../../../cidr/parse.ts';
import { placements } from '../../../network/analysis/workloads/placement.ts';
import {
  aclAssociationsBySubnet,
  find,
  keyOfField,
  tableAssociationsBySubnet,
} from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import { dataOf } from '../../../syntax/edit/data.ts';
import { isDataMapping } from '../../../syntax/edit/print.ts';
import type { Data, Edit } from '../../../syntax/edit.ts';
import { entriesOf, type Node } from '../../../syntax/tree.ts';
import { freeName } from '../../subnets/subnetStyle.ts';
import { spaceOf } from '../../subnets/vpcSpace.ts';
import { type CursorResource, isOnProperty, propertyNode } from './place.ts';
import type { Refactoring } from './refactoring.ts';
import { nextData } from './zones/nextText.ts';

/**
 * Halves a subnet's block and adds a subnet for the second half, with the same zone, route table and network ACL.
 * Offered on the subnet and its block. What is in the subnet stays in the first half. It is meant for subnets that are
 * not deployed yet: CloudFormation usually creates the replacement before it deletes the old subnet, and the two
 * overlap.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export function splitSubnet(place: CursorResource): readonly Refactoring[] {
  const { resource, networks, template, tree, resources, isOnName } = place;
  if (resource.type !== 'AWS::EC2::Subnet' || !(isOnName || isOnProperty(place, 'CidrBlock'))) return [];
  const node = propertyNode(resource, 'CidrBlock');
  const block = node && divisibleBlock(node);
  const isPlain = entriesOf(resource.properties).every(({ key }) => !/Ipv6|Ipam|Netmask/.test(key.text));
  if (!node || !block || !isPlain) return [];
  if (!networks.every((network) => mayBeHalved(network, resource.id, block))) return [];
  const [first, second] = split(block, block.prefix + 1);
  if (hasAddressIn(second!, tree.text)) return [];
  const associations = new Set(networks.map((network) => associationsOf(network, resource.id)?.join()));
  const [ids, ...differing] = associations;
  if (ids === undefined || differing.length > 0) return [];
  const taken = new Set([...template.resources.keys(), ...template.parameters.keys()]);
  const renamed = new Map([[resource.id, freeName(resource.id, taken)]]);
  const edits: Edit[] = [{ op: 'replace', node, value: formatCidr(first!) }];
  for (const id of [resource.id, ...ids.split(',').filter(Boolean)]) {
    const body = template.resources.get(id);
    const data =
      body && resources.entries.some(({ key }) => key === body.key) ? dataOf(body.body) : undefined;
    if (!isDataMapping(data)) return [];
    const meant = id.replace(resource.id, () => renamed.get(resource.id)!);
    const next = renamed.get(id) ?? freeName(meant, taken);
    const copy = nextData(undefined, data, 0, renamed);
    const value = id === resource.id ? secondHalf(copy, formatCidr(second!)) : copy;
    edits.push({ op: 'insert-entry', into: resources, key: next, value, after: id });
  }
  const title = `Split ${resource.id}: ${formatCidr(first!)}, and ${formatCidr(second!)} as ${renamed.get(resource.id)}`;
  return [{ kind: 'rewrite', title, edits }];
}

/** The IPv4 block that a node writes, where both of its halves are large enough for a subnet (fact SUB-01). */
function divisibleBlock(node: Node): Cidr | undefined {
  const block = node.kind === 'scalar' && node.tag === undefined ? parseCidr(node.text) : undefined;
  if (block?.kind !== 'cidr' || block.family !== 4) return undefined;
  const { largest, smallest } = SUBNET_PREFIXES[4];
  return block.prefix >= largest && block.prefix < smallest ? block : undefined;
}

/**
 * The subnet's associations with a route table and a network ACL; undefined if there are two of a kind, since it is
 * unknown which one applies.
 */
function associationsOf(network: Network, subnet: string): readonly string[] | undefined {
  const kinds = [tableAssociationsBySubnet(network).of, aclAssociationsBySubnet(network).of];
  const own = kinds.map((of) => (of.get(subnet) ?? []).map(({ id }) => id));
  return own.some(({ length }) => length > 1) ? undefined : own.flat();
}

/**
 * False if the split would break something: a route to the whole subnet, or a load balancer, which needs eight free
 * addresses and a /27.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
 */
function mayBeHalved(network: Network, subnet: string, block: Cidr): boolean {
  const own = network.subnets.get(subnet);
  if (!own) return true;
  const space = spaceOf([network], keyOfField(own.vpc) ?? '', subnet);
  const isUsed = [...placements(network).values()].some(({ subnets }) =>
    subnets.some(({ id }) => id === subnet),
  );
  if (own.ipv4.kind !== 'known' || !equals(own.ipv4.value, block)) return false;
  const vpc = find(network.vpcs, own.vpc);
  const isOutside = vpc?.ipv4.every((one) => one.kind === 'known' && !contains(one.value, block));
  const hasRoute = network.routes.some(
    ({ destination }) =>
      destination.kind === 'cidr' &&
      destination.cidr.kind === 'known' &&
      equals(destination.cidr.value, block),
  );
  if (isOutside || hasRoute) return false;
  return !space?.taken.some((one) => overlaps(one, block)) && !(isUsed && block.prefix >= 27);
}

/** A fixed address may no longer be in the first half. */
function hasAddressIn(block: Cidr, text: string): boolean {
  return (text.match(/(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d./])/g) ?? []).some((address) => {
    const host = parseCidr(`${address}/32`);
    return host.kind === 'cidr' && contains(block, host);
  });
}

function secondHalf(copy: Data, block: string): Data {
  if (!isDataMapping(copy) || !isDataMapping(copy.Properties)) return copy;
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

/** Appends "-2" to the tag `Name`, if that is a text. */
function withSecondName(tag: Data): Data {
  if (!isDataMapping(tag) || tag.Key !== 'Name') return tag;
  const { Value: value } = tag;
  if (typeof value === 'string') return { ...tag, Value: `${value}-2` };
  const text = isDataMapping(value!) ? value['Fn::Sub'] : undefined;
  return typeof text === 'string' ? { ...tag, Value: { 'Fn::Sub': `${text}-2` } } : tag;
}
