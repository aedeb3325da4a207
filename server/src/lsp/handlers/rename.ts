import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type RenameParams,
  ResponseError,
} from 'vscode-languageserver';
import { mayBeNamedElsewhere, prepareRename, rename } from '../../languageService.ts';
import { all, atPosition, texts } from '../client/params.ts';
import { normalizeUri } from '../client/uris.ts';
import { workspaceEditFor } from '../client/workspaceEdits.ts';
import { requestHandler } from '../session.ts';
import { navigable } from './navigation.ts';

export const onPrepareRename = requestHandler<PrepareRenameParams>(
  atPosition,
  ({ textDocument: { uri }, position }, session) => {
    const state = navigable(session, uri);
    return state && prepareRename(state.analysis, position);
  },
);

export const onRename = requestHandler<RenameParams>(
  all(atPosition, texts('newName')),
  async ({ textDocument: { uri }, position, newName }, session) => {
    const before = navigable(session, uri);
    if (before && mayBeNamedElsewhere(before.analysis, position)) await session.templatesFound();
    const state = navigable(session, uri);
    const edit =
      state &&
      rename(state.analysis, position, newName, {
        document: { uri, version: state.version },
        templates: (words) => session.templatesWith(words, uri),
        isDocument: (from, location) => {
          const named = session.fileNamed(from, location);
          return named !== undefined && normalizeUri(named) === normalizeUri(uri);
        },
      });
    if (!edit) return null;
    if ('refused' in edit) throw new ResponseError(LSPErrorCodes.RequestFailed, edit.refused);
    return workspaceEditFor(session.client, edit);
  },
);
