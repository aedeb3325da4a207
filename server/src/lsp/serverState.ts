import type { InitializationOptions } from '../protocol.ts';
import { type ClientFeatures, clientFeatures } from './client/capabilities.ts';
import { initializationOptions } from './client/initialize.ts';
import { isPath, normalizeUri } from './client/uris.ts';

/** The state of the protocol; requests are answered only while it is `running`. */
export type Phase = 'uninitialized' | 'running' | 'shutDown';

/** What the server knows of its client. `initialize` sets all of it; the folders and settings change later, too. */
export interface ServerState {
  phase: Phase;
  client: ClientFeatures;
  options: InitializationOptions;
  /** The URIs of the workspace's folders. */
  folders: readonly string[];
  /** Resolves when the editor's settings are known; nothing is analyzed before that. */
  configured: Promise<unknown>;
}

export function initialState(): ServerState {
  return {
    phase: 'uninitialized',
    client: clientFeatures(undefined),
    options: initializationOptions(undefined),
    folders: [],
    configured: Promise.resolve(),
  };
}

/** The paths of the workspace's folders that are on a disk. */
export function openedFolders({ folders }: Pick<ServerState, 'folders'>): readonly string[] {
  return folders.map(normalizeUri).filter(isPath);
}
