import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { REGIONS } from '../../aws/regions.ts';
import { styleOf } from '../../syntax/edit/style.ts';
import { placeInside } from '../../syntax/place/emptyKey.ts';
import { type CursorContext, leadOf, placeAt } from '../../syntax/place/place.ts';
import { entriesOf, type Format, resolved, valueAt } from '../../syntax/tree.ts';
import {
  describeKey,
  type KeyInfo,
  keyInfoAt,
  STAGE_KEYS,
  sortTextOf,
  withoutSources,
} from '../../zappa/keys/index.ts';
import { ID_LISTS, isIdListKey, textsOf } from '../../zappa/vpcConfig.ts';
import { rangeOf } from '../ranges.ts';
import { withCommas } from './commas.ts';
import { completeIds } from './completeIds.ts';
import type { CompletionOptions } from './options.ts';
import { wholeStages } from './wholeStages.ts';
import { idsToBe, vpcConfigValues, wholeVpcConfigs } from './wholeVpcConfigs.ts';

/** Completes Zappa keys that the mapping does not have yet, values of a key, and ids of an inventory. */
export function completeZappa(
  analysis: Analysis,
  offset: number,
  options: CompletionOptions,
): readonly CompletionItem[] {
  const { tree } = analysis;
  const place = placeAt(tree, offset);
  if (!place || place.isBlockText) return [];
  const inside = tree.format === 'yaml' ? placeInside(tree.text, place, styleOf(tree).unit()) : undefined;
  return [...(inside ? itemsAt(analysis, inside, options) : []), ...itemsAt(analysis, place, options)];
}

function itemsAt(
  analysis: Analysis,
  place: CursorContext,
  options: CompletionOptions,
): readonly CompletionItem[] {
  const { areKeysDescribed = false } = options;
  const [stage, ...path] = place.path.filter((step) => typeof step === 'string');
  if (stage === undefined)
    return place.role === 'key' ? withCommas(wholeStages(analysis, place, options), place, analysis) : [];
  if (place.role === 'key') {
    const whole = wholeVpcConfigs(analysis, place, stage, path, options);
    const keys = keysAt(analysis, place, path);
    if (areKeysDescribed) return withCommas(amongDescribed(whole, path), place, analysis);
    const behind = keys.findIndex(({ label }) => label === 'vpc_config') + 1;
    return withCommas(keys.toSpliced(behind, 0, ...whole).map(inPlace), place, analysis);
  }
  if (path.length === 1 && path[0] === 'vpc_config')
    return withCommas(vpcConfigValues(analysis, place, stage, options).map(inPlace), place, analysis);
  const ids = idsAt(analysis, place, stage, path, options);
  if (ids) return withCommas(ids, place, analysis);
  const stages = path.length === 1 && path[0] === 'extends' ? otherStages(analysis, stage) : [];
  const info = areKeysDescribed ? undefined : keyInfoAt(path);
  const regions = path.length === 1 && path[0] === 'aws_region' ? COMMON_REGIONS_FIRST : [];
  const values = [...stages, ...regions, ...(info ? valuesOf(info, place) : [])];
  return withCommas(valueItems(analysis, place, values), place, analysis);
}

/** In the order of the alphabet, as they are listed; regions that an ordinary account cannot use come last. */
const COMMON_REGIONS_FIRST = [...REGIONS].toSorted((a, b) => Number(isApart(a)) - Number(isApart(b)));

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html#arns-syntax */
function isApart(region: string): boolean {
  return /^(?:cn|us-gov|us-iso|eu-iso|eusc)/.test(region);
}

/** Behind the schema's `vpc_config`, or before the keys that it has for one. */
function amongDescribed(
  items: readonly CompletionItem[],
  path: readonly string[],
): readonly CompletionItem[] {
  const before =
    path.length === 0 ? sortTextOf(Object.keys(STAGE_KEYS).indexOf('vpc_config')) : sortTextOf(0).slice(1);
  return items.map((item, index) => ({ ...item, sortText: `${before}-${sortTextOf(index)}` }));
}

/** Keeps the order of the list. */
function inPlace(item: CompletionItem, index: number): CompletionItem {
  return { ...item, sortText: sortTextOf(index) };
}

/**
 * Ids for a list of a `vpc_config`; without an inventory, the names in templates of the workspace. Undefined elsewhere.
 */
