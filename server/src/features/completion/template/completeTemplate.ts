import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../../analysis.ts';
import { typesOf, wholeSchema } from '../../../aws/schema/schema.ts';
import { styleOf } from '../../../syntax/edit/style.ts';
import { placeInside } from '../../../syntax/place/emptyKey.ts';
import { placeAt } from '../../../syntax/place/place.ts';
import { withCommas } from '../commas.ts';
import type { CompletionOptions } from '../options.ts';
import { resourceSnippets } from '../resources/resourceSnippets.ts';
import { type Context, callIn, contextOf, isLoop, type PropertyPlace, propertyPlace } from './context.ts';
import { itemOf, sortedItems, valueItems } from './items.ts';
import { keyItems, wholeItems } from './keys.ts';
import { conditionNames, namesFor, substitutedNames } from './names.ts';
import { conditionItems } from './sections/conditionSection.ts';
import { connectorKeys, connectorSteps, connectorValues } from './sections/connectorSection.ts';
import { functionKeys, functionTags } from './sections/functions.ts';
import { outputKeys, outputValues, suggestedExportNames } from './sections/outputSection.ts';
import { parameterKeys, parameterValues } from './sections/parameterSection.ts';
import { attributeItems, dependencySuggestions, loopLists, policies } from './sections/resourceSection.ts';
import { globalItems, includeItems, sectionItems, sectionValues } from './sections/topLevel.ts';
import { typeItems } from './types.ts';
import { serviceNames } from './values/services.ts';
import type { Suggestion } from './values/suggestion.ts';
import { valuesFor } from './values/values.ts';

/**
 * The completions at an offset of a template. Types and sections outside of networks are left to others, and with
 * `isGeneralElsewhere` so is everything that follows from AWS's schemas alone.
 */
export function completeTemplate(
  analysis: Analysis,
  offset: number,
  options: CompletionOptions,
): readonly CompletionItem[] {
  const place = placeAt(analysis.tree, offset);
  const context = place && contextOf(analysis, place, options);
  if (!context) return [];
  if (!fitsTrigger(context, options.trigger)) return [];
  const isGeneral = options.isGeneralElsewhere !== true;
  const substitution = substitutionAt(context, offset);
  if (substitution === null) return sortedItems(valueItems(context, servicesWithin(context)), context);
  if (substitution) return isGeneral ? sortedItems(substitutedItems(substitution), substitution) : [];
  const items = [...itemsInside(context, options), ...itemsAt(context, isGeneral)];
  return withCommas(sortedItems(items, context), place, analysis);
}

/** What can be written in the key of the line above. */
function itemsInside({ analysis, place }: Context, options: CompletionOptions): readonly CompletionItem[] {
  const { tree } = analysis;
  const inside = placeInside(tree.text, place, styleOf(tree).unit());
  const context = inside && contextOf(analysis, inside, options);
  return context ? itemsAt(context, options.isGeneralElsewhere !== true) : [];
}

function itemsAt(context: Context, isGeneral: boolean): readonly CompletionItem[] {
  const { place, path } = context;
  if (place.isBlockText) return [];
  if (path.includes('Fn::Transform')) return isGeneral ? includeItems(context) : [];
  const property = propertyPlace(context);
  const call = callIn(path);
  if (call && place.role !== 'key') {
    // An argument that is itself the property's value.
    const isOwn = path[0] === 'Resources' && !property;
    const names = valueItems(context, isOwn ? [] : namesFor(context, call, property, isGeneral));
    return !isGeneral || isOwn ? names : [...names, ...functionTags(context)];
  }
  if (property) {
    const items = propertyItems(context, property, isGeneral);
    return isGeneral && place.role !== 'key' ? [...items, ...nothingItems(context, property)] : items;
  }
  return itemsOutside(context, isGeneral);
}

/** Outside of the properties of types with a schema. */
function itemsOutside(context: Context, isGeneral: boolean): readonly CompletionItem[] {
  const isKey = context.place.role === 'key';
  const connector = isGeneral ? connectorSteps(context) : undefined;
  if (connector)
    return isKey
      ? connectorKeys(context, connector)
      : valueItems(context, connectorValues(context, connector));
  return isKey ? keysOfTemplate(context, isGeneral) : valuesOfTemplate(context, isGeneral);
}

/** A branch of a condition may leave out what is not required. */
function nothingItems(context: Context, { names, root }: PropertyPlace): readonly CompletionItem[] {
  const [call, branch] = context.path.slice(-2);
  if (call !== 'Fn::If' || (branch !== 1 && branch !== 2)) return [];
  if (names.length === 1 && root.required?.includes(names[0]!) && context.path.length === 6) return [];
  return valueItems(context, [
    { value: { Ref: 'AWS::NoValue' }, detail: 'leaves it out', kind: CompletionItemKind.Constant },
  ]);
}

/** Keys or values in a resource's properties. */
function propertyItems(
  context: Context,
  property: PropertyPlace,
  isGeneral: boolean,
): readonly CompletionItem[] {
  const { role } = context.place;
  if (property.call)
    return isGeneral ? functionKeys(context, namesFor(context, property.call, property, isGeneral)) : [];
  const wantsKeys = property.schema?.properties !== undefined;
  if (role === 'key' && !wantsKeys) {
    const items = listStart(context, isGeneral);
    if (items.length > 0 || !property.schema) return items;
    const values = valuesFor(context, property, false);
    // What a mapping has, or anything, is no function's name.
    const kinds = typesOf(property.schema);
    const isOpen = kinds.length === 0 || kinds.includes('object');
    return values.length > 0 || (isGeneral && !isOpen) ? functionKeys(context, values) : [];
  }
  if (role !== 'value' && wantsKeys) return isGeneral ? keyItems(context, property) : [];
  const values = valueItems(context, valuesFor(context, property, isGeneral));
  if (values.length > 0 || !isGeneral || !property.schema) return values;
  return [...wholeItems(context, property), ...functionTags(context)];
}

