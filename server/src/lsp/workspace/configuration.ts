import { resolve } from 'node:path';
import { createInventories } from '../../files/inventories.ts';
import { readSettingsFile } from '../../files/named.ts';
import { type ParameterSource, parametersFor } from '../../files/parameterValues.ts';
import { mayName } from '../../files/repository.ts';
import { matcherOf } from '../../glob.ts';
import {
  ageOf,
  type FileKind,
  INVENTORY_FOLDER,
  type Inventory,
  isInventoryName,
  nameWithin,
  overlay,
  SETTINGS_FILE,
  type Settings,
  type SettingsFile,
  type Suite,
  settingsFinder,
  settingsOfEditor,
  type TestsText,
} from '../../languageService.ts';
import type { EditorSettings } from '../../protocol.ts';
import { lineStartsOf } from '../../syntax/span.ts';
import { folderOf, isPath, normalizePath, normalizeUri, uriOf } from '../client/uris.ts';
import { createParameterFiles } from './parameterFiles.ts';

/** The settings that decide how a document is checked. */
export interface DocumentSettings extends Settings {
  readonly defersToCfnLint: boolean;
  /** Values of parameters in place of their defaults, from settings and from parameter files. */
  readonly values: ReadonlyMap<string, string>;
  /** Set if the settings state the kind of the file. */
  readonly kind?: FileKind;
  /** The inventory for the document, if there is one. */
  readonly answers: Inventory | undefined;
}

/** Other extensions in the editor with overlapping features. */
export interface OtherExtensions {
  readonly isCfnLintActive: boolean;
  /** AWS Toolkit, which has completion and navigation for templates. */
  readonly isToolkitActive: boolean;
}

/** The settings of the editor and of the `vpc-lens.json` files; both change while the server runs. */
export interface Configuration {
  /** Undefined for an excluded document. */
  forDocument(uri: string): DocumentSettings | undefined;
  /** Whether completion and hover that follow from AWS's schemas alone are left to another extension. */
  defersToToolkit(): boolean;
  /** Whether navigation in templates is enabled. */
  wantsNavigation(): boolean;
  /** Whether the editor shows inlay hints; off by default. */
  showsHints(): boolean;
  /** The network tests in the settings file that are about a document. */
  expectedOf(uri: string): readonly (TestsText & { readonly suite: Suite })[];
  /** The URIs of the parameter files that apply to a template; the last one has precedence. */
  parameterFilesOf(uri: string): readonly string[];
  /** Whether the editor shows code lenses; on by default. */
  showsLenses(): boolean;
  /** `ofFolders` has the settings that differ in a workspace folder, by its URI. */
  setEditor(settings: EditorSettings | null, ofFolders?: ReadonlyMap<string, EditorSettings | null>): void;
  setFolders(uris: readonly string[]): void;
  setOthers(others: OtherExtensions): void;
  /** In an untrusted workspace a settings file cannot name other files. */
  setTrusted(isTrusted: boolean): void;
  /** Settings files are read again on next use. */
  forgetFiles(): void;
  /** Whether a file's parameter values were used; if its text changes, `forgetFiles` has to be called. */
  isParameterFile(uri: string): boolean;
  /** Whether a file is an inventory's folder or a part of it, in its default location or in a configured one. */
  isInventory(uri: string): boolean;
}

/**
 * `log` gets problems in a settings file or an inventory; `read` accepts what `normalizeUri` returns; `reading` is
 * called for each path that is looked up on disk; `logRead` gets a sentence about each settings file, parameter file
 * or inventory that was read.
 */
