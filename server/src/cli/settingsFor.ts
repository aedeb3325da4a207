import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import picomatch from 'picomatch';
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

/**
 * The settings of a file: those of the nearest `vpc-lens.json`, with `over` above them. Undefined for a file that it
 * leaves out. `tell` is told what cannot be understood, once for each settings file.
 */
export function settingsFor(
  cwd: string,
  over: Settings,
  tell: (problem: string) => void,
): (name: string) => Settings | undefined {
  const find = settingsFinder(readIfThere);
  const known = new Map<SettingsFile, (name: string) => boolean>();

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
    if (!file) return over;
    const isLeftOut = known.get(file) ?? understand(file);
    known.set(file, isLeftOut);
    const inside = nameWithin(file.folder, path);
    return inside !== undefined && isLeftOut(inside) ? undefined : overlay(file.settings, over);
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
