import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { propertySchema, type Schema, typesOf, wholeSchema } from '../../../aws/schema/schema.ts';
import { pageOf } from '../../../aws/schema/texts.ts';
import { oftenProperties } from '../../../aws/schema/usual.ts';
import { styleOf } from '../../../syntax/edit/style.ts';
import { lineStartOf } from '../../../syntax/lines.ts';
import { entriesOf } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { propertyTexts } from '../../hover/template/describeProperty.ts';
import type { Context, PropertyPlace } from './context.ts';
import { itemOf, type SnippetDraft, written } from './items.ts';
import { targetsFor, usualHere } from './usualHere.ts';
import type { Suggestion } from './values/suggestion.ts';
import { valuesFor } from './values/values.ts';

/**
 * The properties that the mapping does not have yet: all required ones at once, then the required ones, then the
 * others.
 */
export function keyItems(context: Context, place: PropertyPlace): CompletionItem[] {
  const { schema, mapping, type, root } = place;
  if (!schema?.properties) return [];
  const definition = definitionOf(place);
  const there = new Set(
    isNew(context, place)
      ? []
      : entriesOf(mapping).flatMap(({ key }) => (key.start === context.place.typed.start ? [] : [key.text])),
  );
  const usual = usualHere(context, place, definition);
  const required = schema.required ?? [];
  const targets = type === 'AWS::EC2::Route' ? targetsFor(context, place) : [];
  const often = oftenProperties(type, definition);
  const all = Object.keys(schema.properties);
  const order = [...new Set([...usual, ...required, ...targets, ...often, ...all])].filter(
    (name) => schema.properties![name] !== undefined && !there.has(name),
  );
  const excluded = excludedBy(schema, there);
  const names = order.filter((name) => !excluded.has(name));
  const needed = names.filter((name) => usual.includes(name) || required.includes(name));
  const items = names.flatMap((name) => {
    const known = wholeSchema(schema.properties![name]!, root);
    const texts = propertyTexts(type, definition, name, known);
    return itemOf(context, {
      label: name,
      names: [name],
      kind: CompletionItemKind.Property,
      detail: required.includes(name) ? 'required' : usual.includes(name) ? 'usual' : undefined,
      documentation: texts?.markdown,
      draft: entryDraft(context, place, name, known),
    });
  });
  const atOnce =
    needed.length > 1 && context.place.prefix === '' && !context.place.hasColon
      ? itemOf(context, {
          label: listed(needed, 3),
          names: [needed[0]!],
          kind: CompletionItemKind.Struct,
          documentation: `What ${definition ?? type} is hardly ever written without. [AWS](${pageOf(type)})`,
          draft: skeleton(context, place, needed),
        })
      : [];
  return [...atOnce, ...items];
}

/** The entries of properties with their most likely values, one per line. */
export function skeleton(
  context: Context,
  place: PropertyPlace,
  names: readonly string[],
  column = context.place.column,
  between = betweenEntries(context, column),
): SnippetDraft {
  return names.flatMap((name, index) => {
    const known = propertySchema(place.schema, name);
    const entry = entryDraft(context, place, name, known ? wholeSchema(known, place.root) : {}, column, true);
    return index === 0 ? entry : [between, ...entry];
  });
}

/** The text before and after a value of a kind on one line. */
function aroundValue(kind: string | undefined, isJson: boolean): readonly [before: string, behind: string] {
  switch (kind) {
    case 'array':
      return ['[', ']'];
    case 'object':
      return ['{', '}'];
    case 'number':
    case 'integer':
      return ['', isJson ? '0' : ''];
    case 'boolean':
      return ['', isJson ? 'true' : ''];
    case 'string':
      return isJson ? ['"', '"'] : ["''", ''];
    default:
      return isJson ? ['"', '"'] : ['', ''];
  }
}

/**
 * The separator between two entries: a comma inside of braces, and a line break if the first entry has its own line.
 */
function betweenEntries({ analysis, place }: Context, column: number): string {
  const { text, format } = analysis.tree;
  if (format !== 'json' && !place.isFlow) return `${styleOf(analysis.tree).lineBreak()}${' '.repeat(column)}`;
  const start = lineStartOf(text, place.typed.start);
  const before = text.slice(start, place.typed.start);
  return start > 0 && /^\s*$/.test(before) ? `,${styleOf(analysis.tree).lineBreak()}${before}` : ', ';
}

/** A whole mapping in braces, or a list with one, for a property's value in JSON or in brackets. */
export function wholeItems(context: Context, place: PropertyPlace): CompletionItem[] {
  const { analysis, place: at } = context;
  if (analysis.tree.format !== 'json' && !at.isFlow) return [];
  const { schema, root } = place;
  const item = schema?.items && !place.isInList ? wholeSchema(schema.items, root) : undefined;
  const inner: PropertyPlace = { ...place, schema: item ?? schema, isInList: false, mapping: undefined };
  const needed = neededIn(context, inner);
  if (needed.length === 0) return [];
  const inside = { ...context, place: { ...at, quote: '' as const, needsBlank: false, hasColon: false } };
  const [open, close] = item ? ['[{ ', ' }]'] : ['{ ', ' }'];
  return itemOf(context, {
    label: listed(needed, 3),
    names: [needed[0]!],
    kind: CompletionItemKind.Struct,
    draft: [open!, ...skeleton(inside, inner, needed), close!],
  });
}

