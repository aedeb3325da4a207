import {
  type CompletionItem,
  type CompletionParams,
  CompletionTriggerKind,
  MarkupContent,
} from 'vscode-languageserver';
import { completion } from '../../languageService.ts';
import { atPosition } from '../client/params.ts';
import { inFormat } from '../client/plainText.ts';
import { requestHandler } from '../session.ts';

export const onCompletion = requestHandler<CompletionParams>(
  atPosition,
  ({ textDocument: { uri }, position, context }, session) => {
    const state = session.stateOf(uri);
    if (!state) return null;
    const isTyped = context?.triggerKind === CompletionTriggerKind.TriggerCharacter;
    const items = completion(state.analysis, position, {
      areKeysDescribed: session.hasSchema(uri),
      now: Date.now(),
      hasSnippets: session.client.takesSnippets,
      isGeneralElsewhere: session.configuration.defersToToolkit(),
      outputs: (path) => session.outputsOf(uri, path),
      exports: () => session.exportsFor(uri),
      templates: () => session.templatesWith(['AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup'], uri),
      trigger: isTyped ? context?.triggerCharacter : undefined,
    }).map((item): CompletionItem => {
      const { documentation } = item;
      if (!MarkupContent.is(documentation)) return item;
      return { ...item, documentation: inFormat(documentation, session.client.completionFormat) };
    });
    // Editors filter by the letters of a name; a number matches only if it starts with the typed digits.
    const isIncomplete = items.some(({ filterText = '' }) => /^["']?\d/.test(filterText));
    return isIncomplete ? { isIncomplete, items } : items;
  },
);
