import { type CompletionItem, CompletionItemKind, InsertTextMode } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { md } from '../../escape/markdown.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { penFor, printRow, printRowEntry, printTall } from '../../syntax/edit/print.ts';
import { styleOf } from '../../syntax/edit/style.ts';
import { printBlock } from '../../syntax/edit/yaml/block.ts';
import type { Data } from '../../syntax/edit.ts';
import { indentationAt } from '../../syntax/lines.ts';
import { type CursorContext, leadOf } from '../../syntax/place/place.ts';
import { entriesOf, entryAt, valueAt } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import type { IdListKey } from '../../zappa/vpcConfig.ts';
import { rangeOf } from '../ranges.ts';
import { configsOfStacks, configsOfTemplates, placeholderIds, type UsualVpcConfig } from '../vpcConfigs.ts';
import type { CompletionOptions } from './options.ts';

/**
 * The whole `vpc_config` of a stage without one, or the two lists of an empty one: from the stacks of the inventory,
 * and from templates of the workspace.
 */
export function wholeVpcConfigs(
  analysis: Analysis,
  place: CursorContext,
  stage: string,
  path: readonly string[],
  { templates = () => [] }: CompletionOptions,
): readonly CompletionItem[] {
  const { tree, inventory } = analysis;
  const own = valueAt(tree.root, stage);
  const isInside = path.length === 1 && path[0] === 'vpc_config';
  const isEmpty = isInside && entriesOf(valueAt(own, 'vpc_config')).every(({ key }) => isTyped(key, place));
  const there = entryAt(own, 'vpc_config');
  const isMissing = path.length === 0 && (!there || isTyped(there.key, place));
  if (place.hasColon || !(isEmpty || isMissing)) return [];
  return knownConfigs(inventory, templates()).map((config) =>
    itemOf(analysis, place, {
      ...config,
      label: `${isMissing ? 'vpc_config' : BOTH_LISTS} of ${config.shortOf}`,
      beside: listed(config.names, 3),
      name: isMissing ? 'vpc_config' : 'SubnetIds',
      newText:
        leadOf(place) +
        entriesText(analysis, place, isMissing ? { vpc_config: config.value } : { ...config.value }),
    }),
  );
}

const BOTH_LISTS = 'SubnetIds and SecurityGroupIds';

/** The same as the value of a `vpc_config` that has none yet; without any network, ids to be replaced. */
export function vpcConfigValues(
  analysis: Analysis,
  place: CursorContext,
  stage: string,
  { templates = () => [] }: CompletionOptions,
): readonly CompletionItem[] {
  const { tree, inventory } = analysis;
  const there = valueAt(tree.root, stage, 'vpc_config');
  if (there && there.kind !== 'scalar') return [];
  const known = knownConfigs(inventory, templates());
  return (known.length > 0 ? known : [ANY_CONFIG]).map((config) =>
    itemOf(analysis, place, {
      ...config,
      // What is behind a longer label is cut off.
      label: config.of === '' ? BOTH_LISTS : listed(config.names, 3),
      beside: config.shortOf,
      name: 'SubnetIds',
      newText: valueText(analysis, place, config.value),
    }),
  );
}

const ANY_CONFIG: KnownConfig = {
  of: '',
  shortOf: '',
  names: [],
  value: placeholderIds(2),
  isDeployed: false,
};

/** A mapping after its key: in YAML's block style on the lines below. */
function valueText(analysis: Analysis, place: CursorContext, value: UsualVpcConfig['value']): string {
  const { tree } = analysis;
  const style = styleOf(tree);
  const pen = penFor(tree.format, style, undefined);
  if (tree.format === 'json')
    return leadOf(place) + printTall({ ...value }, indentationAt(tree.text, place.typed.start), pen);
  if (tree.format === 'toml' || place.isFlow) return leadOf(place) + printRow({ ...value }, pen);
  const inside = { ...place, column: place.column + style.unit() };
  return `${style.lineBreak()}${' '.repeat(inside.column)}${entriesText(analysis, inside, { ...value })}`;
}

