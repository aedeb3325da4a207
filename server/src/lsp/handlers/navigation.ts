import type { ReferenceParams, TextDocumentPositionParams } from 'vscode-languageserver';
import { definition, documentHighlights, references } from '../../languageService.ts';
import { all, atPosition, isObject } from '../client/params.ts';
import { requestHandler, type Session } from '../session.ts';

/** The document's analysis if the setting enables navigation; it is left to other extensions otherwise. */
export function navigable(session: Session, uri: string) {
  return session.configuration.wantsNavigation() ? session.stateOf(uri) : undefined;
}

export const onDefinition = requestHandler<TextDocumentPositionParams>(
  atPosition,
  ({ textDocument: { uri }, position }, session) => {
    const state = navigable(session, uri);
    return state && definition(state.analysis, position).map((range) => ({ uri, range }));
  },
);

export const onReferences = requestHandler<ReferenceParams>(
  all(atPosition, ({ context }) =>
    isObject(context) ? undefined : 'needs a context with includeDeclaration',
  ),
  ({ textDocument: { uri }, position, context }, session) => {
    const state = navigable(session, uri);
    const ranges = state && references(state.analysis, position, context.includeDeclaration === true);
    return ranges?.map((range) => ({ uri, range }));
  },
);

export const onDocumentHighlight = requestHandler<TextDocumentPositionParams>(
  atPosition,
  ({ textDocument: { uri }, position }, session) => {
    const state = navigable(session, uri);
    return state && documentHighlights(state.analysis, position);
  },
);
