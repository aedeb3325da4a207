import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { parametersFor } from '../files/parameterValues.ts';
import {
  nameWithin,
  overlay,
  SETTINGS_FILE,
  type Settings,
  type SettingsFile,
  settingsFinder,
} from '../languageService.ts';
import { lineStartsOf, positionAt } from '../syntax/span.ts';
import { shownName } from './files.ts';

/** The settings of a file, and the values that it has for the parameters of templates. */
export interface FileSettings extends Settings {
  readonly values: ReadonlyMap<string, string>;
}

/**
 * The settings of a file: those of the nearest `vpc-lens.json`, with `over` above them. Undefined for a file that it
 * leaves out. `tell` is told what cannot be understood, once for each settings file.
 */
export function settingsFor(
  cwd: string,
  over: Settings,
  tell: (problem: string) => void,
): (name: string) => FileSettings | undefined {
  const find = settingsFinder(readIfThere);
  const known = new Map<SettingsFile, (name: string) => boolean>();
  const told = new Set<string>();
  const tellOnce = (problem: string) => {
    if (!told.has(problem)) tell(problem);
    told.add(problem);
  };
  const parameterFile = (folder: string, file: string) => {
    const path = resolve(folder, file);
    return { name: shownName(path, cwd), text: readIfThere(path) };
  };

  function understand({ folder, problems, tree, settings }: SettingsFile): (name: string) => boolean {
    const lines = lineStartsOf(tree.text);
    for (const { start, message } of problems) {
      const { line, character } = positionAt(lines, start);
      tell(`${shownName(`${folder}/${SETTINGS_FILE}`, cwd)}:${line + 1}:${character + 1}: ${message}`);
    }
    const globs = settings.exclude ?? [];
    return globs.length > 0 ? picomatch([...globs], { dot: true }) : () => false;
  }

  return (name) => {
    const path = resolve(cwd, name).split(sep).join('/');
    const file = find(path);
    if (!file) return { ...over, values: new Map() };
    const isLeftOut = known.get(file) ?? understand(file);
    known.set(file, isLeftOut);
    const inside = nameWithin(file.folder, path);
    if (inside !== undefined && isLeftOut(inside)) return undefined;
    const values = parametersFor(path, [file], parameterFile, tellOnce);
    return { ...overlay(file.settings, over), values };
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