/** A key with its most likely value; the key alone if it already has a value. */
function entryDraft(
  context: Context,
  place: PropertyPlace,
  name: string,
  schema: Schema,
  column = context.place.column,
  isInSkeleton = false,
): SnippetDraft {
  const { analysis, place: at } = context;
  const isJson = analysis.tree.format === 'json';
  const key = isJson ? JSON.stringify(name) : at.quote === '' ? name : `${at.quote}${name}${at.quote}`;
  if (at.hasColon && !isInSkeleton) return [key];
  const inner: PropertyPlace = {
    ...place,
    names: [...place.names, name],
    schema,
    isInList: false,
    call: undefined,
  };
  const values = valuesFor(context, inner, true);
  const [best] = values;
  if (best && !isLongChoice(values))
    return [`${key}: `, { placeholder: written({ ...context, place: { ...at, quote: '' } }, best.value) }];
  // A policy template is never written without its parameters.
  const isTemplate =
    place.type === 'AWS::Serverless::Function' && inner.names[0] === 'Policies' && inner.names.length === 2;
  if (isTemplate && schema.required?.length === 0) return [`${key}: {}`];
  const nested =
    isInSkeleton || isTemplate ? nestedSkeleton(context, inner, key, column, isTemplate) : undefined;
  if (nested) return nested;
  const kinds = typesOf(schema);
  if (isJson || at.isFlow) {
    const [before, behind] = aroundValue(kinds[0], isJson);
    return [`${key}: ${before}`, { placeholder: '' }, behind];
  }
  const lineBreak = styleOf(analysis.tree).lineBreak();
  const unit = styleOf(analysis.tree).unit();
  const deeper = `${lineBreak}${' '.repeat(column + unit)}`;
  if (kinds[0] === 'array') return [`${key}:${deeper}- `, { placeholder: '' }];
  if (kinds[0] === 'object' && schema.properties) return [`${key}:${deeper}`, { placeholder: '' }];
  return [`${key}: `, { placeholder: '' }];
}

/** Whether they are a long list to choose from, such as runtimes, of which none is likely. */
function isLongChoice(values: readonly Suggestion[]): boolean {
  return values.length > MOST_CHOICES && values[0]!.kind === CompletionItemKind.EnumMember;
}

const MOST_CHOICES = 8;

/** A property with what its own properties are most likely to be; undefined if nothing is known of these, unless the whole
 * is wanted. */
function nestedSkeleton(
  context: Context,
  place: PropertyPlace,
  key: string,
  column: number,
  isWhole: boolean,
): SnippetDraft | undefined {
  const { analysis, place: at } = context;
  const inner = { ...place, mapping: undefined };
  const needed = neededIn(context, inner);
  const style = styleOf(analysis.tree);
  const deeper = column + style.unit();
  const isInBraces = analysis.tree.format === 'json' || at.isFlow;
  const entries = skeleton(context, inner, needed, deeper, isInBraces ? ', ' : undefined);
  if (!isWhole && !entries.some((part) => typeof part !== 'string' && part.placeholder !== ''))
    return undefined;
  if (isInBraces) return [`${key}: { `, ...entries, ' }'];
  return [`${key}:${style.lineBreak()}${' '.repeat(deeper)}`, ...entries];
}

/** The properties that a mapping is hardly ever written without. */
function neededIn(context: Context, place: PropertyPlace): readonly string[] {
  const all = [...usualHere(context, place, definitionOf(place)), ...(place.schema?.required ?? [])];
  return [...new Set(all)].filter((name) => propertySchema(place.schema, name));
}

/** The definition that describes the place; undefined for the resource itself. */
function definitionOf({ root, names }: Pick<PropertyPlace, 'root' | 'names'>): string | undefined {
  let schema: Schema = root;
  let definition: string | undefined;
  for (const name of names) {
    const next: Schema | undefined = propertySchema(schema, name);
    if (!next) return undefined;
    const item = next.$ref === undefined && next.items ? next.items : next;
    const whole = wholeSchema(item, root);
    definition = item.$ref ?? whole.items?.$ref ?? definition;
    schema = whole.items ? wholeSchema(whole.items, root) : whole;
  }
  return definition;
}

/** True for a list item without entries: `mapping` is then one that contains it. */
function isNew({ place }: Context, { isInList, mapping, names }: PropertyPlace): boolean {
  if (mapping === undefined) return true;
  return isInList && (place.needsDash || entriesOf(mapping).some(({ key }) => key.text === names.at(-1)));
}

/** The properties that are excluded because one that excludes them is there. */
function excludedBy({ requiredXor }: Schema, there: ReadonlySet<string>): ReadonlySet<string> {
  const chosen = requiredXor?.some((name) => there.has(name));
  return new Set(chosen ? requiredXor : []);
}