/** Keys outside of properties: names of resources, and their attributes. */
function keysOfTemplate(context: Context, isGeneral: boolean): readonly CompletionItem[] {
  const [section, id, ...deeper] = context.path;
  // The id of a resource in a loop contains the variable.
  if (section === 'Resources' && id === undefined)
    return context.variables.length > 0 ? [] : resourceSnippets(context);
  if (!isGeneral) return [];
  if (section === undefined) return sectionItems(context);
  if (section === 'Globals' && deeper.length === 0) return globalItems(context);
  if (id === undefined || deeper.length > 1) return [];
  if (section === 'Outputs' && (deeper.length === 0 || deeper[0] === 'Export')) return outputKeys(context);
  if (section === 'Outputs' && deeper[0] === 'Value') return functionKeys(context, outputValues(context));
  if (deeper.length > 0) return [];
  if (section === 'Parameters') return parameterKeys(context);
  return section === 'Resources' ? attributeItems(context, String(id)) : [];
}

/** The values of a resource's or an output's attributes. */
function valuesOfTemplate(context: Context, isGeneral: boolean): readonly CompletionItem[] {
  const [section, id, attribute, ...deeper] = context.path;
  if (!isGeneral) return [];
  if (id === undefined) return valueItems(context, sectionValues(context));
  if (section === 'Resources' && attribute === 'Type' && deeper.length === 0) return typeItems(context);
  if (section === 'Resources' && isLoop(id) && attribute === 1)
    return valueItems(context, deeper.length === 0 ? loopLists(context) : []);
  if (section === 'Resources' && attribute === 'DependsOn' && deeper.length <= 1)
    return valueItems(context, dependencySuggestions(context, String(id)));
  if (section === 'Conditions') return attribute === undefined ? conditionItems(context) : [];
  if (section === 'Outputs') return valuesOfOutput(context, attribute, deeper);
  if (deeper.length > 0) return [];
  if (section === 'Parameters') return parameterValues(context);
  if (section !== 'Resources') return [];
  if (attribute === 'Condition') return valueItems(context, conditionNames(context));
  const isPolicy = attribute === 'DeletionPolicy' || attribute === 'UpdateReplacePolicy';
  return isPolicy ? valueItems(context, policies(context, attribute)) : [];
}

function valuesOfOutput(
  context: Context,
  attribute: string | number | undefined,
  deeper: Context['path'],
): readonly CompletionItem[] {
  if (attribute === 'Export' && deeper[0] === 'Name')
    return valueItems(context, suggestedExportNames(context));
  if (deeper.length > 0) return [];
  if (attribute === 'Value') return valueItems(context, outputValues(context));
  return attribute === 'Condition' ? valueItems(context, conditionNames(context)) : [];
}

/** On the line below a property with a list, an item needs a dash. */
function listStart(context: Context, isGeneral: boolean): readonly CompletionItem[] {
  const property = propertyPlace(context);
  if (!property?.schema?.items || context.place.isFlow) return [];
  const column = context.place.column + '- '.length;
  const inside = { ...context, place: { ...context.place, role: 'value' as const, needsDash: true, column } };
  const item = { ...property, isInList: true, schema: wholeSchema(property.schema.items, property.root) };
  if (item.schema.properties) return isGeneral ? keyItems(inside, item) : [];
  return valueItems(inside, valuesFor(inside, item, isGeneral));
}

/** A service name inside of `Fn::Sub`, as AWS's pages write it: `com.amazonaws.${AWS::Region}.s3`. */
function servicesWithin(context: Context): readonly Suggestion[] {
  const property = propertyPlace(context);
  const isName = property?.type === 'AWS::EC2::VPCEndpoint' && property.names[0] === 'ServiceName';
  return isName ? serviceNames(context, property) : [];
}

/** The place after `${` in a text of `Fn::Sub`; null elsewhere in such a text, undefined at any other place. */
function substitutionAt(context: Context, offset: number): Context | null | undefined {
  const { place, path, analysis } = context;
  const call = callIn(path);
  if (call?.name !== 'Fn::Sub' || (call.index ?? 0) > 0) return undefined;
  const { text } = analysis.tree;
  const before = /\$\{([\w:.]*)$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[1];
  if (before === undefined) return null;
  const after = /^[\w:.]*\}?/.exec(text.slice(offset, offset + 200))![0];
  const typed = { start: offset - before.length, end: offset + after.length };
  return { ...context, place: { ...place, typed, prefix: before, quote: '', needsBlank: false } };
}

function substitutedItems(context: Context): CompletionItem[] {
  return substitutedNames(context, context.place.prefix).flatMap(({ value, label, detail, kind }) =>
    itemOf(context, {
      label: label ?? String(value),
      names: [String(value)],
      kind: kind ?? CompletionItemKind.Reference,
      detail,
      draft: [`${value}}`],
    }),
  );
}

/**
 * Whether a trigger character opens suggestions here. It does not where the next key is likely to be Enter, which would
 * accept one: after a comma or the colon of a list.
 */
function fitsTrigger({ place, path }: Context, trigger: string | undefined): boolean {
  switch (trigger) {
    case '.':
      return path.some((step) => step === 'Fn::GetAtt' || step === 'Fn::Sub' || step === 'ServiceName');
    case ':':
      return path.at(-1) === 'Type' ? !place.needsBlank : path.includes('Fn::Sub');
    case '{':
      return path.includes('Fn::Sub');
    case ' ':
      // No suggestions while a line is being indented.
      return place.prefix === '' && place.role !== 'key' && !place.needsDash;
    default:
      return true;
  }
}
