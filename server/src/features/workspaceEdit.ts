import type { TextEdit as LspTextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { TextEdit } from '../syntax/edit.ts';
import type { LineStarts } from '../syntax/span.ts';
import { rangeOf } from './ranges.ts';

/** The version of a document that edits are made for. */
export interface DocumentVersion {
  readonly uri: string;
  /** Editors refuse edits for an older version; null if the document is not open. */
  readonly version: number | null;
}

/** Edits by offsets as edits by positions, in their order. */
export function lspTextEdits(lines: LineStarts, edits: readonly TextEdit[]): LspTextEdit[] {
  return edits.map(({ span, text }) => ({ range: rangeOf(lines, span), newText: text }));
}

/** Edits of one document, whose lines are `lines`. */
export function workspaceEdit(
  lines: LineStarts,
  edits: readonly TextEdit[],
  { uri, version }: DocumentVersion,
): WorkspaceEdit {
  return { documentChanges: [{ textDocument: { uri, version }, edits: lspTextEdits(lines, edits) }] };
}
