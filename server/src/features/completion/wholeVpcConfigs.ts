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
import { configsOfStacks, configsOfTemplates, type UsualVpcConfig } from '../vpcConfigs.ts';
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
  const { tree, lines, inventory } = analysis;
  const own = valueAt(tree.root, stage);
  const isInside = path.length === 1 && path[0] === 'vpc_config';
  const isEmpty = isInside && entriesOf(valueAt(own, 'vpc_config')).every(({ key }) => isTyped(key, place));
  const there = entryAt(own, 'vpc_config');
  const isMissing = path.length === 0 && (!there || isTyped(there.key, place));
  if (place.hasColon || !(isEmpty || isMissing)) return [];
  const range = rangeOf(lines, place.typed);
  return knownConfigs(inventory, templates()).map(({ of, names, value, isDeployed }) => {
    const name = isMissing ? 'vpc_config' : 'SubnetIds';
    return {
      label: `${isMissing ? 'vpc_config' : 'SubnetIds and SecurityGroupIds'} of ${of}`,
      labelDetails: { description: listed(names, 3) },
      kind: CompletionItemKind.Struct,
      detail: isDeployed ? 'ids of the inventory' : 'ids to be replaced',
      documentation: {
        kind: 'markdown',
        value: isDeployed
          ? md`The private subnets of ${of} and a group: ${listed(names)}.`.markdown
          : md`Where ${listed(names)} of ${of} go. AWS gives their ids when the stack is deployed: \`aws cloudformation describe-stack-resources\` lists them.`
              .markdown,
      },
      filterText: tree.format === 'json' ? JSON.stringify(name) : name,
      textEdit: {
        range,
        newText:
          leadOf(place) + entriesText(analysis, place, isMissing ? { vpc_config: value } : { ...value }),
      },
      insertTextMode: InsertTextMode.asIs,
    };
  });
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
  return configsOfTemplates(templates).flatMap(({ of, names, value }) =>
    value[list].map((id, index) => {
      const name = names[list === 'SubnetIds' ? index : value.SubnetIds.length + index]!;
      return {
        label: `${name} of ${of}`,
        detail: 'an id to be replaced',
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

/** The usual `vpc_config` of each network: of the stacks of an inventory, then of templates. */
export function knownConfigs(
  inventory: Inventory | undefined,
  templates: Parameters<typeof configsOfTemplates>[0],
): readonly (UsualVpcConfig & { readonly isDeployed: boolean })[] {
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
