import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import type { CursorContext } from '../../syntax/place/place.ts';
import { rangeOf } from '../ranges.ts';

/** Adds the commas that JSON needs: one after the inserted text, one after the value before it. */
export function withCommas(
  items: readonly CompletionItem[],
  { lacksCommaAt, lacksCommaBehind }: CursorContext,
  { lines }: Analysis,
): readonly CompletionItem[] {
  if (lacksCommaAt === undefined && !lacksCommaBehind) return items;
  const before: readonly TextEdit[] =
    lacksCommaAt === undefined
      ? []
      : [{ range: rangeOf(lines, { start: lacksCommaAt, end: lacksCommaAt }), newText: ',' }];
  return items.map((item) => {
    const textEdit = item.textEdit as TextEdit;
    const newText = lacksCommaBehind ? textEdit.newText.replace(/(?:\$0)?$/, ',$&') : textEdit.newText;
    return {
      ...item,
      textEdit: { ...textEdit, newText },
      ...(before.length > 0 && { additionalTextEdits: [...before] }),
    };
  });
}
