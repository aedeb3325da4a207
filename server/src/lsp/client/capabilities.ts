import {
  type ClientCapabilities,
  MarkupKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { FIX_ALL } from '../../languageService.ts';
import { chooseEncoding, type PositionEncoding } from './positions.ts';

/** The one command that the server runs itself: the edit of a code action, for clients that know only commands. */
export const APPLY_EDIT_COMMAND = 'vpcLens.applyEdit';

/** What a client can do, as far as an answer depends on it. */
export interface ClientFeatures {
  readonly encoding: PositionEncoding;
  /** It asks for diagnostics, and does so again when it is told to. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  /** It answers `workspace/configuration`. */
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  /** A workspace edit may have `documentChanges`; one with `changes` has no versions and renames nothing. */
  readonly takesDocumentChanges: boolean;
  readonly renamesFiles: boolean;
  /** It applies the edits that a server sends by itself. */
  readonly appliesEdits: boolean;
  /** Code actions may be objects; otherwise they are commands. */
  readonly takesCodeActions: boolean;
  /** It asks for the edit of a code action when its user has chosen it. */
  readonly resolvesEdits: boolean;
  readonly nestsSymbols: boolean;
  readonly showsRelatedInformation: boolean;
  readonly hoverFormat: MarkupKind;
  readonly completionFormat: MarkupKind;
  readonly takesSnippets: boolean;
  readonly signatureFormat: MarkupKind;
  /** It asks whether and where a name can be renamed, before it asks for a new one. */
  readonly preparesRename: boolean;
}

/** Whatever a client does not say, it cannot do; wrong types count as not said. */
export function clientFeatures(capabilities: ClientCapabilities | null | undefined): ClientFeatures {
  const { textDocument, workspace, general } = capabilities ?? {};
  const edit = workspace?.workspaceEdit;
  const takesDocumentChanges = edit?.documentChanges === true;
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    // Findings rest on other files too. A client that cannot be told to ask again would show old ones, so it is sent them.
    pullsDiagnostics:
      typeof textDocument?.diagnostic === 'object' && workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    takesDocumentChanges,
    renamesFiles: takesDocumentChanges && includes(edit?.resourceOperations, 'rename'),
    appliesEdits: workspace?.applyEdit === true,
    takesCodeActions: typeof textDocument?.codeAction?.codeActionLiteralSupport === 'object',
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      includes(textDocument.codeAction.resolveSupport?.properties, 'edit'),
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    showsRelatedInformation:
      textDocument?.publishDiagnostics?.relatedInformation === true ||
      textDocument?.diagnostic?.relatedInformation === true,
    hoverFormat: preferredFormat(textDocument?.hover?.contentFormat),
    completionFormat: preferredFormat(textDocument?.completion?.completionItem?.documentationFormat),
    signatureFormat: preferredFormat(textDocument?.signatureHelp?.signatureInformation?.documentationFormat),
    preparesRename: textDocument?.rename?.prepareSupport === true,
    takesSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
  };
}

/** The formats stand in the client's order of preference; one that names none predates them and has Markdown. */
function preferredFormat(formats: unknown): MarkupKind {
  const known = [MarkupKind.Markdown, MarkupKind.PlainText] as const;
  if (!Array.isArray(formats)) return MarkupKind.Markdown;
  return formats.find((format) => known.includes(format)) ?? MarkupKind.Markdown;
}

function includes(list: unknown, value: string): boolean {
  return Array.isArray(list) && list.includes(value);
}

/** What the server offers to such a client. */
export function serverCapabilities(client: ClientFeatures): ServerCapabilities {
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: {
        identifier: 'vpc-lens',
        interFileDependencies: true,
        workspaceDiagnostics: false,
      },
    }),
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['"', "'", ' ', ':', '!', '.', '{'] },
    // They answer nothing while the setting `navigation` leaves that to others.
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    signatureHelpProvider: { triggerCharacters: ['[', ','] },
    inlayHintProvider: true,
    documentLinkProvider: {},
    documentSymbolProvider: true,
    // A client that knows only commands does not know the kinds of actions either.
    codeActionProvider: !client.takesCodeActions || {
      codeActionKinds: ['quickfix', 'refactor', FIX_ALL],
      ...(client.resolvesEdits && { resolveProvider: true }),
    },
    ...(!client.takesCodeActions &&
      client.appliesEdits && { executeCommandProvider: { commands: [APPLY_EDIT_COMMAND] } }),
    codeLensProvider: {},
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
