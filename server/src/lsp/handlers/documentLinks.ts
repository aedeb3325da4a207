import type { DocumentLinkParams } from 'vscode-languageserver';
import { documentLinks } from '../../languageService.ts';
import { inDocument } from '../client/params.ts';
import { requestHandler } from '../session.ts';

export const onDocumentLink = requestHandler<DocumentLinkParams>(
  inDocument,
  ({ textDocument: { uri } }, session) => {
    const state = session.stateOf(uri);
    return (
      state &&
      documentLinks(state.analysis, {
        fileAt: (path) => session.fileNamed(uri, path),
        parameterFiles: session.configuration.parameterFilesOf(uri),
      })
    );
  },
);
