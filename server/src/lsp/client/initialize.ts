import { pathToFileURL } from 'node:url';
import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../../protocol.ts';
import { isObject } from './params.ts';

/** The client's initialization options; a value of a wrong type counts as absent. */
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

/** The URIs of the open folders. Clients from before workspace folders state one root. */
export function workspaceFoldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  if (Array.isArray(workspaceFolders)) return urisOf(workspaceFolders);
  if (typeof rootUri === 'string') return [rootUri];
  return typeof rootPath === 'string' ? [pathToFileURL(rootPath).href] : [];
}

/** The URIs in a list of folders of any type. */
export function urisOf(folders: unknown): string[] {
  if (!Array.isArray(folders)) return [];
  return folders.flatMap((folder) => (typeof folder?.uri === 'string' ? [folder.uri] : []));
}
