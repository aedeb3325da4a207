import { resolve } from 'node:path';
import { diskAround } from '../../files/disk.ts';
import { mayName } from '../../files/repository.ts';
import {
  type Analysis,
  analyze,
  changeOf,
  createWorkspace,
  isInventoryName,
  type NetworkDiff,
  surroundingsOf,
  usesNothing,
} from '../../languageService.ts';
import { type InventoriesFor, inventoriesFor } from '../check/inventoriesFor.ts';
import { type FileSettings, settingsFor } from '../check/settingsFor.ts';
import { absolutePath } from '../input/files.ts';
import { unreadIn } from '../input/oneFile.ts';
import type { ComparedFiles, FileVersions } from './pairs.ts';

/** The effect of a change on one file. */
export interface FileDiff {
  /** The displayed name: that in the new version if the file exists there. */
  readonly name: string;
  readonly before: Analysis | undefined;
  readonly after: Analysis | undefined;
  readonly diff: NetworkDiff;
}

export interface ComparisonOptions {
  readonly parameters: ReadonlyMap<string, string>;
  readonly inventory: string | undefined;
  readonly cwd: string;
}

export interface FileDiffs {
  readonly files: readonly FileDiff[];
  /** The number of compared files, including unchanged ones. */
  readonly count: number;
  /** Why the effect on a file is unknown; a sentence each. */
  readonly failures: readonly string[];
  readonly notes: readonly string[];
}

/** A template with unchanged text may still change its meaning if it refers to another one. */
const NAMES_OTHERS = /AWS::CloudFormation::Stack|AWS::Serverless::Application|ImportValue/;

/** What the analyses of all files of a comparison need. */
interface ComparisonContext {
  readonly options: ComparisonOptions;
  /** The folders within which files may be read. */
  readonly opened: ComparedFiles['opened'];
  readonly settingsOf: ReturnType<typeof settingsFor>;
  readonly inventories: InventoriesFor;
}

/** Compares the two versions of each file; settings and inventories are those of the file's location on disk. */
export function compareFiles(
  comparison: ComparedFiles,
  options: ComparisonOptions,
): FileDiffs | { readonly problem: string } {
  const { before, after, opened } = comparison;
  const notes = [...comparison.notes];
  const inventories = inventoriesFor(options.inventory, options.cwd, opened);
  if ('problem' in inventories) return inventories;
  const settingsOf = settingsFor(options.cwd, {}, (problem) => notes.push(problem), opened);
  const context: ComparisonContext = { options, opened, settingsOf, inventories };
  const [readOld, readNew] = [readerOf(before, context), readerOf(after, context)];

  const files: FileDiff[] = [];
  const failures: string[] = [];
  let count = 0;
  for (const key of new Set([...before.names.keys(), ...after.names.keys()].sort())) {
    const [oldName, newName] = [before.names.get(key), after.names.get(key)];
    const oldText = contentOf(before, oldName, options.cwd);
    const newText = contentOf(after, newName, options.cwd);
    if (oldText === newText && !NAMES_OTHERS.test(newText ?? '')) {
      count++;
      continue;
    }
    const old = readOld(oldName, oldText);
    const now = readNew(newName, newText);
    const broken = unreadSentences(newName, now);
    // A broken old version is no failure, since the new one may repair it.
    const wasBroken = unreadSentences(`The old ${oldName}`, old);
    failures.push(...broken);
    notes.push(...wasBroken);
    if (broken.length + wasBroken.length > 0) continue;
    if (comparison.isNamed && (!old || !now)) {
      const other = old ? newName : oldName;
      return { problem: `${other} is not a Zappa settings file or a CloudFormation template.` };
    }
    if (!old && !now) continue;
    count++;
    const name = newName ?? oldName!;
    const onFailure = ({ id }: { readonly id: string }) => notes.push(`The rule ${id} failed on ${name}.`);
    const diff = changeOf(old, now, { ...rulesOfFile(settingsOf(name)), onFailure });
    files.push({ name, before: old, after: now, diff });
  }
  return {
    files,
    count,
    failures,
    notes: [...notes, ...inventories.problems.map(({ sentence }) => sentence)],
  };
}

/** Reads a file of one version; undefined where the version lacks it or it is none of ours. */
function readerOf(
  { names, read }: FileVersions,
  { options, opened, settingsOf, inventories }: ComparisonContext,
): (name: string | undefined, text: string | undefined) => Analysis | undefined {
  const templates = new Set([...names.values()].map((name) => absolutePath(name, options.cwd)));
  const workspace = createWorkspace({
    read,
    mayRead: (from, path) => mayName(from, path, opened),
    templates: () => templates,
  });
  return (name, text) => {
    if (name === undefined || text === undefined) return undefined;
    const path = absolutePath(name, options.cwd);
    const settings = settingsOf(name);
    if (!settings || isInventoryName(path)) return undefined;
    return analyze(name, text.replace(/^\uFEFF/, ''), {
      parameters: new Map([...settings.values, ...options.parameters]),
      crossStack: workspace.crossStackOf(path, usesNothing()),
      surroundings: surroundingsOf(path, diskAround(path, opened)),
      inventory: inventories.of(name, settings.inventory, settings.by),
      ...(settings.kind && { kind: settings.kind }),
    });
  };
}

/** Why a version cannot be read, in a sentence; none if it can or if there is none. */
function unreadSentences(name: string | undefined, version: Analysis | undefined): readonly string[] {
  const sentence = version && name !== undefined ? unreadIn(name, version) : undefined;
  return sentence === undefined ? [] : [sentence];
}

function rulesOfFile(settings: FileSettings | undefined) {
  return { profile: settings?.profile ?? 'recommended', severities: settings?.rules ?? {} } as const;
}

function contentOf({ read }: FileVersions, name: string | undefined, cwd: string): string | undefined {
  return name === undefined ? undefined : read(resolve(cwd, name).replaceAll('\\', '/'));
}
