import { isSettingsName, type Steps, type Workspace } from '../../languageService.ts';
import type { DocumentStates } from '../documents/documentStates.ts';
import type { Invalidation } from '../documents/invalidation.ts';
import { inIdleSlices } from '../documents/slices.ts';
import type { Quiet } from '../quiet.ts';
import type { Configuration } from './configuration.ts';
import type { FileChange } from './timeStamps.ts';
import type { WorkspaceTemplates } from './workspaceTemplates.ts';

export interface FileChangesHost {
  readonly workspace: Pick<Workspace, 'forget' | 'refresh'>;
  readonly states: Pick<DocumentStates, 'siblingChanged' | 'besideChanged'>;
  readonly templates: Pick<WorkspaceTemplates, 'invalidate'>;
  readonly configuration: Pick<Configuration, 'forgetFiles' | 'isParameterFile' | 'isInventory'>;
  readonly invalidation: Pick<Invalidation, 'textsChanged' | 'invalidateAll'>;
  readonly quiet: Pick<Quiet, 'idle'>;
  readonly onError: (error: unknown) => void;
}

/** Invalidates answers when files on disk change, or texts in the client that other documents depend on. */
export function createFileChanges({
  workspace,
  states,
  templates,
  configuration,
  invalidation,
  quiet,
  onError,
}: FileChangesHost) {
  function invalidate(areSettings: boolean): void {
    if (!areSettings) {
      invalidation.textsChanged();
      return;
    }
    configuration.forgetFiles();
    invalidation.invalidateAll();
  }

  function* readAgain(changes: readonly FileChange[]): Steps<void> {
    for (const { path } of changes) {
      workspace.refresh(path);
      states.siblingChanged(path);
      states.besideChanged(path);
      yield;
    }
    if (changes.some(({ isCreatedOrDeleted }) => isCreatedOrDeleted)) templates.invalidate();
    const decides = ({ path }: FileChange) =>
      isSettingsName(path) || configuration.isParameterFile(path) || configuration.isInventory(path);
    invalidate(changes.some(decides));
  }

  return {
    /** To check out another branch changes hundreds of templates, and to read them takes seconds, in which people type. */
    onDisk(changes: readonly FileChange[]): void {
      if (changes.length > 0) inIdleSlices(readAgain(changes), quiet).catch(onError);
    },
    /** The client's text of a path was opened, edited or closed. */
    inClient(path: string): void {
      workspace.forget(path);
      states.besideChanged(path);
      invalidate(configuration.isParameterFile(path));
    },
  };
}
