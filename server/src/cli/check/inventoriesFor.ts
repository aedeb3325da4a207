import { resolve } from 'node:path';
import { createInventories } from '../../files/inventories.ts';
import { readBytes, unreadWords } from '../../files/readFile.ts';
import { type Inventory, SETTINGS_FILE } from '../../languageService.ts';
import { shownName } from '../input/files.ts';

/** The help text of `--inventory`. */
export const INVENTORY_HELP = 'AWS CLI output that describes existing networks (default: .vpc-lens/*.json)';

/** A sentence about an inventory that is missing or incomplete. */
export interface InventoryNote {
  /** The inventory's file; empty if there is none. */
  readonly file: string;
  readonly sentence: string;
}

/** The inventory of each checked file. */
export interface InventoriesFor {
  /** `stated`: the absolute path in the file's settings, `by`. */
  of(name: string, stated: string | undefined, by: string | undefined): Inventory | undefined;
  /** Problems of the inventories that were used so far. */
  readonly problems: readonly InventoryNote[];
}

/** `named`: the file or folder on the command line, which applies to all; a sentence if it cannot be read. */
export function inventoriesFor(
  named: string | undefined,
  cwd: string,
  opened: readonly string[],
): InventoriesFor | { readonly problem: string } {
  const problems: InventoryNote[] = [];
  const addProblem = (file: string, sentence: string) => {
    if (!problems.some((one) => one.file === file && one.sentence === sentence))
      problems.push({ file, sentence });
  };
  const inventories = createInventories(
    (path, place, problem) => {
      const file = shownName(path, cwd);
      addProblem(file, place === undefined ? `${file} ${problem}.` : `${file}:${place}: ${problem}`);
    },
    () => opened,
  );
  const all = named === undefined ? undefined : inventories.at(resolve(cwd, named));
  if (named !== undefined && !all)
    return { problem: `The inventory ${named} ${wordsFor(resolve(cwd, named))}.` };
  return {
    of(name, stated, by) {
      if (all) return all;
      if (stated === undefined) return inventories.near(resolve(cwd, name));
      const found = inventories.at(stated, by);
      const shown = shownName(stated, cwd);
      if (!found && !problems.some(({ file }) => file === shown))
        addProblem('', `${SETTINGS_FILE} names the inventory ${shown}, which cannot be read.`);
      return found;
    },
    problems,
  };
}

function wordsFor(path: string): string {
  const read = readBytes(path);
  return unreadWords(typeof read === 'object' ? 'unreadable' : read);
}
