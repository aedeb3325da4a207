import type { ClientCapabilities, MarkupKind } from 'vscode-languageserver-protocol';

/**
 * What editors say of themselves in `initialize`, as their sources have it: the parts that an answer of ours depends on,
 * and nothing that they do not say.
 */
export interface EditorClient {
  readonly name: string;
  /** Where it stands. */
  readonly source: string;
  readonly capabilities: ClientCapabilities;
}

const BOTH: MarkupKind[] = ['markdown', 'plaintext'];
const LITERALS = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor'] } } };

/** It asks for the edit of an action when that is chosen. */
const RESOLVES = { dataSupport: true, resolveSupport: { properties: ['edit', 'command'] } };

export const CLIENTS: readonly EditorClient[] = [
  { name: 'minimal', source: 'nothing but what the protocol asks for', capabilities: {} },
  {
    name: 'the first version of the protocol with formats, plain text only',
    source: 'https://microsoft.github.io/language-server-protocol/specifications/specification-3-14/',
    capabilities: {
      textDocument: {
        hover: { contentFormat: ['plaintext'] },
        completion: { completionItem: { documentationFormat: ['plaintext'] } },
        documentSymbol: {},
        codeAction: {},
        publishDiagnostics: {},
      },
      workspace: { applyEdit: true, workspaceEdit: {} },
    },
  },
  {
    name: 'Neovim 0.7',
    source: 'neovim/neovim 5bb2e3f75acd runtime/lua/vim/lsp/protocol.lua, make_client_capabilities',
    capabilities: {
      textDocument: {
        synchronization: { dynamicRegistration: false, willSave: false, didSave: true },
        codeAction: { dynamicRegistration: false, ...LITERALS },
        completion: { completionItem: { snippetSupport: false, documentationFormat: BOTH } },
        definition: { linkSupport: true },
        hover: { dynamicRegistration: false, contentFormat: BOTH },
        documentSymbol: { dynamicRegistration: false, hierarchicalDocumentSymbolSupport: true },
        publishDiagnostics: { relatedInformation: true },
      },
      // It takes documentChanges as well, and does not say so.
      workspace: {
        workspaceFolders: true,
        applyEdit: true,
        workspaceEdit: { resourceOperations: ['rename', 'create', 'delete'] },
      },
    },
  },
  {
    name: 'Neovim 0.11 on Linux',
    source:
      'neovim/neovim runtime/lua/vim/lsp/protocol.lua, make_client_capabilities; watchers are off on Linux',
    capabilities: {
      general: { positionEncodings: ['utf-8', 'utf-16', 'utf-32'] },
      textDocument: {
        diagnostic: { dynamicRegistration: false },
        synchronization: {
          dynamicRegistration: false,
          willSave: true,
          willSaveWaitUntil: true,
          didSave: true,
        },
        codeAction: { dynamicRegistration: true, ...LITERALS, ...RESOLVES, isPreferredSupport: true },
        codeLens: { dynamicRegistration: false },
        completion: { completionItem: { snippetSupport: true, documentationFormat: BOTH } },
        hover: { dynamicRegistration: true, contentFormat: BOTH },
        documentSymbol: { dynamicRegistration: false, hierarchicalDocumentSymbolSupport: true },
        publishDiagnostics: { relatedInformation: true, dataSupport: true },
      },
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: false },
        workspaceFolders: true,
        applyEdit: true,
        workspaceEdit: { resourceOperations: ['rename', 'create', 'delete'] },
        didChangeWatchedFiles: { dynamicRegistration: false, relativePatternSupport: true },
      },
    },
  },
  {
    name: 'Helix',
    source: 'helix-editor/helix 0002bec4aaf2 helix-lsp/src/client.rs, initialize',
    capabilities: {
      general: { positionEncodings: ['utf-8', 'utf-32', 'utf-16'] },
      textDocument: {
        completion: { completionItem: { insertReplaceSupport: true } },
        hover: { contentFormat: ['markdown'] },
        codeAction: { ...LITERALS, isPreferredSupport: true, disabledSupport: true },
        publishDiagnostics: { versionSupport: true },
      },
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: false },
        workspaceFolders: true,
        applyEdit: true,
        executeCommand: { dynamicRegistration: false },
        workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
        didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: false },
      },
    },
  },
  {
    name: 'eglot, without gfm-view-mode',
    source:
      'emacs-mirror/emacs lisp/progmodes/eglot.el, eglot-client-capabilities and eglot--accepted-formats',
    capabilities: {
      general: { positionEncodings: ['utf-32', 'utf-8', 'utf-16'] },
      textDocument: {
        synchronization: {
          dynamicRegistration: false,
          willSave: true,
          willSaveWaitUntil: true,
          didSave: true,
        },
        completion: {
          dynamicRegistration: false,
          completionItem: { snippetSupport: false },
          contextSupport: true,
        },
        hover: { dynamicRegistration: false, contentFormat: ['plaintext'] },
        documentSymbol: { dynamicRegistration: false, hierarchicalDocumentSymbolSupport: true },
        codeAction: { dynamicRegistration: false, ...LITERALS, isPreferredSupport: true },
        diagnostic: { dynamicRegistration: false },
        publishDiagnostics: {
          relatedInformation: false,
          versionSupport: true,
          codeDescriptionSupport: false,
        },
      },
      workspace: {
        applyEdit: true,
        executeCommand: { dynamicRegistration: false },
        workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'delete', 'rename'] },
        didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
        configuration: true,
        workspaceFolders: true,
      },
    },
  },
  {
    name: 'Sublime LSP, without a file watcher',
    source: 'sublimelsp/LSP 0014a4dba074 plugin/core/sessions.py, get_initialize_params',
    capabilities: {
      textDocument: {
        synchronization: {
          dynamicRegistration: true,
          didSave: true,
          willSave: true,
          willSaveWaitUntil: true,
        },
        hover: { dynamicRegistration: true, contentFormat: BOTH },
        completion: { completionItem: { snippetSupport: true, documentationFormat: BOTH } },
        documentSymbol: { dynamicRegistration: true, hierarchicalDocumentSymbolSupport: true },
        codeAction: { dynamicRegistration: true, ...LITERALS, disabledSupport: true },
        publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
        codeLens: { dynamicRegistration: true },
      },
      workspace: {
        applyEdit: true,
        didChangeConfiguration: { dynamicRegistration: true },
        executeCommand: {},
        workspaceEdit: { documentChanges: true, failureHandling: 'abort' },
        workspaceFolders: true,
        configuration: true,
        codeLens: { refreshSupport: true },
      },
    },
  },
  {
    name: 'Visual Studio Code',
    source:
      'vscode-languageclient 11.0.0 lib/common: computeClientCapabilities and fillClientCapabilities of each feature',
    capabilities: {
      general: { positionEncodings: ['utf-16'] },
      textDocument: {
        diagnostic: {
          dynamicRegistration: true,
          relatedDocumentSupport: false,
          relatedInformation: true,
          codeDescriptionSupport: true,
        },
        hover: { dynamicRegistration: true, contentFormat: BOTH },
        completion: { completionItem: { snippetSupport: true, documentationFormat: BOTH } },
        documentSymbol: { dynamicRegistration: true, hierarchicalDocumentSymbolSupport: true },
        codeAction: { dynamicRegistration: true, ...LITERALS, ...RESOLVES, isPreferredSupport: true },
        codeLens: { dynamicRegistration: true },
        publishDiagnostics: { relatedInformation: true, versionSupport: false, codeDescriptionSupport: true },
      },
      workspace: {
        applyEdit: true,
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
        workspaceFolders: true,
        workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
        codeLens: { refreshSupport: true },
        diagnostics: { refreshSupport: true },
      },
    },
  },
];
