import { TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { ClientFeatures } from './capabilities.ts';

/**
 * An edit in the form that the client takes. `changes` has no versions, so that a client without `documentChanges` cannot
 * tell whether an edit is for the text that it has; nothing that renames files is offered to one.
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
