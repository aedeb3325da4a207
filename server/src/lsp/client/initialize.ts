import { pathToFileURL } from 'node:url';
import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../../protocol.ts';
import { isObject } from './params.ts';

/** What a client sent of its own; whatever has another type than it says counts as not sent. */
export function initializationOptions(sent: unknown): InitializationOptions {
  if (!isObject(sent)) return {};
  const { rulePage, isCfnLintActive, isToolkitActive, schemaLanguages, commands, canCopy, isTrusted } = sent;
  return {
    ...(typeof rulePage === 'string' && { rulePage }),
    ...(typeof isCfnLintActive === 'boolean' && { isCfnLintActive }),
    ...(typeof isToolkitActive === 'boolean' && { isToolkitActive }),
    ...(Array.isArray(schemaLanguages) && { schemaLanguages }),
    ...(Array.isArray(commands) && { commands }),
    ...(typeof canCopy === 'boolean' && { canCopy }),
    ...(typeof isTrusted === 'boolean' && { isTrusted }),
  };
}

/** The URIs of the folders that are open. Clients older than workspace folders name one root. */
export function workspaceFoldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  if (Array.isArray(workspaceFolders)) return urisOf(workspaceFolders);
  if (typeof rootUri === 'string') return [rootUri];
  return typeof rootPath === 'string' ? [pathToFileURL(rootPath).href] : [];
}

/** The URIs of a list of folders, of which a client may send anything. */
export function urisOf(folders: unknown): string[] {
  if (!Array.isArray(folders)) return [];
  return folders.flatMap((folder) => (typeof folder?.uri === 'string' ? [folder.uri] : []));
}
