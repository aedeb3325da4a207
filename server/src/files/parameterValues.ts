import { matcherOf } from '../glob.ts';
import { nameWithin, readParameterFile, type Settings } from '../languageService.ts';
import { parse } from '../syntax/parse.ts';
import { lineStartsOf, positionAt } from '../syntax/span.ts';
import type { Content } from './content.ts';

/** Settings with values of parameters, and the folder that the paths in them are relative to. */
export interface ParameterSource {
  readonly folder: string;
  readonly settings: Settings;
  /** The settings file that states them; undefined for those of the editor's own settings. */
  readonly by?: string;
}

export interface NamedContent {
  /** As it is shown to the user. */
  readonly name: string;
  readonly content: Content;
}

/**
 * The values of parameters for a template, in place of their defaults. Later sources override earlier ones, and in each
 * source single values override its files. Paths have forward slashes; URIs work as well. `report` is called with one
 * sentence for each file that cannot be read or understood at all.
 */
export function parametersFor(
  template: string,
  sources: readonly ParameterSource[],
  read: (source: ParameterSource, file: string) => NamedContent,
  report: (problem: string) => void,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const give = (more: Iterable<readonly [string, string]>) => {
    for (const [name, value] of more) values.set(name, value);
  };
  for (const source of sources) {
    const { folder, settings } = source;
    const inside = nameWithin(folder, template);
    for (const [glob, file] of Object.entries(settings.parameterFiles ?? {})) {
      if (inside !== undefined && matches(glob, inside)) give(parameterValuesOf(read(source, file), report));
    }
    give(Object.entries(settings.parameters ?? {}));
  }
  return values;
}

/** A name matches itself, whatever is in it. */
function matches(glob: string, name: string): boolean {
  return glob === name || matcherOf([glob])(name);
}

/** The values in a parameter file; only the first of its errors is reported. */
export function parameterValuesOf(
  { name, content }: NamedContent,
  report: (problem: string) => void,
): ReadonlyMap<string, string> {
  if ('unread' in content) {
    report(`The parameter file ${name} ${content.unread}.`);
    return new Map();
  }
  const { text } = content;
  const { values, problems } = readParameterFile(parse(text, /\.ya?ml$/i.test(name) ? 'yaml' : 'json'));
  const [first] = problems;
  if (first) {
    const { line } = positionAt(lineStartsOf(text), first.start);
    report(`${name}:${line + 1}: ${first.message}`);
  }
  return values;
}
