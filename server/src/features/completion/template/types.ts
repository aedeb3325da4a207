import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { KNOWN_TYPES, schemaOf } from '../../../aws/schema/schema.ts';
import { pageOf, textsOfType } from '../../../aws/schema/texts.ts';
import { md } from '../../../escape/markdown.ts';
import { styleOf } from '../../../syntax/edit/style.ts';
import { lineStartOf } from '../../../syntax/lines.ts';
import { entriesOf, entryAt } from '../../../syntax/tree.ts';
import { table } from '../../../table.ts';
import { wordsOf } from '../../subnets/tierFromName.ts';
import type { Context, PropertyPlace } from './context.ts';
import { itemOf, type SnippetDraft } from './items.ts';
import { skeleton } from './keys.ts';
import { usualHere } from './usualHere.ts';

/** The most frequent types of a network, in the order in which people write them. */
const FIRST =
  'VPC Subnet RouteTable Route SubnetRouteTableAssociation InternetGateway VPCGatewayAttachment NatGateway EIP SecurityGroup SecurityGroupIngress SecurityGroupEgress VPCEndpoint'
    .split(' ')
    .map((name) => `AWS::EC2::${name}`);

/** Common short names of types, as they occur in logical ids. */
const SHORT: Readonly<Record<string, readonly string[]>> = table({
  'AWS::EC2::InternetGateway': ['igw'],
  'AWS::EC2::RouteTable': ['table'],
  // Tiers, which name subnets.
  'AWS::EC2::Subnet': ['public', 'private', 'isolated'],
  'AWS::EC2::VPCGatewayAttachment': ['attachment', 'vpcgw', 'attachgateway'],
  'AWS::EC2::SubnetRouteTableAssociation': ['association'],
  'AWS::EC2::NatGateway': ['nat', 'natgw'],
  'AWS::EC2::EIP': ['address', 'elasticip'],
  'AWS::EC2::SecurityGroup': ['group', 'sg'],
  'AWS::EC2::VPCEndpoint': ['endpoint'],
});

/**
 * The type of a resource whose name differs only in the last letter or number: PrivateC is probably a subnet if
 * PrivateA is.
 */
function typeOfSibling(types: ReadonlyMap<string, string>, id: string): string | undefined {
  const stem = (one: string) => one.replace(/(?:[A-Z]|\d{1,3})$/, '');
  const own = stem(id);
  if (own === id || own === '') return undefined;
  return [...types].find(([other]) => other !== id && stem(other) === own)?.[1];
}

/** Types of less common services with the same last name as a common one. */
function isRare(type: string): boolean {
  return /^AWS::(?:DAX|DocDB|DocDBElastic|EMR|Neptune)::/.test(type);
}

/** The network's types, first those that the logical id suggests; with properties if the resource has none yet. */
export function typeItems(context: Context): CompletionItem[] {
  const id = String(context.path[1]);
  const words = wordsOf(id).join('');
  const sibling = typeOfSibling(context.types, id);
  // The last word is the kind: PublicSubnetNat.
  const nearness = (name: string) => {
    const at = words.lastIndexOf(name);
    return at < 0 ? 0 : -1000 * (at + name.length) - name.length;
  };
  const properties = entriesOf(entryAt(context.owner, 'Properties')?.value).map(({ key }) => key.text);
  // The number of properties of the resource that a type does not have.
  const lacks = (type: string) => {
    const known = schemaOf(type)?.properties ?? {};
    return properties.filter((property) => !property.startsWith('Fn::') && !Object.hasOwn(known, property))
      .length;
  };
  const rank = (type: string) => {
    const name = type.split('::').at(-1)!.toLowerCase();
    const order = FIRST.indexOf(type);
    const short = SHORT[type]?.map(nearness) ?? [];
    if (type === sibling && Math.min(nearness(name), ...short) === 0) return -1;
    return Math.min(nearness(name), ...short) + (order < 0 ? FIRST.length : order) + (isRare(type) ? 1 : 0);
  };
  const ranked = KNOWN_TYPES.map((type) => ({ type, lacks: lacks(type), rank: rank(type) }));
  const types = ranked
    .toSorted((a, b) => a.lacks - b.lacks || a.rank - b.rank || (a.type < b.type ? -1 : 1))
    .map(({ type }) => type);
  const written = propertiesWriter(context, id);
  return types.flatMap((type) => {
    const about = textsOfType(type)?.is;
    return itemOf(context, {
      label: type,
      names: [type],
      kind: CompletionItemKind.Class,
      documentation: md`${about ?? type} [AWS](${{ markdown: pageOf(type) }})`.markdown,
      draft: [writtenType(context, type), ...written(type)],
    });
  });
}

