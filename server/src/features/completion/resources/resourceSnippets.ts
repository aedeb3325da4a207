import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { md } from '../../../escape/markdown.ts';
import { penFor, printTall } from '../../../syntax/edit/print.ts';
import { styleOf } from '../../../syntax/edit/style.ts';
import { printBlock } from '../../../syntax/edit/yaml/block.ts';
import type { Data } from '../../../syntax/edit.ts';
import { indentationAt } from '../../../syntax/lines.ts';
import type { Context } from '../template/context.ts';
import { itemOf, type SnippetDraft } from '../template/items.ts';
import { CONNECTION_SNIPPETS } from './connectionSnippets.ts';
import { type Placeholder, type ResourceSnippet, snippetParts } from './snippet.ts';
import { VPC_SNIPPETS } from './vpcSnippets.ts';

export const RESOURCE_SNIPPETS: readonly ResourceSnippet[] = [...VPC_SNIPPETS, ...CONNECTION_SNIPPETS];

/**
 * Snippets of whole network resources, where a resource can be written; references are to resources of the template.
 */
export function resourceSnippets(context: Context): readonly CompletionItem[] {
  const { place } = context;
  if (place.hasColon || (place.isFlow && context.analysis.tree.format !== 'json')) return [];
  return RESOURCE_SNIPPETS.flatMap((snippet) =>
    itemOf(context, {
      label: snippet.name,
      names: [snippet.name.replace('vpc-', ''), snippet.name],
      kind: CompletionItemKind.Snippet,
      detail: String(snippet.resource.Type),
      documentation: md`${snippet.documentation}.`.markdown,
      draft: draftOf(snippet, context),
    }),
  );
}

function draftOf({ id, resource }: ResourceSnippet, context: Context): SnippetDraft {
  const { analysis, place, types } = context;
  const pen = penFor(analysis.tree.format, styleOf(analysis.tree), undefined);
  const isJson = analysis.tree.format === 'json';
  const indentation = isJson
    ? indentationAt(analysis.tree.text, place.typed.start)
    : ' '.repeat(place.column);
  // A number in JSON is a placeholder without quotes.
  const body = isJson
    ? printTall(resource as Data, indentation, pen).replace(/"(STOP\d+X)"/g, (quoted, mark: string) =>
        /^\d+$/.test(nameOf(snippetParts(mark)[1] as Placeholder, types)) ? mark : quoted,
      )
    : [
        '',
        ...printBlock(resource as Data, pen).lines.map((line) => `${' '.repeat(pen.style.unit())}${line}`),
      ].join(`${pen.style.lineBreak()}${indentation}`);
  const own = { placeholder: freeId(id, types) };
  return [
    ...(isJson ? ['"', own, '": '] : [own, ':']),
    ...snippetParts(body).map((part) =>
      typeof part === 'string' ? part : { placeholder: nameOf(part, types), link: JSON.stringify(part) },
    ),
  ];
}

/**
 * The default of a placeholder in this template: of several resources, one with a similar name, PrivateB for PrivateA.
 */
function nameOf({ text, type, nth = 0 }: Placeholder, types: Context['types']): string {
  if (type === undefined) return text;
  const word = text.replace(/[A-Z]?$/, '');
  const there = [...types].flatMap(([id, one]) => (one === type ? [id] : []));
  const alike = there.filter((id) => id.includes(word));
  return (alike.length > nth ? alike : there)[nth] ?? there.at(-1) ?? text;
}

/** Subnet, or else Subnet2, and so on. */
function freeId(id: string, types: Context['types']): string {
  let free = id;
  for (let number = 2; types.has(free); number++) free = `${id}${number}`;
  return free;
}
