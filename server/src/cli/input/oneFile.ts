import { dirname, resolve } from 'node:path';
import { readDocument, readText, unreadWords } from '../../files/readFile.ts';
import { mayName } from '../../files/repository.ts';
import { type Analysis, analyze, createWorkspace, templateOf, usesNothing } from '../../languageService.ts';
import { syntaxErrorsIn } from '../../syntax/tree.ts';
import { inventoriesFor } from '../check/inventoriesFor.ts';
import { settingsFor } from '../check/settingsFor.ts';
import { absolutePath } from './files.ts';
import { givenParameters } from './parameters.ts';

type OneFileOptions = Parameters<typeof givenParameters>[0] & {
  /** The inventory's file or folder, in place of the one that is found near the file. */
  readonly inventory?: string;
};

export interface OneFile {
  /** Undefined for a file of another kind. */
  readonly analysis: Analysis | undefined;
  /** Sentences about other files that could not be read. */
  readonly notes: readonly string[];
}

/**
 * Analyzes the one file of a command, with the given parameters and its inventory. Nested stacks are read; imports stay
 * unknown, since one file has no workspace.
 */
export function analyzeOne(
  name: string,
  options: OneFileOptions,
  cwd: string,
): OneFile | { readonly problem: string } {
  if (name === '') return { problem: 'FILE is empty.' };
  const path = resolve(cwd, name);
  const read = readDocument(path);
  if (typeof read !== 'object') return { problem: `${name} ${unreadWords(read)}.` };
  const opened = [dirname(path)];
  const parameters = givenParameters(options, cwd);
  if ('problem' in parameters) return parameters;
  const workspace = createWorkspace({
    read: readText,
    mayRead: (from, target) => mayName(from, target, opened),
    templates: () => undefined,
  });
  const crossStack = workspace.crossStackOf(absolutePath(name, cwd), usesNothing());
  const inventories = inventoriesFor(options.inventory, cwd, opened);
  if ('problem' in inventories) return inventories;
  const notes: string[] = [];
  const settings = settingsFor(cwd, {}, (problem) => notes.push(problem), opened)(name);
  const inventory = inventories.of(name, settings?.inventory, settings?.by);
  const kind = settings?.kind;
  const reading = { parameters, crossStack, inventory, ...(kind && { kind }) };
  const analysis = analyze(name, read.text.replace(/^\uFEFF/, ''), reading);
  return { analysis, notes: [...notes, ...inventories.problems.map(({ sentence }) => sentence)] };
}

/**
 * Why a template has no answer; undefined if it was read completely. Comments and trailing commas in JSON do not
 * matter.
 */
export function unreadIn(name: string, { content, tree }: Analysis): string | undefined {
  if (content.kind !== 'template' && content.kind !== 'unreadable') return undefined;
  const [problem] = syntaxErrorsIn(tree);
  if (problem?.kind === 'limit') return `${name}: ${problem.message}`;
  return problem && `${name} has a syntax error; vpc-lens check shows where.`;
}

/** A sentence for each parameter on the command line that the template does not have. */
export function unknownParameters(
  analysis: Analysis,
  { parameter }: Pick<OneFileOptions, 'parameter'>,
): readonly string[] {
  const known = templateOf(analysis)?.parameters;
  return [...parameter.keys()]
    .filter((name) => !known?.has(name))
    .map((name) => `No template has a parameter "${name}".`);
}
