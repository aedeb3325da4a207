import {
  type CodeAction,
  type CodeActionParams,
  type Command,
  type ExecuteCommandParams,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { codeActions, planActions, testActions } from '../../languageService.ts';
import { APPLY_EDIT_COMMAND, type ClientFeatures } from '../client/capabilities.ts';
import { all, inRange, isObject, texts } from '../client/params.ts';
import { workspaceEditFor } from '../client/workspaceEdits.ts';
import { requestHandler } from '../session.ts';
import { lensHost } from './codeLens.ts';
import { withoutRelatedInformation } from './diagnostics.ts';

const hasContext = all(
  inRange,
  ({ context }) => (isObject(context) ? undefined : 'needs a context'),
  ({ context }) => {
    const { only } = context as { only?: unknown };
    const isRight =
      (only ?? undefined) === undefined ||
      (Array.isArray(only) && only.every((kind) => typeof kind === 'string'));
    return isRight ? undefined : 'needs context.only, where it is there, to be a list of kinds';
  },
);

export const onCodeAction = requestHandler<CodeActionParams>(
  hasContext,
  async ({ textDocument: { uri }, range, context }, session) => {
    const { client, options } = session;
    const before = await session.checkedStateOf(uri);
    if (before?.findings.some(({ remedies }) => remedies.length > 0)) await session.templatesFound();
    const state = await session.checkedStateOf(uri);
    if (!state?.analysis) return null;
    const { analysis, findings, tests, version } = state;
    const only = context.only ?? undefined;
    const actions = codeActions(analysis, findings, {
      range,
      only,
      document: { uri, version },
      canRename: client.renamesFiles,
      canCopy: options.canCopy === true,
      commands: options.commands ?? [],
      rulePage: options.rulePage,
      templates: (words) => session.templatesWith(words, uri),
    });
    const wantsFixes = only === undefined || only.includes('quickfix');
    const opened = wantsFixes
      ? tests.flatMap((text) => testActions(analysis, text.results, text, range, { uri, version }))
      : [];
    const wantsPlans = only === undefined || only.includes('refactor');
    const plans = wantsPlans ? planActions(analysis, lensHost(session, uri), range) : [];
    const offered = [...opened, ...actions, ...plans].map((action) => actionFor(client, action));
    return client.takesCodeActions
      ? offered
      : offered.flatMap((action) => commandOf(client, action, { uri, version }));
  },
);

function actionFor(client: ClientFeatures, action: CodeAction): CodeAction {
  const { diagnostics, edit } = action;
  return {
    ...action,
    ...(diagnostics &&
      !client.showsRelatedInformation && { diagnostics: diagnostics.map(withoutRelatedInformation) }),
    ...(edit && { edit: workspaceEditFor(client, edit) }),
  };
}

/** The document that an edit was made for, as `APPLY_EDIT_COMMAND` takes it. */
interface MadeFor {
  readonly uri: string;
  readonly version: number;
}

/** An action as a command: its own, or the one that applies its edit; none where the client lets no server edit. */
function commandOf(client: ClientFeatures, { title, edit, command }: CodeAction, made: MadeFor): Command[] {
  if (command) return [command];
  if (!edit || !client.appliesEdits) return [];
  return [{ title, command: APPLY_EDIT_COMMAND, arguments: [title, edit, made.uri, made.version] }];
}

export const onExecuteCommand = requestHandler<ExecuteCommandParams>(
  all(texts('command'), ({ command, arguments: given }) => {
    if (command !== APPLY_EDIT_COMMAND) return 'needs a command that the server has';
    const [title, edit, uri, version] = Array.isArray(given) ? given : [];
    const isRight =
      typeof title === 'string' && isObject(edit) && typeof uri === 'string' && typeof version === 'number';
    return isRight ? undefined : 'needs the arguments that came with the code action';
  }),
  async ({ arguments: given }, session) => {
    const [title, edit, uri, version] = given as [string, WorkspaceEdit, string, number];
    if (session.documents.get(uri)?.version !== version)
      throw new ResponseError(LSPErrorCodes.ContentModified, 'The document changed since this was offered.');
    if (!(await session.applyEdit(title, edit)))
      throw new ResponseError(LSPErrorCodes.RequestFailed, 'The editor did not apply the edit.');
    return null;
  },
);
