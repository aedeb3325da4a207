import {
  type CodeAction,
  type CodeActionParams,
  type Command,
  type ExecuteCommandParams,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  type Analysis,
  type CodeActionRequest,
  codeActions,
  editOfCodeAction,
  planActions,
  testActions,
  unresolvedCodeActions,
} from '../../languageService.ts';
import { offsetAt, positionAt } from '../../syntax/span.ts';
import { APPLY_EDIT_COMMAND, type ClientFeatures } from '../client/capabilities.ts';
import { all, inRange, isObject, texts, wholeNumbers } from '../client/params.ts';
import { normalizeUri } from '../client/uris.ts';
import { workspaceEditFor } from '../client/workspaceEdits.ts';
import { requestHandler, type Session } from '../session.ts';
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
    const { client } = session;
    const before = await session.checkedStateOf(uri);
    if (before?.findings.some(({ remedies }) => remedies.length > 0)) await session.templatesFound();
    const state = await session.checkedStateOf(uri);
    if (!state?.analysis) return null;
    const { analysis, findings, tests, version } = state;
    const only = context.only ?? undefined;
    const request = { range, only, document: { uri, version } };
    const whole = { ...request, ...hostOf(session, uri) };
    const actions = client.resolvesEdits
      ? unresolvedCodeActions(analysis, findings, whole).map((action) =>
          unresolved(action, request, analysis),
        )
      : codeActions(analysis, findings, whole);
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

/** The input of code actions besides the file. */
function hostOf(session: Session, uri: string): Partial<CodeActionRequest> {
  const { client, options } = session;
  return {
    canRename: client.renamesFiles,
    canCopy: options.canCopy === true,
    commands: options.commands ?? [],
    rulePage: options.rulePage,
    templates: (words) => session.templatesWith(words, uri),
    isDocument: (from, location) => {
      const named = session.fileNamed(from, location);
      return named !== undefined && normalizeUri(named) === normalizeUri(uri);
    },
    naming: () => session.filesNaming(uri),
  };
}

/** The request whose result contained the action. Offsets are the same in every encoding. */
interface Unresolved extends MadeFor {
  readonly start: number;
  readonly end: number;
  /** Absent rather than null: Neovim does not send null back. */
  readonly only?: readonly string[];
  readonly index: number;
}

function unresolved(
  action: CodeAction,
  { range, only, document: { uri, version } }: CodeActionRequest,
  { tree, lines }: Analysis,
): CodeAction {
  if (action.data === undefined) return action;
  const [start, end] = [range.start, range.end].map((position) => offsetAt(tree.text, lines, position));
  const data: Unresolved = {
    uri,
    version: version!,
    start: start!,
    end: end!,
    ...(only && { only }),
    index: action.data as number,
  };
  return { ...action, data };
}

export const onResolveCodeAction = requestHandler<CodeAction>(
  all(texts('title'), ({ data }) => {
    if (isComplete(data)) return undefined;
    const isRight =
      isObject(data) &&
      all(texts('uri'), wholeNumbers('version', 'start', 'end', 'index'))(data) === undefined &&
      (data.only === undefined ||
        (Array.isArray(data.only) && data.only.every((one) => typeof one === 'string')));
    return isRight ? undefined : 'needs the data that came with the code action';
  }),
  async (action, session) => {
    if (isComplete(action.data)) return action;
    const { uri, version, start, end, only, index } = action.data as Unresolved;
    // A converted template has another file name, which other files may refer to.
    if (action.kind === 'refactor.rewrite') await session.templatesFound();
    const state = await session.checkedStateOf(uri);
    if (!state?.analysis || state.version !== version)
      throw new ResponseError(LSPErrorCodes.ContentModified, 'The document changed since this was offered.');
    const { analysis, findings } = state;
    const edit = editOfCodeAction(
      analysis,
      findings,
      {
        range: { start: positionAt(analysis.lines, start), end: positionAt(analysis.lines, end) },
        only,
        document: { uri, version },
        ...hostOf(session, uri),
      },
      index,
    );
    if (!edit)
      throw new ResponseError(
        LSPErrorCodes.RequestFailed,
        'The file is written in a way that this edit might break.',
      );
    return { ...action, edit: workspaceEditFor(session.client, edit) };
  },
);

/** VS Code resolves every action without an edit, including those that only have a command. */
function isComplete(data: unknown): boolean {
  return data === undefined || data === null;
}

function actionFor(client: ClientFeatures, action: CodeAction): CodeAction {
  const { diagnostics, edit } = action;
  return {
    ...action,
    ...(diagnostics &&
      !client.showsRelatedInformation && { diagnostics: diagnostics.map(withoutRelatedInformation) }),
    ...(edit && { edit: workspaceEditFor(client, edit) }),
  };
}

/** The document that an edit was computed for, as an argument of `APPLY_EDIT_COMMAND`. */
interface MadeFor {
  readonly uri: string;
  readonly version: number;
}

/**
 * An action as a command: its own, or one that applies its edit; undefined if the client does not apply edits of the
 * server.
 */
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