function idsAt(
  analysis: Analysis,
  place: CursorContext,
  stage: string,
  [config, list, ...deeper]: readonly string[],
  { now, templates = () => [] }: CompletionOptions,
): readonly CompletionItem[] | undefined {
  const { tree, lines, inventory } = analysis;
  if (!isItem(place) || config !== 'vpc_config' || deeper.length > 0) return undefined;
  if (list === undefined || !isIdListKey(list)) return undefined;
  if (!inventory) return idsToBe(analysis, place, list, templates());
  const { typed } = place;
  const there = Object.keys(ID_LISTS)
    .flatMap((key) => textsOf(resolved(valueAt(tree.root, stage, 'vpc_config', key))))
    // The word being typed is not an existing id.
    .filter(({ start, end }) => end <= typed.start || typed.end <= start)
    .map(({ text }) => text);
  const range = rangeOf(lines, typed);
  return completeIds(inventory, {
    list,
    there,
    format: tree.format,
    lead: leadOf(place),
    range,
    ...(now !== undefined && { now }),
  });
}

function keysAt(
  { tree, lines }: Analysis,
  place: CursorContext,
  path: readonly string[],
): readonly CompletionItem[] {
  const known = path.length === 0 ? STAGE_KEYS : keyInfoAt(path)?.keys;
  const typed = tree.text.slice(place.typed.start, place.typed.end).replace(/^["']|["']$/g, '');
  const there = new Set(entriesOf(valueAt(tree.root, ...place.path)).map(({ key }) => key.text));
  const range = rangeOf(lines, place.typed);
  return Object.entries(known ?? {})
    .map(([name, info], index) => ({ name, info, sortText: sortTextOf(index) }))
    .filter(({ name }) => name === typed || !there.has(name))
    .map(({ name, info, sortText }) => ({
      label: name,
      labelDetails: { description: summaryBeside(name, withoutSources(info.description)) },
      kind: CompletionItemKind.Property,
      detail: info.type.join(' or '),
      documentation: { kind: 'markdown', value: describeKey(name, info) },
      sortText,
      filterText: tree.format === 'json' ? JSON.stringify(name) : name,
      textEdit: {
        range,
        newText: `${leadOf(place)}${place.hasColon ? keyText(name, tree.format) : entryText(name, info, tree.format, place)}`,
      },
    }));
}

/** The width of a row in VS Code's list, in characters; a longer text beside a key would truncate the key. */
const ROW = 46;

/** As many words of a sentence as fit beside a key. */
function summaryBeside(name: string, sentence: string): string {
  const room = ROW - name.length;
  if (sentence.length <= room) return sentence;
  const end = sentence.lastIndexOf(' ', room - 1);
  return end < 8 ? '' : `${sentence.slice(0, end).replace(/[,:;]$/, '')}…`;
}

function keyText(name: string, format: Format): string {
  return format === 'json' ? JSON.stringify(name) : name;
}

/** The key and the text before its value; in YAML's block style a list or mapping begins on the next line. */
function entryText(
  name: string,
  { type }: KeyInfo,
  format: Format,
  { isFlow, column }: CursorContext,
): string {
  if (format === 'toml') return `${name} = `;
  const open = { array: '[]', object: '{}' }[type[0] as string];
  if (format === 'json' || isFlow) return `${keyText(name, format)}: ${open ?? ''}`;
  const indent = ' '.repeat(column + 2);
  if (type[0] === 'array') return `${name}:\n${indent}- `;
  return type[0] === 'object' ? `${name}:\n${indent}` : `${name}: `;
}

function otherStages({ content }: Analysis, stage: string): readonly string[] {
  if (content.kind !== 'zappa') return [];
  return content.settings.stages.map(({ name }) => name).filter((name) => name !== stage);
}

function valuesOf({ type, values, items }: KeyInfo, place: CursorContext): readonly (string | boolean)[] {
  if (type[0] === 'array' && !isItem(place)) return [];
  if (values) return values;
  return type[0] === 'boolean' || (isItem(place) && items === 'boolean') ? [true, false] : [];
}

function valueItems(
  { tree, lines }: Analysis,
  place: CursorContext,
  values: readonly (string | boolean)[],
): readonly CompletionItem[] {
  const range = rangeOf(lines, place.typed);
  const lead = leadOf(place);
  return values.map((value, index) => {
    const newText =
      tree.format === 'yaml' && typeof value === 'string' ? yamlText(value) : JSON.stringify(value);
    return {
      label: String(value),
      kind: CompletionItemKind.Value,
      sortText: sortTextOf(index),
      // Editors compare it with the text in the range, including quotes.
      filterText: tree.format === 'yaml' ? place.quote + newText : newText,
      textEdit: { range, newText: lead + newText },
    };
  });
}

/** Whether a value is an item of a list. */
function isItem({ path }: CursorContext): boolean {
  return typeof path.at(-1) === 'number';
}

/** Unquoted if YAML reads it as a string, else quoted. */
function yamlText(value: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
