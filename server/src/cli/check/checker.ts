import { resolve } from 'node:path';
import type { Content } from '../../files/content.ts';
import { readDocument, unreadWords } from '../../files/readFile.ts';
import { type Profile, SETTINGS_FILE, type Severity } from '../../languageService.ts';
import type { FoundFile } from '../input/files.ts';
import { createReading, type ReadingTask } from '../input/reading.ts';
import { checkFile, type FileResult } from './checkFile.ts';
import type { FixesShown } from './fileReport.ts';
import type { InventoryNote } from './inventoriesFor.ts';

/** What to check, and how; plain data, so that it can be sent to a worker. */
export interface CheckTask extends ReadingTask {
  readonly profile: Profile | undefined;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly wantsFixes: boolean;
  readonly fixesShown: FixesShown;
  /** The content of the only file, if it is read from standard input. */
  readonly stdin: Content | undefined;
}

export interface CheckFailure {
  readonly sentence: string;
  readonly error: unknown;
}

/** The outcome of one file. */
export interface FileOutcome {
  /** Set if nothing can be done at all: a sentence about why. */
  readonly problem?: string;
  /** Absent for a file of another kind, and if checking failed. */
  readonly checked?: FileResult;
  /** Sentences about what was left out. */
  readonly notes: readonly string[];
  /** Sentences about requested results that are unknown. */
  readonly failures: readonly CheckFailure[];
  /** Problems in inventories that were read for it. */
  readonly inventories: readonly InventoryNote[];
}

/**
 * Checks files of a task one by one, in ascending order of their indexes, possibly not all of them. Sentences about
 * something that several files share, such as settings, are in the outcome of the first.
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
      fixesShown: task.fixesShown,
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

/** A file that cannot be checked does not stop the others. */
export function failedOn({ name }: FoundFile, error: unknown): CheckFailure {
  return { sentence: `VPC Lens failed on ${name}; --debug shows where.`, error };
}

function contentOf(path: string): Content {
  const read = readDocument(path);
  return typeof read === 'object' ? read : { unread: unreadWords(read) };
}
