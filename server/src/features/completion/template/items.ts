import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver-types';
import { isDataMapping, penFor, printRow } from '../../../syntax/edit/print.ts';
import { styleOf } from '../../../syntax/edit/style.ts';
import type { Data } from '../../../syntax/edit.ts';
import { indentationAt } from '../../../syntax/lines.ts';
import { leadOf } from '../../../syntax/place/place.ts';
import { rangeOf } from '../../ranges.ts';
import type { Context } from './context.ts';
import type { Suggestion } from './values/suggestion.ts';

/** The text to insert, in parts: `placeholder` is the text of one; those with equal links are edited together. */
export type SnippetDraft = readonly (string | { readonly placeholder: string; readonly link?: string })[];

/** A value in the notation of the place. */
export function written({ analysis, place }: Context, value: Data): string {
  const { tree } = analysis;
  const pen = penFor(tree.format, styleOf(tree), undefined);
  // Outside of brackets more characters are allowed without quotes, and a value in brackets is valid everywhere.
  return printRow(
    value,
    place.quote !== '' && typeof value === 'string' ? { ...pen, quote: QUOTES[place.quote] } : pen,
  );
}

const QUOTES = { '"': 'double', "'": 'single' } as const;

/** Completion items for values that match the typed text. */
export function valueItems(context: Context, suggestions: readonly Suggestion[]): CompletionItem[] {
  return suggestions.flatMap((suggestion) => {
    const text = written(context, suggestion.value);
    const label = suggestion.label ?? text.replace(/^(["'])(.*)\1$/s, '$2');
    return itemOf(context, {
      label,
      draft: [text],
      names: [label, text, ...callName(suggestion.value)],
      kind: suggestion.kind ?? CompletionItemKind.Value,
      detail: suggestion.detail,
      documentation: suggestion.documentation?.markdown,
    });
  });
}

/** The long name of a call, which a person may type to find it. */
function callName(value: Data): readonly string[] {
  return isDataMapping(value) ? Object.keys(value).slice(0, 1) : [];
}

export interface Offered {
  readonly label: string;
  readonly draft: SnippetDraft;
  /** The texts that a person may type to find it. */
  readonly names: readonly string[];
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  /** In Markdown. */
  readonly documentation?: string | undefined;
  /** Something is suggested where the cursor is then. */
  readonly leadsOn?: boolean;
}

/** Undefined if the item does not match the typed text. */
export function itemOf(
  { place, analysis, hasSnippets, suggest }: Context,
  offered: Offered,
): CompletionItem[] {
  if (!offered.names.some((name) => goesOn(name, place.prefix))) return [];
  const { label, kind, detail } = offered;
  const documentation = withPreview(offered, { place, analysis });
  const draft = [leadOf(place), ...offered.draft];
  const hasHoles = hasSnippets && draft.some((part) => typeof part !== 'string');
  const text = analysis.tree.text.slice(place.typed.start, place.typed.start + 1);
  const quote = text === '"' || text === "'" ? text : '';
  const newText = hasHoles ? snippetOf(draft) : plainOf(draft);
  return [
    {
      label,
      kind,
      ...(detail !== undefined && detail !== '' && { detail, labelDetails: { description: detail } }),
      ...(documentation !== undefined && { documentation: { kind: 'markdown', value: documentation } }),
      // Editors compare it with the text in the range, including quotes.
      filterText: `${quote}${place.prefix === '' ? label : (offered.names.find((name) => goesOn(name, place.prefix)) ?? label)}`,
      textEdit: { range: rangeOf(analysis.lines, place.typed), newText },
      ...(hasHoles && { insertTextFormat: InsertTextFormat.Snippet }),
      // The further lines are indented already.
      ...(newText.includes('\n') && { insertTextMode: InsertTextMode.asIs }),
      ...(hasHoles && offered.leadsOn && suggest && { command: suggest }),
    },
  ];
}

/**
 * The documentation with the lines that are inserted if there are several. Editors colour code without a language as
 * their document.
 */
function withPreview(
  { documentation, draft }: Offered,
  { place, analysis: { tree } }: Pick<Context, 'place' | 'analysis'>,
): string | undefined {
  const text = plainOf(draft);
  if (!text.includes('\n') || text.includes('```')) return documentation;
  const margin = tree.format === 'yaml' ? place.column : indentationAt(tree.text, place.typed.start).length;
  const [first, ...others] = text.split(/\r?\n/);
  const lines = [
    first!.trimStart(),
    ...others.map((line) => line.slice(Math.min(margin, line.search(/\S|$/)))),
  ];
  const preview = `\`\`\`\n${lines.join('\n')}\n\`\`\``;
  return documentation === undefined ? preview : `${documentation}\n\n${preview}`;
}

/** Addresses and numbers must start with the typed text, since whoever types one knows it; names may be abbreviated. */
function goesOn(name: string, prefix: string): boolean {
  return distance(name, prefix) !== undefined;
}

/**
 * How well a name matches the typed text: 0 if it starts with it, 1 if it contains it, 2 if it contains its letters in
 * order.
 */
function distance(name: string, prefix: string): number | undefined {
  const [long, short] = [name.toLowerCase(), prefix.toLowerCase()];
  if (/^(?:[\d.:/]+|arn:.*)$/.test(short)) return long.startsWith(short) && long !== short ? 0 : undefined;
  if (long.startsWith(short)) return 0;
  if (long.includes(short)) return 1;
  let at = 0;
  for (const letter of short) {
    at = long.indexOf(letter, at) + 1;
    if (at === 0) return undefined;
  }
  return 2;
}

function plainOf(draft: SnippetDraft): string {
  return draft.map((part) => (typeof part === 'string' ? part : part.placeholder)).join('');
}

/**
 * An empty placeholder at the end is the last stop, so that the next Tab indents. Any other comes before the last stop, since a
 * Tab there would write over it.
 * https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#snippet_syntax
 */
function snippetOf(draft: SnippetDraft): string {
  const final = draft.at(-1);
  const endsInPlaceholder = typeof final === 'object' && final.placeholder === '' && final.link === undefined;
  let last = 0;
  const linked = new Map<string, number>();
  const parts = draft.map((part) => {
    if (typeof part === 'string') return part.replace(/[\\$}]/g, '\\$&');
    const number =
      endsInPlaceholder && part === final ? 0 : (part.link !== undefined && linked.get(part.link)) || ++last;
    if (part.link !== undefined) linked.set(part.link, number);
    if (part.placeholder === '') return number === 0 ? '$0' : `\${${number}}`;
    return `\${${number}:${part.placeholder.replace(/[\\$}]/g, '\\$&')}}`;
  });
  return `${parts.join('')}${endsInPlaceholder ? '' : '$0'}`;
}

/** Sorts matches of the start of a name first and fixes the order, whatever the editor would do with the labels. */
export function sortedItems(items: readonly CompletionItem[], { place }: Context): CompletionItem[] {
  const far = ({ label, filterText = label }: CompletionItem) =>
    Math.min(...[label, filterText.replace(/^["']/, '')].map((name) => distance(name, place.prefix) ?? 3));
  return items
    .toSorted((a, b) => far(a) - far(b))
    .map((item, index) => ({ ...item, sortText: String(index).padStart(4, '0') }));
}
