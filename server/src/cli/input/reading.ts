import { diskAround } from '../../files/disk.ts';
import { readText } from '../../files/readFile.ts';
import { mayName } from '../../files/repository.ts';
import {
  createWorkspace,
  isInventoryName,
  type ReadOptions,
  type Settings,
  surroundingsOf,
  usesNothing,
} from '../../languageService.ts';
import { type InventoryNote, inventoriesFor } from '../check/inventoriesFor.ts';
import { type FileSettings, settingsFor } from '../check/settingsFor.ts';
import { absolutePath, type FoundFile } from './files.ts';

/** How the files of a command line are read. */
export interface ReadingTask {
  readonly cwd: string;
  readonly files: readonly FoundFile[];
  /** The given folders, and those that contain the given files. */
  readonly opened: readonly string[];
  /** Parameter values from the command line. */
  readonly given: ReadonlyMap<string, string>;
  /** The inventory from the command line. */
  readonly inventory: string | undefined;
}

/** Settings and other inputs for reading files. */
export interface Reading {
  /** Undefined for a file that its settings exclude. */
  settingsOf(name: string): FileSettings | undefined;
  optionsOf(name: string, settings: FileSettings): ReadOptions;
  /** Problems of the inventories that were used so far. */
  readonly inventoryProblems: readonly InventoryNote[];
}

/** `over` overrides the settings files; `report` gets problems in them. */
export function createReading(
  { cwd, files, opened, given, inventory }: ReadingTask,
  over: Settings,
  report: (problem: string) => void,
): Reading | { readonly problem: string } {
  const settingsOf = settingsFor(cwd, over, report, opened);
  const templates = new Set(files.map(({ name }) => absolutePath(name, cwd)));
  const workspace = createWorkspace({
    read: readText,
    mayRead: (from, path) => mayName(from, path, opened),
    templates: () => templates,
  });
  const inventories = inventoriesFor(inventory, cwd, opened);
  if ('problem' in inventories) return inventories;
  return {
    settingsOf,
    optionsOf(name, settings) {
      const path = absolutePath(name, cwd);
      const kind = isInventoryName(path) ? 'inventory' : settings.kind;
      return {
        parameters: new Map([...settings.values, ...given]),
        crossStack: workspace.crossStackOf(path, usesNothing()),
        surroundings: surroundingsOf(path, diskAround(path, opened)),
        inventory: inventories.of(name, settings.inventory, settings.by),
        ...(kind && { kind }),
      };
    },
    inventoryProblems: inventories.problems,
  };
}
