import type { HoverParams, MarkupContent } from 'vscode-languageserver';
import { hover } from '../../languageService.ts';
import { atPosition } from '../client/params.ts';
import { inFormat } from '../client/plainText.ts';
import { requestHandler } from '../session.ts';

export const onHover = requestHandler<HoverParams>(
  atPosition,
  ({ textDocument: { uri }, position }, session) => {
    const state = session.stateOf(uri);
    const { commands = [] } = session.options;
    const options = {
      areKeysDescribed: session.hasSchema(uri),
      isGeneralElsewhere: session.configuration.defersToToolkit(),
      commands,
      now: Date.now(),
    };
    const shown = state && hover(state.analysis, position, options);
    if (!shown) return null;
    return { ...shown, contents: inFormat(shown.contents as MarkupContent, session.client.hoverFormat) };
  },
);