function writtenType({ analysis, place }: Context, type: string): string {
  return analysis.tree.format === 'json' ? JSON.stringify(type) : `${place.quote}${type}${place.quote}`;
}

/** Inserts `Properties` with the required ones below the type; nothing if the resource has properties. */
function propertiesWriter(context: Context, id: string): (type: string) => SnippetDraft {
  const { analysis, place, owner } = context;
  const { tree } = analysis;
  if (entryAt(owner, 'Properties') || hasProperties(context)) return () => [];
  const inside: Context = {
    ...context,
    types: few(context.types),
    place: { ...place, quote: '', needsBlank: false },
  };
  const style = styleOf(tree);
  const isInBraces = tree.format === 'json' || place.isFlow;
  const column = place.column + style.unit();
  const lead = `${style.lineBreak()}${' '.repeat(place.column)}Properties:${style.lineBreak()}${' '.repeat(column)}`;
  return (type) => {
    const root = schemaOf(type);
    if (!root) return [];
    const property: PropertyPlace = {
      id,
      type,
      root,
      names: [],
      schema: root,
      mapping: undefined,
      isInList: false,
      call: undefined,
    };
    const needed = [...new Set([...usualHere(inside, property), ...(root.required ?? [])])];
    if (needed.length === 0) return [];
    if (isInBraces) return inBraces(inside, property, needed);
    return [lead, ...skeleton(inside, property, needed, column)];
  };
}

/** Limits the candidates for references of each type, since every type in the list gets its properties. */
function few(types: ReadonlyMap<string, string>): Map<string, string> {
  const counts = new Map<string, number>();
  return new Map(
    [...types].filter(([, type]) => {
      const count = (counts.get(type) ?? 0) + 1;
      counts.set(type, count);
      return count <= MOST_NAMED;
    }),
  );
}

const MOST_NAMED = 50;

/** Below an unclosed bracket or quote, or a type that ends in a colon, the tree may lack the properties that follow. */
function hasProperties({ analysis, place }: Context): boolean {
  const { text, format } = analysis.tree;
  if (format === 'json' || place.isFlow) {
    const rest = text.slice(place.typed.end, place.typed.end + 200);
    return /^["']?Properties\b/.test(rest.replaceAll(/[\s,]/g, ''));
  }
  const below = text.slice(place.typed.end).matchAll(/\n( *)([^\s#].*)/g);
  for (const [, indentation, content] of below) {
    if (indentation!.length < place.column) return false;
    if (indentation!.length === place.column && /^["']?Properties["']?\s*:/.test(content!)) return true;
  }
  return false;
}

/** The properties after the type in braces, on their own lines if the type has its own line. */
function inBraces(context: Context, property: PropertyPlace, needed: readonly string[]): SnippetDraft {
  const { analysis, place } = context;
  const { text, format } = analysis.tree;
  const style = styleOf(analysis.tree);
  const key = format === 'json' ? '"Properties"' : 'Properties';
  const line = text.slice(lineStartOf(text, place.typed.start), place.typed.start);
  const indentation = /^(\s+)["']?Type["']?\s*:\s*$/.exec(line)?.[1];
  if (indentation === undefined) return [`, ${key}: { `, ...skeleton(context, property, needed), ' }'];
  const outer = `${style.lineBreak()}${indentation}`;
  const inner = `${outer}${style.step()}`;
  return [
    `,${outer}${key}: {${inner}`,
    ...skeleton(context, property, needed, place.column, `,${inner}`),
    `${outer}}`,
  ];
}
