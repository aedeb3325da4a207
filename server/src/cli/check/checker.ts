import { resolve } from 'node:path';
import type { Content } from '../../files/content.ts';
import { diskAround } from '../../files/disk.ts';
import { readDocument, readText, unreadWords } from '../../files/readFile.ts';
import { mayName } from '../../files/repository.ts';
import {
  createWorkspace,
  isInventoryName,
  type Profile,
  SETTINGS_FILE,
  type Severity,
  surroundingsOf,
  usesNothing,
} from '../../languageService.ts';
import { type FoundFile, pathOf } from '../input/files.ts';
import { type CheckedFile, checkFile } from './checkFile.ts';
import { type InventoryProblem, inventoriesFor } from './inventoriesFor.ts';
import { settingsFor } from './settingsFor.ts';

/** What is to be checked, and how; plain data, so that a worker can be told of it. */
export interface CheckTask {
  readonly cwd: string;
  readonly files: readonly FoundFile[];
  /** The folders that the paths of the command line are, or lie in. */
  readonly opened: readonly string[];
  readonly profile: Profile | undefined;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Values of parameters from the command line. */
  readonly given: ReadonlyMap<string, string>;
  /** The inventory of the command line. */
  readonly inventory: string | undefined;
  readonly wantsFixes: boolean;
  /** The content of the only file, where it comes from standard input. */
  readonly stdin: Content | undefined;
}

export interface Failure {
  readonly sentence: string;
  readonly error: unknown;
}

/** What came of one file. */
export interface FileOutcome {
  /** Why nothing is to be done at all, a sentence. */
  readonly problem?: string;
  /** Absent for a file that is none of our business, and where checking failed. */
  readonly checked?: CheckedFile;
  /** Sentences about what was left out. */
  readonly notes: readonly string[];
  /** Sentences about what was asked for and is not known. */
  readonly failures: readonly Failure[];
  /** What is wrong with inventories that were read for it. */
  readonly inventories: readonly InventoryProblem[];
}

/**
 * Checks the files of a task one by one, in the order of their indexes, not necessarily all of them. Sentences on what
 * several files share, such as their settings, are in the outcome of the first.
 */
export type Checker = (index: number) => FileOutcome;

export function createChecker(task: CheckTask): Checker | { readonly problem: string } {
  const { cwd, files, opened, given, stdin } = task;
  let notes: string[] = [];
  const over = { rules: task.rules, ...(task.profile && { profile: task.profile }) };
  const settingsOf = settingsFor(cwd, over, (problem) => notes.push(problem), opened);
  const templates = new Set(files.map(({ name }) => pathOf(name, cwd)));
  const workspace = createWorkspace({
    read: readText,
    mayRead: (from, path) => mayName(from, path, opened),
    templates: () => templates,
  });
  const found = inventoriesFor(task.inventory, cwd, opened);
  if ('problem' in found) return found;
  const inventories = found;

  function check(
    { name, isNamed }: FoundFile,
    failures: Failure[],
  ): Pick<FileOutcome, 'problem' | 'checked'> {
    const settings = settingsOf(name);
    const content = settings && (stdin ?? contentOf(resolve(cwd, name)));
    if (!content) {
      if (isNamed) notes.push(`${name} is excluded by ${SETTINGS_FILE}.`);
      return {};
    }
    if ('unread' in content) {
      const sentence = `${stdin === undefined ? name : 'Standard input'} ${content.unread}.`;
      if (isNamed) return { problem: sentence };
      failures.push({ sentence, error: undefined });
      return {};
    }
    const path = pathOf(name, cwd);
    const checked = checkFile(name, content.text, {
      settings,
      parameters: new Map([...settings.values, ...given]),
      neighbours: workspace.neighboursOf(path, usesNothing()),
      surroundings: surroundingsOf(path, diskAround(path, opened)),
      inventory: inventories.of(name, settings.inventory, settings.by),
      kind: isInventoryName(path) ? 'inventory' : settings.kind,
      wantsFixes: task.wantsFixes,
      onFailure: ({ id }, error) =>
        failures.push({
          sentence: `The rule ${id} failed on ${name}; --rule ${id}=off skips it.`,
          error,
        }),
    });
    if (checked) return { checked };
    return isNamed ? { problem: `${name} is not a Zappa settings file or a CloudFormation template.` } : {};
  }

  return (index) => {
    const file = files[index]!;
    const failures: Failure[] = [];
    const known = inventories.problems.length;
    notes = [];
    let result: ReturnType<typeof check> = {};
    try {
      result = check(file, failures);
    } catch (error) {
      failures.push(failedOn(file, error));
    }
    return { ...result, notes, failures, inventories: inventories.problems.slice(known) };
  };
}

/** One file that cannot be understood never stops the others. */
export function failedOn({ name }: FoundFile, error: unknown): Failure {
  return { sentence: `VPC Lens failed on ${name}; --debug shows where.`, error };
}

function contentOf(path: string): Content {
  const read = readDocument(path);
  return typeof read === 'object' ? read : { unread: unreadWords(read) };
}
