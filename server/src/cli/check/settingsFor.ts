import { resolve } from 'node:path';
import { readNamed, readSettingsFile } from '../../files/named.ts';
import { type ParameterSource, parametersFor } from '../../files/parameterValues.ts';
import { type Matcher, matcherOf } from '../../glob.ts';
import {
  type Expected,
  type FileKind,
  nameWithin,
  overlay,
  SETTINGS_FILE,
  type Settings,
  type SettingsFile,
  settingsFinder,
} from '../../languageService.ts';
import { type LineStarts, lineStartsOf, positionAt } from '../../syntax/span.ts';
import { absolutePath, shownName } from '../input/files.ts';

/** The settings that decide how a file is read and checked. */
export interface FileSettings extends Settings {
  /** Set if the settings state the kind of the file. */
  readonly kind?: FileKind;
  /** The parameter values that apply to the file. */
  readonly values: ReadonlyMap<string, string>;
  /** The settings file, if there is one. */
  readonly by?: string;
  /** The network tests in the settings file, and whether they are about this file. */
  readonly expected?: readonly (Expected & { readonly isMatch: boolean })[];
  /** The lines of the settings file. */
  readonly lines?: LineStarts;
}

interface Globs {
  readonly isLeftOut: Matcher;
  readonly isZappa: Matcher;
  readonly lines: LineStarts;
}

/**
 * The settings of a file: those of the nearest `vpc-lens.json`, overridden by `over`. Undefined for an excluded file.
 * `report` gets problems, once for each settings file; `opened`: see `mayName`.
 */
export function settingsFor(
  cwd: string,
  over: Settings,
  report: (problem: string) => void,
  opened: readonly string[],
): (name: string) => FileSettings | undefined {
  const find = settingsFinder((path) => readSettingsFile(path, opened));
  const globsByFile = new Map<SettingsFile, Globs>();
  const reported = new Set<string>();
  const reportOnce = (problem: string) => {
    if (!reported.has(problem)) report(problem);
    reported.add(problem);
  };
  const parameterFile = ({ folder, by }: ParameterSource, file: string) => {
    const path = resolve(folder, file);
    return { name: shownName(path, cwd), content: readNamed(path, by, opened) };
  };

  function understand({ folder, problems, tree, settings }: SettingsFile): Globs {
    const lines = lineStartsOf(tree.text);
    for (const { start, message } of problems) {
      const { line, character } = positionAt(lines, start);
      report(`${shownName(`${folder}/${SETTINGS_FILE}`, cwd)}:${line + 1}:${character + 1}: ${message}`);
    }
    return {
      isLeftOut: matcherOf(settings.exclude ?? []),
      isZappa: matcherOf(settings.zappaFiles ?? []),
      lines,
    };
  }

  return (name) => {
    const path = absolutePath(name, cwd);
    const file = find(path);
    if (!file) return { ...over, values: new Map() };
    const globs = globsByFile.get(file) ?? understand(file);
    globsByFile.set(file, globs);
    const inside = nameWithin(file.folder, path) ?? '';
    if (globs.isLeftOut(inside)) return undefined;
    const by = `${file.folder}/${SETTINGS_FILE}`;
    const values = parametersFor(path, [{ ...file, by }], parameterFile, reportOnce);
    const { inventory } = file.settings;
    const placed = inventory === undefined ? {} : { inventory: resolve(file.folder, inventory) };
    return {
      ...overlay({ ...file.settings, ...placed }, over),
      values,
      by,
      expected: (file.settings.expect ?? []).map((one) => ({
        ...one,
        isMatch: matcherOf([one.glob])(inside),
      })),
      lines: globs.lines,
      ...(globs.isZappa(inside) && { kind: 'zappa' as const }),
    };
  };
}
