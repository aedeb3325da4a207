import { TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { ClientFeatures } from './capabilities.ts';

/**
 * An edit in the form that the client supports. `changes` has no versions, so a client without `documentChanges` cannot
 * verify that an edit is for the text that it has; it is offered no action that renames files.
 */
export function workspaceEditFor(
  { takesDocumentChanges }: Pick<ClientFeatures, 'takesDocumentChanges'>,
  edit: WorkspaceEdit,
): WorkspaceEdit {
  if (takesDocumentChanges || !edit.documentChanges) return edit;
  return {
    changes: Object.fromEntries(
      edit.documentChanges
        .filter((change) => TextDocumentEdit.is(change))
        .map(({ textDocument, edits }) => [textDocument.uri, edits]),
    ),
  } as WorkspaceEdit;
}
