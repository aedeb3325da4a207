import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { styleOf } from '../../../../syntax/edit/style.ts';
import { entriesOf, type Node, valueAt } from '../../../../syntax/tree.ts';
import type { Context } from '../context.ts';
import { itemOf, type SnippetDraft } from '../items.ts';

/** How the value of an entry starts. */
export type ValueKind = 'text' | 'list' | 'mapping';

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
      }),
    );
}

function entryDraft({ analysis, place }: Context, name: string, kind: ValueKind): SnippetDraft {
  const isJson = analysis.tree.format === 'json';
  const key = isJson ? JSON.stringify(name) : name;
  if (place.hasColon) return [key];
  if (isJson || place.isFlow) {
    const [open, close] = { text: isJson ? ['"', '"'] : ['', ''], list: ['[', ']'], mapping: ['{', '}'] }[
      kind
    ];
    return [`${key}: ${open}`, { hole: '' }, close!];
  }
  if (kind === 'text') return [`${key}: `, { hole: '' }];
  const style = styleOf(analysis.tree);
  const deeper = `${style.lineBreak()}${' '.repeat(place.column + style.unit())}`;
  return [`${key}:${deeper}${kind === 'list' ? '- ' : ''}`, { hole: '' }];
}
