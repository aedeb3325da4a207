import { type ReadSettings, readSettings, SETTINGS_FILE } from './settings.ts';

/** A settings file that was found, and the folder it stands in, to which its globs are relative. */
export interface SettingsFile extends ReadSettings {
  /** A path or an address, with forward slashes, without one at the end. */
  readonly folder: string;
}

/** Gives a file's text, or what is told of one that is not read, behind its name; undefined where there is none. */
export type ReadFile = (path: string) => { readonly text: string } | { readonly unread: string } | undefined;

/**
 * Finds the nearest `vpc-lens.json` in the folder of a file or above it. `path` has forward slashes; the addresses
 * that editors use work as well as paths. Each folder is looked at once, however many files lie in it.
 */
export function settingsFinder(read: ReadFile): (path: string) => SettingsFile | undefined {
  const byFolder = new Map<string, SettingsFile | undefined>();

  function inFolder(folder: string): SettingsFile | undefined {
    if (byFolder.has(folder)) return byFolder.get(folder);
    const content = read(`${folder}/${SETTINGS_FILE}`);
    const above = parentOf(folder);
    const found =
      content !== undefined
        ? { folder, ...('text' in content ? readSettings(content.text) : notRead(content.unread)) }
        : above === undefined
          ? undefined
          : inFolder(above);
    byFolder.set(folder, found);
    return found;
  }

  return (path) => {
    const folder = parentOf(path);
    return folder === undefined ? undefined : inFolder(folder);
  };
}

/** Settings of which nothing is known. */
function notRead(words: string): ReadSettings {
  const message = `${SETTINGS_FILE} ${words}.`;
  return { ...readSettings('{}'), problems: [{ start: 0, end: 0, message }] };
}

/** `/a/b` gives `/a`, `/a` gives the empty text for the root; undefined above that and above `file://`. */
function parentOf(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  if (slash < 0 || path[slash - 1] === '/') return undefined;
  return path.slice(0, slash);
}

/** The name of a file as globs of that folder see it; undefined for a file that lies elsewhere. */
export function nameWithin(folder: string, path: string): string | undefined {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
