import {
  propertySchema,
  type ResourceSchema,
  type Schema,
  schemaOf,
  typesOf,
  wholeSchema,
} from '../../../aws/schema/schema.ts';
import { pageOf, textsOfType } from '../../../aws/schema/texts.ts';
import { code, joined, type Markdown, md } from '../../../escape/markdown.ts';
import { entriesOf, type Node, resolved, type Scalar } from '../../../syntax/tree.ts';
import { table } from '../../../table.ts';
import { callOf } from '../../../template/evaluation/intrinsic.ts';

/** More allowed values than these are only counted. */
const MOST_VALUES = 12;

/** AWS's description of a property in short: its purpose, its values, its update behaviour, AWS's page. */
export function propertyTexts(
  type: string,
  definition: string | undefined,
  name: string,
  schema: Schema,
  top = name,
): Markdown {
  const texts = textsOfType(type);
  const key = definition === undefined ? name : `${definition}.${name}`;
  const about = texts?.about?.[key] ?? aboutOther(type, key);
  const parts = [
    md`**${name}** — ${about ?? referenceText(schema) ?? kindText(schema)}`,
    takesText(schema),
    texts && type !== 'AWS::Serverless::Function' ? updateText(texts, top, name) : undefined,
    md`[AWS documentation](${{ markdown: pageOf(type, name, definition) }})`,
  ];
  return joined(
    parts.filter((part) => part !== undefined),
    '\n\n',
  );
}

/**
 * What is known of a property of which AWS's schema says nothing. SAM passes most properties on to Lambda's function.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
function aboutOther(type: string, key: string): string | undefined {
  const lambda =
    type === 'AWS::Serverless::Function' ? textsOfType('AWS::Lambda::Function')?.about?.[key] : undefined;
  return lambda ?? OF_TAGS[key];
}

const OF_TAGS: Readonly<Record<string, string>> = table({
  Tags: 'Keys and values that label the resource.',
  'Tag.Key': 'The key of the tag, up to 128 characters.',
  'Tag.Value': 'The value of the tag, up to 256 characters.',
});

function referenceText({ takes, items }: Schema): string | undefined {
  const [taken] = (takes ?? items?.takes ?? '').split('.');
  if (!taken) return undefined;
  return items ? `Refers to resources of the type ${taken}.` : `Refers to a resource of the type ${taken}.`;
}

function kindText(schema: Schema): string {
  const kinds = typesOf(schema).map((kind) => KINDS[kind]);
  return kinds.length === 0 ? 'a property' : kinds.join(' or ');
}

const KINDS = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a structure',
  array: 'a list',
} as const;

function takesText(schema: Schema): Markdown | undefined {
  const values = (schema.enum ?? schema.enumCaseInsensitive ?? []).map(String);
  if (values.length > 0) {
    const more = values.length - MOST_VALUES;
    const shown = joined(values.slice(0, MOST_VALUES).map(code), ', ');
    return md`Takes ${shown}${more > 0 ? md` and ${more} more` : ''}.`;
  }
  const { minimum, maximum, minItems, maxItems } = schema;
  if (minimum !== undefined && maximum !== undefined) return md`From ${minimum} to ${maximum}.`;
  if (minItems !== undefined && maxItems !== undefined) return md`From ${minItems} to ${maxItems} items.`;
  return maxItems === undefined ? undefined : md`At most ${maxItems} items.`;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html */
function updateText(
  { replaced = [], maybeReplaced = [] }: NonNullable<ReturnType<typeof textsOfType>>,
  top: string,
  name: string,
): Markdown {
  const isNamed = (list: readonly string[]) =>
    list.includes(top) || (top !== name && list.includes(`${top}.${name}`));
  if (isNamed(replaced)) return md`A change replaces the resource.`;
  if (isNamed(maybeReplaced)) return md`A change may replace the resource.`;
  return md`A change keeps the resource.`;
}

/** The description of a resource type; undefined for types outside of networks. */
export function describeType(type: string): Markdown | undefined {
  const about = textsOfType(type)?.is;
  return about === undefined ? undefined : md`**${type}** — ${about}\n\n${pageLink(type)}`;
}

/** AWS's page of a type. */
export function pageLink(type: string): Markdown {
  return md`[AWS documentation](${{ markdown: pageOf(type) }})`;
}

/** The key of a mapping that is the scalar itself, or that has the next node of the path as its value. */
function keyTowards(mapping: Node, scalar: Scalar, next: Node | undefined): Scalar | undefined {
  return entriesOf(mapping).find(({ key, value }) => key === scalar || resolved(value) === next)?.key;
}

interface Described {
  readonly schema: Schema;
  /** The name that AWS's reference gives the structure; undefined for the properties of the resource itself. */
  readonly definition: string | undefined;
}

function itemsOf({ schema, definition }: Described, root: ResourceSchema): Described {
  const { items } = schema;
  if (!items) return { schema, definition };
  return { schema: wholeSchema(items, root), definition: items.$ref ?? definition };
}

/** The property whose key a scalar is; undefined if it belongs to no type of networks. */
export function describeProperty(
  path: readonly Node[],
  scalar: Scalar,
  type: string,
  properties: Node,
): Markdown | undefined {
  const root = schemaOf(type);
  const start = path.indexOf(properties);
  if (!root || start < 0) return undefined;
  let described: Described = { schema: root, definition: undefined };
  let top: string | undefined;
  for (const [i, node] of path.slice(start).entries()) {
    if (node === scalar) return undefined;
    if (callOf(node)) continue;
    if (node.kind === 'sequence') {
      described = itemsOf(described, root);
      continue;
    }
    if (node.kind !== 'mapping') return undefined;
    const key = keyTowards(node, scalar, path[start + i + 1]);
    const found = key && propertySchema(described.schema, key.text);
    if (!key || !found) return undefined;
    top ??= key.text;
    const whole = wholeSchema(found, root);
    if (key === scalar) return propertyTexts(type, described.definition, key.text, whole, top);
    described = { schema: whole, definition: found.$ref ?? described.definition };
  }
  return undefined;
}
