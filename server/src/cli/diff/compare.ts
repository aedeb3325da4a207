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
import { inventoriesFor } from '../check/inventoriesFor.ts';
import { settingsFor } from '../check/settingsFor.ts';
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

/** Compares the two versions of each file; settings and inventories are those of the file's location on disk. */
export function compareFiles(
  comparison: ComparedFiles,
  options: ComparisonOptions,
): FileDiffs | { readonly problem: string } {
  const { before, after, opened } = comparison;
  const notes = [...comparison.notes];
  const found = inventoriesFor(options.inventory, options.cwd, opened);
  if ('problem' in found) return found;
  const inventories = found;
  const settingsOf = settingsFor(options.cwd, {}, (problem) => notes.push(problem), opened);
  const versions = { before: readerOf(before), after: readerOf(after) };

  /** Reads a file of one version; undefined where the version lacks it or it is none of ours. */
  function readerOf({
    names,
    read,
  }: FileVersions): (name: string | undefined, text: string | undefined) => Analysis | undefined {
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
        neighbours: workspace.neighboursOf(path, usesNothing()),
        surroundings: surroundingsOf(path, diskAround(path, opened)),
        inventory: inventories.of(name, settings.inventory, settings.by),
        ...(settings.kind && { kind: settings.kind }),
      });
    };
  }

  const files: FileDiff[] = [];
  const failures: string[] = [];
  let count = 0;
  for (const key of new Set([...before.names.keys(), ...after.names.keys()].sort())) {
    const [oldName, newName] = [before.names.get(key), after.names.get(key)];
    const [oldText, newText] = [contentOf(before, oldName), contentOf(after, newName)];
    if (oldText === newText && !NAMES_OTHERS.test(newText ?? '')) {
      count++;
      continue;
    }
    const old = versions.before(oldName, oldText);
    const now = versions.after(newName, newText);
    if (areUnread(oldName, old, newName, now)) continue;
    if (comparison.isNamed && (!old || !now)) {
      const other = old ? newName : oldName;
      return { problem: `${other} is not a Zappa settings file or a CloudFormation template.` };
    }
    if (!old && !now) continue;
    count++;
    files.push(fileDiff(newName ?? oldName!, old, now));
  }
  return {
    files,
    count,
    failures,
    notes: [...notes, ...inventories.problems.map(({ sentence }) => sentence)],
  };

  function contentOf({ read }: FileVersions, name: string | undefined): string | undefined {
    return name === undefined ? undefined : read(resolve(options.cwd, name).replaceAll('\\', '/'));
  }

  /** Collects the problems if a version cannot be read. */
  function areUnread(
    oldName: string | undefined,
    old: Analysis | undefined,
    newName: string | undefined,
    now: Analysis | undefined,
  ): boolean {
    const broken = now && unreadIn(newName!, now);
    if (broken !== undefined) failures.push(broken);
    // A broken old version does not prevent the comparison, since the new one may repair it.
    const wasBroken = old && unreadIn(`The old ${oldName}`, old);
    if (wasBroken !== undefined) notes.push(wasBroken);
    return broken !== undefined || wasBroken !== undefined;
  }

  function fileDiff(name: string, old: Analysis | undefined, now: Analysis | undefined): FileDiff {
    const { profile = 'recommended', rules = {} } = settingsOf(name) ?? {};
    const onFailure = ({ id }: { readonly id: string }) => notes.push(`The rule ${id} failed on ${name}.`);
    const diff = changeOf(old, now, { profile, severities: rules, onFailure });
    return { name, before: old, after: now, diff };
  }
}
