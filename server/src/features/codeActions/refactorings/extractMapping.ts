import { referredResource } from '../../../network/field.ts';
import type { Data, Edit } from '../../../syntax/edit.ts';
import { resolved, type SyntaxTree, writtenEntry } from '../../../syntax/tree.ts';
import { freeName } from '../../subnets/subnetStyle.ts';
import { type CursorResource, isOnProperty, propertyNode } from './place.ts';
import type { Refactoring } from './refactoring.ts';

const BLOCK = 'CidrBlock';

/** Moves the blocks of a VPC and its subnets to a mapping. Offered on one of these blocks. */
export function extractMapping(place: CursorResource): readonly Refactoring[] {
  const { resource, networks, template, resources, tree } = place;
  if (!isOnProperty(place, BLOCK)) return [];
  const subnet = networks.map(({ subnets }) => subnets.get(resource.id)).find((one) => one !== undefined);
  const vpc = resource.type === 'AWS::EC2::VPC' ? resource.id : subnet && referredResource(subnet.vpc);
  if (vpc === undefined) return [];
  const members = new Set([vpc]);
  for (const network of networks)
    for (const { id, vpc: owner } of network.subnets.values())
      if (referredResource(owner) === vpc) members.add(id);
  const name = freeName(`${vpc}Blocks`, new Set(template.mappings.keys()));
  const blocks = new Map<string, Data>();
  const edits: Edit[] = [];
  for (const { key } of resources.entries) {
    const written = members.has(key.text) ? template.resources.get(key.text) : undefined;
    const node = written && propertyNode(written, BLOCK);
    if (node?.kind !== 'scalar' || node.tag !== undefined || !node.text.includes('/')) continue;
    // Keys of a mapping and logical ids allow the same characters.
    blocks.set(key.text, { [BLOCK]: node.text });
    edits.push({ op: 'replace', node, value: { 'Fn::FindInMap': [name, key.text, BLOCK] } });
  }
  const declared = declare(tree, name, Object.fromEntries(blocks));
  // For a single block a parameter is better.
  if (edits.length < 2 || !blocks.has(resource.id) || !declared) return [];
  const title = `Extract a mapping of the ${edits.length} blocks of ${vpc} and its subnets: ${name}`;
  return [{ kind: 'extract', title, edits: [declared, ...edits] }];
}

function declare({ root }: SyntaxTree, name: string, value: Data): Edit | undefined {
  if (root?.kind !== 'mapping') return undefined;
  const section = writtenEntry(root, 'Mappings');
  const into = resolved(section?.value);
  if (section) return into?.kind === 'mapping' ? { op: 'insert-entry', into, key: name, value } : undefined;
  const next = root.entries.find(({ key }) => /^(Conditions|Transform|Resources)$/.test(key.text));
  const before = next?.key.text ?? 'Resources';
  return { op: 'insert-entry', into: root, key: 'Mappings', value: { [name]: value }, before };
}
