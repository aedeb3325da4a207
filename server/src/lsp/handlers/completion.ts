import { type CompletionItem, type CompletionParams, MarkupContent } from 'vscode-languageserver';
import { completion } from '../../languageService.ts';
import { atPosition } from '../params.ts';
import { inFormat } from '../plainText.ts';
import { requestHandler } from '../session.ts';

export const onCompletion = requestHandler<CompletionParams>(
  atPosition,
  ({ textDocument: { uri }, position }, session) => {
    const state = session.stateOf(uri);
    const options = { areKeysDescribed: session.hasSchema(uri), now: Date.now() };
    const items = state && completion(state.analysis, position, options);
    return items?.map((item): CompletionItem => {
      const { documentation } = item;
      if (!MarkupContent.is(documentation)) return item;
      return { ...item, documentation: inFormat(documentation, session.client.completionFormat) };
    });
  },
);
