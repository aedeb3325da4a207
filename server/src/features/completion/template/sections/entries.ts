import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { styleOf } from '../../../../syntax/edit/style.ts';
import { lineStartOf } from '../../../../syntax/lines.ts';
import { entriesOf, type Node, valueAt } from '../../../../syntax/tree.ts';
import type { Context } from '../context.ts';
import { itemOf, type SnippetDraft, written } from '../items.ts';

/** How the value of an entry starts, or the only value that it can have. `choice` is a text of which some are suggested. */
export type ValueKind = 'text' | 'choice' | 'list' | 'mapping' | { readonly only: string };

/** The entries with those names that the mapping at the place does not have yet. */
export function namedEntries(
  context: Context,
  names: readonly string[],
  kindOf: (name: string) => ValueKind,
): CompletionItem[] {
  const { analysis, place, path } = context;
  const keys = path.flatMap((step) => (typeof step === 'string' ? [step] : []));
  const mapping: Node | undefined =
    keys.length === 0 ? analysis.tree.root : valueAt(analysis.tree.root, ...keys);
  const there = new Set(
    entriesOf(mapping).flatMap(({ key }) => (key.start === place.typed.start ? [] : [key.text])),
  );
  return names
    .filter((name) => !there.has(name))
    .flatMap((name) =>
      itemOf(context, {
        label: name,
        names: [name],
        kind: CompletionItemKind.Keyword,
        draft: entryDraft(context, name, kindOf(name)),
        leadsOn: kindOf(name) === 'choice',
      }),
    );
}

/** The key, and how its value starts, with the cursor there. */
export function entryDraft(context: Context, name: string, kind: ValueKind): SnippetDraft {
  const { analysis, place } = context;
  const isJson = analysis.tree.format === 'json';
  const key = isJson ? JSON.stringify(name) : name;
  if (place.hasColon) return [key];
  if (typeof kind === 'object')
    return [`${key}: ${written({ ...context, place: { ...place, quote: '' } }, kind.only)}`];
  if (isJson || place.isFlow) {
    const [open, close] = BRACKETS[kind];
    const quote = isJson && open === '' ? '"' : '';
    const [inner, outer] = kind === 'mapping' ? linesWithin(context) : ['', ''];
    return [`${key}: ${quote}${open}${inner}`, { placeholder: '' }, `${outer}${close}${quote}`];
  }
  if (kind === 'text' || kind === 'choice') return [`${key}: `, { placeholder: '' }];
  const style = styleOf(analysis.tree);
  const deeper = `${style.lineBreak()}${' '.repeat(place.column + style.unit())}`;
  return [`${key}:${deeper}${kind === 'list' ? '- ' : ''}`, { placeholder: '' }];
}

const BRACKETS = { text: ['', ''], choice: ['', ''], list: ['[', ']'], mapping: ['{', '}'] } as const;

/** The line breaks and indentation between the braces of a new entry, in JSON that has an entry a line; else empty texts. */
function linesWithin({ analysis, place }: Context): readonly [inner: string, outer: string] {
  const { text, format } = analysis.tree;
  const style = styleOf(analysis.tree);
  const own = text.slice(lineStartOf(text, place.typed.start), place.typed.start);
  if (format !== 'json' || own.trim() !== '' || !style.tallMappings()) return ['', ''];
  const outer = `${style.lineBreak()}${own}`;
  return [`${outer}${style.step()}`, outer];
}
