import {
  type CompletionItem,
  type CompletionParams,
  CompletionTriggerKind,
  MarkupContent,
  type Position,
} from 'vscode-languageserver';
import {
  completion,
  formatOfLanguage,
  isNetworkTestName,
  isSettingsName,
  newFileCompletion,
} from '../../languageService.ts';
import { SUGGEST_COMMAND } from '../../protocol.ts';
import { atPosition } from '../client/params.ts';
import { inFormat } from '../client/plainText.ts';
import { requestHandler, type Session } from '../session.ts';

export const onCompletion = requestHandler<CompletionParams>(
  atPosition,
  ({ textDocument: { uri }, position, context }, session) => {
    const state = session.stateOf(uri);
    const isTyped = context?.triggerKind === CompletionTriggerKind.TriggerCharacter;
    const trigger = isTyped ? context?.triggerCharacter : undefined;
    if (!state) return inNewFile(uri, position, trigger, session);
    const items = completion(state.analysis, position, {
      areKeysDescribed: session.hasSchema(uri),
      now: Date.now(),
      hasSnippets: session.client.takesSnippets,
      ...(session.options.commands?.includes(SUGGEST_COMMAND) && {
        suggest: { title: 'Suggest', command: SUGGEST_COMMAND },
      }),
      isGeneralElsewhere: session.configuration.defersToToolkit(),
      outputs: (path) => session.outputsOf(uri, path),
      exports: () => session.exportsFor(uri),
      templates: () => session.templatesWith(['AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup'], uri),
      trigger,
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

/** In a file that is nothing yet. */
function inNewFile(
  uri: string,
  position: Position,
  trigger: string | undefined,
  { documents, configuration, client }: Session,
): readonly CompletionItem[] | null {
  const document = documents.get(uri);
  const format = document && formatOfLanguage(document.languageId);
  const isOthers = isNetworkTestName(uri) || isSettingsName(uri) || configuration.defersToToolkit();
  if (!format || isOthers || !configuration.forDocument(uri)) return null;
  return newFileCompletion(document.getText(), format, position, {
    hasSnippets: client.takesSnippets,
    trigger,
  });
}
