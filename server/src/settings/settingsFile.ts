import { type ReadSettings, readSettings, SETTINGS_FILE } from './settings.ts';

/** A settings file, and the folder that contains it, to which its globs are relative. */
export interface SettingsFile extends ReadSettings {
  /** A path or a URI with forward slashes, without one at the end. */
  readonly folder: string;
}

/**
 * Returns a file's text, or why it was not read (a text that follows its name); undefined if the file does not exist.
 */
export type ReadFile = (path: string) => { readonly text: string } | { readonly unread: string } | undefined;

/**
 * Finds the nearest `vpc-lens.json` in the folder of a file or above it. `path` has forward slashes; URIs work as well
 * as paths. Each folder is read once, however many files it contains.
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

/** For a settings file that was not read. */
function notRead(words: string): ReadSettings {
  const message = `${SETTINGS_FILE} ${words}.`;
  return { ...readSettings('{}'), problems: [{ start: 0, end: 0, message }] };
}

/** `/a/b` gives `/a`, `/a` gives an empty text for the root; undefined above the root and above `file://`. */
function parentOf(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  if (slash < 0 || path[slash - 1] === '/') return undefined;
  return path.slice(0, slash);
}

/** The name of a file relative to the folder, for its globs; undefined for a file that is elsewhere. */
export function nameWithin(folder: string, path: string): string | undefined {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
