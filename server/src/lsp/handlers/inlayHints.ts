import type { InlayHintParams } from 'vscode-languageserver';
import { inlayHints } from '../../languageService.ts';
import { inRange } from '../client/params.ts';
import { requestHandler } from '../session.ts';

export const onInlayHint = requestHandler<InlayHintParams>(
  inRange,
  ({ textDocument: { uri }, range }, session) => {
    const state = session.configuration.showsHints() ? session.stateOf(uri) : undefined;
    return state && inlayHints(state.analysis, range);
  },
);