export function createConfiguration(
  log: (message: string) => void,
  read: (path: string) => string | undefined,
  reading: (path: string) => void = () => {},
  logRead: (sentence: string) => void = () => {},
): Configuration {
  let editor: EditorSettings = {};
  let own: Settings = {};
  let ownOfFolders: ReadonlyMap<string, Settings> = new Map();
  let folders: readonly string[] = [];
  let others: OtherExtensions = { isCfnLintActive: false, isToolkitActive: false };
  let isTrusted = true;
  const reported = new Set<string>();
  const loggedOfEditor = new Set<string>();
  const opened = () => folders.map(normalizeUri).filter(isPath);
  // Settings files are found on disk only; for other documents only the editor's settings apply.
  const fresh = () =>
    settingsFinder((uri) => {
      const address = normalizeUri(uri);
      if (!isPath(address)) return undefined;
      reading(address);
      const text = mayName(address, address, opened()) ? read(address) : undefined;
      return text === undefined ? readSettingsFile(address, opened()) : { text };
    });
  let findFile = fresh();
  const inventories = createInventories(
    (path, place, problem) => logOnce(place ? `${path}:${place}: ${problem}` : `${path} ${problem}.`),
    opened,
    (path) => reading(normalizePath(path)),
    (path, inventory) => logRead(inventoryWasRead(path, inventory)),
  );
  const parameterFiles = createParameterFiles({
    read,
    reading,
    opened,
    wasRead: (path) => logRead(`Parameter file: ${path}.`),
  });
  /** The files and folders that settings name, by URI. */
  const namedInventories = new Set<string>();

  function logProblems({ folder, problems }: SettingsFile): void {
    if (reported.has(folder)) return;
    reported.add(folder);
    logRead(`Settings: ${normalizeUri(folder)}/${SETTINGS_FILE}.`);
    for (const { message } of problems) log(`${folder}/${SETTINGS_FILE}: ${message}`);
  }

  function checkedSettings(stated: EditorSettings): Settings {
    const { settings, problems } = settingsOfEditor(stated);
    for (const problem of problems) if (!loggedOfEditor.has(problem)) log(problem);
    for (const problem of problems) loggedOfEditor.add(problem);
    return settings;
  }

  function logOnce(problem: string): void {
    if (!reported.has(problem)) log(problem);
    reported.add(problem);
  }

  function defersTo(isActive: boolean): boolean {
    return editor.deferTo === 'always' || (editor.deferTo !== 'never' && isActive);
  }

  /** The settings of a file that apply: in an untrusted workspace, only those that VS Code does not restrict. */
  function settingsIn({ settings }: SettingsFile): Settings {
    if (isTrusted) return settings;
    const { parameterFiles: _, inventory: __, ...others } = settings;
    return others;
  }

  /** The values of parameters: those of the settings file, overridden by the editor's for the document's folder. */
  function valuesFor(
    uri: string,
    file: SettingsFile | undefined,
    found: (address: string) => void = () => {},
  ): ReadonlyMap<string, string> {
    const [folder] = folders
      .filter((one) => nameWithin(one, uri) !== undefined)
      .sort((a, b) => b.length - a.length);
    const ofFolder = folder === undefined ? undefined : ownOfFolders.get(folder);
    // Document URIs percent-encode characters.
    const sources: ParameterSource[] = [{ folder: normalizeUri(folder ?? ''), settings: ofFolder ?? own }];
    if (file) {
      const inFile = normalizeUri(file.folder);
      sources.unshift({ folder: inFile, settings: settingsIn(file), by: `${inFile}/${SETTINGS_FILE}` });
    }
    const read = (source: ParameterSource, named: string) => {
      const known = parameterFiles.at(source, named);
      if ('text' in known.content) found(known.name);
      return known;
    };
    return parametersFor(normalizeUri(uri), sources, read, logOnce);
  }

  /** The inventory that the editor's settings name, else that of the settings file, else that of the nearest folder. */
  function inventoryFor(uri: string, named: string | undefined, file: SettingsFile | undefined) {
    const path = normalizeUri(uri);
    if (!isPath(path)) return undefined;
    const folder = folders.find((one) => nameWithin(one, uri) !== undefined);
    const stated = named ?? (file && settingsIn(file).inventory);
    const base = named === undefined ? file?.folder : folder;
    if (stated === undefined || base === undefined) return inventories.near(path);
    const found = resolve(normalizeUri(base), stated);
    namedInventories.add(normalizePath(found));
    return inventories.at(found, named === undefined ? `${normalizeUri(base)}/${SETTINGS_FILE}` : undefined);
  }

  return {
    forDocument(uri) {
      const file = findFile(uri);
      if (file) logProblems(file);
      const matches = (folder: string, globs: readonly string[] | undefined) => {
        const name = nameWithin(folder, uri);
        return name !== undefined && !!globs?.length && matcherOf(globs)(decoded(name));
      };
      if (file && matches(file.folder, file.settings.exclude)) return undefined;
      if (folders.some((folder) => matches(folder, own.exclude))) return undefined;
      const isZappa = own.zappaFiles
        ? folders.some((folder) => matches(folder, own.zappaFiles))
        : file !== undefined && matches(file.folder, file.settings.zappaFiles);
      return {
        ...(file ? overlay(settingsIn(file), own) : own),
        defersToCfnLint: defersTo(others.isCfnLintActive),
        values: valuesFor(uri, file),
        answers: inventoryFor(uri, own.inventory, file),
        ...(isZappa && { kind: 'zappa' }),
      };
    },
    defersToToolkit: () => defersTo(others.isToolkitActive),
    wantsNavigation: () =>
      editor.navigation === true || (editor.navigation !== false && !others.isToolkitActive),
    showsLenses: () => enabledIn(editor.codeLens) !== false,
    showsHints: () => enabledIn(editor.inlayHints) === true,
    expectedOf(uri) {
      const file = findFile(uri);
      const name = file && nameWithin(file.folder, uri);
      if (!file?.settings.expect || name === undefined) return [];
      const lines = lineStartsOf(file.tree.text);
      return file.settings.expect
        .filter(({ glob }) => matcherOf([glob])(decoded(name)))
        .map(({ suite }) => ({ uri: `${file.folder}/${SETTINGS_FILE}`, lines, suite }));
    },
    parameterFilesOf(uri) {
      const found: string[] = [];
      valuesFor(uri, findFile(uri), (address) => found.push(isPath(address) ? uriOf(address) : address));
      return found;
    },
    setEditor(settings, ofFolders = new Map()) {
      editor = settings ?? {};
      own = checkedSettings(editor);
      ownOfFolders = new Map(
        [...ofFolders].flatMap(([uri, one]) => (one ? [[uri, checkedSettings(one)]] : [])),
      );
    },
    setFolders(uris) {
      folders = uris;
    },
    setOthers(active) {
      others = active;
    },
    setTrusted(is) {
      isTrusted = is;
    },
    forgetFiles() {
      reported.clear();
      parameterFiles.forget();
      inventories.forget();
      findFile = fresh();
    },
    isParameterFile: (uri) => parameterFiles.has(normalizeUri(uri)),
    isInventory(uri) {
      const path = normalizeUri(uri);
      const isFolder = path.endsWith(`/${INVENTORY_FOLDER}`);
      return (
        isFolder ||
        isInventoryName(path) ||
        namedInventories.has(path) ||
        namedInventories.has(folderOf(path))
      );
    },
  };
}

function inventoryWasRead(path: string, inventory: Inventory): string {
  const { length } = inventory.files;
  const age = ageOf(inventory, Date.now());
  return `Inventory: ${path}, ${length} ${length === 1 ? 'file' : 'files'}${age === undefined ? '' : `, ${age}`}.`;
}

/** The key `enabled` of an editor's setting, whatever a client sends for both. */
function enabledIn(setting: unknown): unknown {
  return (setting as { readonly enabled?: unknown } | null | undefined)?.enabled;
}

/** Decodes a name in a URI for globs; some URIs cannot be decoded. */
function decoded(name: string): string {
  try {
    return decodeURI(name);
  } catch {
    return name;
  }
}
