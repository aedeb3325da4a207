import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { styleOf } from '../../syntax/edit/style.ts';
import type { Data } from '../../syntax/edit.ts';
import { isFirstOnLine } from '../../syntax/lines.ts';
import type { CursorContext } from '../../syntax/place/place.ts';
import { sortTextOf } from '../../zappa/keys/index.ts';
import { rangeOf } from '../ranges.ts';
import type { CompletionOptions } from './options.ts';
import { entriesText, knownConfigs } from './wholeVpcConfigs.ts';

/** The stages that most projects have. */
const NAMES = ['dev', 'staging', 'production'];

/** What `zappa init` asks for and a person replaces. */
const STAGE = { app_function: 'app.app', runtime: 'python3.13', s3_bucket: 'my-zappa-code' };

interface Stage {
  readonly name: string;
  readonly label: string;
  readonly detail: string;
  readonly value: Readonly<Record<string, Data>>;
}

/**
 * The next stage of a settings file: the first with what every stage needs, in each network that is known too; a further one
 * as an extension of the first.
 */
export function wholeStages(
  analysis: Analysis,
  place: CursorContext,
  { templates = () => [], hasSnippets = false }: CompletionOptions,
): readonly CompletionItem[] {
  const { tree, lines, inventory, content } = analysis;
  if (place.hasColon) return [];
  const there = content.kind === 'zappa' ? content.settings.stages : [];
  const others = there.map(({ name }) => name).filter((name) => name !== place.prefix);
  const names = NAMES.filter((one) => !others.includes(one));
  const [first] = others;
  const stages: readonly Stage[] =
    first === undefined
      ? [
          ...names.map((name) => ({ name, label: name, detail: 'a stage', value: STAGE })),
          ...knownConfigs(inventory, templates()).map(({ of, value, isDeployed }) => ({
            name: names[0]!,
            label: `${names[0]!} in ${of}`,
            detail: isDeployed ? 'ids of the inventory' : 'ids to be replaced',
            value: { ...STAGE, vpc_config: { ...value } },
          })),
        ]
      : names.map((name) => ({
          name,
          label: name,
          detail: `a stage that extends ${first}`,
          value: { extends: first },
        }));
  return stages.map(({ name, label, detail, value }, index) => {
    const text = stageText(analysis, place, name, value);
    return {
      label,
      detail,
      labelDetails: { description: detail },
      kind: CompletionItemKind.Struct,
      sortText: sortTextOf(index),
      filterText: tree.format === 'json' ? JSON.stringify(name) : name,
      textEdit: { range: rangeOf(lines, place.typed), newText: hasSnippets ? withStops(text, name) : text },
      insertTextMode: InsertTextMode.asIs,
      ...(hasSnippets && { insertTextFormat: InsertTextFormat.Snippet }),
    };
  });
}

function stageText(
  analysis: Analysis,
  place: CursorContext,
  name: string,
  stage: Readonly<Record<string, Data>>,
): string {
  const { tree } = analysis;
  const style = styleOf(tree);
  if (tree.format === 'toml') return `[${name}]${style.lineBreak()}${entriesText(analysis, place, stage)}`;
  // The first stage on a line of its own decides how the file is written.
  const isTall = style.tallMappings() || isFirstOnLine(tree.text, place.typed.start);
  return entriesText(analysis, place, { [name]: stage }, { ...style, tallMappings: () => isTall });
}

/** The stage's name and what is told of it can be typed over in turn. */
function withStops(text: string, name: string): string {
  const placeholders = [name, ...Object.values(STAGE)];
  return `${placeholders.reduce((all, placeholder, index) => all.replace(placeholder, `\${${index + 1}:${placeholder}}`), text)}$0`;
}
