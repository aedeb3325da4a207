import {
  type ClientCapabilities,
  MarkupKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { FIX_ALL } from '../../languageService.ts';
import { chooseEncoding, type PositionEncoding } from './positions.ts';

/**
 * The one command that the server executes itself: it applies the edit of a code action, for clients that support only
 * commands.
 */
export const APPLY_EDIT_COMMAND = 'vpcLens.applyEdit';

/** The client's capabilities, as far as an answer depends on them. */
export interface ClientFeatures {
  readonly encoding: PositionEncoding;
  /** It pulls diagnostics, and does so again when the server requests a refresh. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  /** It answers `workspace/configuration`. */
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  /** A workspace edit may have `documentChanges`; one with `changes` has no versions and cannot rename files. */
  readonly takesDocumentChanges: boolean;
  readonly renamesFiles: boolean;
  /** It applies edits that the server sends. */
  readonly appliesEdits: boolean;
  /** Code actions may be objects; otherwise they are commands. */
  readonly takesCodeActions: boolean;
  /** It resolves the edit of the code action that the user has chosen. */
  readonly resolvesEdits: boolean;
  readonly nestsSymbols: boolean;
  readonly showsRelatedInformation: boolean;
  readonly hoverFormat: MarkupKind;
  readonly completionFormat: MarkupKind;
  readonly takesSnippets: boolean;
  readonly signatureFormat: MarkupKind;
  /** It requests whether and where a name can be renamed before it requests the rename. */
  readonly preparesRename: boolean;
}

/** A capability that the client does not state, or states with a wrong type, is false. */
export function clientFeatures(capabilities: ClientCapabilities | null | undefined): ClientFeatures {
  const { textDocument, workspace, general } = capabilities ?? {};
  const edit = workspace?.workspaceEdit;
  const takesDocumentChanges = edit?.documentChanges === true;
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    // Findings depend on other files, too. A client that cannot refresh would show outdated ones, so the server pushes
    // them.
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

/**
 * The formats are in the client's order of preference; a client without them predates the field and supports Markdown.
 */
function preferredFormat(formats: unknown): MarkupKind {
  const known = [MarkupKind.Markdown, MarkupKind.PlainText] as const;
  if (!Array.isArray(formats)) return MarkupKind.Markdown;
  return formats.find((format) => known.includes(format)) ?? MarkupKind.Markdown;
}

function includes(list: unknown, value: string): boolean {
  return Array.isArray(list) && list.includes(value);
}

/** The server's capabilities for such a client. */
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
    // These return nothing while the setting `navigation` leaves them to other extensions.
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    signatureHelpProvider: { triggerCharacters: ['[', ','] },
    inlayHintProvider: true,
    documentLinkProvider: {},
    documentSymbolProvider: true,
    // A client that supports only commands does not know the kinds of code actions.
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
