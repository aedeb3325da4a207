import { resolve } from 'node:path';
import type { Content } from '../../files/content.ts';
import { readDocument, unreadWords } from '../../files/readFile.ts';
import { type Profile, SETTINGS_FILE, type Severity } from '../../languageService.ts';
import type { FoundFile } from '../input/files.ts';
import { createReading, type ReadingTask } from '../input/reading.ts';
import { checkFile, type FileResult } from './checkFile.ts';
import type { InventoryNote } from './inventoriesFor.ts';

/** What is to be checked, and how; plain data, so that a worker can be told of it. */
export interface CheckTask extends ReadingTask {
  readonly profile: Profile | undefined;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly wantsFixes: boolean;
  /** The content of the only file, where it comes from standard input. */
  readonly stdin: Content | undefined;
}

export interface CheckFailure {
  readonly sentence: string;
  readonly error: unknown;
}

/** What came of one file. */
export interface FileOutcome {
  /** Why nothing is to be done at all, a sentence. */
  readonly problem?: string;
  /** Absent for a file that is none of our business, and where checking failed. */
  readonly checked?: FileResult;
  /** Sentences about what was left out. */
  readonly notes: readonly string[];
  /** Sentences about what was asked for and is not known. */
  readonly failures: readonly CheckFailure[];
  /** What is wrong with inventories that were read for it. */
  readonly inventories: readonly InventoryNote[];
}

/**
 * Checks the files of a task one by one, in the order of their indexes, not necessarily all of them. Sentences on what
 * several files share, such as their settings, are in the outcome of the first.
 */
export type Checker = (index: number) => FileOutcome;

export function createChecker(task: CheckTask): Checker | { readonly problem: string } {
  const { cwd, files, stdin } = task;
  let notes: string[] = [];
  const over = { rules: task.rules, ...(task.profile && { profile: task.profile }) };
  const found = createReading(task, over, (problem) => notes.push(problem));
  if ('problem' in found) return found;
  const reading = found;

  function check(
    { name, isNamed }: FoundFile,
    failures: CheckFailure[],
  ): Pick<FileOutcome, 'problem' | 'checked'> {
    const settings = reading.settingsOf(name);
    const content = settings && (stdin ?? contentOf(resolve(cwd, name)));
    if (!content) {
      if (isNamed) notes.push(`${name} is excluded by ${SETTINGS_FILE}.`);
      return {};
    }
    const nothing = (sentence: string) => (isNamed ? { problem: sentence } : {});
    if ('unread' in content) {
      const sentence = `${stdin === undefined ? name : 'Standard input'} ${content.unread}.`;
      if (!isNamed) failures.push({ sentence, error: undefined });
      return nothing(sentence);
    }
    const checked = checkFile(name, content.text, {
      settings,
      reading: reading.optionsOf(name, settings),
      wantsFixes: task.wantsFixes,
      onFailure: ({ id }, error) =>
        failures.push({
          sentence: `The rule ${id} failed on ${name}; --rule ${id}=off skips it.`,
          error,
        }),
    });
    if (checked) return { checked };
    return nothing(`${name} is not a Zappa settings file or a CloudFormation template.`);
  }

  return (index) => {
    const file = files[index]!;
    const failures: CheckFailure[] = [];
    const known = reading.inventoryProblems.length;
    notes = [];
    let result: ReturnType<typeof check> = {};
    try {
      result = check(file, failures);
    } catch (error) {
      failures.push(failedOn(file, error));
    }
    return { ...result, notes, failures, inventories: reading.inventoryProblems.slice(known) };
  };
}

/** One file that cannot be understood never stops the others. */
export function failedOn({ name }: FoundFile, error: unknown): CheckFailure {
  return { sentence: `VPC Lens failed on ${name}; --debug shows where.`, error };
}

function contentOf(path: string): Content {
  const read = readDocument(path);
  return typeof read === 'object' ? read : { unread: unreadWords(read) };
}
