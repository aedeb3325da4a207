import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver-types';
import { isDataMapping, penFor, printRow } from '../../../syntax/edit/print.ts';
import { styleOf } from '../../../syntax/edit/style.ts';
import type { Data } from '../../../syntax/edit.ts';
import { rangeOf } from '../../ranges.ts';
import type { Context } from './context.ts';
import type { Suggestion } from './values/suggestion.ts';

/** A text to be written, in parts: what stands in `hole` may be typed over, that of equal links together. */
export type SnippetDraft = readonly (string | { readonly hole: string; readonly link?: string })[];

/** A value as it is written at the place. */
export function written({ analysis, place }: Context, value: Data): string {
  const { tree } = analysis;
  const pen = penFor(tree.format, styleOf(tree), undefined);
  // Outside of brackets a text may have more letters without quotes, and brackets are read everywhere.
  return printRow(
    value,
    place.quote !== '' && typeof value === 'string' ? { ...pen, quote: QUOTES[place.quote] } : pen,
  );
}

const QUOTES = { '"': 'double', "'": 'single' } as const;

/** Values as the items of a list, those alone that go on as the typed text begins. */
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

/** The long name of a function's call, which a person may type for it. */
function callName(value: Data): readonly string[] {
  return isDataMapping(value) ? Object.keys(value).slice(0, 1) : [];
}

export interface Offered {
  readonly label: string;
  readonly draft: SnippetDraft;
  /** What a person may type to get it. */
  readonly names: readonly string[];
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  /** In Markdown. */
  readonly documentation?: string | undefined;
}

/** None where what is typed begins something else. */
export function itemOf({ place, analysis, hasSnippets }: Context, offered: Offered): CompletionItem[] {
  if (!offered.names.some((name) => goesOn(name, place.prefix))) return [];
  const { label, kind, detail, documentation } = offered;
  const lead = place.needsDash ? '- ' : place.needsBlank ? ' ' : '';
  const draft = [lead, ...offered.draft];
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
      // Editors compare it with what stands in the range, quotes and all.
      filterText: `${quote}${place.prefix === '' ? label : (offered.names.find((name) => goesOn(name, place.prefix)) ?? label)}`,
      textEdit: { range: rangeOf(analysis.lines, place.typed), newText },
      ...(hasHoles && { insertTextFormat: InsertTextFormat.Snippet }),
      // Further lines have their indentation.
      ...(newText.includes('\n') && { insertTextMode: InsertTextMode.asIs }),
    },
  ];
}

/** An address or a number is typed by somebody who knows it: only what begins so is offered. Names may be abbreviated. */
function goesOn(name: string, prefix: string): boolean {
  return distance(name, prefix) !== undefined;
}

/** How far a name is from what is typed: 0 where it begins so, 1 where it has it, 2 where it has its letters. */
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
  return draft.map((part) => (typeof part === 'string' ? part : part.hole)).join('');
}

/** https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#snippet_syntax */
function snippetOf(draft: SnippetDraft): string {
  let last = 0;
  const linked = new Map<string, number>();
  const parts = draft.map((part) => {
    if (typeof part === 'string') return part.replace(/[\\$}]/g, '\\$&');
    const number = (part.link !== undefined && linked.get(part.link)) || ++last;
    if (part.link !== undefined) linked.set(part.link, number);
    return `\${${number}${part.hole === '' ? '' : `:${part.hole.replace(/[\\$}]/g, '\\$&')}`}}`;
  });
  return `${parts.join('')}$0`;
}

/** The list in its order, the names first that begin as what is typed does, whatever an editor makes of the labels. */
export function sortedItems(items: readonly CompletionItem[], { place }: Context): CompletionItem[] {
  const far = ({ label, filterText = label }: CompletionItem) =>
    Math.min(...[label, filterText.replace(/^["']/, '')].map((name) => distance(name, place.prefix) ?? 3));
  return items
    .toSorted((a, b) => far(a) - far(b))
    .map((item, index) => ({ ...item, sortText: String(index).padStart(4, '0') }));
}
