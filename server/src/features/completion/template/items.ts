import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import { penFor, printRow } from '../../../syntax/edit/print.ts';
import { styleOf } from '../../../syntax/edit/style.ts';
import type { Data } from '../../../syntax/edit.ts';
import { rangeOf } from '../../ranges.ts';
import type { Context } from './context.ts';
import type { Suggestion } from './suggestion.ts';

/** A text to be written, in parts: what stands in `hole` may be typed over. */
export type Draft = readonly (string | { readonly hole: string })[];

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
    const label = suggestion.label ?? text.replace(/^"(.*)"$/s, '$1');
    return itemOf(context, {
      label,
      draft: [text],
      names: [label, text],
      kind: suggestion.kind ?? CompletionItemKind.Value,
      detail: suggestion.detail,
      documentation: suggestion.documentation?.markdown,
    });
  });
}

export interface Offered {
  readonly label: string;
  readonly draft: Draft;
  /** What a person may type to get it. */
  readonly names: readonly string[];
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  /** In Markdown. */
  readonly documentation?: string | undefined;
  /** The editor asks for more behind it. */
  readonly goesOn?: boolean;
}

/** None where what is typed begins something else. */
export function itemOf({ place, analysis }: Context, offered: Offered): CompletionItem[] {
  if (!offered.names.some((name) => goesOn(name, place.prefix))) return [];
  const { label, kind, detail, documentation } = offered;
  const lead = place.needsDash ? '- ' : place.needsBlank ? ' ' : '';
  const draft = [lead, ...offered.draft];
  const hasHoles = draft.some((part) => typeof part !== 'string');
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
    },
  ];
}

/** An address or a number is typed by somebody who knows it: only what begins so is offered. Names may be abbreviated. */
function goesOn(name: string, prefix: string): boolean {
  if (prefix === '') return true;
  const [long, short] = [name.toLowerCase(), prefix.toLowerCase()];
  if (/^[\d.:/]+$/.test(prefix) || short.startsWith('arn:')) return long.startsWith(short) && long !== short;
  let at = 0;
  for (const letter of short) {
    at = long.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

export function plainOf(draft: Draft): string {
  return draft.map((part) => (typeof part === 'string' ? part : part.hole)).join('');
}

/** https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#snippet_syntax */
function snippetOf(draft: Draft): string {
  let number = 0;
  const parts = draft.map((part) => {
    if (typeof part === 'string') return part.replace(/[\\$}]/g, '\\$&');
    number++;
    return `\${${number}${part.hole === '' ? '' : `:${part.hole.replace(/[\\$}]/g, '\\$&')}`}}`;
  });
  return `${parts.join('')}$0`;
}

/** The list in its order, whatever an editor makes of the labels. */
export function inOrder(items: readonly CompletionItem[]): CompletionItem[] {
  return items.map((item, index) => ({ ...item, sortText: String(index).padStart(4, '0') }));
}