interface Offered extends KnownConfig {
  readonly label: string;
  /** Stands beside the label. */
  readonly beside: string;
  /** The key that a person may type to find it. */
  readonly name: string;
  readonly newText: string;
}

function itemOf(
  { tree, lines }: Analysis,
  place: CursorContext,
  { of, names, isDeployed, label, beside, name, newText }: Offered,
): CompletionItem {
  const documentation = isDeployed
    ? md`The private subnets of ${of} and a group: ${listed(names)}.`
    : md`Where ${names.length === 0 ? 'two private subnets and a group' : listed(names)}${of === '' ? '' : ` of ${of}`} go. AWS gives their ids when the stack is deployed: \`aws cloudformation describe-stack-resources\` lists them.`;
  return {
    label,
    ...(beside !== '' && { labelDetails: { description: beside } }),
    kind: CompletionItemKind.Struct,
    detail: isDeployed ? 'ids of the inventory' : 'ids to be replaced',
    documentation: { kind: 'markdown', value: documentation.markdown },
    filterText: tree.format === 'json' ? JSON.stringify(name) : name,
    textEdit: { range: rangeOf(lines, place.typed), newText },
    insertTextMode: InsertTextMode.asIs,
  };
}

/**
 * The subnets or groups of templates as placeholder ids with their names, to be replaced by the ids that AWS assigns at
 * deployment.
 */
export function idsToBe(
  { tree, lines }: Analysis,
  place: CursorContext,
  list: IdListKey,
  templates: Parameters<typeof configsOfTemplates>[0],
): readonly CompletionItem[] {
  const quote = tree.format === 'yaml' ? '' : '"';
  const range = rangeOf(lines, place.typed);
  return configsOfTemplates(templates).flatMap(({ of, shortOf, names, value }) =>
    value[list].map((id, index) => {
      const name = names[list === 'SubnetIds' ? index : value.SubnetIds.length + index]!;
      return {
        label: `${name} of ${shortOf}`,
        detail: `an id to be replaced, of ${of}`,
        kind: CompletionItemKind.Value,
        filterText: `${quote}${name} ${id}`,
        textEdit: { range, newText: `${leadOf(place)}${quote}${id}${quote}` },
      };
    }),
  );
}

function isTyped(key: { readonly start: number }, { typed }: CursorContext): boolean {
  return key.start === typed.start;
}

interface KnownConfig extends UsualVpcConfig {
  readonly isDeployed: boolean;
}

/** The usual `vpc_config` of each network: of the stacks of an inventory, then of templates. */
export function knownConfigs(
  inventory: Inventory | undefined,
  templates: Parameters<typeof configsOfTemplates>[0],
): readonly KnownConfig[] {
  return [
    ...(inventory ? configsOfStacks(inventory).map((one) => ({ ...one, isDeployed: true })) : []),
    ...configsOfTemplates(templates).map((one) => ({ ...one, isDeployed: false })),
  ];
}

/** Entries in the notation of the place, one per line if the file has it so. */
export function entriesText(
  { tree }: Analysis,
  place: CursorContext,
  entries: Readonly<Record<string, Data>>,
  style = styleOf(tree),
): string {
  const pen = penFor(tree.format, style, undefined);
  const all = Object.entries(entries);
  if (tree.format === 'toml')
    return all.map(([key, value]) => printRowEntry(key, printRow(value, pen), pen)).join(style.lineBreak());
  if (tree.format === 'json') {
    const indentation = indentationAt(tree.text, place.typed.start);
    return all
      .map(([key, value]) => printRowEntry(key, printTall(value, indentation, pen), pen))
      .join(`,${style.lineBreak()}${indentation}`);
  }
  if (place.isFlow)
    return all.map(([key, value]) => printRowEntry(key, printRow(value, pen), pen)).join(', ');
  return printBlock(Object.fromEntries(all), pen).lines.join(
    `${style.lineBreak()}${' '.repeat(place.column)}`,
  );
}
