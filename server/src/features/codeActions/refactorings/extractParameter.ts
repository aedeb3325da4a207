import { propertySchema, type Schema, schemaOf, wholeSchema } from '../../../aws/schema/schema.ts';
import type { Data, Edit } from '../../../syntax/edit.ts';
import {
  type Mapping,
  type Node,
  resolved,
  type Scalar,
  type SyntaxTree,
  writtenEntry,
} from '../../../syntax/tree.ts';
import { callOf } from '../../../template/evaluation/intrinsic.ts';
import { isSecret } from '../../../template/secret.ts';
import { freeName } from '../../subnets/subnetStyle.ts';
import type { CursorResource } from './place.ts';
import type { Refactoring } from './refactoring.ts';

/** Replaces a value of a network resource by a parameter with the value as its default. Offered on the value. */
export function extractParameter({ resource, template, tree, path }: CursorResource): readonly Refactoring[] {
  const node = path.at(-1);
  const names = namesOf(resource.properties, path);
  const schema = names && schemaAt(resource.type, names);
  if (node?.kind !== 'scalar' || !names || !schema || !isPlainText(node)) return [];
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  const isText = schema.type === 'string' && schema.enum === undefined && !schema.enumCaseInsensitive;
  const taken = new Set([...template.resources.keys(), ...template.parameters.keys()]);
  const name = freeName(`${resource.id}${names.at(-1)}`, taken);
  const { key: at, body } = resource;
  if (!(isNumber ? typeof node.value === 'number' : isText)) return [];
  if (!/^[A-Za-z0-9]+$/.test(name) || isSecret({ name, at, body, type: 'String' }, node.text)) return [];
  const declaration: Data = isNumber
    ? { Type: 'Number', Default: node.value }
    : { Type: 'String', Default: node.text };
  const declared = declare(tree, name, declaration);
  if (!declared) return [];
  const edits: readonly Edit[] = [{ op: 'replace', node, value: { Ref: name } }, declared];
  return [{ kind: 'extract', title: `Extract a parameter: ${name}`, edits }];
}

function isPlainText({ tag, text, value, style }: Scalar): boolean {
  if (tag !== undefined || text === '' || typeof value === 'boolean' || value === null) return false;
  return style !== 'literal' && style !== 'folded' && !/\{\{|\$\{|<%/.test(text);
}

/** The names of the properties from the resource to the node; undefined for a key and inside of a call. */
function namesOf(properties: Node | undefined, path: readonly Node[]): readonly string[] | undefined {
  const top = resolved(properties);
  const start = top ? path.indexOf(top) : -1;
  if (start < 0 || start === path.length - 1) return undefined;
  const names: string[] = [];
  for (let i = start; i < path.length - 1; i++) {
    const [outer, inner] = [path[i]!, path[i + 1]!];
    if (callOf(outer) || outer.anchor !== undefined) return undefined;
    if (outer.kind !== 'mapping') continue;
    const entry = outer.entries.find(({ value }) => value === inner);
    if (!entry) return undefined;
    names.push(entry.key.text);
  }
  // Tags and descriptions are texts for people.
  return names.includes('Tags') || /Description$/.test(names.at(-1) ?? '') ? undefined : names;
}

function schemaAt(type: string, names: readonly string[]): Schema | undefined {
  const root = schemaOf(type);
  let schema: Schema | undefined = root;
  for (const name of names) {
    const property: Schema | undefined = propertySchema(schema, name);
    const whole: Schema | undefined = root && property && wholeSchema(property, root);
    schema = root && whole?.items ? wholeSchema(whole.items, root) : whole;
  }
  return schema;
}

function declare({ root }: SyntaxTree, name: string, declaration: Data): Edit | undefined {
  if (root?.kind !== 'mapping') return undefined;
  const section = writtenEntry(root, 'Parameters');
  if (!section)
    return {
      op: 'insert-entry',
      into: root,
      key: 'Parameters',
      value: { [name]: declaration },
      before: 'Resources',
    };
  const into = resolved(section.value);
  return into?.kind === 'mapping'
    ? { op: 'insert-entry', into: into as Mapping, key: name, value: declaration }
    : undefined;
}
