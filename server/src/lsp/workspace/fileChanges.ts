import { isSettingsName, type Workspace } from '../../languageService.ts';
import type { DocumentStates } from '../documents/documentStates.ts';
import type { Invalidation } from '../documents/invalidation.ts';
import type { Configuration } from './configuration.ts';
import type { FileChange } from './timeStamps.ts';
import type { WorkspaceTemplates } from './workspaceTemplates.ts';

export interface FileChangesHost {
  readonly workspace: Pick<Workspace, 'forget'>;
  readonly states: Pick<DocumentStates, 'siblingChanged' | 'besideChanged'>;
  readonly templates: Pick<WorkspaceTemplates, 'invalidate'>;
  readonly configuration: Pick<Configuration, 'forgetFiles' | 'isParameterFile' | 'isInventory'>;
  readonly invalidation: Pick<Invalidation, 'textsChanged' | 'invalidateAll'>;
}

/** Invalidates answers when files on disk change, or texts in the client that other documents depend on. */
export function createFileChanges({
  workspace,
  states,
  templates,
  configuration,
  invalidation,
}: FileChangesHost) {
  function invalidate(areSettings: boolean): void {
    if (!areSettings) {
      invalidation.textsChanged();
      return;
    }
    configuration.forgetFiles();
    invalidation.invalidateAll();
  }

  return {
    onDisk(changes: readonly FileChange[]): void {
      if (changes.length === 0) return;
      for (const { path, isCreatedOrDeleted } of changes) {
        workspace.forget(path);
        states.siblingChanged(path);
        states.besideChanged(path);
        if (isCreatedOrDeleted) templates.invalidate();
      }
      const decides = ({ path }: FileChange) =>
        isSettingsName(path) || configuration.isParameterFile(path) || configuration.isInventory(path);
      invalidate(changes.some(decides));
    },
    /** The client's text of a path was opened, edited or closed. */
    inClient(path: string): void {
      workspace.forget(path);
      states.besideChanged(path);
      invalidate(configuration.isParameterFile(path));
    },
  };
}
